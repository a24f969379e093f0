#!/usr/bin/env python3
"""Starts a program and sends it a signal as soon as it catches it: no sooner, however slow the machine.

    send_signal.py INT|TERM COMMAND [ARGUMENT ...]

Standard input of the program is a pipe that stays open and empty. Prints the program's exit status,
or "still running" if it has not ended within ten seconds; its standard error is ours.
"""
import pathlib
import signal
import subprocess
import sys
import time

SECONDS = 10


def catches(pid, number):
    """Whether the process has a handler for the signal, as the kernel tells."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    return False


def main(name, command):
    number = signal.Signals[f"SIG{name}"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    while process.poll() is None and not catches(process.pid, number):
        time.sleep(0.01)
    process.send_signal(number)
    try:
        print(process.wait(SECONDS))
    except subprocess.TimeoutExpired:
        process.kill()
        print("still running")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
