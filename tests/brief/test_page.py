"""Reads pages as strictly as XML and checks what a reader and a browser rely on.

Usage: test_page.py PAGE.html ...
"""
import base64
import hashlib
import re
import sys
import xml.etree.ElementTree as tree

NOT_IN_A_PAGE = {"script", "img", "iframe", "object", "embed", "link", "form", "svg", "base"}


def mistakes(text):
    """Everything wrong with one page."""
    page = tree.fromstring(text)
    found = []
    elements = list(page.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    found += [f"id twice: {name}" for name in set(ids) if ids.count(name) > 1]
    for element in elements:
        found += [f"element {element.tag}"] if element.tag in NOT_IN_A_PAGE else []
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "src", "srcset"):
                found.append(f"attribute {name} of {element.tag}")
            if name == "href" and value.startswith("#") and value[1:] not in ids:
                found.append(f"link to nothing: {value}")
            if name == "href" and not re.match(r"#|https?://", value):
                found.append(f"link to {value}")
            if name == "aria-labelledby" and value not in ids:
                found.append(f"labelled by nothing: {value}")
    return found + policy_mistakes(page) + table_mistakes(page) + heading_mistakes(elements)


def policy_mistakes(page):
    """The policy lets nothing in but the one style, by the digest of its bytes."""
    policies = [meta.get("content") for meta in page.iter("meta")
                if meta.get("http-equiv") == "Content-Security-Policy"]
    styles = [style.text for style in page.iter("style")]
    if len(policies) != 1 or len(styles) != 1:
        return [f"{len(policies)} policies, {len(styles)} styles"]
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    expected = (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
                "form-action 'none'")
    return [] if policies[0] == expected else [f"policy: {policies[0]}"]


def table_mistakes(page):
    """Each table has a caption, headings with a scope, and rows of one length."""
    found = []
    for table in page.iter("table"):
        caption = "".join(table.find("caption").itertext()) if table.find("caption") is not None else ""
        if not caption.strip():
            found.append("table without a caption")
        found += ["heading without a scope" for cell in table.iter("th") if not cell.get("scope")]
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr")}
        if len(widths) != 1:
            found.append(f"rows of {sorted(widths)} cells in {caption!r}")
    return found


def heading_mistakes(elements):
    """One h1; no level is left out."""
    levels = [int(element.tag[1]) for element in elements if re.fullmatch(r"h[1-6]", element.tag)]
    found = [] if levels.count(1) == 1 and levels[0] == 1 else ["not one h1, first"]
    return found + [f"h{b} after h{a}" for a, b in zip(levels, levels[1:]) if b > a + 1]


def main():
    failed = False
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            for mistake in mistakes(file.read()):
                print(f"{path}: {mistake}")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
