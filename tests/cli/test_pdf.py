#!/usr/bin/env python3
"""brief --pdf: what is said without a browser, with one that fails, and with one that is stopped.

    test_pdf.py PROGRAM DOSSIER

The browsers are scripts put first on PATH; the last test prints through a real one where there is one.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import browsers

PROGRAM, DOSSIER = sys.argv[1:]


class House:
    """A folder with a PATH, a place for temporary files, and a PDF to be replaced."""

    def __init__(self, folder, browser=None):
        self.bin, self.temporary = folder / "bin", folder / "a b#c%"
        self.pdf, self.mark = folder / "out.pdf", folder / "mark"
        for made in (self.bin, self.temporary):
            made.mkdir()
        self.pdf.write_text("old")
        for tool in ("sh", "sleep"):
            (self.bin / tool).symlink_to(shutil.which(tool))
        if browser:
            (self.bin / "chromium").write_text(f"#!/bin/sh\n{browser}\n")
            (self.bin / "chromium").chmod(0o755)

    def start(self):
        environment = dict(os.environ, PATH=str(self.bin), TMPDIR=str(self.temporary), MARK=str(self.mark))
        return subprocess.Popen([PROGRAM, "brief", "-q", "--draws", "100", DOSSIER, "--pdf", str(self.pdf)],
                                env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ends(self, process, status, words, content="old"):
        _, errors = process.communicate(timeout=60)
        assert process.returncode == status, (process.returncode, errors)
        assert words in errors, errors
        assert self.pdf.read_text() == content
        assert not any(self.temporary.iterdir()), list(self.temporary.iterdir())


def alive(group):
    """The processes of a group that have not ended; one that ended may wait for its parent to notice."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, process_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(process_group) == group and state != "Z":
            found.append(path.parent.name)
    return found


def without_browser(folder):
    house = House(folder)
    house.ends(house.start(), 4, "there is none on PATH; install the package 'chromium'")


def failing_browser(folder):
    house = House(folder, "exit 3")
    house.ends(house.start(), 4, "could not print the page to PDF")


def browser_that_writes_nothing(folder):
    house = House(folder, "exit 0")
    house.ends(house.start(), 4, "could not print the page to PDF")


def obedient_browser(folder):
    """What it writes where it was told to is the result; what else it leaves is swept up."""
    house = House(folder, 'for word; do case $word in --print-to-pdf=*) out=${word#*=};; esac; done\n'
                          'echo rubbish > "${out%/*}/rubbish"; printf printed > "$out"')
    house.ends(house.start(), 0, "", "printed")


def stopped_browser(folder):
    house = House(folder, 'echo $$ > "$MARK"; sleep 600 & sleep 600')
    process = house.start()
    deadline = time.monotonic() + 60
    while not (house.mark.exists() and house.mark.read_text().strip()) and time.monotonic() < deadline:
        time.sleep(0.01)
    browser = int(house.mark.read_text())
    process.send_signal(signal.SIGINT)
    house.ends(process, 130, "")
    deadline = time.monotonic() + 30
    while alive(browser) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(browser), "the browser goes on"


def real_browser(folder):
    house = House(folder)
    path = browsers.find()
    if path is None:
        print("no browser here: not printed")
        return
    environment = dict(os.environ, TMPDIR=str(house.temporary))
    subprocess.run([PROGRAM, "brief", "-q", "--draws", "100", DOSSIER, "--pdf", str(house.pdf)],
                   check=True, env=environment, stdout=subprocess.DEVNULL, timeout=150)
    printed = house.pdf.read_bytes()
    assert printed.startswith(b"%PDF-") and len(printed) > 50_000, printed[:40]
    assert not any(house.temporary.iterdir())


for test in (without_browser, failing_browser, browser_that_writes_nothing, obedient_browser, stopped_browser,
             real_browser):
    with tempfile.TemporaryDirectory() as name:
        test(pathlib.Path(name))
    print(f"{test.__name__}: fine")
