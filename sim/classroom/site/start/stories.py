"""Stories: the scenarios that the start page offers, with what it needs to draw a picture of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from sim.classroom.store import Store
from sim.classroom.words.catalogue import scenario_catalogue
from sim.classroom.words.languages import ENGLISH
from sim.negotiation.convene import convene
from sim.negotiation.table import Table
from sim.report.horseshoe import horseshoe_places, leanings, seating
from sim.scenario.loading import load
from sim.scenario.shipped import shipped

#: What a scenario is to a teacher, by the folder that it ships in; others are not offered.
KINDS = {"teaching": "invented", "record": "happened", "forecast": "open", "open": "open"}
#: The end of a title that only says so: the page says it beside the title.
_SAID = re.compile(r"\s*\([^()]*invented for teaching\)\Z")
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\Z")
#: Share of the widest leaning from which a seat counts as one that wants more, or less.
_CLEAR = 0.3


@dataclass(frozen=True)
class Story:
    """A scenario on the start page.

    Parameters
    ----------
    name : of the scenario that ships
    title, question : as in its file, without the remark that it is invented
    kind : invented, happened or open
    readings : as in its file
    seats : a letter for each seat, from the left end of the horseshoe to the right one: (m)ore text, (l)ess
        text, (b)etween
    paragraphs : a letter for each paragraph: (c)ontested or (a)greed
    """

    name: str
    title: str
    question: str
    kind: str
    readings: int
    seats: str
    paragraphs: str


def stories() -> dict[str, Story]:
    """Return the stories by name: those made for teaching first, small rooms before large ones."""
    return {story.name: story for story in stories_in(ENGLISH)}


@cache
def _as_written() -> tuple[Story, ...]:
    """Return the stories in order, each with the title that its file has."""
    found = []
    for name, path in shipped().items():
        if kind := KINDS.get(path.parent.name):
            scenario = load(path)
            table = convene(scenario)
            paragraphs = "".join("c" if one else "a" for one in table.contested)
            told = (scenario.title, scenario.question, kind, scenario.readings)
            found.append(Story(name, *told, _sides(table), paragraphs))
    order = list(dict.fromkeys(KINDS.values()))
    found.sort(key=lambda story: (order.index(story.kind), len(story.seats), story.name))
    return tuple(found)


@cache
def stories_in(code: str) -> tuple[Story, ...]:
    """Return the stories in a language; English where a text is not translated.

    Parameters
    ----------
    code : of the language
    """
    known = scenario_catalogue(code)

    def told(text: str) -> str:
        found = known.get(text, text)
        return found if isinstance(found, str) else text

    def titled(title: str) -> str:
        # The remark that a scenario is invented ends a title in every language.
        return _REMARK.sub("", told(title)) if _SAID.search(title) else told(title)

    return tuple(replace(s, title=titled(s.title), question=told(s.question)) for s in _as_written())


def places(seats: int) -> dict[str, object]:
    """Return where the seats of a horseshoe are drawn, and how large: see `horseshoe_places`."""
    found = horseshoe_places(seats)
    where = [[round(x, 3), round(y, 3)] for x, y in zip(found.x.tolist(), found.y.tolist(), strict=True)]
    return {"size": round(found.size, 3), "places": where}


def plain_title(title: str) -> str:
    """Return a title without the remark that its scenario is invented."""
    return _SAID.sub("", title)


def titles(rooms: Iterable[Store]) -> dict[str, str]:
    """Return the title of each scenario that some rooms play, by its name."""
    return {Path(room.founding.source).stem: plain_title(room.case.scenario.title) for room in rooms}


def _sides(table: Table) -> str:
    leaning = leanings(table)
    clear = _CLEAR * np.abs(leaning).max(initial=0)
    sides = np.where(leaning > clear, "m", np.where(leaning < -clear, "l", "b"))
    return "".join(sides[seating(table)].tolist())
