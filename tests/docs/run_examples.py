#!/usr/bin/env python3
"""Runs the commands that a document shows and compares their output with what it prints.

    tests/docs/run_examples.py --program PROGRAM [--update] DOCUMENT...

In a document, a fenced block that follows a line `<!-- file: NAME -->` or `<!-- append: NAME -->` is
written, or added, to that file. In a fenced block marked `console`, a line that begins with `$ ` is a
command, and the lines after it are all that it prints, standard error included. A line `...` stands
for any lines. Everything runs in order in one fresh folder that holds a link to the dossiers that
ship; the environment is plain (C locale, no colour), and `counterweight` is PROGRAM.

--update writes what the commands print into the document, where it differs, and leaves out what was
left out before. Exit status 1 if anything differed.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "cli"))
from run_case import lines_of, matches  # noqa: E402

SECONDS = 60
FILE_MARK = re.compile(r"<!-- (file|append): (\S+) -->")


class Folder:
    """Where the commands of one document run."""

    def __init__(self, path, program):
        self.path = path
        self.status = 0
        (path / ".bin").mkdir()
        (path / ".bin" / "counterweight").symlink_to(program)
        (path / "dossiers").symlink_to(TESTS.parent / "dossiers")
        kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self.environment = {**kept, "PATH": f"{path / '.bin'}:{os.environ['PATH']}", "LC_ALL": "C",
                            "TERM": "dumb", "HOME": str(path)}

    def store(self, kind, name, lines):
        with open(self.path / name, "a" if kind == "append" else "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)

    def run(self, command):
        """Runs a command with $? as the one before left it; the lines that it prints."""
        script = f"(exit {self.status}); {command}"
        result = subprocess.run(["/bin/sh", "-c", script], stdin=subprocess.DEVNULL, cwd=self.path,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS,
                                env=self.environment)
        self.status = result.returncode
        return lines_of(result.stdout.decode("utf-8", "backslashreplace"))


def blocks(lines):
    """(language, mark, first, end) of each fenced block; `mark` is the line before it."""
    opened = None
    for number, line in enumerate(lines):
        if opened is None and line.startswith("```"):
            opened = number
        elif opened is not None and line == "```":
            mark = lines[opened - 1] if opened > 0 else ""
            yield lines[opened][3:].strip(), mark, opened + 1, number
            opened = None


def renew(shown, printed):
    """What is printed, with the lines `...` that were shown kept where they can be."""
    renewed = []
    for kind, first, end, at, until in difflib.SequenceMatcher(None, shown, printed, False).get_opcodes():
        dots = [number for number in range(first, end) if shown[number] == "..."]
        if kind == "equal" or not dots:
            renewed += printed[at:until]
        else:  # as many lines before the dots, and after them, as were shown there
            before = min(at + dots[0] - first, until)
            after = max(until - (end - 1 - dots[-1]), before)
            renewed += [*printed[at:before], "...", *printed[after:until]]
    return renewed


def run_console(folder, lines):
    """The block with the outputs that its commands gave where the shown ones do not match."""
    given = []
    at = 0
    while at < len(lines):
        command = lines[at]
        if not command.startswith("$ "):
            sys.exit(f"a console block begins with '$ ', not with '{command}'")
        at += 1
        shown = []
        while at < len(lines) and not lines[at].startswith("$ "):
            shown.append(lines[at])
            at += 1
        printed = folder.run(command[2:])
        given += [command, *(shown if matches(shown, printed) else renew(shown, printed))]
    return given


def run_document(path, program, update):
    """Whether the document tells the truth; says where it does not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    told = []
    done = 0
    commands = 0
    with tempfile.TemporaryDirectory(prefix="examples-") as name:
        folder = Folder(pathlib.Path(name).resolve(), program)
        for language, mark, first, end in blocks(lines):
            told += lines[done:first]
            found = FILE_MARK.fullmatch(mark)
            if found:
                folder.store(found[1], found[2], lines[first:end])
            if language == "console":
                told += run_console(folder, lines[first:end])
                commands += 1
            else:
                told += lines[first:end]
            done = end
    told += lines[done:]
    if commands == 0:
        sys.exit(f"{path}: nothing to run")
    if told == lines:
        return True
    if update:
        path.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
        print(f"{path}: updated")
    else:
        print(f"{path}: differs", *difflib.unified_diff(lines, told, "document", "program", lineterm=""),
              sep="\n")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("documents", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    program = options.program.resolve()
    false = [path for path in options.documents if not run_document(path, program, options.update)]
    return 1 if false and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
