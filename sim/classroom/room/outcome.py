"""Outcome: how readings ended, what people decided, and how the class ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.room.case import DraftText


@dataclass(frozen=True)
class Decision:
    """A person's decision under silence.

    Parameters
    ----------
    stance : joins, dissociates or objects
    reason : why
    by : the person's name
    paragraphs : issues from which it dissociates; none for the whole report
    """

    stance: str
    reason: str
    by: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A reading after its end.

    Parameters
    ----------
    number : from 1
    draft : the draft on the table
    stances : by issue, by seat: supports, accepts or brackets, of people and computers
    proposals : by issue, by seat: the proposed formulation, of people and computers
    people : name of the player by seat
    chair : who revised: a name, "the teacher" or "the computer"
    revised : the draft after the reading
    """

    number: int
    draft: DraftText
    stances: Mapping[str, Mapping[str, str]]
    proposals: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]
    chair: str
    revised: DraftText


@dataclass(frozen=True)
class Outcome:
    """The outcome of a class.

    Parameters
    ----------
    text : the text put under silence
    stances : joins, dissociates or objects, for every seat
    reasons : reason by seat, where a person gave one
    people : name of the player by seat, where a person decided; elsewhere the computer decided
    instructed : the decision under the instructions, by seat
    adopted : whether the scenario's decision rule adopts the text
    apart_from : by seat that dissociates, the issues that do not bind it; none for the whole report
    order : seats in the order of opening, in groups that open together
    """

    text: DraftText
    stances: Mapping[str, str]
    reasons: Mapping[str, str]
    people: Mapping[str, str]
    instructed: Mapping[str, str]
    adopted: bool
    apart_from: Mapping[str, tuple[str, ...]]
    order: tuple[tuple[str, ...], ...]
