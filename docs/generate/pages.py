"""Write the parts of docs/ that the program knows: options, columns, JSON keys, issues, what rules are worth.

    python docs/generate/pages.py            # writes them
    python docs/generate/pages.py --check    # status 1 if a page is not as the program has it; writes nothing

A part stands on its page between `<!-- begin NAME -->` and `<!-- end NAME -->`; all else is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from ablations import ablations_part
from columns import json_part, tables_part
from issues import issues_part
from options import option_parts

REFERENCE = Path(__file__).parents[1] / "reference"
PART = re.compile(r"<!-- begin (.+?) -->\n.*?<!-- end \1 -->\n", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return every page that has such parts, as it should be."""
    tables = REFERENCE / "study-tables.md"
    stamps = tables.read_text(encoding="utf-8").partition("\n## Stamps\n")[2].partition("\n## ")[0]
    parts = {
        REFERENCE / "command-line.md": option_parts(),
        tables: {"tables": tables_part(set(re.findall(r"`(\w+)`", stamps)))},
        REFERENCE / "codebook.md": {"issues": issues_part()},
        REFERENCE / "json.md": {"objects": json_part()},
        REFERENCE.parent / "model.md": {"ablations": ablations_part()},
    }
    return {page: filled(page.read_text(encoding="utf-8"), those) for page, those in parts.items()}


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Return a page with its parts filled in.

    Raises
    ------
    LookupError
        if a part has no place on the page, or a place no part
    """
    places = [match[1] for match in PART.finditer(text)]
    if sorted(places) != sorted(parts):
        raise LookupError(f"the page has places for {sorted(places)}; there are parts {sorted(parts)}")
    return PART.sub(
        lambda m: f"<!-- begin {m[1]} -->\n\n{parts[m[1]].strip()}\n\n<!-- end {m[1]} -->\n", text
    )


def main(words: list[str]) -> int:
    """Write the pages, or name those that are stale."""
    stale = [page for page, fresh in pages().items() if page.read_text(encoding="utf-8") != fresh]
    for page in stale:
        print(page.relative_to(REFERENCE.parents[1]))
    if "--check" in words:
        return int(bool(stale))
    for page, fresh in pages().items():
        page.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
