#!/usr/bin/env python3
"""The gallery lists each dossier with its question and answer, and links to its page.

    test_gallery.py SCRIPT PROGRAM DOSSIER...
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

script, program, *dossiers = sys.argv[1:]

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name) / "gallery"
    subprocess.run([script, program, folder, *dossiers], check=True, stdout=subprocess.DEVNULL)
    body = tree.parse(folder / "index.html").getroot().find("body")
    links = [heading.find("a") for heading in body.findall("h2")]
    assert [link.get("href") for link in links] == [pathlib.Path(path).stem + ".html" for path in dossiers]
    for link, dossier in zip(links, dossiers):
        page = (folder / link.get("href")).read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        title = next(line for line in pathlib.Path(dossier).read_text(encoding="utf-8").splitlines()
                     if line.startswith("title: "))
        assert link.text in title, (link.text, title)
    answers = [passage.text for passage in body.findall("p") if passage.get("class") is None]
    assert len(answers) == len(dossiers) and all(len(answer) > 40 for answer in answers), answers

    failed = subprocess.run([script, program, folder, folder / "none.yaml"], stderr=subprocess.PIPE, text=True)
    assert failed.returncode != 0 and "none.yaml" in failed.stderr, failed
