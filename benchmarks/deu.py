"""The model on legislative bargaining in the European Union, beside the salience-weighted mean.

    python -m benchmarks.deu TABLE

The table is that of DEU III, which is not part of this repository (doi:10.34810/data53). The coding and what
was expected are in docs/explanation/research-log.md, 20. Nothing is fitted to it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.scenario.imports.deu import MIDDLE, UNANIMITY, DeuIssue, Proposal, read_deu, scenario_of
from sim.scenario.loading import load
from sim.study.play_counts import PlayCounts
from sim.study.plays import Plays, counted_plays
from sim.study.scores import clustered_error
from sim.study.setting import setting

#: The prediction of the model, and the one that it is compared with.
MODEL, WEIGHTED = "model", "salience-weighted mean"
RUNS = 400


@dataclass(frozen=True)
class Scored:
    """An issue with its outcome and what each predictor says, on the scale of the data from 0 to 100."""

    proposal: str
    rule: str
    outcome: float
    predictions: dict[str, float]


def predict(proposals: Sequence[Proposal], runs: int, seed: int = 1) -> list[Scored]:
    """Play each proposal, and predict the outcome of every issue of which one is known."""
    tasks = [Plays(setting(load(scenario_of(proposal))), seed, 0, runs) for proposal in proposals]
    counts = counted_plays(tasks)
    return [
        scored
        for proposal, played in zip(proposals, counts, strict=True)
        for scored in _issues(proposal, played)
    ]


def _issues(proposal: Proposal, played: PlayCounts) -> Iterator[Scored]:
    adopted = int(played.adopted.sum())
    for place, issue in enumerate(proposal.issues):
        if issue.outcome is None or not issue.positions:
            continue
        reference = MIDDLE if issue.reference is None else issue.reference
        given = reference
        if adopted:
            mean_rung = float(played.rungs[place] @ np.arange(played.rungs.shape[1])) / adopted
            given = issue.ours(MIDDLE * mean_rung)
        predictions = {MODEL: given, **simple(issue), "reference point": reference}
        yield Scored(proposal.id, proposal.rule, issue.outcome, predictions)


def simple(issue: DeuIssue) -> dict[str, float]:
    """Return what needs no model: means and median of the positions, and the middle of the scale."""
    codes = list(issue.positions)
    positions = np.array([issue.positions[code] for code in codes])
    salience = np.array([issue.salience.get(code, 0.0) for code in codes])
    weighted = positions @ salience / salience.sum() if salience.sum() else positions.mean()
    return {
        WEIGHTED: float(weighted),
        "plain mean": float(positions.mean()),
        "median": float(np.median(positions)),
        "always 50": MIDDLE,
    }


def print_errors(name: str, scored: Sequence[Scored]) -> None:
    """Print the mean absolute error of every predictor, and how far it is above that of the weighted mean."""
    units = [one.proposal for one in scored]
    print(f"{name}: {len(scored)} issues of {len(set(units))} proposals")
    errors = {
        predictor: np.array([abs(one.predictions[predictor] - one.outcome) for one in scored])
        for predictor in scored[0].predictions
    }
    for predictor, error in errors.items():
        more = error - errors[WEIGHTED]
        print(
            f"  {predictor:24} {error.mean():5.1f} ± {clustered_error(error, units):.1f}"
            f"   against the weighted mean {more.mean():+5.1f} ± {clustered_error(more, units):.1f}"
        )


def main() -> None:
    """Score the model on all proposals of a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--runs", type=int, default=RUNS, help="plays of each proposal")
    given = parser.parse_args()
    proposals = read_deu(given.table)
    scored = predict(proposals, given.runs)
    print_errors("Unanimity", [one for one in scored if one.rule == UNANIMITY])
    print_errors("All", scored)


if __name__ == "__main__":
    main()
