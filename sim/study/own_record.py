"""Own record: decided processes of anybody's, forecast from the priors and scored beside simple forecasts.

Nothing is fitted to them. A family is the unit that is left out and that counts once for an error: the one
that a record names, else the kind of body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import load_with_warnings
from sim.study.baselines import CONSTANT, extremity, last_text
from sim.study.group_scores import Forecast, GroupScore, Units, forecasts_of, scores_of
from sim.study.history import Process
from sim.study.in_the_way import Measure, latent_complaints, on_record, opposition
from sim.study.play_counts import PlayCounts
from sim.study.scores import clustered_error, ranking
from sim.study.source import BehaviourSource
from sim.study.ways import Way, ablations, played

#: Plays of each process in each way.
RUNS = 400
#: The way with all rules, and the forecasts that need none.
MODEL, ALWAYS, LAST_TEXT = "model", f"always {CONSTANT}", "the last text again"
#: What all processes together are called.
ALL = "all"
#: Measures of who stands in the way that the counts of plays allow.
MEASURES = (Measure.PLAYS, Measure.LATENT, Measure.EXTREMITY, Measure.OPPOSITION)
#: How the name of a scenario file may end.
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Folder:
    """Scenario files of a folder.

    Parameters
    ----------
    processes : those that are decided, in the order in which they ended
    paths : all scenario files, by name
    open : names of the files whose outcome is not on record
    doubts : what was probably not meant
    """

    processes: tuple[Process, ...]
    paths: tuple[Path, ...]
    open: tuple[str, ...]
    doubts: tuple[Fault, ...]


@dataclass(frozen=True)
class Wording:
    """How often paragraphs of adopted reports were worded as forecast.

    Parameters
    ----------
    predictor : the model, or the body's last text again
    processes, paragraphs : how many are scored
    exact : share that is right
    gain, gain_error : how much larger that is than for the last text, and its standard error by families
    """

    predictor: str
    processes: int
    paragraphs: int
    exact: float
    gain: float
    gain_error: float


@dataclass(frozen=True)
class InTheWay:
    """How well each measure ranks those who really stood in the way of a process; see `Measure`."""

    process: str
    named: tuple[str, ...]
    rankings: Mapping[Measure, float]


@dataclass(frozen=True, eq=False)
class OwnRecord:
    """A record of anybody's, forecast and scored.

    Parameters
    ----------
    forecasts : every process, with the share of plays that adopt a report in each way
    scores : every group in every way, the base rate first
    wording : of the reports whose language is recorded; empty if none is
    objectors : of each process of which it is recorded who stood in the way
    open : files of the folder without an outcome, which are not scored
    runs, seed : plays of each process in each way, and the seed of all chance
    """

    forecasts: Sequence[Forecast]
    scores: Sequence[GroupScore]
    wording: Sequence[Wording]
    objectors: Sequence[InTheWay]
    open: Sequence[str]
    runs: int
    seed: int

    @property
    def mean_rankings(self) -> dict[Measure, float]:
        """How well those who stood in the way rank on average, by measure."""
        return {m: float(np.nanmean([one.rankings[m] for one in self.objectors])) for m in MEASURES}


def read_folder(folder: Path) -> Folder:
    """Read every scenario file of a folder.

    Raises BadInput if there is none that is decided, one cannot be used, or two have the same id: all faults
    of all files.
    """
    place = str(folder)
    if not folder.is_dir():
        problem = "is not a folder" if folder.exists() else "no such folder"
        raise BadInput([Fault(place, problem, allowed="a folder of scenario files with a record")])
    processes: list[Process] = []
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDINGS and p.name[0] != ".")
    undecided: list[str] = []
    faults: list[Fault] = []
    doubts: list[Fault] = []
    ids: dict[str, Path] = {}
    for path in paths:
        try:
            scenario, record, doubted = load_with_warnings(path)
        except BadInput as error:
            faults += error.faults
            continue
        doubts += doubted
        if record is None:
            undecided.append(path.name)
        elif scenario.id in ids:
            problem = f"is also the id of {ids[scenario.id].name}"
            faults.append(Fault(str(path), problem, key="id", value=scenario.id, allowed="another id"))
        else:
            processes.append(Process(scenario, record))
        ids.setdefault(scenario.id, path)
    if faults:
        raise BadInput(faults)
    if not processes:
        problem = f"holds no scenario file with a record ({len(undecided)} without one)"
        raise BadInput([Fault(place, problem, allowed="scenario files (.yaml) with the key record")])
    processes.sort(key=lambda process: (process.record.date, process.id))
    return Folder(tuple(processes), tuple(paths), tuple(undecided), tuple(doubts))


def ways_of_own(without: Iterable[str]) -> list[Way]:
    """Return the ways in which a record is played; see `sim.study.ways.ablations`."""
    asked, whole = list(without), [Way(MODEL, BehaviourSource.PRIORS)]
    return [*whole, *ablations(asked, BehaviourSource.PRIORS)] if asked else whole


def judge_own(
    found: Folder,
    runs: int = RUNS,
    seed: int = 1,
    without: Iterable[str] = (),
    folder: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[int], None] | None = None,
) -> OwnRecord:
    """Play every decided process of a folder, and score the shares of plays that adopt a report.

    Raises BadInput if there is no rule of a name.

    Parameters
    ----------
    found : see `read_folder`
    without : rules that are left out one by one: see `sim.study.ways.ablations`
    folder, executor, progress : see `sim.study.tasks.as_completed`
    """
    ways, processes = ways_of_own(without), found.processes
    counts = played(processes, ways, runs, seed, folder, executor, progress)
    forecasts = [
        replace(f, shares={**f.shares, ALWAYS: CONSTANT}, otherwise=f.kind)
        for f in forecasts_of(processes, ways, counts)
    ]
    scores = [score for name, group in _groups(forecasts) for score in _scores(name, group, forecasts)]
    whole = [those[0] for those in counts]
    objectors = [*_objectors(processes, whole)]
    return OwnRecord(forecasts, scores, [*_wording(forecasts)], objectors, found.open, runs, seed)


def families(forecasts: Iterable[Forecast]) -> list[str]:
    """Return the families, by name."""
    return sorted({f.family for f in forecasts}, key=str.lower)


def _groups(forecasts: Sequence[Forecast]) -> Iterator[tuple[str, list[Forecast]]]:
    """Yield all processes, and those of each family where there are several."""
    yield ALL, [*forecasts]
    if len(names := families(forecasts)) > 1:
        for name in names:
            yield name, [f for f in forecasts if f.family == name]


def _scores(name: str, group: Sequence[Forecast], forecasts: Sequence[Forecast]) -> Iterator[GroupScore]:
    one = len({f.family for f in group}) == 1
    return scores_of(name, group, forecasts, MODEL, Units.BODIES if one else Units.FAMILIES)


def _wording(forecasts: Sequence[Forecast]) -> Iterator[Wording]:
    """Yield how the model and the last text did on the reports whose language is recorded."""
    coded = [f for f in forecasts if len(f.right[MODEL])]
    if not coded:
        return
    units = [f.family for f in coded for _ in f.process.language]
    model = np.concatenate([f.right[MODEL] for f in coded]).astype(float)
    last = np.concatenate([_last_right(f.process) for f in coded]).astype(float)
    for name, right in ((MODEL, model), (LAST_TEXT, last)):
        gains = right - last
        error = clustered_error(gains, units)
        yield Wording(name, len(coded), len(right), float(right.mean()), float(gains.mean()), error)


def _last_right(process: Process) -> np.ndarray:
    last = last_text(process)
    return np.array([last[k] == rung for k, rung in process.language.items()], dtype=bool)


def _objectors(processes: Sequence[Process], counts: Sequence[PlayCounts]) -> Iterator[InTheWay]:
    """Yield how well each measure ranks those who stood in the way, where somebody else did not."""
    for process, plays in zip(processes, counts, strict=True):
        named = on_record(process)
        if not 0 < len(named) < len(process.table.codes):
            continue
        real = np.array([code in named for code in process.table.codes])
        measured = {
            Measure.PLAYS: (plays.objects + plays.dissociated) / len(plays),
            Measure.LATENT: latent_complaints(process.table).sum(axis=0),
            Measure.EXTREMITY: extremity(process),
            Measure.OPPOSITION: opposition(process.table).sum(axis=0),
        }
        yield InTheWay(process.id, tuple(named), {m: ranking(measured[m], real) for m in MEASURES})
