"""What the decided processes were given is kept, and is what the model gives today."""

import csv
import json
from importlib import resources
from pathlib import Path

import pytest

from sim.study.calibration.foreseen import FORESEEN, foresee, foreseen
from sim.study.calibration.result import calibrated
from sim.study.history import decided, decided_elsewhere
from sim.study.judged import Mode
from sim.study.source import BehaviourSource

REFERENCE = Path(__file__).parents[3] / "results" / "reference" / "record" / "processes.csv"


def kept() -> dict[str, dict[str, float]]:
    text = resources.files("sim.study").joinpath(f"data/{FORESEEN}").read_text(encoding="utf-8")
    return dict(json.loads(text))


def test_what_is_kept_of_the_failures_is_what_the_rules_give_today() -> None:
    failed = [process for process in decided() if not process.record.adopted]
    other = [process for process in decided_elsewhere() if not process.record.adopted][:1]
    today = json.loads(foresee(failed, other, calibrated()))
    assert {b: {name: kept()[b][name] for name in given} for b, given in today.items()} == today
    assert set(today) == set(kept())


@pytest.mark.slow
def test_what_is_kept_of_all_is_what_the_rules_give_today() -> None:
    assert kept() == json.loads(foresee(decided(), decided_elsewhere(), calibrated()))


def test_every_decided_process_is_kept_in_the_order_of_its_end() -> None:
    here, elsewhere = ([p.id for p in processes] for processes in (decided(), decided_elsewhere()))
    assert list(foreseen(BehaviourSource.CALIBRATED)) == here
    assert list(foreseen(BehaviourSource.PRIORS)) == here + elsewhere
    assert len(elsewhere) > 0
    assert set(kept()) == {source.value for source in BehaviourSource}


def test_it_is_what_the_record_says() -> None:
    with REFERENCE.open(encoding="utf-8") as file:
        rows = {row["process"]: row for row in csv.DictReader(file)}
    modes = {BehaviourSource.CALIBRATED: Mode.LEAVE_ONE_OUT, BehaviourSource.PRIORS: Mode.PRIORS}
    for source, mode in modes.items():
        given = foreseen(source)
        assert {name: float(row[mode]) for name, row in rows.items()} == {name: given[name] for name in rows}
