"""Comparison: two settings played with the same luck, and how much they differ.

Play r of either meets the same luck and the same parameter set (common random numbers): what a delegation is
moved by, what the coder missed about it. What differs then differs because of the two settings. The parameter
sets are those of the ensemble that knows only what may be known in both: of two processes of the record it
has seen the outcome of neither.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import EXPLICIT, Bools, Ints, Rungs, strength
from sim.negotiation.degree import Degree
from sim.negotiation.whole_numbers import whole
from sim.scenario.ladder import Issue
from sim.scenario.schema import Scenario
from sim.study.forecast_parts import rung_shares
from sim.study.paired import Contrast, Difference, contrast_means, contrast_shares, paired_mean, paired_share
from sim.study.play_counts import last_change
from sim.study.plays import Replicates
from sim.study.setting import Setting
from sim.study.setting_differences import shared_places
from sim.study.tasks import Arrays, carry_out, spans

#: Plays in one task: two blocks of luck.
PLAYS = 512


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a comparison.

    Parameters
    ----------
    source : name of the scenario, or of the results folder that it is read from
    scenario, setting : what is played
    turned : the levers turned in it, as NAME=VALUE
    result : seed and number of plays of that result, if it is one
    """

    source: str
    scenario: Scenario
    setting: Setting
    turned: tuple[str, ...] = ()
    result: tuple[int, int] | None = None


@dataclass(frozen=True, eq=False)
class Played:
    """What a comparison keeps of R plays of a side.

    Parameters
    ----------
    adopted : (R,) whether each ends with an adopted report
    degrees : (R,) the `Degree` of each outcome
    text : (R, K) the text put to the room at the end
    objects : (R, N) who objects
    dissociated : (R, N) who dissociates from a report that is adopted
    readings : (R,) the last reading at which the draft changed, 0 if it never did
    """

    adopted: Bools
    degrees: Rungs
    text: Rungs
    objects: Bools
    dissociated: Bools
    readings: Ints


@dataclass(frozen=True, eq=False)
class Playing(Replicates):
    """The task of playing some replicates, keeping texts and stances."""

    keeps = "texts and stances"

    def carry_out(self) -> Arrays:
        """Play."""
        kept = ("adopted", "degrees", "text", "objects", "dissociated")
        parts = [(*(getattr(o, name) for name in kept), last_change(o.path)) for o in self.outcomes()]
        names = (*kept, "readings")
        return {
            name: np.concatenate(each) for name, each in zip(names, zip(*parts, strict=True), strict=True)
        }


@dataclass(frozen=True)
class ParagraphContrast:
    """A paragraph that both have.

    Parameters
    ----------
    a, b : probability of each formulation if a report is adopted; None if none ever is
    strength : mean strength, 0 silent to 1 explicit, of adopted reports
    in_both : difference of strength in the plays that end with a report in both
    """

    issue: Issue
    a: tuple[float, ...] | None
    b: tuple[float, ...] | None
    strength: Contrast
    in_both: Difference | None


