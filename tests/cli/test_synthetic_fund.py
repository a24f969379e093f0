#!/usr/bin/env python3
"""The synthetic fund is what its note says, and its power is what big integers say.

    tests/cli/test_synthetic_fund.py PROGRAM

The second computation shares nothing with the program's: coalitions of each weight stand in 192-bit
fields of one Python integer, so that "member k joins" is one shift and one addition.
"""
import csv
import json
import pathlib
import subprocess
import sys
from fractions import Fraction

DOSSIERS = pathlib.Path(__file__).resolve().parent.parent.parent / "dossiers"
DOSSIER = DOSSIERS / "synthetic-fund.yaml"
TOTAL, LARGEST, LEAST = 5_030_000, 831_407, 1_538
FIELD = 192  # bits; more than the 189 that a count of coalitions needs


def by_formula():
    """The votes of members 1 to 189, as the note of the dossier has them."""
    parts = [Fraction(k, 187) ** 8 for k in range(188)]
    unit = (TOTAL - LARGEST - 188 * LEAST) / sum(parts)
    votes = [LEAST + int(unit * part) for part in parts]
    votes[187] += TOTAL - LARGEST - sum(votes)
    return [LARGEST, *reversed(votes)]


def total(distribution, fields):
    """Sum of the first fields."""
    width = FIELD // 8
    text = distribution.to_bytes(width * fields, "little")
    return sum(int.from_bytes(text[k : k + width], "little") for k in range(0, len(text), width))


def main(program):
    with open(DOSSIERS / "synthetic-fund.csv", newline="") as table:
        votes = [int(row["votes"]) for row in csv.DictReader(table)]
    assert votes == by_formula(), "the table is not what the formula gives"

    # A coalition wins with 85 % of the votes if those outside have less than the dual quota.
    dual = TOTAL - TOTAL * 85 // 100 + 1
    mask = (1 << FIELD * dual) - 1
    below = 1
    for weight in sorted(votes):
        below = (below + (below << FIELD * weight)) & mask

    def swings(weight):
        """Coalitions of the others from `dual - weight` to `dual - 1`: below / (1 + x^weight)."""
        others, term, sign = 0, below, 1
        while term:
            others += sign * term
            term = (term << FIELD * weight) & mask
            sign = -sign
        return total(others >> FIELD * max(0, dual - weight), min(weight, dual))

    answer = subprocess.run(
        [program, "power", DOSSIER, "--forum", "special-85", "--json"], stdout=subprocess.PIPE, check=True)
    game = json.loads(answer.stdout)["games"][0]
    assert game["winning"] == str(total(below, dual)), "winning coalitions"
    for member in (0, 1, 2, 24):
        told = game["members"][member]["exact"]["banzhaf-swings"]
        assert told == str(swings(votes[member])), f"swings of member {member + 1}"
    shares = [member["indices"]["shapley-shubik"] for member in game["members"]]
    assert abs(sum(shares) - 1) < 1e-12 and shares == sorted(shares, reverse=True)


main(sys.argv[1])
