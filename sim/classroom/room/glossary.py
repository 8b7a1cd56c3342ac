"""The glossary: the words that a class needs, in plain English, for the pages and the printed kit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from sim.classroom.words.message import say

DATA = files("sim.classroom.room") / "data"


@dataclass(frozen=True)
class Term:
    """A word of the glossary.

    Parameters
    ----------
    key : its name in addresses, such as ``redline``
    title : the word
    forms : its forms that can be tapped in a sentence
    means : what it means, as short paragraphs
    """

    key: str
    title: str
    forms: tuple[str, ...]
    means: tuple[str, ...]


@cache
def glossary() -> tuple[Term, ...]:
    """Return all words, in the order of the file."""
    told = yaml.safe_load((DATA / "glossary.yaml").read_text(encoding="utf-8"))
    return tuple(
        Term(key, say(row["title"]), tuple(map(say, row["forms"])), tuple(map(say, row["means"])))
        for key, row in told.items()
    )
