"""The explorer: what is changed is played as any study would play it, and what cannot be is refused."""

import asyncio
import json
from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.site.explorer.changed_scenario import changed, everybody, shipped_scenario
from sim.classroom.site.explorer.choices import Choices, read_choices
from sim.classroom.site.explorer.page_data import PLAYS, SEED, answer, first_sight, scenarios, subject
from sim.classroom.site.explorer.story import story
from sim.classroom.site.explorer.visit import Visit
from sim.classroom.site.explorer.worker import Worker
from sim.scenario.fault import BadInput
from sim.scenario.loading import load
from sim.scenario.names import CHAIRS, CONDUCTS, DECISIONS
from sim.study.forecast import forecast
from sim.study.lever import lever
from sim.study.setting import setting
from sim.study.turning import turned
from tests.classroom.site.paper import Paper
from tests.study.telling import hurried, plays, saved
from tests.ways import ThreeFourths

GGE = "gge-2016-2017"


def chosen(name: str = GGE, **choices: Any) -> Choices:
    found = read_choices({"scenario": name, **choices})
    assert found is not None
    return found


def test_what_is_not_changed_stays_as_it_ships() -> None:
    told = answer(chosen())["forecast"]
    shipped = forecast(load(GGE), PLAYS, SEED)
    assert told["adopted"] == shipped.outcomes.adoptions
    assert told["probability"] == shipped.probability
    kept = [issue for issue in subject(GGE)["issues"] if issue["texts"][1] and not issue["indirect"]]
    for code in (*(issue["code"] for issue in kept), "NOTHING"):
        with pytest.raises(BadInput, match="can be removed"):
            changed(chosen(plain=[code]))
    told = answer(chosen(added=["NGA"], removed=["CHN"]))
    seats = {seat["code"]: seat for seat in told["room"]["seats"]}
    before = {seat["code"]: seat for seat in answer(chosen())["room"]["seats"]}
    assert set(seats) == set(before) - {"CHN"} | {"NGA"}
    assert all(seats[code]["positions"] == before[code]["positions"] for code in set(seats) & set(before))
    assert told["before"]["adopted"] == answer(chosen())["forecast"]["adopted"]


@pytest.mark.parametrize(
    ("choices", "name", "value"),
    [
        ({"positions": {"CHN": {"IHL": 3.0}}}, "position.CHN.IHL", "3"),
        ({"stakes": {"CUB": 0.0}}, "stake.CUB", "0"),
        ({"readings": 3}, "readings", "3"),
        ({"outlets": 2}, "outlets", "2"),
        ({"strategy": "dropper"}, "chair.strategy", "dropper"),
        ({"conducts": {"CHN": "stands-aside"}}, "conduct.CHN", "stands-aside"),
        ({"decision": "two-thirds"}, "decision", "two-thirds"),
        ({"camp": "East"}, "chair.camp", "East"),
        ({"indirect_value": 0.9}, "indirect_value", "0.9"),
        ({"indirect_harm": 0.1}, "indirect_harm", "0.1"),
    ],
)
def test_a_choice_is_the_lever_of_that_name(choices: dict[str, Any], name: str, value: str) -> None:
    as_it_is = setting(load(GGE))
    one = lever(name, as_it_is, "test")
    by_lever = turned(as_it_is, {one: one.value(value, "test")})
    scenario, given = changed(chosen(**choices))
    by_choice = setting(scenario, given)
    plays = np.arange(40)
    for one_play, other in zip(by_lever.play(SEED, plays), by_choice.play(SEED, plays), strict=True):
        assert (one_play.stances == other.stances).all()
        assert (one_play.path == other.path).all()


