from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.scenario.shipped import shipped, shipped_wider
from sim.study.baselines import base_rate
from sim.study.group_scores import BASE_RATE, Forecast, GroupScore, Units, forecasts_of, scores_of
from sim.study.history import Process, decided_among
from sim.study.scores import brier, clustered_error
from sim.study.source import BehaviourSource
from sim.study.ways import AS_BUILT, Way, played

ICT = ("gge-2004-2005", "gge-2012-2013", "oewg-2021-2025-apr1", "oewg-2021-2025-apr2")
OTHERS = ("smallarms-1997", "milex-2011", "paros-2019", "cd-1999-2025")
Given = Callable[..., list[Forecast]]


@pytest.fixture(scope="module")
def given() -> Given:
    """What some processes were given: 0.6 by all rules, 0.9 as built; every second paragraph right."""

    def told(*names: str) -> list[Forecast]:
        files = shipped() | shipped_wider()
        cells = np.arange(4) % 2 == 0
        return [
            Forecast(p, {"all": 0.6, AS_BUILT: 0.9}, {"all": cells, AS_BUILT: cells})
            for p in decided_among([files[name] for name in names])
        ]

    return told


def scores(group: list[Forecast], units: Units) -> dict[str, GroupScore]:
    return {s.forecast: s for s in scores_of("some", group, group, "all", units)}


def test_gains_are_on_the_base_rate_the_rules_as_built_and_all_rules(given: Given) -> None:
    group = given(*OTHERS)
    found = scores(group, Units.FAMILIES)
    happened = np.array([f.process.record.adopted for f in group])
    base = [base_rate([o.process for o in group if o.family != f.family]) for f in group]
    losses = {"base": brier(np.array(base), happened), "all": brier(np.full(4, 0.6), happened)}
    losses["built"] = brier(np.full(4, 0.9), happened)
    assert found["all"].gain == pytest.approx((losses["base"] - losses["all"]).mean())
    assert found["all"].over_built == pytest.approx((losses["built"] - losses["all"]).mean())
    assert found[AS_BUILT].over_full == pytest.approx((losses["all"] - losses["built"]).mean())
    assert (found["all"].over_full, found[AS_BUILT].over_built, found[BASE_RATE].gain) == (0, 0, 0)
    error = clustered_error(losses["base"] - losses["all"], [f.family for f in group])
    assert found["all"].gain_error == pytest.approx(error)


def test_within_one_family_the_base_rate_and_the_errors_go_by_body(given: Given) -> None:
    """The annual reports of one body are neither known to each other nor counted twice."""
    group = given(*ICT)
    found = scores(group, Units.BODIES)
    base = [base_rate([o.process for o in group if o.process.mandate != f.process.mandate]) for f in group]
    assert base[2] == base[3] == pytest.approx(2 / 4)
    assert found[BASE_RATE].brier == pytest.approx(
        brier(np.array(base), np.array([f.process.record.adopted for f in group])).mean()
    )
    assert found["all"].gain_error > 0
    assert np.isnan(scores(group, Units.FAMILIES)["all"].gain_error)


def test_language_is_scored_where_that_of_all_reports_is_coded(given: Given) -> None:
    assert scores(given(*ICT), Units.BODIES)["all"].exact == 0.5
    assert np.isnan(scores(given(*ICT, *OTHERS), Units.FAMILIES)["all"].exact)


def test_shares_and_likeliest_paragraphs_come_from_the_plays() -> None:
    process: Process = decided_among([shipped()["gge-2012-2013"]])[0]
    ways = [Way("all", BehaviourSource.PRIORS)]
    counts = played([process], ways, 60, 1)
    (found,) = forecasts_of([process], ways, counts)
    assert found.shares == {"all": min(counts[0][0].share, 0.97)}
    likeliest = counts[0][0].rungs.argmax(axis=1)
    assert found.right["all"].tolist() == [likeliest[k] == rung for k, rung in process.language.items()]
    uncoded = replace(process, record=process.record.model_copy(update={"language": {}}))
    assert not len(forecasts_of([uncoded], ways, counts)[0].right["all"])
