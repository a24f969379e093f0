#!/usr/bin/env python3
"""Runs the program and compares what it says, to the letter, with what a case file expects.

    tests/cli/run_case.py --program PROGRAM [--update] CASE...

A case is one file, tests/cli/cases/NAME.case, known to ctest as cli.NAME; adding the file is all
there is to do. Lines before the first section say what the case shows; one of them may be
`# threads`, and the case is then also run under the thread sanitizer; `# results`, and it is not run
under that of memory, which does not know SQLite. A section begins with a line
`=== KIND ARGUMENT` and holds the lines up to the next one:

    The first error is reported with its place.
    === file bad.yaml
    counterweight: 2
    === run 3
    $PROGRAM check bad.yaml
    === stderr
    bad.yaml:1:16: error: this program reads version 1
    ...

    file NAME      an input file; more than one is fine, NAME may hold folders
    copy NAME      an input file whose content is that of tests/NAME (no lines)
    env NAME=TEXT  an environment variable for the commands that follow (no lines)
    run [STATUS]   a command, split as a shell would but run without one; STATUS is the exit status
                   expected, 0 if not given
    shell [STATUS] the same through /bin/sh, for pipes, redirections and several commands
    stdin          what the command before reads; nothing if not given
    stdout         what the command before prints; nothing if not given
    stderr         likewise, on the standard error stream
    expect NAME    a file that exists after the command before, with this content
    absent NAME    a file that does not exist after the command before (no lines)

A case has one command or several, run in order in one fresh folder. In commands $PROGRAM is the
program, $DOSSIERS the dossiers that ship and $TESTS the folder tests/; in what comes back their
paths, and that of the fresh folder ($FOLDER), are turned into these names again. The environment is
plain: C locale, no colour, 80 columns, HOME in the fresh folder.

In an expected text a line `...` stands for any lines, also none, and a line `~/PATTERN/` for one
line that the regular expression matches whole. Where a text does not end with a newline, the line
`\\ no newline at end` follows its last one.

--update writes what the program said into the case files, except into texts that still match, so
that wildcards stay as long as they hold. Exit status 1 if a case fails.
"""
import argparse
import dataclasses
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
DOSSIERS = TESTS.parent / "dossiers"
SECONDS = 60
NO_NEWLINE = "\\ no newline at end"
KINDS = {"file", "copy", "env", "run", "shell", "stdin", "stdout", "stderr", "expect", "absent"}


@dataclasses.dataclass
class Section:
    kind: str
    argument: str
    lines: list


@dataclasses.dataclass
class Case:
    path: pathlib.Path
    preface: list
    sections: list

    @classmethod
    def read(cls, path):
        case = cls(path, [], [])
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.startswith("=== "):
                (case.sections[-1].lines if case.sections else case.preface).append(line)
                continue
            kind, _, argument = line[4:].partition(" ")
            if kind not in KINDS:
                sys.exit(f"{path}:{number}: no section is called '{kind}'")
            case.sections.append(Section(kind, argument.strip(), []))
        if not any(section.kind in ("run", "shell") for section in case.sections):
            sys.exit(f"{path}:1: a case runs something")
        return case

    def write(self):
        lines = list(self.preface)
        for section in self.sections:
            lines += [f"=== {section.kind} {section.argument}".rstrip(), *section.lines]
        self.path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def steps(self):
        """The case cut before each command: (what comes first, [the command and its texts], ...)."""
        steps = [[]]
        for section in self.sections:
            if section.kind in ("run", "shell"):
                steps.append([])
            steps[-1].append(section)
        return steps


def lines_of(text):
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines + [NO_NEWLINE]


def text_of(lines):
    if lines and lines[-1] == NO_NEWLINE:
        return "\n".join(lines[:-1])
    return "".join(f"{line}\n" for line in lines)


def matches(expected, actual):
    """Whether the lines `actual` are as `expected` says, wildcards included."""
    reached = {0}  # how many of the actual lines may have been used up so far
    for line in expected:
        if line == "...":
            reached = set(range(min(reached), len(actual) + 1))
            continue
        pattern = line[2:-1] if line.startswith("~/") and line.endswith("/") else re.escape(line)
        reached = {at + 1 for at in reached
                   if at < len(actual) and re.fullmatch(pattern, actual[at])}
        if not reached:
            return False
    return len(actual) in reached


