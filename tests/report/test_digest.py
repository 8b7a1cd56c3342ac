from __future__ import annotations

import re

import pytest

from sim.report.account import paragraphs
from sim.report.digest import digest
from sim.report.reasoning import told_reasons
from sim.report.wording import percent
from sim.scenario.ladder import Rung
from sim.study.forecast import Forecast, forecast
from tests.scenario.files import shipped_scenario


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(shipped_scenario("gge-2016-2017"), runs=300, seed=1)


def test_every_paragraph_is_counted_once_or_named_as_open(gge: Forecast) -> None:
    told, rows = digest(gge)[0], paragraphs(gge)
    counts = {word: int(n) for word, n in re.findall(r"(silent|indirect|explicit) on (\d+)", told)}
    unsure = [row.title for row in rows if row.open]
    assert unsure
    assert sum(counts.values()) + len(unsure) == len(rows) == 16
    for rung in Rung:
        assert counts.get(rung.word, 0) == sum(row.rung is rung and not row.open for row in rows)
    assert all(title in told for title in unsure)


def test_the_first_objectors_are_named_with_their_share_of_all_plays(gge: Forecast) -> None:
    told = digest(gge)[1]
    for delegation in gge.delegations[:3]:
        assert delegation.name in told
        assert percent(delegation.objects) in told


def test_the_first_reason_stands_beside_what_would_have_been_enough(gge: Forecast) -> None:
    reason, cure = digest(gge)[2:]
    title = told_reasons(gge)[0].title
    assert reason.endswith(f"{title[1:]}.")
    assert cure.startswith("One paragraph worded otherwise would have been enough in ")


def test_where_nothing_fails_there_is_nothing_to_say_of_failure() -> None:
    sure = forecast(shipped_scenario("gge-2014-2015"), runs=40, priors={"stake_scale": 50})
    assert sure.outcomes.share == 1
    assert len(digest(sure)) == 2
    assert digest(sure)[1].startswith("No delegation objects")
