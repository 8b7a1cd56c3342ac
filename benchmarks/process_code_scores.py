"""Scores of the variants of `benchmarks.process_codes`, with errors by families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.negotiation.arrays import RUNGS, Bools, Floats
from sim.scenario.names import ONE_OFF
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.references import ICT
from sim.study.scores import brier, clustered_error, ranking


def print_scores(
    processes: Sequence[Process], rows: Mapping[str, Mapping[str, str]], folder: Path, variants: Sequence[str]
) -> None:
    """Print the scores of all variants, of the nested choice among them, and each code beside the outcome.

    Parameters
    ----------
    rows : codes of every process by its id
    folder : has the plays of every process
    variants : names; gains are over the first
    """
    happened = np.array([p.record.adopted for p in processes])
    families = np.array([p.record.family or ICT for p in processes])
    one_off = np.array([p.scenario.body in ONE_OFF for p in processes])
    groups = {"one-off": one_off, "all": one_off | True, "standing": ~one_off, ICT: families == ICT}
    plays = [dict(np.load(folder / f"{p.id}.npz")) for p in processes]
    given = {v: np.array([min(found[f"{v} adopted"].mean(), CEILING) for found in plays]) for v in variants}
    losses = {v: brier(given[v], happened) for v in variants}

    for name, group in groups.items():
        print(f"{name} ({group.sum()})")
        for variant in variants:
            auc = ranking(given[variant][group], happened[group])
            print(f"  {variant:12} Brier {losses[variant][group].mean():.4f} AUC {auc:.3f}", end=" ")
            print(f"mean {given[variant][group].mean():.3f}", gain(losses, losses[variant], group, families))
        nested = nested_choice(losses, group, families)
        print(f"  {'nested':12} Brier {nested[group].mean():.4f}", gain(losses, nested, group, families))
    for variant in variants:
        right = sum(right_cells(p, found, variant) for p, found in zip(processes, plays, strict=True))
        print(f"{variant}: {right} paragraphs of the ICT reports right")
    for code in variants[1:-1]:
        values = np.array([rows[p.id][code] for p in processes])
        for value in np.unique(values):
            at = values == value
            print(f"{code} {value or '-'}: {at.sum()}, adopted {happened[at].mean():.2f}", end=", ")
            print(f"forecast {given[variants[0]][at].mean():.2f}")


def gain(losses: Mapping[str, Floats], loss: Floats, group: Bools, families: np.ndarray) -> str:
    """Return the gain over the first variant in a group, and its standard error by families."""
    gains = (next(iter(losses.values())) - loss)[group]
    return f"gain {gains.mean():+.4f} ± {clustered_error(gains, list(families[group])):.4f}"


def nested_choice(losses: Mapping[str, Floats], group: Bools, families: np.ndarray) -> Floats:
    """Return the losses where every family has the variant that is best on all others of the group."""
    out = np.array(next(iter(losses.values())))
    for family in np.unique(families[group]):
        own, others = group & (families == family), group & (families != family)
        if others.any():
            best = min(losses, key=lambda variant: float(losses[variant][others].mean()))
            out[own] = losses[best][own]
    return out


def right_cells(process: Process, found: Mapping[str, np.ndarray], variant: str) -> int:
    """Return how many paragraphs of a report of the ICT record have the wording that most plays have."""
    if process.record.family or not process.language:
        return 0
    text = found[f"{variant} text"][found[f"{variant} adopted"]]
    usual = [np.bincount(text[:, k], minlength=RUNGS).argmax() for k in process.language]
    return int((np.array(usual) == [int(rung) for rung in process.language.values()]).sum())
