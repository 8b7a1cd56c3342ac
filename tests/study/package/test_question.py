"""Packages: what the search finds is judged in plays that it has not seen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, load_texts, texts_file
from sim.study.package.question import PackageStudy, package, searching
from sim.study.package.wish import Wish
from sim.study.setting import setting
from sim.study.texts.putting import Moment
from sim.study.texts.question import put_texts
from tests.scenario.files import OWN, written

PLAYS, SEED = 300, 2
GIVEN = Text("rev.1", (Rung.EXPLICIT, Rung.EXPLICIT))


@cache
def own() -> Scenario:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return load(written(Path(folder), OWN))


@cache
def study() -> PackageStudy:
    return package(own(), GIVEN, Wish({}, above=0.1), runs=PLAYS, seed=SEED)


def test_the_verdict_is_that_of_the_same_texts_put_to_the_room() -> None:
    found = study()
    texts = [*found.texts(), GIVEN]
    put = put_texts(own(), texts, 0, PLAYS, SEED)
    for n, one in enumerate([*found.frontier, *found.amended, found.given]):
        assert one is not None
        assert one.share == put.adopted(n, Moment.DEADLINE)


def test_the_search_sees_other_plays_than_the_verdict() -> None:
    task = searching(setting(own()), GIVEN, Wish({}), 6, SEED)
    assert task.first >= 10_000_000
    again = package(own(), GIVEN, Wish({}, above=0.1), runs=PLAYS // 3, seed=SEED)
    assert [one.rungs for one in again.frontier] == [one.rungs for one in study().frontier]
    assert [one.searched for one in again.frontier] == [one.searched for one in study().frontier]


def test_the_frontier_falls_in_worth_and_rises_where_the_search_chooses() -> None:
    worth, picked = ([getattr(one, name) for one in study().frontier] for name in ("worth", "picked"))
    assert worth == sorted(worth, reverse=True)
    assert picked == sorted(picked)
    assert (study().exact, study().looked) == (True, 6)
    searched, chosen, judged = study().curse
    assert chosen == pytest.approx(np.mean(picked))
    assert judged == pytest.approx(np.mean([one.share.share for one in study().frontier]))
    assert searched == pytest.approx(np.mean([one.searched for one in study().frontier]))


def test_the_chosen_text_is_the_most_ambitious_above_the_share_and_the_amendment_the_smallest() -> None:
    found = study()
    assert found.chosen is not None
    assert found.frontier[found.chosen].picked >= 0.1
    assert all(one.picked < 0.1 for one in found.frontier[: found.chosen])
    assert [one.changed for one in found.amended] == [1, 1, 1, 2, 2]
    nobody = package(own(), GIVEN, Wish({}, above=0.98), runs=4, seed=SEED)
    assert (nobody.chosen, nobody.carries) == (None, None)


def test_an_amendment_says_whose_consent_it_wins_and_loses() -> None:
    found = study()
    assert found.given is not None
    for one in found.amended:
        for code, difference in found.consents(one):
            seat = found.setting.table.codes.index(code)
            before, after = found.given.objects[:, seat].mean(), one.objects[:, seat].mean()
            assert difference.value == pytest.approx(after - before)
            assert difference.clear
    assert any(found.consents(one) for one in found.amended)


def test_what_is_kept_stays_and_what_is_excluded_is_not_there() -> None:
    kept = package(own(), None, Wish({}, keep={"CABLES": Rung.INDIRECT}), runs=4)
    assert {one.rungs[0] for one in kept.frontier} == {Rung.INDIRECT}
    never = package(own(), None, Wish({}, never=[("CABLES", Rung.SILENT)]), runs=4)
    assert Rung.SILENT not in {one.rungs[0] for one in never.frontier}
    assert (kept.looked, never.looked) == (2, 4)
    with pytest.raises(BadInput, match="CABLES=explicit: excludes what the text has"):
        package(own(), GIVEN, Wish({}, never=[("CABLES", Rung.EXPLICIT)]), runs=4)
    with pytest.raises(BadInput, match="leaves this issue no formulation"):
        package(own(), None, Wish({}, never=[("FUND", Rung.EXPLICIT), ("FUND", Rung.SILENT)]), runs=4)


def test_ambition_is_what_the_user_says() -> None:
    only = package(own(), None, Wish({"CABLES": 0}), runs=4)
    assert {one.worth for one in only.frontier} <= {0.0, 1.0}
    with pytest.raises(BadInput, match="leaves no issue any weight"):
        package(own(), None, Wish({"CABLES": 0, "FUND": 0}), runs=4)

    found = package(own(), None, Wish({}, state="CHN"), held=6, runs=PLAYS, seed=SEED)
    one = found.frontier[0]
    assert one.rungs[0] == Rung.SILENT, "China resists cables"
    assert one.worth == max(other.worth for other in found.frontier)


def test_texts_found_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "packages.yaml"
    path.write_bytes(texts_file(study().texts(), own()))
    again = load_texts(path, own())
    assert [(text.name, text.rungs) for text in again] == [(t.name, t.rungs) for t in study().texts()]


@pytest.mark.parametrize("given", [{"runs": 0}, {"seed": -1}, {"wish": Wish({}, above=1.0)}, {"held": 99}])
def test_impossible_requests_are_refused(given: dict[str, object]) -> None:
    with pytest.raises((ValueError, BadInput)):
        package(own(), **given)  # type: ignore[arg-type]


def test_equal_tasks_have_equal_keys() -> None:
    played = setting(own())
    one, same = (searching(played, GIVEN, Wish({}), 6, SEED).key for _ in range(2))
    other = searching(played, replace(GIVEN, rungs=(Rung.SILENT, Rung.SILENT)), Wish({}), 6, SEED).key
    assert one == same != other
