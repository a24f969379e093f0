#!/usr/bin/env python3
"""Every command that help, README or another document shows works: test_examples.py PROGRAM

Runs the examples of each command's --help (the manual has the same, see test_registry.c) and the commands in
fenced blocks of README.md and docs/ that are not `console` blocks (those are run and compared by
tests/docs/run_examples.py), in a folder that has the files they name. They end with status 0, or 1 where
the answer is no. A million draws
are made a thousand, which changes nothing in how a command is read. Printing to PDF is left out where
there is no browser. Says how many were run.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import browsers

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
TESTS = pathlib.Path(__file__).resolve().parent.parent
INPUTS = TESTS / "cli" / "inputs"
CSTO = TESTS.parent / "dossiers" / "csto-2022.yaml"
SHARDS = 4
ANSWER_NO = 1
FEWER = re.compile(r"--draws 1000000\b")


def run(command, folder):
    environment = {**os.environ, "PATH": f"{folder / '.bin'}:{os.environ['PATH']}", "LC_ALL": "C"}
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)


def made_up_decisions():
    """Twenty proposals of one issue each, in the columns of the DEU data."""
    actors = ("com", "ep", "de", "fr", "uk", "r")
    heading = ["prnrnmc", "isnrnmc", "counvte", "proc", *(f"{kind}{actor}" for actor in actors for kind in "ps"), "out"]
    rows = [[number, 1, "QMV", "COD", *((number * (place + 3) * 7) % 101 if place % 2 == 0 else 50
                                        for place in range(2 * len(actors))), (number * 13) % 101]
            for number in range(1, 21)]
    return "".join("\t".join(map(str, row)) + "\n" for row in [heading, *rows])


def prepare(folder):
    """The files that examples name and none of them makes."""
    (folder / ".bin").mkdir()
    (folder / ".bin" / "counterweight").symlink_to(PROGRAM)
    (folder / "dossiers").symlink_to(TESTS.parent / "dossiers")
    for name in ("my-dossier.yaml", "my.yaml"):
        shutil.copy(INPUTS / "toll.yaml", folder / name)
    shutil.copy(CSTO, folder / "dossier.yaml")  # it says what happened
    shutil.copy(INPUTS / "emission.csv", folder / "actors.csv")
    (folder / "deu3.tsv").write_text(made_up_decisions())
    (folder / "parts").mkdir()
    for part in range(1, SHARDS + 1):
        file = folder / "parts" / f"part-{part}.db"
        made = run(f"counterweight study {CSTO} -o {file} --draws 1000 --shard {part}/{SHARDS}", folder)
        if made.returncode != 0:
            sys.exit(f"shard {part}: {made.stdout.decode()}")
        shutil.copy(file, folder / f"part{part}.db")


def from_help(folder):
    """(where, command) of each example, lines that go on joined."""
    overview = run("counterweight help", folder).stdout.decode()
    commands = re.findall(r"^  ([a-z]+)  ", overview, re.MULTILINE)
    for name in commands:
        text = run(f"counterweight {name} --help", folder).stdout.decode().replace("\\\n", " ")
        for line in re.findall(r"^  (counterweight .*)$", text, re.MULTILINE):
            yield f"{name} --help", line


def from_documents():
    top = TESTS.parent
    for path in [top / "README.md", *sorted((top / "docs").rglob("*.md"))]:
        for block in re.findall(r"^```(?!console)[a-z]*\n(.*?)^```", path.read_text(encoding="utf-8"),
                                re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if line.startswith("counterweight ") and not line.startswith("counterweight 1"):
                    yield str(path.relative_to(top)), line


def main():
    browser = browsers.find() is not None
    wrong = []
    count = 0
    with tempfile.TemporaryDirectory(prefix="examples-") as name:
        folder = pathlib.Path(name).resolve()
        prepare(folder)
        for where, command in [*from_help(folder), *from_documents()]:
            if "--pdf" in command and not browser:
                continue
            for file in re.findall(r"-o (\w+\.db)", command):  # of another example, or made by prepare()
                (folder / file).unlink(missing_ok=True)
            result = run(FEWER.sub("--draws 1000", command), folder)
            count += 1
            if result.returncode not in (0, ANSWER_NO):
                wrong.append(f"{where}: {command}: status {result.returncode}\n"
                             f"{result.stdout.decode(errors='replace')[-1000:]}")
    print(*wrong, sep="\n")
    print(f"{count} examples, {len(wrong)} wrong")
    return 1 if wrong or count < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
