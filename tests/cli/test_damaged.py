#!/usr/bin/env python3
"""A damaged results file never gives other figures: test_damaged.py PROGRAM DOSSIER [TIMES [SEED]].

Turns one bit at a random place of a results file, or cuts it off there, TIMES times (100); then a file
that is exported, and a shard that is merged, has to be refused by name (exit status 3), or to give
the same bytes and have the same rows in all its tables (where the place holds nothing). Says how many
were refused.

Before that, each column of each table is altered in one row, and a column of each table renamed, through
SQLite itself and so without a trace in the structure of the file; each of these has to be refused.
"""
import itertools
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import promise

DRAWS = "600"
REFUSED = 3


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, timeout=60)


def succeed(*command):
    result = run(*command)
    if result.returncode != 0:
        sys.exit(f"{command}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def damaged(content, chance):
    """The content with one bit turned or its end missing, and what was done in words."""
    place = chance.randrange(len(content))
    if chance.random() < 0.1:
        return content[:place], f"cut off at byte {place}"
    bit = chance.randrange(8)
    turned = bytearray(content)
    turned[place] ^= 1 << bit
    return bytes(turned), f"bit {bit} of byte {place} turned"


def refused(result, victim, done):
    """Whether the damage was noticed; ends the test where it was met in another way."""
    if result.returncode == 0:
        return False
    message = result.stderr.decode(errors="replace")
    if result.returncode != REFUSED or victim.name not in message:
        sys.exit(f"{victim.name}, {done}: exit status {result.returncode}: {message}")
    return True


def rows(path):
    """All that stands in the tables of a file."""
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        file.close()


def altered(value):
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    return value + ("x" if isinstance(value, str) else 1)


def alter_columns(source, victim):
    """Makes `victim` of `source` with one value altered, column by column; yields what was altered."""
    for table, content in rows(source).items():
        for column in range(len(content[0]) if content else 0):
            row, value = next(((i, row[column]) for i, row in enumerate(content) if row[column] not in (None, b"")),
                              (None, None))
            if row is None:
                continue
            victim.write_bytes(source.read_bytes())
            file = sqlite3.connect(victim)
            name = file.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE cid = {column}").fetchone()[0]
            place = file.execute(f"SELECT rowid FROM {table} LIMIT 1 OFFSET {row}").fetchone()[0]
            try:
                file.execute(f'UPDATE {table} SET "{name}" = ? WHERE rowid = {place}', (altered(value),))
            except sqlite3.IntegrityError:  # a key that is there already
                file.execute(f'UPDATE {table} SET "{name}" = ? WHERE rowid = {place}', (1 << 40,))
            file.commit()
            file.close()
            yield f"{table}.{name} of row {place} altered"


def rename_columns(source, victim):
    """The same for the names of columns: the last of each table that is sealed as a whole, in capitals."""
    for table in rows(source):
        if table in ("draws", "seal"):
            continue
        victim.write_bytes(source.read_bytes())
        file = sqlite3.connect(victim)
        name = file.execute(f"SELECT name FROM pragma_table_info('{table}') ORDER BY cid DESC").fetchone()[0]
        file.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{name}" TO "{name.upper()}"')
        file.commit()
        file.close()
        yield f"column {name} of {table} renamed"


def check_export(program, victim, done, wanted):
    result = run(program, "export", "-q", victim, "--json", "-")
    if refused(result, victim, done):
        return True
    if result.stdout != wanted:
        sys.exit(f"{victim.name}, {done}: the export has other bytes")
    return False


def check_merge(program, victim, done, wanted):
    merged = victim.with_name("merged.db")
    merged.unlink(missing_ok=True)
    if refused(run(program, "merge", "-q", "-o", merged, victim.with_name("part1.db"), victim), victim, done):
        if merged.exists():
            sys.exit(f"{victim.name}, {done}: merge was refused and left a file")
        return True
    if succeed(program, "export", "-q", merged, "--json", "-") != wanted:
        sys.exit(f"{victim.name}, {done}: what was merged has other bytes")
    return False


def main():
    program, dossier = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with tempfile.TemporaryDirectory(prefix="damaged-") as name:
        folder = pathlib.Path(name)
        study = (program, "study", "-q", dossier, "--draws", DRAWS, "--keep-draws", "-o")
        succeed(*study, folder / "whole.db")
        for part in (1, 2):
            succeed(*study, folder / f"part{part}.db", "--shard", f"{part}/2")
        wanted = succeed(program, "export", "-q", folder / "whole.db", "--json", "-")
        checks = [(check_export, folder / "victim.db", folder / "whole.db"),
                  (check_merge, folder / "part-victim.db", folder / "part2.db")]
        contents = [(path.read_bytes(), rows(path)) for _, _, path in checks]
        columns = 0
        for check, victim, source in checks:
            for done in itertools.chain(alter_columns(source, victim), rename_columns(source, victim)):
                columns += 1
                if not check(program, victim, done, wanted):
                    sys.exit(f"{victim.name}, {done}: nothing is said")
        noticed = 0
        for i in range(times):
            check, victim, _ = checks[i % 2]
            content, whole = contents[i % 2]
            bytes_now, done = damaged(content, chance)
            victim.write_bytes(bytes_now)
            if check(program, victim, done, wanted):
                noticed += 1
            elif rows(victim) != whole:
                sys.exit(f"{victim.name}, {done}: its rows differ, and nothing is said")
    print(f"{columns} columns altered, all refused")
    print(f"damaged {times} times: {noticed} refused, {times - noticed} without a trace in the figures")
    promise.record(program.parent, "damaged-files", "files damaged", times)
    if noticed == 0:
        sys.exit("no damage was noticed")


if __name__ == "__main__":
    main()
