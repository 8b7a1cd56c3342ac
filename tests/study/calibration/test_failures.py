"""What the failures on record were given is kept, and is what the model gives today."""

import csv
import json
from importlib import resources
from pathlib import Path

from sim.study.calibration.failures import FORESEEN, foresee, foreseen
from sim.study.calibration.result import calibrated
from sim.study.history import decided
from sim.study.source import BehaviourSource

REFERENCE = Path(__file__).parents[3] / "results" / "reference" / "record" / "processes.csv"


def test_what_is_kept_is_what_the_rules_give_today() -> None:
    kept = resources.files("sim.study").joinpath(f"data/{FORESEEN}").read_text(encoding="utf-8")
    assert json.loads(kept) == json.loads(foresee(decided(), calibrated()))


def test_it_is_what_the_record_says() -> None:
    with REFERENCE.open(encoding="utf-8") as file:
        rows = {row["process"]: row for row in csv.DictReader(file)}
    for process, given in foreseen(BehaviourSource.CALIBRATED).items():
        assert float(rows[process]["leave-one-out"]) == given
