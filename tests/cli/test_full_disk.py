#!/usr/bin/env python3
"""A study on a disk that fills up says so and loses nothing: test_full_disk.py PROGRAM DOSSIER.

The disk is a real one, of some kilobytes in memory; without the right to mount one it ends with
status 77 (skipped). A first run fills it and is refused with exit status 4; a result that was there
before is as it was; once there is room the same command goes on, and exports what an undisturbed run
does.
"""
import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
DRAWS = "3000"
SIZES = ("64k", "128k", "200k", "300k")


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def export(program, results, folder):
    result = run(program, "export", "-q", results, "--csv", folder)
    if result.returncode != 0:
        sys.exit(f"export: {result.stderr}")
    return sorted(path.name for path in folder.iterdir())


def check_disk(program, dossier, folder, size):
    """Whether the disk of that size filled up."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    if run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk).returncode != 0:
        print("skipped: a small disk cannot be mounted here")
        sys.exit(SKIPPED)
    try:
        page = disk / "page.csv"
        page.write_text("kept\n", encoding="utf-8")
        study = (program, "study", "-q", dossier, "-o", disk / "run.db", "--draws", DRAWS, "--save-every",
                 "0", "--keep-draws")
        first = run(*study)
        if first.returncode == 0:
            return False
        if first.returncode != 4 or "no space is left" not in first.stderr:
            sys.exit(f"{size}: exit status {first.returncode}: {first.stderr}")
        forecast = run(program, "forecast", "-q", dossier, "--csv", "--draws", "100", "-o", page)
        if forecast.returncode not in (0, 4) or (forecast.returncode == 4 and page.read_text() != "kept\n"):
            sys.exit(f"{size}: forecast: exit status {forecast.returncode}: {page.read_text()[:80]}")
        if run("mount", "-o", "remount,size=64m", disk).returncode != 0:
            sys.exit("the small disk cannot be made larger")
        second = run(*study)
        if second.returncode != 0:
            sys.exit(f"{size}: with room: exit status {second.returncode}: {second.stderr}")
        names = export(program, disk / "run.db", disk / "tables")
        different = filecmp.cmpfiles(folder / "whole", disk / "tables", names, shallow=False)[1:]
        if different != ([], []):
            sys.exit(f"{size}: the tables differ: {different}")
        return True
    finally:
        run("umount", disk)


def main():
    program, dossier = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    if os.geteuid() != 0:
        print("skipped: only root may mount a small disk")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory(prefix="full-") as name:
        folder = pathlib.Path(name)
        whole = run(program, "study", "-q", dossier, "-o", folder / "whole.db", "--draws", DRAWS, "--keep-draws")
        if whole.returncode != 0:
            sys.exit(whole.stderr)
        export(program, folder / "whole.db", folder / "whole")
        filled = [size for size in SIZES if check_disk(program, dossier, folder, size)]
    if not filled:
        sys.exit("no disk filled up")
    print(f"disks of {', '.join(filled)} filled up; nothing was lost")


if __name__ == "__main__":
    main()
