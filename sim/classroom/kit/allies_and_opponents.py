"""Allies and opponents of a delegation, by public knowledge: its caucus, and the public words of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.classroom.kit.instructions import Instructions
from sim.classroom.room.attitude import FOR, Attitude


@dataclass(frozen=True)
class Voice:
    """Another delegation that has spoken on a paragraph that matters to this one.

    Parameters
    ----------
    code : of the other delegation
    titles : paragraphs on which it has said the same, or the opposite
    """

    code: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Company:
    """The allies and opponents of a delegation, by public words alone.

    Parameters
    ----------
    fellows : codes of the others in its caucus
    alike, against : those who have said what it wants, or the opposite; most paragraphs first
    on_red_lines : codes of those who share one of its red lines
    """

    fellows: tuple[str, ...]
    alike: tuple[Voice, ...]
    against: tuple[Voice, ...]
    on_red_lines: tuple[str, ...]


def company(code: str, everybody: Mapping[str, Instructions]) -> Company:
    """Return the allies and opponents of a delegation.

    It uses only the caucuses and public words of others.

    Parameters
    ----------
    everybody : instructions of all delegations, by code
    """
    own = everybody[code]
    minded = [k for k, wish in enumerate(own.wishes) if wish.attitude.strong]
    alike: list[Voice] = []
    against: list[Voice] = []
    beside: list[str] = []
    for other, theirs in everybody.items():
        if other == code:
            continue
        same: list[str] = []
        opposite: list[str] = []
        for k in minded:
            mine, said = own.wishes[k], theirs.wishes[k]
            if not said.public or not said.attitude.strong:
                continue
            agree = (mine.attitude in FOR) == (said.attitude in FOR)
            (same if agree else opposite).append(mine.title)
            if agree and mine.attitude is Attitude.REJECTS and other not in beside:
                beside.append(other)
        if len(same) > len(opposite):
            alike.append(Voice(other, tuple(same)))
        elif len(opposite) > len(same):
            against.append(Voice(other, tuple(opposite)))
    fellows = tuple(c for c, o in everybody.items() if c != code and o.caucus == own.caucus)
    return Company(fellows, _loudest(alike), _loudest(against), tuple(beside))


def _loudest(voices: list[Voice]) -> tuple[Voice, ...]:
    return tuple(sorted(voices, key=lambda voice: (-len(voice.titles), voice.code)))
