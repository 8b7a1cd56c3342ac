"""What the decided processes were given is kept, and is what the model gives today."""

import csv
import json
from importlib import resources
from pathlib import Path

import pytest

from sim.study.calibration.foreseen import FORESEEN, foresee, foreseen
from sim.study.calibration.result import calibrated
from sim.study.history import decided
from sim.study.source import BehaviourSource

REFERENCE = Path(__file__).parents[3] / "results" / "reference" / "record" / "processes.csv"


def kept() -> dict[str, dict[str, float]]:
    text = resources.files("sim.study").joinpath(f"data/{FORESEEN}").read_text(encoding="utf-8")
    return dict(json.loads(text))


def test_what_is_kept_of_the_failures_is_what_the_rules_give_today() -> None:
    failed = [process for process in decided() if not process.record.adopted]
    today = json.loads(foresee(failed, calibrated()))
    assert {b: {p.id: kept()[b][p.id] for p in failed} for b in kept()} == today


@pytest.mark.slow
def test_what_is_kept_of_all_is_what_the_rules_give_today() -> None:
    assert kept() == json.loads(foresee(decided(), calibrated()))


def test_every_decided_process_is_kept_in_the_order_of_its_end() -> None:
    assert [list(given) for given in kept().values()] == [[p.id for p in decided()]] * len(BehaviourSource)


def test_it_is_what_the_record_says() -> None:
    with REFERENCE.open(encoding="utf-8") as file:
        rows = {row["process"]: row for row in csv.DictReader(file)}
    for process, given in foreseen(BehaviourSource.CALIBRATED).items():
        assert float(rows[process]["leave-one-out"]) == given
