"""Replay: one play of a forecast again, with the room's response to every draft on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.negotiation.arrays import Bools, Floats, Ints, Rungs, wording
from sim.negotiation.caucus import mood
from sim.negotiation.chairs import ChairStrategy
from sim.negotiation.draw import Draws
from sim.negotiation.observer import Observer
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS, Parameter, Prior
from sim.negotiation.play import play_together
from sim.negotiation.reading import Reading, net
from sim.negotiation.stance import cover, largest_complaint, on_package, price_of_blocking
from sim.negotiation.table import Table
from sim.negotiation.whole_numbers import whole
from sim.scenario.schema import Scenario
from sim.study.rewording import Rewordings, reword
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource

#: A parameter is unusual in a play if it lies in the outer tenths of what it is drawn from.
TENTH = 0.1
_ROW = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Sounding:
    """How the room would respond to a draft as it stands.

    Parameters
    ----------
    draft : (K,) its formulations
    worth : (N,) what adopting it is worth to each delegation against having no report
    by_paragraph : (K, N) what each paragraph as drafted adds to that, before red lines
    price : (N,) what blocking costs each, beside those who share its complaint
    price_alone : (N,) what it would cost each if nobody shared its complaint
    complaints : (N,) what each complains of most, numbered as in `Complaints`
    stances : (N,) each delegation's `Stance`
    carried : whether it would be adopted
    """

    draft: Rungs
    worth: Floats
    by_paragraph: Floats
    price: Floats
    price_alone: Floats
    complaints: Ints
    stances: Rungs
    carried: bool

    def taking(self, stance: int) -> Bools:
        """Return who would take a stance (N,)."""
        return np.asarray(self.stances == stance)


@dataclass(frozen=True, eq=False)
class Change:
    """One change of the draft by the chair: of one paragraph, or a trade of two.

    `kept` is False for a last-minute repair that was tried and taken back.
    """

    before: Sounding
    after: Sounding
    kept: bool = True

    @property
    def paragraphs(self) -> Ints:
        """The paragraphs that it touches, in the order of the draft."""
        return np.flatnonzero(self.before.draft != self.after.draft)

    @property
    def gain(self) -> Floats:
        """What it gives to each delegation, or takes if below 0 (N,)."""
        return np.asarray(self.after.worth - self.before.worth)

    @property
    def relieved(self) -> Bools:
        """Who would rather have had no report, and minds the draft less now (N,)."""
        return np.asarray((self.before.worth < 0) & (self.gain > 0))


@dataclass(frozen=True, eq=False)
class HeldReading:
    """A reading as it was held.

    Parameters
    ----------
    number : from 1
    opening : what the room makes of the draft that it finds, with what capitals concede by now
    changes : what the chair changed, in order
    """

    number: int
    opening: Sounding
    changes: tuple[Change, ...]

    @property
    def closing(self) -> Sounding:
        """What the room makes of the draft that the reading leaves."""
        return self.changes[-1].after if self.changes else self.opening


@dataclass(frozen=True)
class Unusual:
    """A parameter that lies in an outer tenth of what it is drawn from, with its value in this play."""

    parameter: Parameter
    value: float
    high: bool


@dataclass(frozen=True, eq=False)
class Replay:
    """One play of a scenario, as arrays.

    Parameters
    ----------
    scenario, setting, seed, behaviour : as of a forecast
    draws : all chance of this one play (R = 1)
    outcome : what came of it (R = 1), the same as in the batch
    readings : every reading, in order
    repairs : the last-minute changes after them, in order; the last may not have been kept
    last : the last reading, as the rules see it
    """

    scenario: Scenario
    setting: Setting
    seed: int
    behaviour: BehaviourSource
    draws: Draws
    outcome: Outcomes
    readings: tuple[HeldReading, ...]
    repairs: tuple[Change, ...]
    last: Reading

    @property
    def table(self) -> Table:
        """The scenario as arrays."""
        return self.setting.table

    @property
    def replicate(self) -> int:
        """Number of the play."""
        return int(self.draws.replicates[0])

    @property
    def adopted(self) -> bool:
        """Whether a report was adopted."""
        return bool(self.outcome.adopted[0])

    @property
    def zero_draft(self) -> Sounding:
        """What the room makes of the zero draft at the first reading."""
        return self.readings[0].opening

    @property
    def made(self) -> tuple[Change, ...]:
        """The last-minute repairs that were kept."""
        return tuple(change for change in self.repairs if change.kept)

    @property
    def end(self) -> Sounding:
        """What the room does with the last text."""
        return self.made[-1].after if self.made else self.readings[-1].closing

    @property
    def stages(self) -> tuple[Sounding, ...]:
        """The zero draft, the draft after each reading, and after each repair."""
        closings = (reading.closing for reading in self.readings)
        return (self.zero_draft, *closings, *(change.after for change in self.made))

    @property
    def mood(self) -> Floats:
        """What moves each delegation and is not in the file (N,), in units of its usual spread."""
        spread = self.draws.behaviour.decision_noise[:, None]
        moved = mood(self.table, self.draws)
        return np.asarray(np.divide(moved, spread, out=np.zeros_like(moved), where=spread > 0)[0])

    @cached_property
    def rewordings(self) -> Rewordings:
        """The last text with each single paragraph worded otherwise, and what the room would make of it."""
        return reword(self.last, self.outcome.text)

    @cached_property
    def unusual(self) -> tuple[Unusual, ...]:
        """The parameters of this play that are unusual and can matter in this room."""
        found = []
        for parameter in PARAMETERS:
            value = float(getattr(self.draws.behaviour, parameter.name)[0])
            low, high = _tenths(self.setting, parameter)
            if not low <= value <= high and _matters(self.table, parameter.name):
                found.append(Unusual(parameter, value, high=value > high))
        return tuple(found)


def _tenths(played: Setting, parameter: Parameter) -> tuple[float, float]:
    """Return the points that cut off the outer tenths of what a parameter is drawn from."""
    ends, name, ensemble = (TENTH, 1 - TENTH), parameter.name, played.ensemble
    if name not in played.given and ensemble is not None and name in ensemble.values:
        return ensemble.quantile(name, ends[0]), ensemble.quantile(name, ends[1])
    low, high = played.given.get(name, parameter.prior).quantile(np.array(ends))
    return float(low), float(high)


def _matters(table: Table, name: str) -> bool:
    """Return whether a parameter has any effect at this table."""
    alone = table.outlets == 0
    idle = {
        "chair_partiality": not table.in_camp.any(),
        "outlet_factor": alone,
        "outlet_stake": alone,
        "realism": not table.permanent.any(),
    }
    return not idle.get(name, False)


def replay(
    scenario: Scenario,
    seed: int = 1,
    replicate: int = 0,
    priors: Mapping[str, Prior | float] | None = None,
    chair: ChairStrategy | type[ChairStrategy] | str | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> Replay:
    """Play one replicate of a forecast again, and sound the room at every draft.

    Raises ValueError if a number is out of range, or there is no parameter or chair of that name.

    Parameters
    ----------
    replicate : number of the play, from 0; the others as of `sim.study.forecast.forecast`
    """
    whole(seed=seed, replicate=replicate)
    played = setting(scenario, priors, chair, behaviour)
    table = played.table
    draws = played.draws(seed, np.array([replicate]))
    watch = _Recorder()
    outcome = play_together(table, draws, played.chair, watch)
    source = BehaviourSource(behaviour)
    return Replay(
        scenario, played, seed, source, draws, outcome, tuple(watch.held), tuple(watch.repairs), watch.last
    )


def sound(reading: Reading, draft: Rungs) -> Sounding:
    """Return the room's response to a draft (K,) at a reading of one play."""
    text = draft[None]
    worth, complaints = net(reading, text, _ROW), largest_complaint(reading, text, _ROW)
    stances = on_package(reading, text, _ROW)
    return Sounding(
        draft=draft,
        worth=worth[0],
        by_paragraph=wording(reading.worth, text, _ROW)[0],
        price=price_of_blocking(reading, cover(reading, worth, complaints), _ROW)[0],
        price_alone=price_of_blocking(reading, np.zeros_like(worth), _ROW)[0],
        complaints=complaints[0],
        stances=stances[0],
        carried=bool(reading.table.carries(stances)[0]),
    )


class _Recorder(Observer):
    """Sounds the room at every draft of one play while it is played."""

    def __init__(self) -> None:
        self.held: list[HeldReading] = []
        self.repairs: list[Change] = []
        self.last: Reading
        self.here: Sounding

    def opened(self, reading: Reading, draft: Rungs) -> None:
        self.last, self.here = reading, sound(reading, draft[0])
        self.held.append(HeldReading(reading.number, self.here, ()))

    def changed(self, reading: Reading, before: Rungs, after: Rungs) -> None:
        change = Change(self.here, sound(reading, after[0]))
        self.here = change.after
        self.held[-1] = replace(self.held[-1], changes=(*self.held[-1].changes, change))

    def repaired(self, reading: Reading, before: Rungs, after: Rungs, kept: Bools) -> None:
        if (before == after).all():
            return  # the chair had no change to make
        change = Change(self.here, sound(reading, after[0]), kept=bool(kept[0]))
        self.here = change.after if change.kept else self.here
        self.repairs.append(change)
