"""The Mesa Room: the same play as in the batch, and what delegations, chair and room show of it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import mesa
import numpy as np
import pytest

from sim import Room, forecast, load
from sim.negotiation.arrays import Rungs
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.chairs.dropper import Dropper
from sim.negotiation.chairs.mediator import Mediator
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import Prior


@pytest.fixture
def room() -> Iterator[Room]:
    """A room in which one delegation objects to what others support."""
    room = Room(load("gge-2016-2017"), seed=1, priors={"decision_noise": 0})
    yield room
    room.release()


def test_delegations_show_what_the_arrays_have(room: Room) -> None:
    room.step()
    table = room.table
    for seat, delegation in enumerate(room.delegations):
        assert delegation.code == table.codes[seat]
        assert delegation.seat == seat
        assert delegation.stake == table.stakes[seat]
        assert delegation.weight == table.weights[seat]
        assert list(delegation.positions) == list(table.issues)
        assert list(delegation.positions.values()) == room.interests.position[0, :, seat].tolist()
        assert delegation.flexibility == room.reading.flexibility[0, seat]
        assert delegation.worth == room.worth[seat]
        for kind in ("stake", "weight", "flexibility", "worth"):
            assert type(getattr(delegation, kind)) is float
    assert len({delegation.worth for delegation in room.delegations}) > 1


def test_stances_are_told_in_words(room: Room) -> None:
    room.table_text(dict.fromkeys(room.table.issues, "explicit"))
    china = next(d for d in room.delegations if d.code == "CHN")
    for k, issue in enumerate(room.table.issues):
        worth = room.reading.worth[0, k, 2, china.seat]
        expected = "supports" if worth > 0.05 else "brackets" if worth < -0.05 else "accepts"
        assert china.stances[issue] == expected
    assert set(china.stances.values()) == {"supports", "accepts", "brackets"}
    seen = set()
    for strength in ("explicit", "indirect"):
        room.table_text(dict.fromkeys(room.table.issues, strength))
        for delegation in room.delegations:
            assert (delegation.stance == "joins") == (delegation.worth >= 0)
            seen.add(delegation.stance)
    assert {"joins", "objects"} <= seen <= {"joins", "dissociates", "objects"}


def test_a_complaint_names_its_paragraph_and_its_kind(room: Room) -> None:
    said = set()
    for word in ("silent", "explicit"):
        room.table_text(dict.fromkeys(room.table.issues, word))
        rung = {"silent": 0, "explicit": 2}[word]
        for delegation in room.delegations:
            sizes = room.interests.complaint[0, :, rung, delegation.seat]
            if not sizes.any():
                assert delegation.complaint == ""
                continue
            k = int(sizes.argmax())
            resists = room.interests.position[0, k, delegation.seat] < 0
            kind = "resists" if resists else "wants more on"
            assert delegation.complaint == f"{kind} {room.table.issues[k]}"
            said.add(kind)
    assert said == {"resists", "wants more on"}


def test_the_room_starts_from_the_zero_draft_of_its_chair_at_the_first_reading() -> None:
    scenario = load("gge-2016-2017")
    room = Room(scenario, seed=2)
    assert isinstance(room.chair.strategy, Mediator)
    assert room.draft.tolist() == room.table.own_text.tolist()
    assert room.readings_held == 0
    assert room.reading.number == 1
    assert [draft.tolist() for draft in room.path] == [room.draft.tolist()]
    other = Room(scenario, seed=2, chair=Dropper())
    assert other.draft.tolist() == Dropper().zero_draft(other.table, other.draws.past)[0].tolist()
    named = scenario.model_copy(update={"chair": scenario.chair.model_copy(update={"strategy": "dropper"})})
    assert isinstance(Room(named, seed=2).chair.strategy, Dropper)


def test_a_room_is_the_first_play_of_the_first_seed_unless_told() -> None:
    scenario = load("gge-2016-2017")
    plain, told = Room(scenario), Room(scenario, seed=1, replicate=0)
    assert plain.draws.mood.tolist() == told.draws.mood.tolist()
    assert plain.draws.replicates.tolist() == [0]
    assert plain.draws.seed == 1
    assert Room(scenario, replicate=5).draws.replicates.tolist() == [5]


def test_readings_are_numbered_from_one_and_the_text_is_put_down_after_each(room: Room) -> None:
    for number in range(1, room.table.readings + 1):
        assert room.running
        assert room.adopted is None
        room.step()
        assert room.reading.number == room.readings_held == number
        assert len(room.path) == number + 1
    assert not room.running
    assert room.outcome is not None
    assert room.adopted is bool(room.outcome.adopted[0])
    assert room.draft.tolist() == room.outcome.text[0].tolist()
    with pytest.raises(RuntimeError, match=r"^the negotiation is over$"):
        room.step()
    assert room.readings_held == room.table.readings


def test_parameters_given_to_the_room_are_checked_and_win_over_the_scenario_s_own() -> None:
    scenario = load("gge-2016-2017")
    own = scenario.model_copy(update={"level": scenario.level.model_copy(update={"stake_scale": 0.75})})
    assert Room(own).draws.behaviour.stake_scale.tolist() == [0.75]
    given = Room(own, priors={"stake_scale": 1.5, "indirect_harm": Prior("uniform", 0.2, 0.3)})
    assert given.draws.behaviour.stake_scale.tolist() == [1.5]
    assert 0.2 <= given.draws.behaviour.indirect_harm[0] <= 0.3
    with pytest.raises(ValueError, match="no parameter 'mood'"):
        Room(own, priors={"mood": 1})


def test_a_text_is_put_on_the_table_paragraph_by_paragraph(room: Room) -> None:
    before = dict(room.text)
    first, second = room.table.issues[:2]
    room.table_text({first: "silent"})
    assert room.text == before | {first: "silent"}
    told = room.path[-1].copy()
    room.table_text({second: "indirect"})
    assert room.text == before | {first: "silent", second: "indirect"}
    assert room.path[-1].tolist() == told.tolist(), "a draft that was put down stays as it was"
    with pytest.raises(ValueError, match=r"^no issue 'X'; there are IL, "):
        room.table_text({first: "explicit", "X": "silent"})
    assert room.text[first] == "silent"


def test_a_formulation_that_the_ladder_lacks_is_refused(room: Room) -> None:
    available = room.table.available.copy()
    available[0, 1] = False
    room.table = replace(room.table, available=available)
    first, second = room.table.issues[:2]
    with pytest.raises(ValueError, match=f"^{first} has no formulation 'indirect'; it has silent, explicit$"):
        room.table_text({first: "indirect"})
    room.table_text({first: "explicit", second: "indirect"})
    assert (room.text[first], room.text[second]) == ("explicit", "indirect")


def test_a_text_from_the_floor_is_what_the_chair_goes_on_from() -> None:
    class Idle(Mediator):
        def revise(self, reading: object, draft: Rungs) -> Rungs:
            assert draft.shape == (1, len(room.table.issues))
            return draft.copy()

    room = Room(load("gge-2016-2017"), seed=1, chair=Idle(), priors={"repairs": 0})
    room.table_text(dict.fromkeys(room.table.issues, "silent"))
    room.play()
    assert set(room.text.values()) == {"silent"}
    assert not any(draft.any() for draft in room.path[1:])


def test_what_is_collected_is_told_reading_by_reading(room: Room) -> None:
    room.play()
    models = room.datacollector.get_model_vars_dataframe()
    assert list(models["reading"]) == list(range(1, room.table.readings + 1))
    assert models["text"].iloc[-1] == room.text
    assert list(models["adopted"])[:-1] == [None] * (room.table.readings - 1)
    assert models["adopted"].iloc[-1] == room.adopted
    frame = room.table_of_the_play()
    assert frame.index.names == ["reading", "code"]
    assert sorted(frame.columns) == ["complaint", "flexibility", "stance", "worth"]
    # Whole numbers under every Mesa: 3.5 hands out its steps as 0.0, 1.0 and so on.
    assert frame.index.get_level_values("reading").dtype.kind == "i"
    assert list(frame.loc[0].index) == list(room.table.codes)
    for delegation in room.delegations:
        told = frame.loc[(room.table.readings, delegation.code)]
        assert told["stance"] == delegation.stance
        assert told["complaint"] == delegation.complaint
        assert told["worth"] == delegation.worth
        assert told["flexibility"] == delegation.flexibility


def test_mesa_runs_a_batch_of_rooms_and_gets_how_each_ends() -> None:
    scenario = load("lone-blocker")
    varied = {"scenario": scenario, "replicate": range(8), "chair": [Dropper()]}
    rows = {row["replicate"]: row for row in mesa.batch_run(Room, varied, display_progress=False)}
    found = forecast(scenario, 8, chair="dropper").outcomes
    assert {number: row["adopted"] for number, row in rows.items()} == dict(enumerate(found.adopted.tolist()))
    assert {row["reading"] for row in rows.values()} == {scenario.readings}
    (dropped,) = mesa.batch_run(Room, {"scenario": scenario, "chair": "dropper"}, display_progress=False)
    assert dropped["text"] == rows[0]["text"]
    with pytest.raises(ValueError, match="no chair strategy 'nobody'"):
        Room(scenario, chair="nobody")
    (named,) = mesa.batch_run(Room, {"scenario": "lone-blocker", "seed": [None]}, display_progress=False)
    alone = Room(scenario)
    alone.play()
    assert named["text"] == alone.text


def test_mesa_knows_the_room_and_lets_go_of_it() -> None:
    room = Room(load("gge-2016-2017"), seed=7)
    assert {type(agent).__name__ for agent in room.agents} == {"Chair", "Delegation"}
    assert len(room.agents) == 1 + len(room.table.codes)
    assert all(d.room is room and d.model is room for d in room.delegations)
    assert room.chair.room is room
    room.release()
    assert room not in getattr(mesa.Agent, "_ids", {})
    room.release()


@pytest.mark.parametrize("name", ["gge-2014-2015", "gge-2016-2017", "plastics-council"])
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.name)
def test_the_room_equals_the_batch_replicate_by_replicate(name: str, strategy: type) -> None:
    """From the first reading on, or from any other, with the parameters that a forecast draws."""
    batch = forecast(load(name), runs=6, seed=4, chair=strategy())
    for replicate in range(6):
        room = Room(load(name), 4, replicate, chair=strategy(), ensemble=batch.ensemble)
        for _ in range(replicate):
            room.step()
        outcome = room.play()
        assert room.play() is outcome is room.outcome
        for field in fields(Outcomes):
            there = getattr(batch.outcomes[np.array([replicate])], field.name)
            assert getattr(outcome, field.name).tobytes() == there.tobytes(), field.name
        assert [draft.tolist() for draft in room.path] == batch.outcomes.path[replicate].tolist()
        assert room.adopted == bool(batch.outcomes.adopted[replicate])
        room.release()


def test_only_the_room_needs_mesa() -> None:
    script = (
        "import sys, sim; from sim import load, forecast; forecast(load('gge-2016-2017'), 5)\n"
        "assert 'mesa' not in sys.modules; sim.Room; assert 'mesa' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
