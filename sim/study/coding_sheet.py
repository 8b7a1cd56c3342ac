"""The coding sheet: the codes that a second coder is asked for, without values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from sim.scenario.schema import Scenario
from sim.study.codes import Code, Key, Kind, codes

#: Delegations beside the permanent members whose stake is asked for.
STAKES = 5


@dataclass(frozen=True)
class CodingSheet:
    """A process as a coder sees it, and the codes that are asked for, all without values.

    Parameters
    ----------
    drawn, of : how many positions were drawn by lot, and of how many
    seed : of the lot
    """

    scenario: Scenario
    asked: tuple[Code, ...]
    drawn: int
    of: int
    seed: int


def coding_sheet(scenario: Scenario, positions: int, seed: int) -> CodingSheet:
    """Draw a sheet: every code that decides by itself, and some stakes and positions by lot.

    Of stakes, those of the permanent members and of five others; of positions, as many of those that were
    coded by hand, and as many again of those that follow from votes, if there are any.

    Parameters
    ----------
    positions : of each sort
    seed : of the lot; the lot does not depend on any value
    """
    every = codes(scenario)
    lot = Random(f"{seed} {scenario.id}")
    others = sorted(code for code in scenario.members if not scenario.state(code).permanent)
    stakes = {*lot.sample(others, min(STAKES, len(others)))}
    stakes |= {*scenario.members} - {*others}
    wanted: set[Key] = set()
    for kind in (Kind.POSITION, Kind.BY_VOTES):
        there = [code.key for code in every if code.key.kind is kind]
        wanted |= {*lot.sample(there, min(positions, len(there)))}
    asked = [code for code in every if _asked(code.key, stakes, wanted)]
    of = sum(code.key.kind in (Kind.POSITION, Kind.BY_VOTES) for code in every)
    return CodingSheet(scenario, tuple(without_values(asked)), len(wanted), of, seed)


def without_values(some: Iterable[Code]) -> Iterable[Code]:
    """Yield codes without their values and notes."""
    return (replace(code, value=None, note="") for code in some)


def _asked(key: Key, stakes: set[str], wanted: set[Key]) -> bool:
    if key.kind in (Kind.POSITION, Kind.BY_VOTES):
        return key in wanted
    return key.kind is not Kind.STAKE or key.delegation in stakes
