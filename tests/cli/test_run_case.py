#!/usr/bin/env python3
"""The runner of golden cases: it must fail where output differs, and only there."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

from run_case import Case, matches

RUNNER = pathlib.Path(__file__).with_name("run_case.py")


class Matching(unittest.TestCase):
    def test_plain_lines_match_themselves_only(self):
        self.assertTrue(matches(["a.b", "c"], ["a.b", "c"]))
        self.assertFalse(matches(["a.b", "c"], ["axb", "c"]))
        self.assertFalse(matches(["a"], ["a", "b"]))
        self.assertFalse(matches(["a", "b"], ["a"]))

    def test_dots_stand_for_any_lines(self):
        self.assertTrue(matches(["..."], []))
        self.assertTrue(matches(["a", "...", "z"], ["a", "z"]))
        self.assertTrue(matches(["...", "b", "..."], ["b", "a", "b"]))
        self.assertFalse(matches(["...", "b"], ["b", "a"]))

    def test_a_pattern_matches_one_whole_line(self):
        self.assertTrue(matches(["~/x = [0-9]+/"], ["x = 12"]))
        self.assertFalse(matches(["~/x = [0-9]+/"], ["x = 12 "]))


class Running(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "sample.case"

    def run_case(self, text, *options):
        self.path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, RUNNER, "--program", "/bin/sh", *options, self.path],
                              capture_output=True, text=True)

    def assert_holds(self, text):
        result = self.run_case(text)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def assert_fails(self, text, saying):
        result = self.run_case(text)
        self.assertEqual(result.returncode, 1)
        self.assertIn(saying, result.stdout)

    def test_streams_status_and_files(self):
        self.assert_holds("All at once.\n=== file in/a\nx\n"
                          "=== run 3\n$PROGRAM -c 'cat; cat in/a; echo no >&2; echo y > out; exit 3'\n"
                          "=== stdin\nread\n=== stdout\nread\nx\n=== stderr\nno\n"
                          "=== expect out\ny\n=== absent other\n")

    def test_each_difference_fails(self):
        self.assert_fails("=== run\n$PROGRAM -c 'echo a'\n=== stdout\nb\n", "+a")
        self.assert_fails("=== run\n$PROGRAM -c 'echo a'\n", "+a")
        self.assert_fails("=== run\n$PROGRAM -c 'echo a >&2'\n", "actual stderr")
        self.assert_fails("=== run\n$PROGRAM -c 'exit 4'\n", "exit status 4")
        self.assert_fails("=== run\n$PROGRAM -c true\n=== expect out\n", "out was not written")
        self.assert_fails("=== run\n$PROGRAM -c 'echo > out'\n=== absent out\n", "out exists")

    def test_missing_newline_shows(self):
        self.assert_fails("=== run\n$PROGRAM -c 'printf a'\n=== stdout\na\n", "no newline")
        self.assert_holds("=== run\n$PROGRAM -c 'printf a'\n=== stdout\na\n\\ no newline at end\n")

    def test_several_commands_share_a_folder(self):
        self.assert_holds("=== shell\necho a > f\n=== shell\ncat f | tr a b\n=== stdout\nb\n")

    def test_paths_become_names(self):
        self.assert_holds("=== shell\npwd; echo $PROGRAM\n=== stdout\n$FOLDER\n$PROGRAM\n")

    def test_update_keeps_wildcards_that_hold(self):
        self.run_case("Why.\n=== run\n$PROGRAM -c 'echo a; echo b >&2; exit 1'\n=== stdout\n...\n", "--update")
        self.assertEqual(self.path.read_text(encoding="utf-8"),
                         "Why.\n=== run 1\n$PROGRAM -c 'echo a; echo b >&2; exit 1'\n"
                         "=== stderr\nb\n=== stdout\n...\n")
        self.assert_holds(self.path.read_text(encoding="utf-8"))

    def test_a_misspelt_section_is_refused(self):
        result = self.run_case("=== run\n$PROGRAM -c true\n=== stdot\n")
        self.assertIn("no section is called 'stdot'", result.stderr)
        self.assertNotEqual(result.returncode, 0)

    def test_reading_and_writing_changes_nothing(self):
        text = "Why.\n\n=== file a\n\nx\n=== run 2\n$PROGRAM\n=== stdout\n...\n"
        self.path.write_text(text, encoding="utf-8")
        Case.read(self.path).write()
        self.assertEqual(self.path.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    unittest.main()
