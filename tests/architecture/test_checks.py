#!/usr/bin/env python3
"""The checks of the house rules must see what breaks the rules, and must not see ghosts."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent.parent / "tools"


class Check(unittest.TestCase):
    tool = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def plant(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_tool(self):
        return subprocess.run([sys.executable, TOOLS / self.tool, "--root", self.root],
                              capture_output=True, text=True)

    def assert_clean(self):
        result = self.run_tool()
        self.assertEqual((result.returncode, result.stdout), (0, ""))

    def assert_caught(self, place, saying):
        result = self.run_tool()
        self.assertEqual(result.returncode, 1)
        self.assertIn(place, result.stdout)
        self.assertIn(saying, result.stdout)


class Includes(Check):
    tool = "check-includes"

    def assert_include_caught(self, file, include, saying):
        self.plant(file, f"/* x */\n#include {include}\n")
        self.assert_caught(f"{file}:2: ", saying)

    def test_downwards_and_internal_of_the_same_room(self):
        self.plant("src/voting/a.c", '#include <stdint.h>\n#include "counterweight/world.h"\n'
                                     '#include "voting/count.h"\n')
        self.assert_clean()

    def test_upwards(self):
        self.assert_include_caught("src/voting/a.c", '"counterweight/venue.h"', "above voting")

    def test_upwards_from_a_public_header(self):
        self.assert_include_caught("include/counterweight/base/text.h", '"counterweight/dossier.h"',
                                   "above base")

    def test_upwards_from_the_header_of_a_room(self):
        self.assert_include_caught("include/counterweight/world.h", '"counterweight/study.h"',
                                   "above world")

    def test_internal_header_of_another_room(self):
        self.assert_include_caught("src/cli/a.c", '"voting/count.h"', "internal to voting")

    def test_header_of_no_room(self):
        self.assert_include_caught("src/base/a.c", '"text.h"', "in no room")

    def test_everything_at_once_inside_the_library(self):
        self.assert_include_caught("src/brief/a.c", '"counterweight.h"', "users of the library")

    def test_input_and_output_in_the_pure_core(self):
        self.assert_include_caught("src/venue/a.c", "<stdio.h>", "pure core")

    def test_library_of_another_room(self):
        self.assert_include_caught("src/study/a.c", "<yaml.h>", "dossier only")

    def test_public_header_that_leans_on_another(self):
        self.plant("include/counterweight/base/number.h", "size_t cw_count(void);\n")
        self.assert_caught("include/counterweight/base/number.h:1: ", "does not compile on its own")


class Banned(Check):
    tool = "check-banned"

    def assert_call_caught(self, file, call):
        self.plant(file, f"void f(void)\n{{\n    {call};\n}}\n")
        self.assert_caught(f"{file}:3: ", f"{call.split('(')[0].split()[-1]}()")

    def test_calls(self):
        self.assert_call_caught("src/base/a.c", "strcpy(a, b)")
        self.assert_call_caught("src/world/a.c", "char *p = malloc (3)")
        self.assert_call_caught("src/cli/a.c", "n = atoi(word)")
        self.assert_call_caught("src/study/a.c", "exit(1)")
        self.assert_call_caught("include/counterweight/voting.h", "printf(name)")

    def test_allowed_in_some_folders(self):
        self.plant("src/base/a.c", "free(block);\n")
        self.plant("src/cli/b.c", 'printf("%d", 1); exit(3);\n')
        self.plant("tests/voting/c.c", "free(malloc(1)); abort();\n")
        self.assert_clean()

    def test_members_comments_and_literals_are_no_calls(self):
        self.plant("src/world/a.c", '/* free(x)\n strcpy(y) */ a.free(b); a->exit(1);\n'
                                    'const char *t = "gets(\\"x\\")"; cw_atoi(t); // malloc(1)\n'
                                    "char c = '\"'; char d = '\\''; cw_free(t);\n")
        self.assert_clean()

    def test_code_after_a_comment_is_seen(self):
        self.plant("src/world/a.c", "/* one */ free(a); /* two */\n")
        self.assert_caught("src/world/a.c:1: ", "free()")

    def test_paths_of_one_machine(self):
        for path in ("home/ann/x", "work/notes", "tmp/a/b/c", "root/x"):
            self.plant("docs/a.md", f"see\n(/{path}) there\n")
            self.assert_caught("docs/a.md:2: ", "path of one machine")

    def test_other_paths(self):
        self.plant("docs/a.md", "/usr/share /dev/full $HOME/notes/ build/work.x docs/home/ann/ /tmp/x\n")
        self.assert_clean()


class Functions(Check):
    """A project of one function, of which each piece is taken away in turn."""
    tool = "check-functions"
    table = ("| status | exit status of the program | meaning |\n|---|---|---|\n| `CW_OK` | 0 | fine |\n\n"
             "| function | header | test | fuzz target | page |\n|---|---|---|---|---|\n"
             "| `cw_capsule_unfold()` | `capsule.h` | `tests/capsule/test_a.c` | `capsule` | "
             "[decisions/025-the-core-in-the-page.md](decisions/025-the-core-in-the-page.md) |\n")

    def setUp(self):
        super().setUp()
        self.plant("include/counterweight/base/status.h", '    X(CW_OK, "ok", "fine", 0)\n')
        self.plant("include/counterweight/capsule.h", "int cw_capsule_unfold(const cw_bytes *in, cw_arena *out);\n")
        self.plant("tests/capsule/test_a.c", "cw_capsule_unfold(in, out);\n")
        self.plant("tests/fuzz/capsule.c", "int LLVMFuzzerTestOneInput();\n")
        self.plant("tests/faults/functions_a.c", "CW_MUST_REPORT(cw_capsule_unfold)\ncw_capsule_unfold(in, out);\n")
        self.plant("docs/decisions/025-the-core-in-the-page.md", "`counterweight/capsule.h`\n")
        self.plant("docs/library.md", f"<!-- functions -->\n{self.table}<!-- end of functions -->\n")

    def test_whole(self):
        result = self.run_tool()
        self.assertEqual((result.returncode, result.stdout), (0, "check-functions: 1 public functions, 0 holes\n"))

    def test_no_test(self):
        self.plant("tests/capsule/test_a.c", "")
        self.plant("tests/faults/functions_a.c", "")
        self.assert_caught("capsule.h: ", "no test names cw_capsule_unfold()")

    def test_no_fuzz_target(self):
        (self.root / "tests/fuzz/capsule.c").unlink()
        self.assert_caught("capsule.h: ", "the fuzz target capsule of cw_capsule_unfold() is not there")

    def test_no_sweep(self):
        self.plant("tests/faults/functions_a.c", "")
        self.assert_caught("capsule.h: ", "no row of tests/faults sweeps it")

    def test_no_page(self):
        self.plant("docs/decisions/025-the-core-in-the-page.md", "nothing of it\n")
        self.assert_caught("025-the-core-in-the-page.md: ", "does not name `counterweight/capsule.h`")

    def test_old_table(self):
        self.plant("docs/library.md", "<!-- functions -->\n<!-- end of functions -->\n")
        self.assert_caught("docs/library.md: ", "the table of functions is old")


class Sizes(Check):
    tool = "check-sizes"

    def test_long_function(self):
        self.plant("src/base/a.c", "void f(void)\n{\n" + "    g();\n" * 58 + "}\n")
        self.assert_caught("src/base/a.c:1: ", "f() has 61 lines")

    def test_long_median(self):
        self.plant("src/base/a.c", "void f(void)\n{\n" + "    g();\n" * 17 + "}\n")
        self.assert_caught("src:1: ", "median function has 20 lines")

    def test_long_file(self):
        self.plant("src/base/a.c", "int a;\n" * 701)
        self.assert_caught("src/base/a.c:1: ", "701 lines")

    def test_at_the_limits(self):
        self.plant("src/base/a.c", "int a;\n" * 700)
        self.plant("src/base/b.c", "void f(void)\n{\n" + "    g();\n" * 16 + "}\n")
        self.plant("tests/base/b.c", "void f(void)\n{\n" + "    g();\n" * 57 + "}\n")
        self.plant("src/base/flags_table.c", "int a;\n" * 701)
        self.assert_clean()


if __name__ == "__main__":
    unittest.main()