class Runner:
    def __init__(self, case, program, folder):
        self.case = case
        self.program = program
        self.folder = folder
        self.names = {"PROGRAM": program, "DOSSIERS": str(DOSSIERS), "TESTS": str(TESTS),
                      "FOLDER": str(folder)}
        kept = {name: value for name, value in os.environ.items()
                if name == "PATH" or name.endswith("SAN_OPTIONS")}
        self.environment = {**kept, **self.names, "LC_ALL": "C", "TERM": "dumb", "COLUMNS": "80",
                            "HOME": str(folder)}
        self.faults = []

    def plain(self, text):
        for name in sorted(self.names, key=lambda name: -len(self.names[name])):
            text = text.replace(self.names[name], f"${name}")
        return text

    def compare(self, section, actual):
        """Notes a difference; in a section that is then updated the actual lines stand."""
        if matches(section.lines, actual):
            return
        title = f"{section.kind} {section.argument}".rstrip()
        self.faults.append("\n".join(difflib.unified_diff(section.lines, actual, f"expected {title}",
                                                          f"actual {title}", lineterm="")))
        section.lines = actual

    def prepare(self, section):
        target = self.folder / section.argument
        if section.kind == "env":
            name, _, value = section.argument.partition("=")
            self.environment[name] = value
        elif section.kind in ("file", "copy"):
            target.parent.mkdir(parents=True, exist_ok=True)
            if section.kind == "file":
                target.write_text(text_of(section.lines), encoding="utf-8", newline="")
            else:
                shutil.copy(TESTS / section.argument, self.folder / pathlib.Path(section.argument).name)

    def execute(self, command, stdin):
        text = "\n".join(command.lines)
        for name, value in self.names.items():
            text = text.replace(f"${name}", shlex.quote(value))
        arguments = ["/bin/sh", "-c", text] if command.kind == "shell" else shlex.split(text)
        return subprocess.run(arguments, input=stdin.encode(), capture_output=True, timeout=SECONDS,
                              cwd=self.folder, env=self.environment)

    def check_file(self, section):
        path = self.folder / section.argument
        if section.kind == "absent":
            if path.exists():
                self.faults.append(f"{section.argument} exists, and should not")
        elif not path.is_file():
            self.faults.append(f"{section.argument} was not written")
        else:
            text = path.read_bytes().decode("utf-8", "backslashreplace")
            self.compare(section, lines_of(self.plain(text)))

    def run_step(self, sections):
        command, *others = sections
        streams = {section.kind: section for section in others
                   if section.kind in ("stdin", "stdout", "stderr")}
        result = self.execute(command, text_of(streams["stdin"].lines) if "stdin" in streams else "")
        if str(result.returncode) != (command.argument or "0"):
            self.faults.append(f"exit status {result.returncode}, expected {command.argument or 0}:\n"
                               + "\n".join(command.lines))
            command.argument = str(result.returncode) if result.returncode else ""
        for kind, data in (("stderr", result.stderr), ("stdout", result.stdout)):
            actual = lines_of(self.plain(data.decode("utf-8", "backslashreplace")))
            if kind not in streams:
                streams[kind] = Section(kind, "", [])
                if actual:
                    self.case.sections.insert(self.case.sections.index(command) + 1, streams[kind])
            self.compare(streams[kind], actual)
        for section in others:
            if section.kind in ("expect", "absent"):
                self.check_file(section)
            else:
                self.prepare(section)

    def run(self):
        first, *steps = self.case.steps()
        for section in first:
            self.prepare(section)
        for step in steps:
            self.run_step(step)
        return self.faults


def run_case(path, program, update):
    """Whether the case holds; says what differs."""
    case = Case.read(path)
    with tempfile.TemporaryDirectory(prefix="case-") as folder:
        faults = Runner(case, program, pathlib.Path(folder).resolve()).run()
    if faults and update:
        case.write()
        print(f"{path}: updated")
    elif faults:
        print(f"{path}: differs", *faults, sep="\n")
    return not faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("cases", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    program = str(options.program.resolve())
    failed = [path for path in options.cases if not run_case(path, program, options.update)]
    return 1 if failed and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
