"""The history of a followed process: each forecast as it was first made, in a chain of digests.

Every line holds the digest of the line before. Whoever changes a forecast afterwards has to change all lines
behind it, and the last digest, which others may have noted.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from sim.scenario.fault import BadInput, Fault
from sim.scenario.follow_loading import Followed
from sim.scenario.record import Record
from sim.scenario.text import read_text
from sim.study.follow.question import FollowStudy, Step
from sim.study.scores import brier, log_score
from sim.study.setting import scenario_digest
from sim.version import __version__

#: What stands for the digest before the first line.
START = "0" * 64
_DIGITS = 6


@dataclass(frozen=True)
class Link:
    """A forecast as it was made.

    Parameters
    ----------
    number : of the entry that it was made after, 0 before any
    date : of that entry, or the first meeting
    entry : digest of that entry, empty before any
    scenario, scenario_hash : id of the scenario, and digest of it as it stood then
    runs, seed, error_rate, version : how it was made
    adopted, low, high, effective : share of plays with a report, its 95 % interval, effective plays
    probability : what was claimed; None if nothing was
    previous : digest of the line before
    hash : digest of all of this
    """

    number: int
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
    previous: str
    hash: str

    def digest(self) -> str:
        """Return the digest that it should have."""
        said = {key: value for key, value in asdict(self).items() if key != "hash"}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

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
    lines = read_text(path, file).splitlines()
    links: list[Link] = []
    for line, text in enumerate(lines, 1):
        links.append(_link(file, line, text))
        if problem := _broken(links):
            allowed = "the history as it was written; a forecast is never changed afterwards"
            raise BadInput([Fault(file, f"breaks the chain: {problem}", line, allowed=allowed)])
    if not links:
        raise BadInput([Fault(file, "is empty", allowed="a history.jsonl of this command")])
    if found := list(_rewritten(file, links, followed)):
        raise BadInput(found)
    return tuple(links)


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


def _link(file: str, line: int, text: str) -> Link:
    kinds = {field.name: field.type for field in fields(Link)}
    try:
        given = json.loads(text)
        if not isinstance(given, dict) or set(given) != set(kinds):
            raise ValueError
        if not all(_is_of(kinds[key], value) for key, value in given.items()):
            raise ValueError
    except (ValueError, RecursionError):
        problem = "is not a line of a history of this program"
        raise BadInput([Fault(file, problem, line, value=text[:60])]) from None
    return Link(**given)


def _is_of(kind: Any, value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if value is None:
        return "None" in str(kind)
    allowed = {"int": int, "str": str}.get(str(kind), (int, float))
    return isinstance(value, allowed)


def _broken(links: Sequence[Link]) -> str:
    """Return what is wrong with the last of some lines, or nothing."""
    last, before = links[-1], links[-2] if len(links) > 1 else None
    if last.number != len(links) - 1:
        return f"its number is {last.number}, not {len(links) - 1}; a line is missing or doubled"
    if last.previous != (before.hash if before else START):
        return "it does not follow the line above"
    return "" if last.hash == last.digest() else "its digest is another than that of what it says"


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
        found.append(_made(study, step, found[-1].hash if found else START))
    return tuple(found)


def _made(study: FollowStudy, step: Step, previous: str) -> Link:
    def rounded(value: float) -> float:
        return round(value, _DIGITS)

    claimed = study.claimed(step)
    link = Link(
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
        previous=previous,
        hash="",
    )
    return Link(**{**asdict(link), "hash": link.digest()})


def written(links: Sequence[Link]) -> bytes:
    """Return a history as a file, a line for each forecast."""
    return "".join(json.dumps(asdict(link), sort_keys=True) + "\n" for link in links).encode()
