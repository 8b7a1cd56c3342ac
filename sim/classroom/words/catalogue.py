"""Catalogues: the sentences of one language by their English ones, from its .po files.

The files are read as translators write them. Nothing is compiled, so that an installed wheel has one truth
and needs no compiler; Babel reads the thousand sentences of a language in a tenth of a second, once.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sim.classroom.words.languages import ENGLISH, LANGUAGES, PSEUDO
from sim.classroom.words.pseudo import pseudo

if TYPE_CHECKING:
    from babel.messages.catalog import Message

FOLDER = Path(str(files("sim.classroom.words")))
#: The catalogue of pages, rules and paper, and that of the shipped scenarios.
PAGES, SCENARIOS = "messages", "scenarios"
#: By English sentence: the translation; by the English plural: the translation for each CLDR plural category.
Sentences: TypeAlias = Mapping[str, str | Mapping[str, str]]
#: Numbers enough to meet every plural category of whole numbers.
_NUMBERS = range(201)


def key_of(entry: Message) -> str:
    """Return the key of an entry: its sentence, or the plural of a counted one, behind its context."""
    sentence = str(entry.id[1] if isinstance(entry.id, tuple) else entry.id)
    return f"{entry.context}\4{sentence}" if entry.context else sentence


@cache
def catalogue(code: str) -> Sentences:
    """Return the sentences of the pages, of the rules and of paper in a language, and the names of states."""
    if code == ENGLISH:
        return {}
    if code == PSEUDO:
        return {**states(code), **_pseudo(FOLDER / f"{PAGES}.pot")}
    return {**states(code), **read_catalogue(FOLDER / code / f"{PAGES}.po", code)}


@cache
def scenario_catalogue(code: str) -> Sentences:
    """Return the texts of all shipped scenarios in a language."""
    if code == ENGLISH:
        return {}
    if code == PSEUDO:
        return _pseudo(FOLDER / f"{SCENARIOS}.pot")
    return read_catalogue(FOLDER / code / f"{SCENARIOS}.po", code)


@cache
def states(code: str) -> Mapping[str, str]:
    """Return the names of the member states in a language, by English name, also with its article."""
    from sim.report.words.names import called
    from sim.scenario.roster import roster

    with (FOLDER / "states.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if line[0] != "#"))
    told = {}
    for iso3, row in ((row["iso3"], row) for row in rows):
        for english in (roster()[iso3].name, called(iso3)):
            told[english] = pseudo(english) if code == PSEUDO else row[code]
    return told


def read_catalogue(path: Path, code: str) -> Sentences:
    """Return the finished sentences of a .po file; an unfinished one stays English.

    Parameters
    ----------
    path : of the file; none if it does not exist
    code : of the language
    """
    from babel.messages.pofile import read_po

    if not path.exists():
        return {}
    with path.open("rb") as file:
        found = read_po(file, locale=code)
    index = _index(code, found.plural_expr)
    told: dict[str, str | Mapping[str, str]] = {}
    for one in found:
        if one.fuzzy:
            continue
        match one.id, one.string:
            case (str(single), str(many)), [*forms] if all(forms):
                told[many] = {category: forms[place] for category, place in index.items()}
                # A word that counts things here may stand alone elsewhere, as a heading.
                told.setdefault(single, forms[index.get("one", index["other"])])
            case str(sentence), str(string) if sentence and string:
                told[key_of(one)] = string
    return told


def _index(code: str, expression: str) -> dict[str, int]:
    """Return which msgstr[n] of a .po file each CLDR plural category takes."""
    from gettext import c2py

    from babel import Locale

    category, place = Locale.parse(LANGUAGES[code].tag, sep="-").plural_form, c2py(expression)
    index = {category(n): place(n) for n in _NUMBERS}
    # Of fractions, which are never counted here, and of millions.
    return {"other": max(index.values()), **index}


def _pseudo(template: Path) -> Sentences:
    from babel.messages.pofile import read_po

    with template.open("rb") as file:
        found = read_po(file)
    told: dict[str, str | Mapping[str, str]] = {}
    for one in found:
        match one.id:
            case (str(single), str(many)):
                told[many] = {"one": pseudo(single), "other": pseudo(many)}
                told.setdefault(single, pseudo(single))
            case str(sentence) if sentence:
                told[key_of(one)] = pseudo(sentence)
    return told


@cache
def as_json(code: str) -> bytes:
    """Return a catalogue for a browser."""
    return json.dumps(catalogue(code), ensure_ascii=False, separators=(",", ":")).encode()
