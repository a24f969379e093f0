#!/usr/bin/env python3
"""A study in a file and a brief on the same draws say the same: test_study_and_brief.py PROGRAM DOSSIER.

Means to 1e-9, quantiles within the error that the study states, shares of draws and verdicts exactly; in
the base case and under every what-if.
"""
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

DRAWS = "1500"
QUANTILES = {0.025: "low95", 0.1: "low80", 0.5: "median", 0.9: "high80", 0.975: "high95"}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_model(row, model):
    """Whether the row is about the settlement of the default model, which briefs tell of."""
    return row["model"] in ("", model) and not row["state"] and not row["claim"]


def main():
    program, dossier = sys.argv[1:3]
    brief = json.loads(run(program, "brief", "-q", "--json", "--draws", DRAWS, dossier))
    with tempfile.TemporaryDirectory(prefix="study-") as name:
        folder = pathlib.Path(name)
        run(program, "study", "-q", dossier, "-o", folder / "run.db", "--draws", DRAWS)
        run(program, "export", "-q", folder / "run.db", "--csv", folder / "tables")
        tables = {path.stem: read(path) for path in (folder / "tables").iterdir()}

    venues = {(case["what_if"] or "", venue["issue"], venue["forum"]): venue
              for case in brief["cases"] for venue in case["venues"] if venue["open"]}
    checked = 0

    def expect(value, wanted, within, row):
        nonlocal checked
        checked += 1
        if wanted is not None and not math.isclose(float(value), wanted, rel_tol=0.0, abs_tol=within):
            sys.exit(f"{value} where the brief has {wanted}: {row}")

    for row in tables["summaries"]:
        venue = venues.get((row["what_if"], row["issue"], row["forum"]))
        if venue and of_model(row, brief["model"]) and row["quantity"] in ("bilateral", "settled", "gain"):
            expect(row["mean"], venue[row["quantity"]]["mean"], 1e-9, row)
            if row["quantity"] == "gain":
                expect(row["positive"], venue["gain_positive"]["value"], 0.0, row)
    for row in tables["quantiles"]:
        venue = venues.get((row["what_if"], row["issue"], row["forum"]))
        key = QUANTILES.get(float(row["probability"]))
        if venue and key and of_model(row, brief["model"]) and row["quantity"] in ("bilateral", "settled", "gain"):
            expect(row["value"], venue[row["quantity"]][key], float(row["error"]) + 1e-9, row)
    for row in tables["shares"]:
        venue = venues.get((row["what_if"], row["issue"], row["forum"]))
        key = {"threat-binds": "threat_binds", "bypassed": "bypassed"}.get(row["quantity"])
        if venue and key:
            expect(row["share"], venue[key]["value"], 0.0, row)
    verdicts = {claim["id"]: claim["verdict"] for claim in brief["claims"]}
    for row in tables["claims"]:
        checked += 1
        if row["verdict"] != verdicts[row["claim"]]:
            sys.exit(f"{row['verdict']} where the brief has {verdicts[row['claim']]}: {row['claim']}")
    if checked < 10 * len(venues):
        sys.exit(f"only {checked} figures were compared")
    print(f"{checked} figures compared")


if __name__ == "__main__":
    main()
