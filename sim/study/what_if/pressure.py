"""What moves the share adopted: single changes, each played with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sim.negotiation.arrays import Floats, Ints
from sim.negotiation.table import Table
from sim.scenario.checks import NEUTRAL
from sim.scenario.ladder import Rung
from sim.scenario.schema import SCALE
from sim.study.lever import OUT, lever
from sim.study.paired import Difference, paired_mean, paired_share
from sim.study.play_counts import PlayCounts
from sim.study.setting import Setting

#: One point of a scenario file's scale of positions, on the scale that is played.
POINT = 1 / SCALE
#: One step of a mandate's ambition: from nothing to half, from half to all.
STEP = 0.5
#: In rooms of at most SMALL members every delegation is tried; in larger ones TRIED of them.
SMALL, TRIED = 25, 15
#: A delegation that objects in this share of plays is tried before any other.
OBJECTING = 0.005
_ASKED_BY = "what-if"


class Kind(StrEnum):
    """What is changed."""

    DELEGATION = "delegation"
    """All positions of one delegation, one point towards indifference."""
    PARAGRAPH = "paragraph"
    """Everybody's position on one paragraph, one point towards indifference."""
    MANDATE = "mandate"
    """What the mandate asks for on one paragraph, one step."""
    OWN_TEXT = "own text"
    """The body's own last language on one paragraph, one rung."""
    ROOM = "room"
    """Outlets, chair, events between members if these have an effect."""


@dataclass(frozen=True, eq=False)
class Change:
    """One change of a setting.

    Parameters
    ----------
    kind : what is changed
    of : code of the delegation or the issue, or name of the lever
    words : the change in words
    setting : the setting with the change
    """

    kind: Kind
    of: str
    words: str
    setting: Setting


@dataclass(frozen=True)
class Effect:
    """What one change does, over plays with the same luck.

    Parameters
    ----------
    kind, of, change : what is changed, as in `Change`, and the change in words
    adopted : difference in the share adopted
    gained, lost : plays that adopt a report only with the change; only without it
    strength : difference in the sum of rungs of the last text, adopted or not
    """

    kind: Kind
    of: str
    change: str
    adopted: Difference
    gained: int
    lost: int
    strength: Difference


def towards_indifference(table: Table, places: tuple[np.ndarray, ...], points: float = 1.0) -> Table:
    """Return the table with some positions brought nearer to indifference, and none beyond it.

    Parameters
    ----------
    places : index of the positions within (K, N), as from `numpy.ix_`
    points : how far, on the file's scale
    """
    positions = table.positions.copy()
    here = positions[places]
    positions[places] = np.sign(here) * np.maximum(np.abs(here) - points * POINT, 0.0)
    return replace(table, positions=positions)


def changes(setting: Setting, base: PlayCounts) -> list[Change]:
    """Return every change that is tried; one that would change nothing is left out."""
    asked = [*_delegations(setting, base), *_paragraphs(setting), *_room(setting)]
    return [change for change in asked if change.setting.digest != setting.digest]


def most_changes(table: Table) -> int:
    """Return how many changes there are at most."""
    paragraphs, members = table.shape
    return (members if members <= SMALL else TRIED) + 5 * paragraphs + 3 + len(table.events)


def tried(table: Table, base: PlayCounts) -> Ints:
    """Return the places of the delegations that are tried: all, or those that object and the most extreme."""
    members = len(table.codes)
    if members <= SMALL:
        return np.arange(members)
    often = base.objects / len(base) >= OBJECTING
    order = np.lexsort((-extremity(table), np.where(often, -base.objects, 0)))
    return np.sort(order[:TRIED])


def extremity(table: Table) -> Floats:
    """Return how far from indifference each delegation stands, on average over issues by salience (N,)."""
    return np.asarray((table.salience[:, None] * np.abs(table.positions)).mean(axis=0))


def _delegations(setting: Setting, base: PlayCounts) -> Iterator[Change]:
    table = setting.table
    for seat in tried(table, base):
        moved = towards_indifference(table, np.ix_(range(len(table.issues)), [seat]))
        words = "all its positions one point towards indifference"
        yield Change(Kind.DELEGATION, table.codes[seat], words, replace(setting, table=moved))


def _paragraphs(setting: Setting) -> Iterator[Change]:
    table = setting.table
    for k, issue in enumerate(table.issues):
        moved = towards_indifference(table, np.ix_([k], range(len(table.codes))))
        words = "positions one point towards indifference"
        yield Change(Kind.PARAGRAPH, issue, words, replace(setting, table=moved))
        for direction, step in (("less", -STEP), ("more", STEP)):
            value = float(np.clip(table.ambition[k] + step, 0, 1))
            words = f"mandate asks for {direction}, {value:g}, not {table.ambition[k]:g}"
            yield Change(Kind.MANDATE, issue, words, _turned(setting, f"ambition.{issue}", value))
        for rungs in (table.weaker, table.stronger):
            if (rung := int(rungs[k, table.own_text[k]])) >= 0:
                start, end = Rung(int(table.own_text[k])).word, Rung(rung).word
                words = f"own last text {end}, not {start}"
                yield Change(Kind.OWN_TEXT, issue, words, _turned(setting, f"own_text.{issue}", end))


def _room(setting: Setting) -> Iterator[Change]:
    outlets = setting.table.outlets
    for more, words in ((1, "one more outlet"), (-1, "one outlet less")):
        if outlets + more >= 0:
            yield Change(Kind.ROOM, "outlets", words, _turned(setting, "outlets", outlets + more))
    yield Change(Kind.ROOM, "chair.camp", "a neutral chair", _turned(setting, "chair.camp", NEUTRAL))
    if setting.weathered:
        for event in setting.table.events:
            name = f"event.{event.id}"
            yield Change(Kind.ROOM, name, f"without the event {event.id}", _turned(setting, name, OUT))


def _turned(setting: Setting, name: str, value: float | str) -> Setting:
    return lever(name, setting, _ASKED_BY).turn(setting, value)


def effects(tried: Sequence[Change], base: PlayCounts, played: Sequence[PlayCounts]) -> list[Effect]:
    """Compare every changed setting with the base, play by play; the largest effects first.

    Parameters
    ----------
    base, played : the plays without them, and with each; the same replicates
    """
    compared = []
    for change, changed in zip(tried, played, strict=True):
        assert (changed.replicates == base.replicates).all()
        compared.append(
            Effect(
                change.kind,
                change.of,
                change.words,
                paired_share(base.adopted, changed.adopted),
                int((changed.adopted & ~base.adopted).sum()),
                int((base.adopted & ~changed.adopted).sum()),
                paired_mean((changed.strength - base.strength).astype(np.float64)),
            )
        )
    return sorted(
        compared, key=lambda effect: (-abs(effect.adopted.value), effect.kind, effect.of, effect.change)
    )
