"""Solo as actions: computers that talk, playing alone, and hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pydantic import StrictBool

from sim.classroom.room.action_fields import IssueCode, Seat, Strict


@dataclass(frozen=True)
class LetComputersTalk(Strict):
    """Teacher: decide whether computers take the floor, offer packages and give reasons."""

    talking: StrictBool


@dataclass(frozen=True)
class PlayAlone(Strict):
    """Teacher (the site does this): leave the room to one person, who plays against computers that talk.

    A seat can be reserved; None lets them choose.
    """

    seat: Seat | None = None


@dataclass(frozen=True)
class AskHint(Strict):
    """Alone: ask what the capital would do with a paragraph and why; without one, with the whole text."""

    about: IssueCode | None = None


SoloAction: TypeAlias = LetComputersTalk | PlayAlone | AskHint
