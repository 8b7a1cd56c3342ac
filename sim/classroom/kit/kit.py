"""The kit as files: an index and a self-contained page for each part, ready to print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from sim.classroom.kit.ladders import RUNGS
from sim.classroom.kit.material import Material
from sim.classroom.room.playable import check_seats
from sim.classroom.words.languages import ENGLISH
from sim.classroom.words.message import counted, listed, say
from sim.classroom.words.names import called
from sim.classroom.words.scenario_texts import words_of
from sim.classroom.words.translation import Translation
from sim.report.templates import filled, templates
from sim.scenario.record import Record
from sim.scenario.roster import roster
from sim.scenario.schema import Scenario
from sim.study.forecast import forecast
from sim.version import __version__

#: The kit's contents as data, which also distinguishes an earlier kit from any other folder; the index page.
_SUMMARY, _INDEX = "kit.json", "index.html"
#: Plays of the forecast for comparison with the class.
RUNS = 500


@dataclass(frozen=True)
class Part:
    """A part of the kit.

    Parameters
    ----------
    name : file name of its page, without the ending
    title : in the index
    reader : student, teacher, chair or everybody
    about : how to use it
    each_seat : pages for each seat; 0 if the number of pages does not depend on the seats
    """

    name: str
    title: str
    reader: str
    about: str
    each_seat: int = 0

    @property
    def file(self) -> str:
        """Name of its page."""
        return f"{self.name}.html"


PARTS = (
    Part(
        "role-sheets",
        say("Role sheets"),
        say("student"),
        say("One for each seat. Confidential: hand out face down."),
        1,
    ),
    Part(
        "draft",
        say("The draft and its ladders"),
        say("everybody"),
        say("One for each student. Not confidential."),
    ),
    Part(
        "reaction-cards",
        say("Reaction cards"),
        say("student"),
        say("One for each seat, to fill in at every reading."),
        1,
    ),
    Part(
        "table-signs", say("Table signs"), say("everybody"), say("One for each seat; fold along the line."), 1
    ),
    Part(
        "words",
        say("Words"),
        say("everybody"),
        say("The words of diplomacy, in plain English. One for each student."),
    ),
    Part(
        "chair", say("Chair's brief"), say("chair"), say("One for the chair. Contains nothing confidential.")
    ),
    Part(
        "guide", say("Teacher's guide"), say("teacher"), say("Minute by minute, for 60 and for 90 minutes.")
    ),
    Part(
        "debrief",
        say("Debrief"),
        say("teacher"),
        say("Questions, what to look for in this room, what theory says."),
    ),
    Part(
        "quiz",
        say("Quiz"),
        say("student"),
        say("One for each student, after the game. The last page has the answers."),
    ),
    Part(
        "before-after",
        say("Quiz before and after"),
        say("student"),
        say("Forms A and B, and the consent. Each student gets one form before the lesson, the other after."),
    ),
    Part(
        "before-after-key",
        say("Key of the quiz before and after"),
        say("teacher"),
        say("Right answers, and how to count."),
    ),
    Part(
        "afterwards",
        say("Afterwards"),
        say("teacher"),
        say("What the model says about the room, and what really happened."),
    ),
)


def seat_file(code: str) -> str:
    """Return the name of the file with a single role sheet, to read on a phone."""
    return f"seats/{code}.html"


#: Every file that a kit may have.
FILES = frozenset({_SUMMARY, _INDEX, *(part.file for part in PARTS), *map(seat_file, roster())})


def kit_name(scenario: str, language: str) -> str:
    """Return the name of the folder of a kit, so that kits in two languages lie beside each other.

    Parameters
    ----------
    scenario : its name
    language : code of the language; English is not named
    """
    return f"{scenario}-kit" if language == ENGLISH else f"{scenario}-kit-{language}"


def kit(
    scenario: Scenario,
    record: Record | None = None,
    runs: int = RUNS,
    seed: int = 1,
    language: str = ENGLISH,
    path: Path | None = None,
) -> dict[str, bytes]:
    """Return every file of a kit, by name; the same arguments give the same bytes.

    Parameters
    ----------
    scenario : the negotiation
    record : what really happened, if known; it has its own sheet
    runs, seed : of the forecast for comparison with the class
    language : code of the language that it is printed in
    path : of the scenario's file, beside which a translation may lie
    """
    check_seats(scenario)
    words = Translation.into(language, words_of(scenario, language, path, record))
    material = Material(scenario, record, forecast(scenario, runs, seed), words)
    files = {part.file: page(part.name, material) for part in PARTS}
    files |= {seat_file(code): page("single", material, code) for code in material.instructions}
    files[_INDEX] = page("index", material)
    told = {
        "schema": 1,
        "scenario": scenario.id,
        "title": words.text(material.title),
        "language": language,
        "seats": len(scenario.members),
        "runs": runs,
        "seed": seed,
        "version": __version__,
        "sheets": {code: seat_file(code) for code in material.instructions},
        "parts": [
            {"file": part.file, "title": words.text(part.title), "for": words.text(part.reader)}
            for part in PARTS
        ],
    }
    return {_SUMMARY: (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode(), **files}


def page(name: str, material: Material, code: str = "") -> bytes:
    """Return one page of the kit as self-contained HTML without scripts.

    Parameters
    ----------
    code : of the seat, for a single role sheet
    """
    told = {"kit": material, "scenario": material.scenario, "parts": PARTS}
    told["seat"] = material.instructions.get(code)
    return filled(_pages(material), "sim.classroom.kit", f"{name}.html", "kit.css", **told)


@lru_cache(maxsize=2)
def _pages(material: Material) -> Environment:
    """Return the templates in the language of a kit: all that they print is translated."""
    pages, words = templates("sim.classroom.kit"), material.words
    pages.finalize = words
    pages.filters["called"] = called
    pages.globals |= {
        "language": words.language,
        "in_language": "" if material.english else f" --language {words.language.code}",
        "rungs": RUNGS,
        "seats": counted(len(material.scenario.members), "{n} seat", "{n} seats"),
        "paragraphs": counted(len(material.ladders), "{n} paragraph", "{n} paragraphs"),
        "called": called,
        "known": say,
        "listed": listed,
        "t": lambda sentence, **gaps: words.text(say(sentence, **gaps)),
        "counted": lambda n, one, other, **gaps: words.text(counted(n, one, other, **gaps)),
        "rich": lambda sentence, **gaps: words.markup(say(sentence, **gaps)),
    }
    return pages
