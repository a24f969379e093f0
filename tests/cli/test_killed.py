#!/usr/bin/env python3
"""A study that is killed loses nothing that was saved: test_killed.py PROGRAM DOSSIER [KILLS [SEED [OPTION...]]].

Runs a study whole; then the same again, killed (SIGKILL) at random instants and begun again, KILLS
times (25), and at last left to end. What both export has to be the same, byte for byte, whatever the
instants; and a file that a killed run left is never refused. Says how many kills came while the
study was under way. OPTIONs are of the study: how many draws (6000), or until when.
"""
import filecmp
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import promise

DRAWS = ["--draws", "6000"]


def export(program, results, folder):
    subprocess.run([program, "export", "-q", results, "--csv", folder], check=True)
    return sorted(path.name for path in folder.iterdir())


def main():
    program, dossier = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 25
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    draws = sys.argv[5:] or DRAWS
    with tempfile.TemporaryDirectory(prefix="killed-") as name:
        folder = pathlib.Path(name)

        def command(results):
            return [program, "study", "-q", dossier, "-o", folder / results, *draws,
                    "--save-every", "0", "--keep-draws"]

        begun = time.monotonic()
        subprocess.run(command("whole.db"), check=True)
        seconds = time.monotonic() - begun
        names = export(program, folder / "whole.db", folder / "whole")

        under_way = finished = 0
        for _ in range(kills):
            process = subprocess.Popen(command("killed.db"))
            try:
                process.wait(timeout=chance.uniform(0.0, 0.6 * seconds))
                finished += 1
                if process.returncode != 0:
                    sys.exit(f"a run that was gone on with ended with status {process.returncode}")
                (folder / "killed.db").unlink()
            except subprocess.TimeoutExpired:
                under_way += 1
                process.kill()
                process.wait()
        subprocess.run(command("killed.db"), check=True)
        if export(program, folder / "killed.db", folder / "killed") != names:
            sys.exit("the killed run has other tables")
        _, differing, missing = filecmp.cmpfiles(folder / "whole", folder / "killed", names, shallow=False)
        if differing or missing:
            sys.exit(f"the killed run differs in {differing + missing}")
    print(f"killed {under_way} times under way, {finished} times too late; the tables are the same")
    if len(sys.argv) < 6:
        promise.record(program.parent, "kills", "kills survived", under_way)
    if under_way == 0:
        sys.exit("no kill came while the study was under way")


if __name__ == "__main__":
    main()
