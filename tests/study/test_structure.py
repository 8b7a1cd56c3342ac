import csv
from importlib import resources

import numpy as np
import pytest

from sim.negotiation.rules import RULES
from sim.scenario.names import CLAIMED
from sim.study.structure import TABLE, structure_variance


def stored() -> list[dict[str, str]]:
    text = resources.files("sim.study").joinpath(f"data/{TABLE}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("kind", CLAIMED)
def test_every_rule_counts_once_for_a_kind_of_body(kind: str) -> None:
    rows = [row for row in stored() if row["kind"] == kind]
    assert [row["rule"] for row in rows] == list(RULES)
    assert structure_variance(kind) == pytest.approx(np.mean([float(row["square"]) for row in rows]))
    assert structure_variance(kind) > 0


def test_a_kind_without_a_decided_process_gets_the_mean_of_all() -> None:
    assert structure_variance("a new kind") == pytest.approx(np.mean([float(r["square"]) for r in stored()]))