def test_plug_ins_are_offered_beside_ours_and_played_and_broken_ones_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = {
        CHAIRS: {"sleeper": "tests.ways:Sleeper", "gone": "tests.ways:Gone"},
        CONDUCTS: {"stubborn": "tests.ways:Stubborn", "three-fourths": "tests.ways:ThreeFourths"},
        DECISIONS: {"three-fourths": "tests.ways:ThreeFourths", "gone": "no_such_module:Gone"},
    }
    for family, points in places.items():
        found = {name: EntryPoint(name, place, family.group) for name, place in points.items()}
        monkeypatch.setitem(family.__dict__, "plugins", found)
    told = subject(GGE)
    assert [one["name"] for one in told["strategies"]] == [*CHAIRS.own, "sleeper"]
    assert [one["name"] for one in told["conducts"]] == [*CONDUCTS.own, "stubborn"]
    assert [one["name"] for one in told["decisions"]] == [*DECISIONS.own, "three-fourths"]
    assert told["decisions"][-1]["story"] == ThreeFourths.story
    tried = chosen(strategy="sleeper", conducts={"CHN": "stubborn"}, decision="three-fourths")
    room = answer(tried)["room"]
    assert (room["strategy"], room["decision"]) == ("sleeper", "three-fourths")
    assert {seat["conduct"] for seat in room["seats"]} == {"instructed", "stubborn"}
    assert answer(tried)["forecast"]["probability"] is None, "none is claimed by another rule"


@pytest.mark.parametrize("name", ["constructive-ambiguity", GGE])
def test_indirect_words_can_be_taken_off_a_ladder(name: str) -> None:
    before = subject(name)
    code = next(issue["code"] for issue in before["issues"] if issue["indirect"])
    told = answer(chosen(name, plain=[code]))
    k = [issue["code"] for issue in before["issues"]].index(code)
    assert told["before"] is not None
    assert told["forecast"]["language"][k][1] == 0, "no report says it indirectly"
    assert told["forecast"]["language"] != answer(chosen(name))["forecast"]["language"]
    assert all(stage["draft"][k] != 1 for stage in story(chosen(name, plain=[code]), 0)["stages"])


