"""The pages of the documentation, and the blocks that stand in them."""

import re
import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Guides that change the program: they are done in a copy of the checkout, not in it.
GUIDES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# file: (\S+)\n")


@dataclass(frozen=True)
class Block:
    """A fenced block: the page it stands on, the line it begins at, its language, what is in it."""

    page: Path
    line: int
    language: str
    body: str

    @property
    def file(self) -> str:
        """The file that it is, by its first line, or nothing."""
        match = FILE.match(self.body)
        return match[1] if match else ""

    def __str__(self) -> str:
        return f"{self.page.parent.name}/{self.page.name}:{self.line}"


def blocks(page: Path, *languages: str) -> list[Block]:
    """Return the blocks of a page in order, of some languages or of all."""
    text = page.read_text(encoding="utf-8")
    found = [
        Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2])
        for match in FENCE.finditer(text)
    ]
    return [block for block in found if not languages or block.language in languages]


def prose(page: Path) -> str:
    """Return a page without its blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert found, heading
    end = re.search(rf"^#{{1,{len(found[1])}}} ", text[found.end() :], re.MULTILINE)
    return text[found.end() : found.end() + end.start()] if end else text[found.end() :]


def headings(text: str) -> list[tuple[int, str]]:
    """Return the headings of a page, each with its level."""
    lines = FENCE.sub("", text).splitlines()
    return [(len(m[1]), m[2].strip()) for line in lines if (m := re.match(r"(#{1,6}) (.*)", line))]


def rows(text: str) -> list[list[str]]:
    """Return the rows of the tables of a text, cell by cell, without their heads."""
    return [
        [cell.strip() for cell in re.split(r"(?<= )\|(?= )", line.rstrip()[1:-1])]
        for line, below in pairwise([*text.splitlines(), ""])
        if line.startswith("| ") and not below.startswith("|---")
    ]


def reader_s_place(folder: Path) -> Path:
    """Make a folder look like a checkout to a reader: the scenarios, and the files that the pages show."""
    # A copy: a page may show a file that belongs there.
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    for page in DOCUMENTS:
        if page not in GUIDES:
            for block in blocks(page):
                if block.file:
                    path = folder / block.file
                    path.parent.mkdir(parents=True, exist_ok=True)
                    # A table begins with its columns; a YAML file may as well say its name.
                    body = block.body if path.suffix == ".yaml" else FILE.sub("", block.body, count=1)
                    path.write_text(body, encoding="utf-8")
    return folder
