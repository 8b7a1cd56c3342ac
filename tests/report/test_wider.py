import itertools

import pytest

from sim.report.document import Grid
from sim.report.figures.calibration import bins
from sim.report.figures.wider import wider_drawings
from sim.report.render.terminal import as_text
from sim.report.wider import wider_report
from sim.scenario.shipped import shipped_wider
from sim.study.history import decided_among
from sim.study.source import BehaviourSource
from sim.study.wider import Wider, forecast_wider
from tests.report.boxes import faults
from tests.report.reading import rows_of


@pytest.fixture(scope="module")
def wider() -> Wider:
    names = ("smallarms-1997", "milex-2011", "paros-2019", "cd-1999-2025")
    processes = decided_among([shipped_wider()[name] for name in names])
    return forecast_wider(processes, runs=60, without=["red-line", "inertia"])


def test_the_page_scores_groups_beside_the_base_rate_and_claims_no_probability(wider: Wider) -> None:
    page = as_text(wider_report(wider, "gge-sim record --wider").document)
    for words in (
        "one-off",
        "standing",
        "conventional arms",
        "base rate",
        "no inertia",
        "no outcome is known to the model",
    ):
        assert words in page
    story = wider_report(wider).files()["story.md"].decode()
    assert "no probabilities of consensus" in story
    assert "cd-1999-2025" in story
    assert "ICT security" not in story.split("What each process was given")[1], "none is among them"


def test_its_tables_have_a_row_for_each_group_process_and_way(wider: Wider) -> None:
    files, ways = wider_report(wider).files(), len(wider.ways)
    groups = {score.group for score in wider.scores}
    assert len(rows_of(files, "scores.csv")) == len(groups) * (1 + ways)
    assert len(rows_of(files, "processes.csv")) == 4
    assert len(rows_of(files, "shares.csv")) == 4 * ways
    assert [row["rule"] for row in rows_of(files, "spreads.csv")] == ["red-line", "inertia"] * 2
    summary = wider_report(wider).summary
    assert summary["kind"] == "wider"
    assert summary["behaviour"] == BehaviourSource.PRIORS
    nuclear = next(s for s in summary["scores"] if (s["group"], s["forecast"]) == ("nuclear", "priors"))
    assert (nuclear["processes"], nuclear["ranking"], nuclear["gain_error"]) == (1, None, None)
    assert (nuclear["intercept"], nuclear["slope"], nuclear["exact"]) == (None, None, None)
    assert set(summary["forecasts"][0]["shares"]) == {way.name for way in wider.ways}


def test_tables_fit_a_page(wider: Wider) -> None:
    for section in wider_report(wider).document.sections:
        for block in section.blocks:
            assert not isinstance(block, Grid) or len(block.columns) <= 6, block.caption


def test_every_process_is_in_one_bin_of_the_figure(wider: Wider) -> None:
    for way in ("priors", "fitted"):
        found = bins(list(wider.forecasts), way)
        assert sum(b.of for b in found) == len(wider.forecasts)
        assert sum(b.adopted for b in found) == sum(f.process.record.adopted for f in wider.forecasts)
        assert all(a.given < b.given for a, b in itertools.pairwise(found))
        shares = [f.shares[way] for f in wider.forecasts]
        assert sum(b.given * b.of for b in found) == pytest.approx(sum(shares))
    drawing = wider_drawings(wider)["calibration"]
    assert "one-off bodies, priors: given" in drawing.describe()
    drawn = drawing.draw()
    assert {"one-off bodies, 3 processes", "standing bodies, 1 process"} <= {
        axes.get_title(loc="left") for axes in drawn.axes
    }
    assert not [fault for fault in faults(drawn) if "outside" in fault]
