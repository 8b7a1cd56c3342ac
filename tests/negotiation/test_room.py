from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from sim import Room, convene, draw, load, play
from sim.negotiation.chairs import STRATEGIES
from sim.negotiation.outcome import Outcomes


@pytest.mark.parametrize("name", ["gge-2014-2015", "gge-2016-2017"])
@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.name)
def test_the_room_equals_the_batch_replicate_by_replicate(name: str, strategy: type) -> None:
    scenario = load(name)
    table = convene(scenario)
    batch = play(table, draw(table, 4, 6), strategy())
    for replicate in range(6):
        room = Room(scenario, seed=4, replicate=replicate, chair=strategy())
        outcome = room.play()
        for field in fields(Outcomes):
            there = getattr(batch[np.array([replicate])], field.name)
            assert getattr(outcome, field.name).tobytes() == there.tobytes(), field.name
        assert room.adopted == bool(batch.adopted[replicate])
        room.release()


def test_a_step_is_a_reading_and_the_last_ends_the_negotiation() -> None:
    room = Room(load("gge-2014-2015"), seed=1)
    readings = 0
    while room.running:
        assert room.adopted is None
        room.step()
        readings += 1
        assert room.readings_held == readings
    assert readings == room.table.readings == 12
    assert room.adopted in (True, False)
    with pytest.raises(RuntimeError, match="over"):
        room.step()


def test_the_play_is_collected_as_a_table() -> None:
    room = Room(load("gge-2016-2017"), seed=1)
    room.play()
    frame = room.table_of_the_play()
    assert len(frame) == 13 * 25
    assert set(frame.columns) == {"worth", "stance", "flexibility", "complaint"}
    # Whole numbers under every Mesa: 3.5 hands out its steps as 0.0, 1.0 and so on.
    assert frame.index.get_level_values("reading").dtype.kind == "i"
    assert set(frame["stance"]) <= {"joins", "dissociates", "objects"}
    assert frame["complaint"].str.match(r"^(resists \w+|wants more on \w+|)$").all()
    assert room.outcome is not None
    last = frame.loc[12]["worth"]
    assert last.to_dict() == pytest.approx(dict(zip(room.table.codes, room.outcome.worth[0], strict=True)))
    texts = room.datacollector.get_model_vars_dataframe()["text"]
    assert texts.iloc[0] != texts.iloc[-1] or (room.path[0] == room.path[-1]).all()


def test_delegations_show_what_they_are() -> None:
    room = Room(load("gge-2016-2017"), seed=1)
    usa = next(d for d in room.delegations if d.code == "USA")
    assert usa.weight == 0.8
    assert usa.stake == pytest.approx(0.8)
    assert usa.positions["IHL"] > 0.5
    assert set(usa.stances) == set(room.table.issues)
    assert set(usa.stances.values()) <= {"supports", "accepts", "brackets"}
    room.step()
    assert 0 <= usa.flexibility <= 0.9
    assert usa.stance == ("joins" if usa.worth >= 0 else usa.stance)


def test_another_text_can_be_put_on_the_table() -> None:
    room = Room(load("gge-2016-2017"), seed=1)
    room.table_text({"IHL": "explicit", "CM": "explicit"})
    assert room.text["IHL"] == room.text["CM"] == "explicit"
    china = next(d for d in room.delegations if d.code == "CHN")
    assert china.stances["IHL"] == "brackets"
    worth = china.worth
    room.table_text({"IHL": "silent", "CM": "silent"})
    assert china.worth > worth
    with pytest.raises(ValueError, match="no formulation 'shouted'; it has silent, indirect, explicit"):
        room.table_text({"CM": "shouted"})
    with pytest.raises(ValueError, match="no issue 'IHLL'"):
        room.table_text({"IHLL": "explicit"})


def test_only_the_room_needs_mesa() -> None:
    script = (
        "import sys, sim; from sim import load, forecast; forecast(load('gge-2016-2017'), 5)\n"
        "assert 'mesa' not in sys.modules; sim.Room; assert 'mesa' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


def test_the_room_plays_a_replicate_of_a_forecast() -> None:
    from sim import forecast

    for name in ("gge-2016-2017", "plastics-council"):
        result = forecast(load(name), runs=5, seed=9)
        room = Room(load(name), seed=9, replicate=3, ensemble=result.ensemble)
        assert room.play().worth.tobytes() == result.outcomes.worth[[3]].tobytes()
        room.release()
