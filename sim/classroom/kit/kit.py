"""The kit as files: an index and a self-contained page for each part, ready to print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from sim.classroom.kit.material import Material
from sim.report.templates import filled, templates
from sim.report.words.names import called
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
    Part("role-sheets", "Role sheets", "student", "One for each seat. Confidential: hand out face down.", 1),
    Part("draft", "The draft and its ladders", "everybody", "One for each student. Not confidential."),
    Part("reaction-cards", "Reaction cards", "student", "One for each seat, to fill in at every reading.", 1),
    Part("table-signs", "Table signs", "everybody", "One for each seat; fold along the line.", 1),
    Part("words", "Words", "everybody", "The words of diplomacy, in plain English. One for each student."),
    Part("chair", "Chair's brief", "chair", "One for the chair. Contains nothing confidential."),
    Part("guide", "Teacher's guide", "teacher", "Minute by minute, for 60 and for 90 minutes."),
    Part("debrief", "Debrief", "teacher", "Questions, what to look for in this room, what theory says."),
    Part("quiz", "Quiz", "student", "One for each student, after the game. The last page has the answers."),
    Part(
        "afterwards",
        "Afterwards",
        "teacher",
        "What the model says about the room, and what really happened.",
    ),
)


def seat_file(code: str) -> str:
    """Return the name of the file with a single role sheet, to read on a phone."""
    return f"seats/{code}.html"


#: Every file that a kit may have.
FILES = frozenset({_SUMMARY, _INDEX, *(part.file for part in PARTS), *map(seat_file, roster())})


def kit(
    scenario: Scenario, record: Record | None = None, runs: int = RUNS, seed: int = 1
) -> dict[str, bytes]:
    """Return every file of a kit, by name; the same arguments give the same bytes.

    Parameters
    ----------
    scenario : the negotiation
    record : what really happened, if known; it has its own sheet
    runs, seed : of the forecast for comparison with the class
    """
    material = Material(scenario, record, forecast(scenario, runs, seed))
    files = {part.file: page(part.name, material) for part in PARTS}
    files |= {seat_file(code): page("single", material, code) for code in material.instructions}
    files[_INDEX] = page("index", material)
    told = {
        "schema": 1,
        "scenario": scenario.id,
        "title": scenario.title,
        "seats": len(scenario.members),
        "runs": runs,
        "seed": seed,
        "version": __version__,
        "sheets": {code: seat_file(code) for code in material.instructions},
        "parts": [{"file": part.file, "title": part.title, "for": part.reader} for part in PARTS],
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
    return filled(_pages(), "sim.classroom.kit", f"{name}.html", "kit.css", **told)


@cache
def _pages() -> Environment:
    pages = templates("sim.classroom.kit")
    pages.filters["called"] = called
    return pages
