"""The negotiating table: everything a play needs to know about a scenario, as arrays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise

import numpy as np

from sim.negotiation.arrays import EXPLICIT, RUNGS, SILENT, Bools, Floats, Ints, Rungs
from sim.negotiation.conduct import Conduct
from sim.negotiation.conduct.instructed import Instructed
from sim.negotiation.decisions import DecisionRule
from sim.negotiation.degree import contested
from sim.negotiation.weather import Happening, weather_of


@dataclass(frozen=True, eq=False)
class Table:
    """One process before it starts: who sits at the table, over what, under which mandate.

    Delegations are sorted by code, so that the order in which a file names
    them cannot matter, not even in the last bit.

    Parameters
    ----------
    codes : N codes of the delegations, sorted
    issues : K codes of the issues, in the order of the paragraphs
    positions : (K, N) instructed positions before the start, -1 (resists) to 1 (wants)
    spreads : (K, N) standard deviation of what the coder may have missed
    stakes : (N,) worth of a report as such, 0 to 1
    weights : (N,) standing of the delegation, 0 to 1
    caucuses : (N,) number of the caucus each belongs to, into `caucus_names`
    caucus_names : names of the caucuses
    in_camp : (N,) whether the delegation belongs to the chair's camp; all False for a neutral chair
    salience : (K,) importance of the issues, mean 1 unless the scenario has it absolute
    ambition : (K,) what the mandate asks for, 0 to 1
    acquis : (K,) rung of the strongest language that any body has agreed
    own_text : (K,) rung of this body's own last report
    outlets : number of other places where disappointed claims can go
    readings : number of readings before the silence procedure
    available : (K, M) which formulations the ladder of an issue has
    permanent : (N,) who is a permanent member of the Security Council
    decision : what it takes to adopt
    conduct : N ways to behave; everybody is instructed if not given
    events : what happened between two states before the end; none if not given
    decides : (N,) who may object and vote; everybody if not given
    """

    codes: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    spreads: Floats
    stakes: Floats
    weights: Floats
    caucuses: Ints
    caucus_names: tuple[str, ...]
    in_camp: Bools
    salience: Floats
    ambition: Floats
    acquis: Rungs
    own_text: Rungs
    outlets: int
    readings: int
    available: Bools
    permanent: Bools
    decision: DecisionRule
    conduct: tuple[Conduct, ...] = ()
    events: tuple[Happening, ...] = ()
    decides: Bools = field(default_factory=lambda: np.ones(0, dtype=bool))

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of paragraphs and of delegations (K, N)."""
        return len(self.issues), len(self.codes)

    @cached_property
    def stronger(self) -> Rungs:
        """The next stronger formulation of each rung (K, M); -1 where there is none."""
        return self._neighbours(range(RUNGS))

    @cached_property
    def weaker(self) -> Rungs:
        """The next weaker formulation of each rung (K, M); -1 where there is none."""
        return self._neighbours(range(RUNGS)[::-1])

    @cached_property
    def contested(self) -> Bools:
        """Which issues are contested, by the coded positions (K,)."""
        return contested(self.positions)

    @cached_property
    def weather(self) -> Floats:
        """The weather that each delegation meets in this room (N,), -1 to 1."""
        return weather_of(self.codes, self.events)

    @cached_property
    def conducted(self) -> tuple[tuple[Conduct, Ints], ...]:
        """Every conduct that is not the common one, with the seats of those who behave so."""
        found = sorted(set(self.conduct) - {Instructed()}, key=lambda conduct: (conduct.name, repr(conduct)))
        return tuple((one, np.flatnonzero([other == one for other in self.conduct])) for one in found)

    def carries(self, stances: Rungs) -> Bools:
        """Return whether each text is adopted (A,), by the stances (A, N) of those who may decide."""
        if self.decides.all():
            return self.decision.carries(stances, self.permanent)
        return self.decision.carries(stances[..., self.decides], self.permanent[self.decides])

    @cached_property
    def digest(self) -> str:
        """Digest of everything in the table; the common conduct, no events and no observers are left out."""
        digest = hashlib.sha256()
        for conduct, seats in self.conducted:
            digest.update(repr((conduct, seats.tolist())).encode())
        if self.events:
            digest.update(repr(self.events).encode())
        if not self.decides.all():
            digest.update(self.decides.tobytes())
        for name in (one.name for one in fields(self) if one.name not in ("conduct", "events", "decides")):
            value = getattr(self, name)
            digest.update(name.encode())
            digest.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
        return digest.hexdigest()

    def _neighbours(self, order: range) -> Rungs:
        out = np.full(self.available.shape, -1, dtype=np.int8)
        for paragraph, ladder in enumerate(self.available):
            rungs = [rung for rung in order if ladder[rung]]
            for here, there in pairwise(rungs):
                out[paragraph, here] = there
        return out

    def __post_init__(self) -> None:
        if not len(self.decides):
            object.__setattr__(self, "decides", np.ones(len(self.codes), dtype=bool))
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
        if not self.conduct:
            object.__setattr__(self, "conduct", (Instructed(),) * len(self.codes))
        assert len(self.conduct) == len(self.codes), "each delegation has one conduct"
        assert len(self.decides) == len(self.codes), "each delegation decides or does not"
        assert self.decides.any(), "somebody decides"
        assert list(self.codes) == sorted(self.codes), "delegations are sorted by code"
        assert self.positions.shape == self.spreads.shape == self.shape
        assert self.available[:, [SILENT, EXPLICIT]].all(), "silence and explicit text always exist"
