"""The study of a process under way: the forecast after each thing that has happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import OBJECTS, RUNGS, Floats
from sim.negotiation.parameters import Prior
from sim.negotiation.vocabulary import ParagraphStance
from sim.negotiation.whole_numbers import whole
from sim.scenario.follow_loading import Followed, Logged, load_follow
from sim.scenario.followed import after
from sim.scenario.schema import Scenario
from sim.study.band import Band, band_of
from sim.study.claims import check_raw
from sim.study.follow.plays import KEPT, Draft, FollowedPlays, Place, Sighting
from sim.study.follow.weighing import Weighed, effective, weigh_plays
from sim.study.setting import Setting, setting
from sim.study.source import BehaviourSource
from sim.study.tasks import Arrays, carry_out, spans

#: Default number of plays.
RUNS = 4000
#: Stances that a task keeps.
_KEPT = 2**22


@dataclass(frozen=True, eq=False)
class State:
    """What is known after some entries, before it is played.

    Parameters
    ----------
    number : of the last entry, 0 before any
    logged : that entry
    scenario : as it stands then
    setting : the same as arrays
    drafts : known by then
    sightings : made by then
    places : where stances are looked at: those of all sightings, later ones too, so that entries for which
        nothing else changes are played once
    """

    number: int
    logged: Logged | None
    scenario: Scenario
    setting: Setting
    drafts: tuple[Draft, ...]
    sightings: tuple[Sighting, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, eq=False)
class Step(State):
    """The forecast after some entries.

    Parameters
    ----------
    error_rate : of the sightings
    found : every play, as `FollowedPlays` keeps it
    """

    error_rate: float
    found: Arrays

    def weights_at(self, error_rate: float) -> Floats:
        """Return the weight of each play (R,) for another error rate."""
        seen = np.array([one.stance for one in self.sightings], dtype=np.int8)
        return weigh_plays(self.found["shown"][:, : len(seen)], seen, error_rate)

    @cached_property
    def weights(self) -> Floats:
        """The weight of each play (R,)."""
        return self.weights_at(self.error_rate)

    @cached_property
    def adopted(self) -> Weighed:
        """The share of plays in which a report is adopted."""
        return Weighed.among(self.found["adopted"], self.weights)

    def adopted_at(self, error_rate: float) -> Weighed:
        """Return the same share for another error rate."""
        return Weighed.among(self.found["adopted"], self.weights_at(error_rate))

    @cached_property
    def effective(self) -> float:
        """How many plays of equal weight would say as much."""
        return effective(self.weights)

    @cached_property
    def language(self) -> Floats:
        """Share of each formulation in the text put under silence (K, M)."""
        at = self.found["text"][:, :, None] == np.arange(RUNGS)
        return np.asarray(np.tensordot(self.weights, at, axes=1))

    @cached_property
    def objects(self) -> Floats:
        """Share of plays in which each delegation objects (N,)."""
        return np.asarray(self.weights @ (self.found["stances"] == OBJECTS))

    def expected(self, sighting: int, stance: int) -> float | None:
        """Return in what share of plays, as weighed here, a delegation does what is seen at a place.

        None if there is no such reading yet.

        Parameters
        ----------
        sighting : place in the order of all sightings
        """
        if self.places[sighting][0] > self.setting.table.readings:
            return None
        return float(self.weights[self.found["shown"][:, sighting] == stance].sum())


@dataclass(frozen=True)
class Move:
    """How far an entry moved a paragraph or an objector.

    Parameters
    ----------
    kind : ``paragraph`` or ``objector``
    code : of the issue, or of the delegation
    rung : the formulation whose share moved most; -1 of an objector
    before, after : that share, or the share of plays in which the delegation objects
    """

    kind: str
    code: str
    rung: int
    before: float
    after: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


@dataclass(frozen=True, eq=False)
class FollowStudy:
    """The forecast of a process under way.

    Parameters
    ----------
    followed : the process, and everything that happened
    setting : before anything happened
    seed, runs : seed of all chance, and number of plays of each step
    until : the date up to which entries count, if one was given
    steps : before anything happened, and after each entry
    """

    followed: Followed
    setting: Setting
    seed: int
    runs: int
    until: str | None
    steps: tuple[Step, ...]

    @property
    def scenario(self) -> Scenario:
        """The process before anything happened."""
        return self.followed.scenario

    def claimed(self, step: Step) -> float | None:
        """Return the probability of consensus at a step; None if none is claimed."""
        return step.adopted.probability if step.scenario.supported else None

    def band(self, step: Step) -> Band | None:
        """Return what the probability at a step plausibly is, all doubts counted; None if none is claimed."""
        return self._bands[step.number]

    @cached_property
    def _bands(self) -> tuple[Band | None, ...]:
        return tuple(map(self._band, self.steps))

    def _band(self, step: Step) -> Band | None:
        probability, adopted = self.claimed(step), step.found["adopted"]
        if probability is None:
            return None
        return band_of(probability, step.scenario, step.setting, self.seed, np.arange(len(adopted)), adopted)

    def moves(self, number: int) -> list[Move]:
        """Return how an entry moved every paragraph and every objector, the largest moves first."""
        before, then = self.steps[number - 1], self.steps[number]
        found = []
        for k, code in enumerate(self.setting.table.issues):
            rung = int(np.abs(then.language[k] - before.language[k]).argmax())
            share = (float(step.language[k, rung]) for step in (before, then))
            found.append(Move("paragraph", code, rung, *share))
        for seat, code in enumerate(self.setting.table.codes):
            found.append(Move("objector", code, -1, float(before.objects[seat]), float(then.objects[seat])))
        return sorted(found, key=lambda move: (-round(abs(move.change), 9), move.kind, move.code))


def follow(
    source: str | Path | Followed,
    until: str | None = None,
    *,
    scenario: str | Path | None = None,
    runs: int = RUNS,
    seed: int = 1,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
    raw_shares: bool = False,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> FollowStudy:
    """Follow a process: forecast it after each thing that has happened, up to a date.

    Parameters
    ----------
    source : a follow file, the name of one that ships, or what `load_follow` returns
    until : the date up to which entries count; all of them if not given
    scenario : in place of the one that the file names
    runs : number of plays of each step, at least 1
    seed : of all chance, 0 or more
    priors : parameters that differ from the model's priors, by name
    behaviour : ``calibrated``, for a process of the record without having seen it, or ``priors``
    raw_shares : whether shares of plays are wanted where no probability is claimed
    folder : where finished tasks are kept, so that they need not be played again; nowhere if not given
    executor : where tasks are carried out; this process if not given
    progress : called with the number of plays done since the last call

    Raises
    ------
    BadInput
        if the file cannot be used, or no probability is claimed for the body and raw shares are not asked for
    ValueError
        if a number is out of range, or there is no parameter of that name
    """
    whole(1, runs=runs)
    whole(seed=seed)
    followed = source if isinstance(source, Followed) else load_follow(source, scenario)
    check_raw(raw_shares, followed.scenario)
    states = list(states_of(followed, until, priors, behaviour))
    todo = [task for state in states for task in tasks(state, runs, seed)]
    parts = carry_out(todo, folder, executor, progress)
    each = len(parts) // len(states)
    steps = tuple(
        Step(**vars(state), error_rate=followed.error_rate, found=_joined(parts[n * each : (n + 1) * each]))
        for n, state in enumerate(states)
    )
    return FollowStudy(followed, states[0].setting, seed, runs, until, steps)


def _joined(parts: Sequence[Arrays]) -> Arrays:
    return {name: np.concatenate([part[name] for part in parts]) for name in KEPT}


def states_of(
    followed: Followed,
    until: str | None,
    priors: Mapping[str, Prior | float] | None = None,
    behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
) -> Iterator[State]:
    """Yield what is known before anything happened, and after each entry up to a date."""
    counted = followed.entries if until is None else followed.until(until)
    base = setting(followed.scenario, priors, None, behaviour)
    table = base.table
    sightings = [one for logged in counted for one in _sightings(logged, table.issues, table.codes)]
    places = tuple(one.place for one in sightings)
    scenario, played = followed.scenario, base
    drafts: tuple[Draft, ...] = ()
    for number in range(len(counted) + 1):
        logged = counted[number - 1] if number else None
        if logged and logged.draft is not None:
            drafts = (*drafts, (int(logged.entry.reading or 1), logged.draft))
        elif logged and logged.kind != "stances":
            scenario = after(followed.scenario, [one.entry for one in counted[:number]])
            played = setting(scenario, priors, None, behaviour)
        made = tuple(one for one in sightings if one.entry <= number)
        yield State(number, logged, scenario, played, drafts, made, places)


def _sightings(logged: Logged, issues: Sequence[str], codes: Sequence[str]) -> Iterator[Sighting]:
    for issue, stances in (logged.entry.stances or {}).items():
        for stance, states in stances:
            for state in states:
                place = (int(logged.entry.reading or 1), issues.index(issue), codes.index(state))
                yield Sighting(logged.number, place, int(ParagraphStance.named(stance)))


def tasks(state: State, runs: int, seed: int) -> list[FollowedPlays]:
    """Return the tasks of one step."""
    seats = len(state.setting.table.codes) + len(state.places) + len(state.setting.table.issues)
    size = max(1, _KEPT // seats)
    return [
        FollowedPlays(state.setting, seed, first, last, state.drafts, state.places)
        for first, last in spans(runs, size)
    ]
