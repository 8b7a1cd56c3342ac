import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.kit.instructions import all_instructions, concession, instructions
from sim.classroom.room.amounts_in_words import giving_words, share_words
from sim.classroom.room.attitude import Attitude
from sim.negotiation.concession import flexibility
from sim.negotiation.convene import convene
from sim.negotiation.draw import draw
from sim.scenario.fields import Evidence
from sim.scenario.loading import load
from sim.scenario.positions import cells
from sim.scenario.shipped import shipped
from sim.study.setting import setting
from tests.classroom.kit.rooms import lone, rewritten

CELL = st.integers(-3, 3)


def test_the_instructions_are_those_of_the_file() -> None:
    own = instructions(lone(), "PAN")
    assert [wish.code for wish in own.red_lines] == ["LIMIT"]
    assert [wish.code for wish in own.of(Attitude.INSISTS)] == ["REFIT"]
    assert [wish.code for wish in own.of(Attitude.INDIFFERENT)] == ["LISTEN", "REVIEW"]
    assert [wish.code for wish in own.said] == ["LIMIT", "ROUTES"]
    assert [wish.code for wish in own.inferred] == ["LISTEN", "REFIT", "REVIEW"]
    assert own.wishes[0].indirect == ""
    assert "no indirect words" in own.wishes[0].note
    assert own.wishes[0].words.startswith("Red lines")
    with pytest.raises(ValueError, match="no seat"):
        instructions(lone(), "DEU")
    every = all_instructions(load("gge-2016-2017"))
    assert "you have lost" in every["RUS"].worth
    assert "you have lost" not in every["CHN"].worth
    assert every["CHN"].standing.startswith("Your country is powerful")
    assert every["BWA"].standing.startswith("Your country is small")


@pytest.mark.parametrize("name", ["lone-blocker", "gge-2016-2017", "seabed-assembly"])
def test_one_delegation_is_told_as_among_all(name: str) -> None:
    scenario = load(name)
    every = all_instructions(scenario)
    assert list(every) == sorted(scenario.members)
    for code in list(every)[:3]:
        assert instructions(scenario, code) == every[code]


@settings(max_examples=25)
@given(CELL, CELL, st.sampled_from(Evidence))
def test_nothing_of_others_goes_into_them(limit: int, refit: int, evidence: Evidence) -> None:
    other = rewritten(lone(), "JPN", {"LIMIT": limit, "REFIT": refit}, evidence)
    assert instructions(other, "PAN") == instructions(lone(), "PAN")


@pytest.mark.parametrize("name", ["gge-2016-2017", "oewg-2021-2025-final"])
def test_what_a_rule_derives_was_never_said(name: str) -> None:
    scenario = load(name)
    grid = cells(scenario)
    for code, own in all_instructions(scenario).items():
        for wish in own.wishes:
            cell = grid[code][wish.code]
            said = cell.evidence in (Evidence.DOCUMENT, Evidence.LITERATURE) and not cell.rule
            assert wish.public == said


def test_what_a_capital_gives_is_what_it_gives_in_the_plays() -> None:
    scenario = lone()
    played = setting(scenario)
    draws = draw(convene(scenario), 1, 4000, played.given, played.ensemble)
    for reading in (2, 4):
        given_up = float(np.mean(flexibility(draws, reading, 4)))
        assert concession(scenario, reading / 4) == pytest.approx(given_up, abs=0.01)
    half, end = (share_words(concession(scenario, gone)) for gone in (0.5, 1))
    assert instructions(scenario, "PAN").giving == giving_words(
        concession(scenario, 1), concession(scenario, 0.5)
    )
    assert half in instructions(scenario, "PAN").giving
    assert end in instructions(scenario, "PAN").giving


@pytest.mark.parametrize("name", list(shipped()))
def test_every_seat_of_every_scenario_is_told(name: str) -> None:
    scenario = load(name)
    for own in all_instructions(scenario).values():
        assert len(own.wishes) == len(scenario.issues)
        assert all(wish.words.endswith(".") for wish in own.wishes)
        assert own.worth
        assert own.giving
        assert own.standing
