#!/usr/bin/env python3
"""What needs a terminal, a signal or a full pipe to be seen: test_terminal.py PROGRAM"""
import fcntl
import os
import pathlib
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
LAKE = str(TESTS / "cli" / "inputs" / "lake.yaml")
CSTO = str(TESTS.parent / "dossiers" / "csto-2022.yaml")
PROGRAM = ""
LONG = ["brief", "--threads", "1", LAKE, "--draws"]  # and as many as take a good second


def set_up_long_run():
    """Fast builds and slow ones, with sanitizers on busy machines, get about the same time to run."""
    begun = time.monotonic()
    subprocess.run([PROGRAM, *LONG, "5000"], env=environment(), stdout=subprocess.DEVNULL, check=True)
    LONG.append(str(int(1.5 * 5000 / (time.monotonic() - begun))))


def environment(**changes):
    plain = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    return {**plain, "TERM": "xterm", "LC_ALL": "C", **changes}


class Terminal:
    """A terminal of `columns` columns that keeps what is written to it."""

    def __init__(self, columns=80):
        self.own, self.given = pty.openpty()
        fcntl.ioctl(self.given, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.written = b""
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        while True:
            try:
                piece = os.read(self.own, 65536)
            except OSError:  # the last writer has gone
                return
            if not piece:
                return
            self.written += piece

    def close(self):
        os.close(self.given)
        self.reader.join()
        os.close(self.own)
        return self.written.decode()


def run_on_terminal(arguments, stream, columns=80, **changes):
    """Runs the program with one stream ("stdout" or "stderr") on a terminal; what it shows there."""
    terminal = Terminal(columns)
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: terminal.given}
    try:
        status = subprocess.call([PROGRAM, *arguments], stdin=subprocess.DEVNULL,
                                 env=environment(**changes), **streams)
    finally:
        shown = terminal.close()
    return status, shown


class Progress(unittest.TestCase):
    def test_a_bar_grows_and_is_wiped(self):
        status, shown = run_on_terminal(LONG, "stderr")
        self.assertEqual(status, 0)
        percents = [int(piece.split("]")[1].strip(" %")) for piece in shown.split("\r")
                    if piece.startswith("[")]
        self.assertTrue(percents, "no bar was drawn")
        self.assertEqual(percents, sorted(percents))
        self.assertLessEqual(percents[-1], 100)
        self.assertEqual(shown.split("\r")[-1], "\033[K")

    def test_no_bar_where_none_is_wanted(self):
        self.assertEqual(run_on_terminal([*LONG, "--quiet"], "stderr"), (0, ""))
        self.assertEqual(run_on_terminal(LONG, "stderr", TERM="dumb"), (0, ""))

    def test_errors_stand_on_a_line_of_their_own(self):
        status, shown = run_on_terminal([*LONG, "-o", "missing/page.html"], "stderr", NO_COLOR="1")
        self.assertEqual(status, 4)
        self.assertIn("\r\033[Kmissing/page.html: error:", shown)


class Colour(unittest.TestCase):
    def colours(self, *options, stream="stdout", **changes):
        arguments = ["brief", "--draws", "100", LAKE, *options]
        return "\033[" in run_on_terminal(arguments, stream, **changes)[1]

    def test_a_terminal_gets_colours_unless_refused(self):
        self.assertTrue(self.colours())
        self.assertFalse(self.colours(NO_COLOR="1"))
        self.assertTrue(self.colours(NO_COLOR=""))
        self.assertFalse(self.colours(TERM="dumb"))
        self.assertFalse(self.colours("--color=never"))
        self.assertTrue(self.colours("--color=always", NO_COLOR="1", TERM="dumb"))

    def test_errors_follow_their_own_stream(self):
        arguments = ["brief", str(TESTS / "cli" / "CMakeLists.txt")]
        self.assertIn("\033[", run_on_terminal(arguments, "stderr")[1])
        self.assertNotIn("\033[", run_on_terminal(arguments, "stderr", NO_COLOR="1")[1])


class Width(unittest.TestCase):
    def longest(self, columns):
        arguments = ["brief", "--draws", "100", "--color=never", LAKE]
        shown = run_on_terminal(arguments, "stdout", columns)[1]
        return max(len(line) for line in shown.split("\r\n"))

    def test_text_fits_the_terminal(self):
        self.assertLessEqual(self.longest(60), 60)
        self.assertTrue(80 < self.longest(110) <= 110)
        self.assertLessEqual(self.longest(400), 120)


class Stopping(unittest.TestCase):
    def stop(self, number):
        """Exit status, and seconds from the signal to the end."""
        process = subprocess.Popen([PROGRAM, "brief", "--draws", "400000", LAKE], env=environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.4)
        sent = time.monotonic()
        process.send_signal(number)
        return process.wait(60), time.monotonic() - sent

    def test_a_signal_ends_the_work_within_a_second(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            # A busy machine may be late; it is not late three times.
            ends = [self.stop(number) for _ in range(3)]
            self.assertEqual({status for status, _ in ends}, {130})
            self.assertLess(min(seconds for _, seconds in ends), 1)

    def test_a_reader_who_does_not_read_cannot_keep_it(self):
        process = subprocess.Popen([PROGRAM, "brief", "--draws", "100", "--json", CSTO],
                                   env=environment(), stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        with process.stdout as pipe:
            time.sleep(2)
            self.assertIsNone(process.poll(), "all fitted into the pipe: nothing was tested")
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(60), 130)
            pipe.read()


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    set_up_long_run()
    unittest.main()
