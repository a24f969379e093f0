#!/usr/bin/env python3
"""Takes the steps of the guides docs/adding-*.md in a copy of the project, and sees that they work.

    tests/docs/try_guides.py [--update] [GUIDE...]

In a guide, a fenced block after `<!-- add: PATH -->` becomes that file of the project; one after
`<!-- after: PATH: WORDS -->` is put behind the one line of that file which is WORDS or, where none is, has them. When the steps of all
guides have been taken, the program is built, the tests that hold lists, pages and registries against each
other are run (TESTS), and the commands that the guides show are run and compared as in run_examples.py.
--update writes what they print into the guides. Exit status 1 if anything failed or differed.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from run_examples import TESTS as TEST_FOLDER, blocks, run_document

TOP = TEST_FOLDER.parent
MARK = re.compile(r"<!-- (add|after): ([^:]+?)(?:: (.+))? -->")
LEFT_OUT = shutil.ignore_patterns(".git", "build", "node_modules")

# Program and ctest name of what a new method, key or command has to pass.
TESTS = {
    "test_bargaining_invariants": "bargaining.invariants",
    "test_voting_indices": "voting.indices",
    "test_voting_random": "voting.random",
    "test_dossier_document": "dossier.document",
    "test_cli_registry": "cli.registry",
    "counterweight": "docs.methods",
}


def put_behind(path, words, lines):
    """Puts lines behind the one line that is, or has, the words."""
    given = path.read_text(encoding="utf-8").splitlines()
    places = ([number for number, line in enumerate(given) if words == line.strip()]
              or [number for number, line in enumerate(given) if words in line])
    if len(places) != 1:
        sys.exit(f"{path}: '{words}' stands in {len(places)} lines, not in one")
    given[places[0] + 1:places[0] + 1] = lines
    path.write_text("".join(f"{line}\n" for line in given), encoding="utf-8")


def take_steps(guide, copy):
    """Takes the steps of a guide in the copy; how many there were."""
    lines = guide.read_text(encoding="utf-8").splitlines()
    steps = 0
    for _, mark, first, end in blocks(lines):
        found = MARK.fullmatch(mark)
        if not found:
            continue
        kind, name, words = found.groups()
        steps += 1
        if kind == "after":
            put_behind(copy / name, words, lines[first:end])
        elif (copy / name).exists():
            sys.exit(f"{guide}: {name} is there already")
        else:
            (copy / name).write_text("".join(f"{line}\n" for line in lines[first:end]), encoding="utf-8")
    return steps


def run(*command, cwd):
    """Runs a command that has to succeed; its output is shown where it does not."""
    result = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {result.returncode}\n{result.stdout[-8000:]}")


def build_and_test(copy):
    """The program of the copy, which passed its tests. Neither charts nor core: they change nothing here."""
    jobs = str(len(os.sched_getaffinity(0)))
    run("cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DCW_CHARTS=OFF",
        "-DCW_CORE=OFF", cwd=copy)
    run("cmake", "--build", "build", "-j", jobs, "--target", *TESTS, cwd=copy)
    names = "|".join(re.escape(name) for name in TESTS.values())
    run("ctest", "--test-dir", "build", "-j", jobs, "--no-tests=error", "-R", f"^({names})$", cwd=copy)
    run(sys.executable, "tools/check-includes", cwd=copy)
    return copy / "build" / "counterweight"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("guides", nargs="*", type=pathlib.Path, default=sorted((TOP / "docs").glob("adding-*.md")))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guides-") as name:
        copy = pathlib.Path(name).resolve() / "project"
        shutil.copytree(TOP, copy, ignore=LEFT_OUT, symlinks=True)
        for guide in options.guides:
            if take_steps(guide, copy) == 0:
                sys.exit(f"{guide}: nothing to add")
        program = build_and_test(copy)
        false = [guide for guide in options.guides if not run_document(guide, program, options.update)]
    return 1 if false and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
