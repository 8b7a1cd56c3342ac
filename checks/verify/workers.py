"""Workers: the same study with one worker process and with two writes the same bytes."""

import json
import tempfile
from pathlib import Path

import numpy as np

from checks.verify.finding import Ask, Effort, Finding, Part
from sim.scenario.loading import load
from sim.study import workers as working
from sim.study.calibration.result import as_files, calibrated_from
from sim.study.calibration.tasks import BLOCK, simulate_record
from sim.study.calibration.tasks import Effort as CalibrationEffort
from sim.study.history import decided
from sim.study.play_counts import BY_PLAY
from sim.study.plays import Plays, counted_plays
from sim.study.setting import setting
from tests.command import found_in, here

#: What a manifest says of the moment; everything else in it has to be equal.
STAMP = "created"


def workers(ask: Ask) -> Finding:
    """Compare studies as a user makes them, and the plays of a forecast and the fit of the record."""
    parts = [studied(name, words) for name, words in commands(ask.effort).items()]
    parts.append(forecast_in_pieces(ask.effort))
    if ask.effort is not Effort.TINY:
        parts.append(record_in_pieces(ask.effort))
    return Finding("workers", tuple(parts))


def commands(effort: Effort) -> dict[str, list[str]]:
    """Return the studies, as they are typed."""
    runs = str(effort.of(6, 20, 60))
    found = {
        "sweep by size": ["sweep", "membership-2019", "--raw-shares", "--sizes", "9,15",
                          "--rule", "equitable,random", "--rooms", "2", "--runs", runs],
        "sweep by outlets": ["sweep", "gge-2016-2017", "--over", "outlets=0,1", "--rooms", "2",
                             "--runs", runs],
        "comparison": ["compare", "gge-2016-2017", "--with", "decision=two-thirds", "--raw-shares",
                       "--runs", runs],
        "what-if": ["what-if", "lone-blocker", "--raw-shares", "--runs", runs],
        "sensitivity": ["sensitivity", "lone-blocker", "--raw-shares", "--samples", "4", "--runs", runs],
        "campaign": ["campaign", "2004-2026", "--runs", runs],
    }  # fmt: skip
    few = ("sweep by size",)
    return {name: words for name, words in found.items() if effort is not Effort.TINY or name in few}


def studied(name: str, words: list[str]) -> Part:
    """Make a study twice."""
    with tempfile.TemporaryDirectory() as place:
        made = {}
        for number in (1, 2):
            out = Path(place) / f"with-{number}" / "study"
            out.parent.mkdir()
            told = here(*words, "--workers", str(number), "--out", str(out), "--quiet")
            if told.exit_code:
                return Part(
                    name, 0, "", (f"{' '.join(words)}: status {told.exit_code}: {told.output[-200:]}",)
                )
            made[number] = {n: _stamped_out(n, content) for n, content in found_in(out).items()}
    one, two = made[1], made[2]
    apart = sorted(n for n in one.keys() | two.keys() if one.get(n) != two.get(n))
    size = sum(map(len, one.values()))
    seen = f"{len(one)} files, {size:,} bytes with one worker and with two"
    return Part(name, len(one), seen, tuple(f"{n} differs" for n in apart))


def _stamped_out(name: str, content: bytes) -> bytes:
    """Return a file, a manifest without the moment of its making."""
    if Path(name).name != "manifest.json":
        return content
    told = json.loads(content)
    told.pop(STAMP)
    return json.dumps(told).encode()


def forecast_in_pieces(effort: Effort) -> Part:
    """Count the plays of a forecast here and now, and in pieces by two processes."""
    runs, size = effort.of(24, 600, 4000), effort.of(8, 100, 500)
    played = setting(load("gge-2016-2017"))
    pieces = [Plays(played, 9, first, first + size) for first in range(0, runs, size)]
    whole = counted_plays([Plays(played, 9, 0, runs)])[0]
    with working.workers(2) as executor:
        parts = counted_plays(pieces, executor=executor)
    faults = []
    for field in BY_PLAY:
        together = np.concatenate([getattr(part, field) for part in parts])
        if together.tobytes() != np.asarray(getattr(whole, field)).tobytes():
            faults.append(f"{field} of {runs} plays differ in {len(pieces)} pieces")
    objects = np.sum([part.objects for part in parts], axis=0)
    if objects.tolist() != whole.objects.tolist():
        faults.append(f"who objects in {runs} plays differs in {len(pieces)} pieces")
    return Part("forecast in pieces", runs, f"{len(pieces)} pieces by two processes", tuple(faults))


def record_in_pieces(effort: Effort) -> Part:
    """Fit parameter sets to some of the record here and now, and by two processes."""
    processes = list(decided())[: 11 if effort is Effort.FULL else 3]
    small = CalibrationEffort(sets=BLOCK + effort.of(2, 20, 100), small=effort.of(1, 2, 4), large=1)
    made = []
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as place, working.workers(number) as executor:
            found = simulate_record(processes, small, Path(place), executor)
        made.append(as_files(calibrated_from(processes, found, small, "2000-01-01")))
    faults = tuple(f"{name} differs" for name in made[0] if made[0][name] != made[1][name])
    seen = f"{len(processes)} processes, {small.sets} parameter sets"
    return Part("fit of the record", small.sets * len(processes), seen, faults)
