#!/usr/bin/env python3
"""Compares the outcome models of the registry with their pages in docs/methods.

    tests/docs/test_methods.py --program PROGRAM

Each model that `help models` lists has exactly one page whose first line names its id. Each page of
which the first line names ids names such of models that there are. The works that a model's
descriptor cites, as authors and years, are cited on its page.
"""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ID = re.compile(r"`([a-z][a-z-]*)`")
DESCRIPTOR = re.compile(r"\.id = \"([a-z-]+)\",(.*?)\.limits", re.DOTALL)
PAPER = re.compile(r"\.paper =\s*((?:\"[^\"]*\"\s*)+)")
NAMES_AND_YEAR = re.compile(r"((?:[A-Z][\w.-]+|&|de|den|Van|,)(?:[ ,]+(?:[A-Z][\w.-]+|&|de|den))*) (1[789]\d\d|20\d\d)")


def ids_of_registry(program):
    text = subprocess.run([program, "help", "models"], check=True, capture_output=True, text=True).stdout
    return re.findall(r"^([a-z-]+): ", text, re.MULTILINE)


def pages_by_id():
    """The pages whose title names ids, as a list of (id, path)."""
    found = []
    for path in sorted((ROOT / "docs" / "methods").glob("*.md")):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0]
        found += [(one, path) for one in ID.findall(title)]
    return found


def papers():
    """What each descriptor in the sources gives as its paper."""
    found = {}
    for path in (ROOT / "src" / "bargaining").glob("*.c"):
        for model, text in DESCRIPTOR.findall(path.read_text(encoding="utf-8")):
            paper = PAPER.search(text)
            if paper:
                found[model] = "".join(re.findall(r"\"([^\"]*)\"", paper.group(1)))
    return found


def citations(paper):
    """(last name before the year, year) of each work cited."""
    found = []
    for names, year in NAMES_AND_YEAR.findall(paper):
        words = [w.strip(",") for w in names.split() if w[0].isupper()]
        found.append((words[-1], year))
    return found


def faults(registry, pages, cited):
    for model in registry:
        own = [path for one, path in pages if one == model]
        if len(own) != 1:
            yield f"{model}: {len(own)} pages in docs/methods name it in their first line, not 1"
            continue
        page = own[0].read_text(encoding="utf-8")
        works = citations(cited.get(model, ""))
        if not works:
            yield f"{model}: its descriptor cites no author and year"
        for name, year in works:
            if not re.search(re.escape(name) + r"[^.]{0,40}\b" + year, page):
                yield f"{own[0].name}: does not cite {name} {year}, as the descriptor of {model} does"
    for one, path in pages:
        if one not in registry:
            yield f"{path.name}: its first line names {one}, which is no model"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", required=True)
    registry = ids_of_registry(parser.parse_args().program)
    found = list(faults(registry, pages_by_id(), papers()))
    if len(registry) < 10:
        found.append(f"'help models' lists {len(registry)} models only")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
