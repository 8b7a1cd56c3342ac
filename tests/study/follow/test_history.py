"""The history: forecasts are kept as they were made, and whoever changes one is noticed."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from sim.scenario.fault import BadInput
from sim.scenario.record import Record
from sim.study.chain import START, written
from sim.study.follow.history import Link, continued, earlier, read_history
from sim.study.follow.question import FollowStudy, follow
from tests.scenario.follows import FOLLOW, followed


@pytest.fixture
def study(tmp_path: Path) -> FollowStudy:
    return follow(followed(tmp_path), "2020-06-01", runs=60)


def _kept(folder: Path, links: tuple[Link, ...]) -> Path:
    path = folder / "history.jsonl"
    path.write_bytes(written(links))
    return path


def _refused(path: Path, study: FollowStudy) -> str:
    with pytest.raises(BadInput) as refused:
        read_history(path, study.followed)
    return str(refused.value)


def test_every_line_holds_the_digest_of_the_line_above(tmp_path: Path, study: FollowStudy) -> None:
    links = continued((), study)
    assert [link.number for link in links] == [0, 1, 2, 3]
    assert [link.previous for link in links] == [START, *(link.hash for link in links[:-1])]
    assert read_history(_kept(tmp_path, links), study.followed) == links


def test_a_forecast_that_was_made_stays_as_it_was(study: FollowStudy) -> None:
    links = continued((), study)
    again = follow(study.followed, runs=40, seed=9)
    then = continued(links, again)
    assert then[: len(links)] == links
    assert len(then) == 7
    assert then[4].seed == 9
    assert continued(then, study) == then, "an earlier date takes nothing away"


@pytest.mark.parametrize("key", ["adopted", "probability", "date", "seed", "effective", "entry"])
def test_a_forecast_that_is_improved_breaks_the_chain(tmp_path: Path, study: FollowStudy, key: str) -> None:
    links = continued((), study)
    better = 0.999 if isinstance(getattr(links[1], key), float) else 7 if key == "seed" else "2020-04-02"
    changed = replace(links[1], **{key: better})
    told = _refused(_kept(tmp_path, (links[0], changed, *links[2:])), study)
    assert "history.jsonl:2: breaks the chain: its digest is another than that of what it says" in told
    forged = replace(changed, hash=changed.digest())
    assert "history.jsonl:3: breaks the chain: it does not follow" in _refused(
        _kept(tmp_path, (links[0], forged, *links[2:])), study
    )


def test_lines_that_are_missing_doubled_or_strange_are_refused(tmp_path: Path, study: FollowStudy) -> None:
    links = continued((), study)
    assert "a line is missing or doubled" in _refused(_kept(tmp_path, (links[0], *links[2:])), study)
    assert "a line is missing or doubled" in _refused(_kept(tmp_path, (links[0], links[0])), study)
    path = tmp_path / "history.jsonl"
    for text in ("{}", "nonsense", "[1]", json.dumps({**asdict(links[0]), "adopted": "much"})):
        path.write_text(text + "\n")
        assert "history.jsonl:1: " in _refused(path, study)
        assert "is not a line of a history of this program" in _refused(path, study)
    path.write_text("")
    assert "is empty" in _refused(path, study)


def test_an_entry_that_was_forecast_after_is_not_changed(tmp_path: Path, study: FollowStudy) -> None:
    path = _kept(tmp_path, continued((), study))
    other = followed(tmp_path, FOLLOW.replace("{CABLES: -3}", "{CABLES: -2}"))
    with pytest.raises(
        BadInput, match=r"follow.yaml:3: entries.0 = 2020-04-01: is not what the forecast in line 2"
    ):
        read_history(path, other)
    fewer = followed(tmp_path, FOLLOW[: FOLLOW.index("  - date: 2020-05")])
    with pytest.raises(BadInput, match=r"entries.1 = 2020-05: is not what the forecast in line 3"):
        read_history(path, fewer)
    worded = followed(tmp_path, FOLLOW.replace("supports: FRA", "supports: [FRA]"))
    assert read_history(path, worded), "the same in other words is the same"


def test_a_history_of_another_process_is_refused(tmp_path: Path, study: FollowStudy) -> None:
    links = continued((), study)
    first = replace(links[0], scenario="another")
    path = _kept(tmp_path, (replace(first, hash=first.digest()),))
    assert "is the history of another process; allowed: own" in _refused(path, study)


def test_another_history_does_not_replace_a_longer_one(tmp_path: Path, study: FollowStudy) -> None:
    links = continued((), study)
    there, given = _kept(tmp_path, links), tmp_path / "given.jsonl"
    given.write_bytes(written(links[:2]))
    with pytest.raises(BadInput, match="leaves out or changes forecasts"):
        earlier(there, given, study.followed)
    assert earlier(tmp_path / "none.jsonl", given, study.followed)[1] == links[:2]
    assert earlier(there, None, study.followed) == (written(links), links)


def test_scores_are_those_of_what_was_claimed(study: FollowStudy) -> None:
    link = replace(continued((), study)[0], probability=0.8)
    record = Record.model_validate({"adopted": False, "document": "x", "date": "2021", "source": "x"})
    assert link.scores(record) == pytest.approx((0.64, 1.6094379))
    assert replace(link, probability=None).scores(record) is None
