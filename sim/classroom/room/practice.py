"""The practice paragraph: everybody tries the buttons before the first reading, and nothing of it counts."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from sim.classroom.room.glossary import DATA
from sim.classroom.words.message import Message, say
from sim.scenario.ladder import Rung


@dataclass(frozen=True)
class PracticeParagraph:
    """A paragraph about nothing: its title, the drafted formulation, and its text by formulation."""

    title: Message
    drafted: str
    ladder: dict[str, Message]


def _read() -> PracticeParagraph:
    told = yaml.safe_load((DATA / "practice.yaml").read_text(encoding="utf-8"))
    ladder = {word: say(told[word]) for word in Rung.words()}
    return PracticeParagraph(say(told["title"]), told["drafted"], ladder)


PRACTICE = _read()