@pytest.mark.parametrize(
    "choices",
    [
        {"scenario": "no-such"}, {"scenario": "/etc/passwd"}, {"positions": {"CHN": {"NOTHING": 1}}},
        {"camp": "Moon"},
        {"removed": [seat["code"] for seat in answer(Choices(scenario=GGE))["room"]["seats"]]},
        {"scenario": "plastics-council", "added": ["AFG"]},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(choices: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        answer(chosen(choices.pop("scenario", GGE), **choices))


MESSAGES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(MESSAGES)
def test_nonsense_is_no_choice(message: object) -> None:
    found = read_choices(message)
    assert found is None or found.scenario


@pytest.mark.parametrize(
    "choices",
    [
        {"readings": 0}, {"readings": 41}, {"stakes": {"CHN": 2}}, {"extra": 1}, {"positions": {"XXX": {}}},
        {"added": ["FRA"], "removed": ["FRA"]}, {"conducts": {"CHN": "three-fourths"}}, {"decision": "gone"},
    ],
)  # fmt: skip
def test_choices_out_of_range_are_none(choices: dict[str, Any]) -> None:
    assert read_choices({"scenario": GGE, **choices}) is None


@pytest.mark.parametrize("choices", [{}, {"readings": 4, "removed": ["USA"]}])
def test_a_story_ends_as_its_play_in_the_forecast(choices: dict[str, Any]) -> None:
    scenario, given = changed(chosen(**choices))
    outcomes = forecast(scenario, 12, SEED, given).outcomes
    for play in range(12):
        told = story(chosen(**choices), play)
        assert told["adopted"] == bool(outcomes.adopted[play])
        assert told["stages"][-1]["draft"] == outcomes.text[play].tolist()
        counts = [int((outcomes.stances[play] == stance).sum()) for stance in range(3)]
        assert told["stages"][-1]["counts"] == counts
        for before, after in zip(told["stages"], told["stages"][1:], strict=False):
            moved = [k for k, r in enumerate(after["draft"]) if r != before["draft"][k]]
            assert after["changed"] == moved


def test_whatever_ships_can_be_shown_and_everybody_added() -> None:
    for one in scenarios():
        name = str(one["name"])
        assert set(shipped_scenario(name).members) <= set(everybody(name).members)
    for one in scenarios():
        json.dumps(subject(one["name"]))
    json.dumps(answer(chosen(readings=2)), allow_nan=False)
    json.dumps(story(chosen(), 0), allow_nan=False)


async def test_what_is_stale_is_not_forecast() -> None:
    class Slow:
        def __init__(self) -> None:
            self.done: list[int | None] = []

        async def answer(self, choices: Choices) -> dict[str, Any]:
            await asyncio.sleep(0.01)
            self.done.append(choices.readings)
            return {}

    worker, paper = Slow(), Paper()
    visit = Visit(worker, paper)  # type: ignore[arg-type]
    asked = [{"serial": n, "choices": {"scenario": GGE, "readings": n}} for n in range(1, 8)]
    await asyncio.gather(*(visit.choose(one) for one in asked))
    assert worker.done == [1, 7]
    assert [about["serial"] for _, about in paper.told] == [1, 7]
    await visit.choose({"serial": 8, "choices": {"scenario": 5}})
    assert "refused" in paper.told[-1][1]
    await visit.choose("nonsense")


async def test_a_visitor_is_told_a_story_or_why_there_is_none() -> None:
    """In the process beside the server, as visitors are."""
    worker, screen = Worker(), Paper()
    visit = Visit(worker, screen)
    try:
        await visit.story({"play": 2, "choices": {"scenario": GGE}})
        assert screen.told.pop() == ("read", json.loads(json.dumps(story(chosen(), 2))))
        await visit.story({"play": 0, "choices": {"scenario": "no-such"}})
        assert "is not a shipped scenario" in screen.told.pop()[1]["refused"]
        await visit.choose({"serial": 1, "choices": {"scenario": GGE, "plain": ["NOTHING"]}})
        assert "can be removed" in screen.told.pop()[1]["refused"]
        await visit.choose({"serial": 2, "choices": {"scenario": GGE}})
        shown = screen.told.pop()[1]
        assert (shown["serial"], shown["forecast"]) == (2, answer(chosen())["forecast"])
    finally:
        worker.stop()
        worker.stop()  # also when it is gone already


async def test_nonsense_is_answered_without_the_worker_and_haste_not_at_all() -> None:
    screen = Paper()
    visit = Visit(None, screen)  # type: ignore[arg-type]
    right = {"scenario": GGE}
    for message in (
        None, {"play": 0}, {"play": PLAYS, "choices": right}, {"play": -1, "choices": right},
        {"play": "0", "choices": right}, {"play": 0, "choices": {"scenario": 5}},
    ):  # fmt: skip
        await visit.story(message)
        assert screen.told.pop() == ("read", {"refused": "The explorer cannot try this."})
    for name in ("no-such", "/etc/passwd", 7, None, [GGE], {}):
        await visit.subject(name)
    assert screen.told == []
    screen = Paper()
    visit = Visit(None, screen)  # type: ignore[arg-type]
    for _ in range(200):
        await visit.story({"play": -1})
    assert 0 < len(screen.told) < 200
    heard = len(screen.told)
    await visit.subject(GGE)
    assert len(screen.told) == heard


async def test_scenarios_are_loaded_by_the_worker_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*about: object) -> None:
        raise AssertionError("loaded by the server")

    monkeypatch.setattr("sim.classroom.site.explorer.changed_scenario.load", loaded)
    shipped_scenario.cache_clear()
    worker, screen = Worker(), Paper()
    try:
        first = await worker.first_sight(GGE)
        await Visit(worker, screen).subject("lone-blocker")
    finally:
        worker.stop()
    assert first["subject"]["name"] == GGE
    assert [told[1]["name"] for told in screen.told] == ["lone-blocker"]
    worker._do = loaded  # type: ignore[assignment]
    assert await worker.first_sight(GGE) is first
    assert (await worker.subject("lone-blocker"))["name"] == "lone-blocker"


@pytest.mark.parametrize(
    ("asked", "shown"), [("plastics-council", "plastics-council"), ("", GGE), ("gone", GGE)]
)
def test_the_first_sight_is_the_class_or_the_one_most_in_doubt(asked: str, shown: str) -> None:
    told = first_sight(asked)
    assert told["subject"]["name"] == shown
    assert shown in [one["name"] for one in told["scenarios"]]


def test_a_story_tells_last_minute_repairs() -> None:
    told = story(chosen(readings=1), next(plays(hurried(GGE), saved, seed=SEED)))
    last = [stage["title"] for stage in told["stages"]].index("Last repair 1")
    before, repaired = told["stages"][last - 1 : last + 1]
    assert repaired["changed"]
    assert repaired["draft"] != before["draft"]
    assert told["adopted"]
