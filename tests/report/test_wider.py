import pytest

from sim.report.render.terminal import as_text
from sim.report.wider import wider_report
from sim.scenario.shipped import shipped_wider
from sim.study.history import decided_among
from sim.study.source import BehaviourSource
from sim.study.wider import Wider, forecast_wider


@pytest.fixture(scope="module")
def wider() -> Wider:
    names = ("smallarms-1997", "milex-2011", "paros-2019", "cd-1999-2025")
    return forecast_wider(decided_among([shipped_wider()[name] for name in names]), runs=60)


def test_the_page_scores_groups_beside_the_base_rate_and_claims_no_probability(wider: Wider) -> None:
    page = as_text(wider_report(wider, "gge-sim record --wider").document)
    for words in (
        "one-off",
        "standing",
        "conventional arms",
        "base rate",
        "no outcome is known to the model",
    ):
        assert words in page
    story = wider_report(wider).files()["story.md"].decode()
    assert "no probabilities of consensus" in story
    assert "cd-1999-2025" in story
    assert "ICT security" not in story.split("What each process was given")[1], "none is among them"


def test_its_tables_have_a_row_for_each_group_and_process(wider: Wider) -> None:
    files = wider_report(wider).files()
    assert len(files["scores.csv"].decode().splitlines()) == 1 + len(wider.scores)
    assert len(files["processes.csv"].decode().splitlines()) == 1 + 4
    summary = wider_report(wider).summary
    assert summary["kind"] == "wider"
    assert summary["behaviour"] == BehaviourSource.PRIORS
    nuclear = next(score for score in summary["scores"] if score["group"] == "nuclear")
    assert (nuclear["processes"], nuclear["ranking"], nuclear["gain_error"]) == (1, None, None)
