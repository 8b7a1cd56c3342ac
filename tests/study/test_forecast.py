from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.draw import draw
from sim.negotiation.parameters import Prior
from sim.negotiation.play import play
from sim.scenario.loading import load
from sim.study import plays
from sim.study.forecast import Forecast, forecast
from sim.study.forecast_parts import rung_shares
from sim.study.interval import CEILING
from sim.study.reasons.findings import Grievance
from sim.study.setting import setting


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=400, seed=2, behaviour="priors")


def test_counts_what_was_played(gge: Forecast) -> None:
    outcomes = play(gge.table, draw(gge.table, 2, 400))
    assert gge.outcomes.share == outcomes.adopted.mean()
    assert gge.outcomes.text.tolist() == outcomes.text.tolist()
    low, high = gge.interval
    assert low < gge.probability < high


def test_progress_counts_every_play() -> None:
    done: list[int] = []
    forecast(load("gge-2016-2017"), runs=100, progress=done.append)
    assert sum(done) == 100


def test_language_is_that_of_adopted_reports(gge: Forecast) -> None:
    adopted = gge.outcomes.text[gge.outcomes.adopted]
    for k, paragraph in enumerate(gge.language):
        assert sum(paragraph.probabilities) == pytest.approx(1)
        counts = [(adopted[:, k] == rung).sum() + 0.5 for rung in range(3)]
        assert paragraph.probabilities == pytest.approx([c / (len(adopted) + 1.5) for c in counts])
        assert paragraph.likely == int(np.argmax(counts))


def test_a_missing_formulation_has_no_probability() -> None:
    texts = np.array([[0], [2], [2]], dtype=np.int8)
    shares = rung_shares(texts, np.array([[True, False, True]]))
    assert shares.tolist() == [[1.5 / 4, 0.0, 2.5 / 4]]


def test_delegations_are_counted_by_what_they_do(gge: Forecast) -> None:
    assert {d.code for d in gge.delegations} == set(gge.table.codes)
    shares = [d.objects for d in gge.delegations]
    assert shares == sorted(shares, reverse=True)
    for d in gge.delegations:
        seat = gge.table.codes.index(d.code)
        objects = gge.outcomes.stances[:, seat] == 2
        lets_pass = (gge.outcomes.stances[:, seat] == 1) & gge.outcomes.adopted
        assert d.objects == objects.mean()
        assert d.dissociates == lets_pass.mean()
        failed = ~gge.outcomes.adopted
        assert d.of_failures == pytest.approx(objects[failed].mean())
        assert d.alone == pytest.approx((objects & (gge.outcomes.objects.sum(axis=1) == 1))[failed].mean())
        if d.complaints:
            assert sum(c.share for c in d.complaints) == pytest.approx(1)
            seen = {
                astuple(Grievance.of(gge.table, int(c)))
                for c in gge.outcomes.complaints[objects | lets_pass, seat]
            }
            assert {(c.issue, c.kind) for c in d.complaints} == seen


def test_who_would_not_be_expected_to_object_does_so_least(gge: Forecast) -> None:
    objects = {d.code: d.objects for d in gge.delegations}
    assert min(objects["CHN"], objects["RUS"]) > max(objects["SRB"], objects["KOR"], objects["BWA"])


def test_the_typical_play_is_of_the_likelier_outcome_with_the_usual_number_of_changes(gge: Forecast) -> None:
    adopted = gge.outcomes.adopted
    assert adopted[gge.typical] == (gge.outcomes.share >= 0.5)
    for outcome in (True, False):
        row = gge.typical_of(outcome)
        assert row is not None
        assert adopted[row] == outcome
        alike = gge.outcomes[np.flatnonzero(adopted == outcome)]
        changes = (alike.text != alike.path[:, 0]).sum(axis=1)
        usual = int((gge.outcomes.text[row] != gge.outcomes.path[row, 0]).sum())
        assert abs(usual - np.median(changes)) <= 0.5


def test_there_is_no_typical_failure_where_nothing_fails() -> None:
    sure = forecast(load("gge-2014-2015"), runs=20, priors={"stake_scale": 50, "red_line": 100})
    assert sure.typical_of(False) is None


def test_no_probability_above_the_ceiling_is_shown() -> None:
    sure = forecast(load("gge-2014-2015"), runs=60, priors={"stake_scale": Prior.fixed(50), "red_line": 100})
    assert sure.outcomes.share == 1
    assert sure.probability == CEILING
    assert max(sure.interval) == CEILING


def test_where_nothing_is_adopted_the_last_draft_is_told() -> None:
    none = forecast(load("gge-2016-2017"), runs=40, priors={"decision_noise": Prior.fixed(9)})
    assert none.outcomes.share == 0
    assert none.probability is none.interval is None  # of forty plays
    assert none.language[0].likely == 2


def test_another_chair_can_take_the_seat() -> None:
    usual = forecast(load("gge-2016-2017"), runs=100)
    counting = forecast(load("gge-2016-2017"), runs=100, chair="median-seeker")
    assert counting.chair.name == "median-seeker"
    assert counting.outcomes.share < usual.outcomes.share
    with pytest.raises(ValueError, match="mediator"):
        forecast(load("gge-2016-2017"), runs=5, chair="referee")


def test_a_single_task_is_not_kept(tmp_path: Path) -> None:
    forecast(load("gge-2004-2005"), 50, folder=tmp_path / "tasks")
    assert not (tmp_path / "tasks").exists()


@pytest.mark.parametrize("name", ["lone-blocker", "gge-2016-2017", "oewg-2021-2025-final"])
def test_tasks_cover_every_play_once_in_batches(name: str) -> None:
    found = plays.negotiations(setting(load(name)), 1_000_000, 1)
    assert [task.last for task in found[:-1]] == [task.first for task in found[1:]]
    assert (found[0].first, found[-1].last) == (0, 1_000_000)
    assert all(task.first % plays.BATCH == 0 for task in found)
    assert len({task.key for task in found}) == len(found)
    scenario = load(name)
    assert len(plays.task_spans(len(scenario.issues), len(scenario.members), 1_000_000)) == len(found)
    assert len(plays.negotiations(setting(load(name)), 2000, 1)) == 1
