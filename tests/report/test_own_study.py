"""A study of one's own in Python: its result, its page, its frame."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sim
from sim.report.own_study import play
from sim.report.own_study_report import MOST_ROWS, own_study_report
from sim.report.render.terminal import as_text
from sim.study.work import Work
from tests.own_studies import ByDeadline
from tests.scenario.files import shipped_scenario

LONE = shipped_scenario("lone-blocker")


def test_it_plays_what_forecasts_play() -> None:
    result = play(ByDeadline(), LONE, Work(30, seed=4))
    alone = [sim.forecast(LONE.change(sessions=n), 30, 4).outcomes.share for n in (1, 2, 3)]
    assert [row["adopted"] for row in result.rows] == alone
    assert sim.frames(result)["by-deadline"]["adopted"].tolist() == alone


def test_workers_the_seed_and_the_store_are_the_users(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        work = [Work(20), Work(20, executor=threads), Work(20, folder=tmp_path), Work(20, seed=2)]
        here, there, stored, other = (play(ByDeadline(), LONE, one).rows for one in work)
    assert here == there == stored != other
    assert len(list(tmp_path.iterdir())) == 3


def test_a_page_says_that_no_package_brings_it_and_shows_only_some_of_many_rows() -> None:
    class Long(ByDeadline):
        def rows(self, scenario, work):  # type: ignore[no-untyped-def]
            return [{"sessions": n, "adopted": None} for n in range(MOST_ROWS + 1)]

        def answer(self, rows):  # type: ignore[no-untyped-def]
            return "Nothing is known."

    report = own_study_report(play(Long(), LONE))
    page = as_text(report.document)
    assert "Nothing is known." in page
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 1} rows; by-deadline.csv has all." in page
    assert "none, but by-deadline (" in report.files()["story.md"].decode()


@pytest.mark.parametrize("number", [{"runs": 0}, {"seed": -1}])
def test_numbers_that_cannot_be_played_are_refused(number: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(number))):
        Work(**number)  # type: ignore[arg-type]