@dataclass(frozen=True)
class DelegationContrast:
    """How often a delegation objects, and dissociates from an adopted report, as shares of all plays."""

    code: str
    objects: Contrast
    dissociates: Contrast


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two sides played with the same luck: replicates 0 to `runs` - 1 of `seed`."""

    a: Side
    b: Side
    seed: int
    runs: int
    played_a: Played
    played_b: Played

    @property
    def adopted(self) -> tuple[int, int]:
        """Plays that end with an adopted report, in A and in B."""
        return int(self.played_a.adopted.sum()), int(self.played_b.adopted.sum())

    @cached_property
    def difference(self) -> Difference:
        """How much larger the share of plays with an adopted report is in B."""
        return paired_share(self.played_a.adopted, self.played_b.adopted)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Plays that end with a report in both, in A alone, in B alone, in neither."""
        a, b = self.played_a.adopted, self.played_b.adopted
        flagged = {"both": a & b, "only_a": a & ~b, "only_b": b & ~a, "neither": ~a & ~b}
        return {name: int(flags.sum()) for name, flags in flagged.items()}

    @cached_property
    def shared(self) -> tuple[Ints, Ints]:
        """Numbers of the issues that both have, in A and in B, in the order of A."""
        return shared_places(self.a.setting.table.issues, self.b.setting.table.issues)

    @cached_property
    def language(self) -> tuple[ParagraphContrast, ...]:
        """Every paragraph that both have, those whose strength differs most first."""
        paragraphs = [self._paragraph(int(k), int(j)) for k, j in zip(*self.shared, strict=True)]
        return tuple(sorted(paragraphs, key=lambda p: -p.strength.size))

    def _paragraph(self, k: int, j: int) -> ParagraphContrast:
        text_a, text_b = self.played_a.text[:, k] / EXPLICIT, self.played_b.text[:, j] / EXPLICIT
        among_a, among_b = self.played_a.adopted, self.played_b.adopted
        within = (text_b - text_a)[among_a & among_b]
        return ParagraphContrast(
            self.a.scenario.issues[k],
            _formulations(self.a.setting, self.played_a, k),
            _formulations(self.b.setting, self.played_b, j),
            contrast_means(text_a, among_a, text_b, among_b, bound=1.0),
            paired_mean(within, bound=1.0) if len(within) else None,
        )

    @cached_property
    def measures(self) -> dict[str, Contrast]:
        """Other measures, by name.

        Share of plays whose report adds something on a contested issue, and
        by degree; mean strength of adopted reports over the shared paragraphs, 0 to 1;
        delegations that object, in all plays; that dissociate, from adopted
        reports; the last reading at which the draft changed, in all plays.
        """
        a, b, (k, j) = self.played_a, self.played_b, self.shared
        every = np.ones(self.runs, bool)
        counted = {
            "adds": contrast_shares(a.degrees >= Degree.THIN, b.degrees >= Degree.THIN),
            **{d.word: contrast_shares(a.degrees == d, b.degrees == d) for d in Degree if d},
            "objections": contrast_means(a.objects.sum(axis=1), every, b.objects.sum(axis=1), every),
            "dissociations": contrast_means(
                a.dissociated.sum(axis=1), a.adopted, b.dissociated.sum(axis=1), b.adopted
            ),
            "readings": contrast_means(a.readings, every, b.readings, every),
        }
        if not len(k):
            return counted
        text_a, text_b = strength(a.text[:, k]), strength(b.text[:, j])
        overall = contrast_means(text_a, a.adopted, text_b, b.adopted, unit=1 / len(k), bound=1.0)
        return {"strength": overall, **counted}

    @cached_property
    def same_text(self) -> int:
        """Plays that end with a report in both, the same on every shared issue."""
        k, j = self.shared
        same = (self.played_a.text[:, k] == self.played_b.text[:, j]).all(axis=1)
        return int((same & self.played_a.adopted & self.played_b.adopted).sum())

    @cached_property
    def delegations(self) -> tuple[DelegationContrast, ...]:
        """Every delegation of either, those whose objections differ most first; an absent one has None."""
        a, b = self.a.setting.table.codes, self.b.setting.table.codes

        def contrast(flags_a: Bools, flags_b: Bools, code: str) -> Contrast:
            return contrast_shares(
                flags_a[:, a.index(code)] if code in a else None,
                flags_b[:, b.index(code)] if code in b else None,
            )

        contrasts = [
            DelegationContrast(
                code,
                contrast(self.played_a.objects, self.played_b.objects, code),
                contrast(self.played_a.dissociated, self.played_b.dissociated, code),
            )
            for code in sorted({*a, *b})
        ]
        return tuple(sorted(contrasts, key=lambda d: (-d.objects.size, -d.objects.larger, d.code)))


def _formulations(setting: Setting, played: Played, k: int) -> tuple[float, ...] | None:
    if not played.adopted.any():
        return None
    shares = rung_shares(played.text[played.adopted][:, [k]], setting.table.available[[k]])
    return tuple(float(share) for share in shares[0])


def on_common_ground(a: Setting, b: Setting) -> tuple[Setting, Setting]:
    """Return two settings with the ensemble that has seen only what may be known in both.

    Of two processes of the record either ensemble has seen the other's outcome, and the two would draw
    different parameter sets. Settings that draw from the priors alone stay as they are.
    """
    if a.known is None or b.known is None:
        return a, b
    both = tuple(name for name in a.known if name in b.known)
    return replace(a, known=both), replace(b, known=both)


def tasks(a: Side, b: Side, runs: int, seed: int) -> list[Playing]:
    """Return the tasks of a comparison, those of A first."""
    return [
        Playing(setting, seed, first, last)
        for setting in on_common_ground(a.setting, b.setting)
        for first, last in spans(runs, PLAYS)
    ]


def compare(
    a: Side,
    b: Side,
    runs: int = 2000,
    seed: int = 1,
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Play two sides with the same luck and the same parameter sets.

    Raises ValueError if a number is out of range.
    """
    whole(1, runs=runs)
    whole(seed=seed)
    todo = tasks(a, b, runs, seed)
    results = carry_out(todo, folder, executor, progress)
    half = len(todo) // 2
    played = [
        Played(**{f.name: np.concatenate([part[f.name] for part in some]) for f in fields(Played)})
        for some in (results[:half], results[half:])
    ]
    sides = [replace(side, setting=task.setting) for side, task in ((a, todo[0]), (b, todo[half]))]
    return Comparison(sides[0], sides[1], seed, runs, played[0], played[1])
