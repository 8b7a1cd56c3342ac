"""What reaches a screen or paper can be translated: every sentence is a message."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest

from sim.classroom.kit.material import Material
from sim.classroom.room import (
    Phase,
    debrief,
    prepare,
    projector_view,
    student_view,
    teacher_view,
)
from sim.classroom.words.message import Listing, Message
from sim.scenario.loading import load_with_record
from sim.scenario.shipped import locate
from sim.study.forecast import forecast
from tests.classroom.room.rooms import advanced_to, gathered, reading

#: Fields that hold what people wrote, sources, codes, and parts of the scenario that nobody shows.
THEIRS = {"player", "source", "document", "date", "reason", "key", "odds"}
SENTENCE = re.compile(r"\w+ \w+.*[.!?:]$|\w+ \w+ \w+ \w+")


def untranslatable(value: Any, where: str = "") -> Iterator[str]:
    if isinstance(value, Message | Listing | Enum):
        return
    if isinstance(value, str):
        if SENTENCE.search(value):
            yield f"{where}: {value}"
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in THEIRS:
                yield from untranslatable(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from untranslatable(part, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from untranslatable(part, where)


@pytest.mark.parametrize("name", ["lone-blocker", "plastics-council", "gge-2016-2017"])
def test_every_sentence_of_every_view_is_a_message(name: str) -> None:
    scenario, record = load_with_record(locate(name))
    case = prepare(scenario, readings=2, coded=True)
    lesson = gathered(case.seats[0], of=case)
    for phase in (Phase.GATHERING, Phase.READING, Phase.SILENCE, Phase.OVER):
        there = lesson if phase is Phase.GATHERING else advanced_to(reading(case.seats[0], of=case), phase)
        assert there.phase is phase
        for view in (projector_view(there), student_view(there, 0), teacher_view(there)):
            assert list(untranslatable(view)) == []
    over = advanced_to(reading(case.seats[0], of=case), Phase.OVER)
    played = forecast(scenario, 20, 1)
    told = debrief(over, played, record)
    assert list(untranslatable(told)) == []


@pytest.mark.parametrize("name", ["lone-blocker", "plastics-council", "gge-2016-2017"])
def test_every_sentence_of_the_kit_is_a_message(name: str) -> None:
    scenario, record = load_with_record(locate(name))
    kit = Material(scenario, record, forecast(scenario, 20, 1))
    parts = (kit.instructions, kit.ladders, kit.patterns, kit.lessons, kit.on_screens, kit.debrief, kit.quiz)
    told = [line for part in parts for line in untranslatable(part)]
    assert told == []
