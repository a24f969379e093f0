#!/usr/bin/env python3
"""What a test has tried, for the README, as promise.h records it from C: promise.py BUILD NAME WHAT FIGURE."""
import pathlib
import sys


def record(folder, name, what, figure):
    """Writes "WHAT: FIGURE" into FOLDER/promises/NAME.txt, FOLDER being that of the build."""
    figure = f"{figure:,}" if isinstance(figure, int) else figure
    promises = folder / "promises"
    promises.mkdir(parents=True, exist_ok=True)
    (promises / f"{name}.txt").write_text(f"{what}: {figure}\n", encoding="utf-8")


if __name__ == "__main__":
    record(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
