"""Checks that docs/brief-json.md names every key of a brief in JSON, and no list of keys that is not there.

Usage: test_json_page.py docs/brief-json.md BRIEF.json
"""
import json
import re
import sys


def keys_of(value):
    """All keys of all objects within."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    return set()


def named(page):
    """Words that the page sets as code: single keys, and those listed in braces."""
    words = set()
    for code in re.findall(r"`([^`]+)`", page):
        words.update(re.findall(r"[a-z_0-9]+", code))
    return words


def listed(page):
    """Words listed in braces: these must be keys."""
    return {word for keys in re.findall(r"`\{([a-z_0-9, ]+)\}`", page) for word in keys.split(", ")}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        page = file.read()
    with open(sys.argv[2], encoding="utf-8") as file:
        keys = keys_of(json.load(file))
    missing = sorted(keys - named(page))
    extra = sorted(listed(page) - keys)
    if missing:
        print("not in the page:", ", ".join(missing))
    if extra:
        print("not in the brief:", ", ".join(extra))
    return 1 if missing or extra else 0


if __name__ == "__main__":
    sys.exit(main())
