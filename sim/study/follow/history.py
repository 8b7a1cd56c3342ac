"""The history of a followed process: each forecast as it was first made, in a chain of digests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.scenario.fault import BadInput, Fault
from sim.scenario.follow_loading import Followed
from sim.scenario.record import Record
from sim.study.chain import Sealed, linked, read_chain, written
from sim.study.follow.question import FollowStudy, Step
from sim.study.scores import brier, log_score
from sim.study.setting import scenario_digest
from sim.version import __version__

_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Link(Sealed):
    """A forecast as it was made; its number is that of the entry that it was made after, 0 before any.

    Parameters
    ----------
    date : of that entry, or the first meeting
    entry : digest of that entry, empty before any
    scenario, scenario_hash : id of the scenario, and digest of it as it stood then
    runs, seed, error_rate, version : how it was made
    adopted, low, high, effective : share of plays with a report, its 95 % interval, effective plays
    probability : what was claimed; None if nothing was
    """

    date: str
    entry: str
    scenario: str
    scenario_hash: str
    runs: int
    seed: int
    error_rate: float
    version: str
    adopted: float
    low: float
    high: float
    effective: float
    probability: float | None

    def scores(self, record: Record) -> tuple[float, float] | None:
        """Return the Brier and the logarithmic score of what was claimed; None if nothing was."""
        if self.probability is None:
            return None
        claimed, happened = np.array([self.probability]), np.array([record.adopted])
        return float(brier(claimed, happened)[0]), float(log_score(claimed, happened)[0])


def read_history(path: Path, followed: Followed) -> tuple[Link, ...]:
    """Read the history of a followed process.

    Raises BadInput if the chain is broken, it is of another process, or an entry that it has a forecast for
    is no longer in the file as it was.
    """
    file = str(path)
    links = read_chain(path, Link, "history")
    if not links:
        raise BadInput([Fault(file, "is empty", allowed="a history.jsonl of this command")])
    if found := list(_rewritten(file, links, followed)):
        raise BadInput(found)
    return links


def earlier(there: Path, given: Path | None, followed: Followed) -> tuple[bytes, tuple[Link, ...]]:
    """Return the history to go on with, as a file and read; nothing if there is none.

    Raises BadInput if it cannot be used, or leaves out forecasts that the results folder has.

    Parameters
    ----------
    there : the history in the results folder, if there is one
    given : another one
    """
    found = read_history(there, followed) if _is_there(there) else ()
    if given is None:
        return (written(found) if found else b""), found
    links = read_history(given, followed)
    if links[: len(found)] != found:
        problem = f"leaves out or changes forecasts that {there} holds"
        raise BadInput([Fault(str(given), problem, allowed="that history or a longer one, or another --out")])
    return written(links), links


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # as opening the results folder will say
        return False


def _rewritten(file: str, links: Sequence[Link], followed: Followed) -> Iterator[Fault]:
    """Find entries that are no longer what they were when they were forecast after."""
    if links[0].scenario != followed.scenario.id:
        yield Fault(
            file, "is the history of another process", 1, "scenario", links[0].scenario, followed.scenario.id
        )
        return
    for line, link in enumerate(links[1:], 2):
        logged = followed.entries[link.number - 1] if link.number <= len(followed.entries) else None
        if logged is None or logged.digest != link.entry:
            problem = f"is not what the forecast in line {line} of {file} was made after"
            place = logged.line if logged else None
            allowed = "the entry as it was, from the same file; add corrections and late news at the end"
            yield Fault(followed.file, problem, place, f"entries.{link.number - 1}", link.date, allowed)
            return


def continued(links: Sequence[Link], study: FollowStudy) -> tuple[Link, ...]:
    """Return a history with the steps of a study that it has no forecast for; what it has stays."""
    found = list(links)
    for step in study.steps[len(found) :]:
        found.append(linked(found, _made(study, step)))
    return tuple(found)


def _made(study: FollowStudy, step: Step) -> Link:
    def rounded(value: float) -> float:
        return round(value, _DIGITS)

    claimed = study.claimed(step)
    return Link(
        number=step.number,
        date=step.logged.entry.date if step.logged else study.scenario.starts,
        entry=step.logged.digest if step.logged else "",
        scenario=study.scenario.id,
        scenario_hash=scenario_digest(step.scenario),
        runs=study.runs,
        seed=study.seed,
        error_rate=study.followed.error_rate,
        version=__version__,
        adopted=rounded(step.adopted.value),
        low=rounded(step.adopted.low),
        high=rounded(step.adopted.high),
        effective=rounded(step.effective),
        probability=None if claimed is None else rounded(claimed),
        previous="",
        hash="",
    )
