"""Every sheet of a kit in the pseudo-language: what stands outside of its marks is in no catalogue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

pytest.importorskip("babel", reason="the extra classroom is not installed")

from sim.classroom.kit import sources
from sim.classroom.kit.kit import kit
from sim.classroom.words.languages import PSEUDO
from sim.classroom.words.pseudo import MARKS
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import shipped

#: Literature stays as it is called. "and" joins the names of a list.
CITED = sorted((told for name, told in vars(sources).items() if name.isupper()), key=len, reverse=True)
COMMAND = re.compile(r"gge-sim [\w-]+ [\w-]+( --[\w-]+( [\w-]+)?)*")
KNOWN = re.compile(r"\band\b|\b[A-Z]{3}\b|--\w+( pseudo)?")
WORD = re.compile(r"[^\W\d_]{2,}")


class Texts(HTMLParser):
    """The texts of a page, without its style; each element begins a line."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.style = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.style = tag == "style"
        self.told += "\n" + "\n".join(
            value for name, value in attrs if name in ("title", "alt", "aria-label")
        )

    def handle_endtag(self, tag: str) -> None:
        self.style = False
        self.told += "\n"

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.told += data


def outside(page: bytes) -> set[str]:
    texts = Texts()
    texts.feed(page.decode())
    told = re.sub(f"{MARKS[0]}[^{MARKS[1]}]*{MARKS[1]}", "", texts.told)
    for cited in CITED:
        told = told.replace(cited, "")
    lines = (COMMAND.sub("", line).strip() for line in told.splitlines())
    return {line for line in lines if line != PSEUDO and WORD.search(KNOWN.sub("", line))}


@pytest.mark.parametrize("name", ["gge-2016-2017", "package-deal"])
def test_no_sheet_has_words_of_its_own(name: str) -> None:
    scenario, record = load_with_record(shipped()[name])
    files = kit(scenario, record, runs=60, language=PSEUDO)
    pages = {file: outside(page) for file, page in files.items() if file.endswith(".html")}
    assert {file: words for file, words in pages.items() if words} == {}
