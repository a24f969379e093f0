#!/usr/bin/env python3
"""Every message of the reader occurs in what some test expects, and with its remedy.

    tests/dossier/test_messages.py

Takes the texts of messages from src/dossier/*.c, and looks for each in tests/dossier: in the
findings beside the dossiers of mistakes/ and in the tests' own texts. Exit status 1 if one is missing.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALL = re.compile(r"\b(cw_(?:reader|check)_(?:error|warning)|cw_diagnostics_add|complain|refuse)\s*\(")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
# What printf puts in: a word, a number, or nothing.
PLACE = re.compile(r"%(?:\.\*)?(?:zu|s|c|d|04X|02X)")

# Said only when libyaml reports something that no known input makes it report.
NEVER_SEEN = {"this is not YAML: %s", "unknown mistake"}


def call_texts(source):
    """The literals of each call that reports something, neighbours joined as C joins them."""
    for call in CALL.finditer(source):
        depth, end = 1, call.end()
        in_text = False
        while depth > 0:
            character = source[end]
            if character == '"' and source[end - 1] != "\\":
                in_text = not in_text
            elif not in_text:
                depth += (character == "(") - (character == ")")
            end += 1
        joined = re.sub(r'"\s*\n?\s*"', "", source[call.end():end])
        for literal in LITERAL.finditer(joined):
            yield literal.group(1).replace("\\\\", "\\").replace("%%", "%")


def table_texts(source):
    """Messages that stand in a table: syntax_error.c."""
    joined = re.sub(r'"\s*\n?\s*"', "", source)
    rows = re.findall(r"\{[^{}]*AT_(?:PROBLEM|CONTEXT)[^{}]*\}", joined)
    for row in rows:
        after = row[re.search(r"AT_\w+,", row).end():]
        for literal in LITERAL.finditer(after):
            yield literal.group(1).replace("\\\\", "\\")


def main():
    expected = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((ROOT / "tests/dossier").rglob("*"))
        if path.suffix in (".txt", ".c"))
    expected = re.sub(r'"\s*\n\s*"', "", expected).replace("\\\\", "\\")
    missing = []
    count = 0
    for path in sorted((ROOT / "src/dossier").glob("*.c")):
        source = path.read_text(encoding="utf-8")
        texts = set(call_texts(source)) | (set(table_texts(source)) if "translation" in source else set())
        for text in sorted(texts):
            if text in NEVER_SEEN or len(text) < 9 or not re.search("[a-z]{3}", PLACE.sub("", text)):
                continue
            count += 1
            pattern = ".*?".join(re.escape(part) for part in PLACE.split(text))
            if not re.search(pattern, expected):
                missing.append(f"{path.name}: {text}")
    for text in missing:
        print(f"no test expects it: {text}", file=sys.stderr)
    print(f"{count} texts, {len(missing)} without a test")
    return 1 if missing or count < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
