"""Advice on a role sheet never contradicts the instructions above it."""

import re

import pytest

from sim.classroom.kit.allies_and_opponents import company
from sim.classroom.kit.instructions import all_instructions
from sim.classroom.kit.kit import page
from sim.classroom.kit.negotiation_tips import ALLOWED, Do, Tip, contradictions, tips
from sim.classroom.room.attitude import Attitude
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.classroom.kit.rooms import lone, rewritten, shipped_material
from tests.classroom.room.test_plain_sentences import MOST, sentences


@pytest.mark.parametrize("name", list(shipped()))
def test_no_tip_is_against_the_instructions(name: str) -> None:
    every = all_instructions(load(name))
    for code, own in every.items():
        assert contradictions(own, tips(own, company(code, every))) == []
        for wish in own.of(Attitude.REJECTS):
            assert "before" not in wish.note, "what was agreed before does not soften a red line"


def test_the_check_would_notice() -> None:
    every = all_instructions(lone())
    panama = every["PAN"]
    for tip in (
        Tip("", {"LIMIT": Do.GIVE}), Tip("", {"REFIT": Do.TRADE}), Tip("", seat=frozenset({Do.WAIT})),
        Tip("", {"REVIEW": Do.GET}),
    ):  # fmt: skip
        assert contradictions(panama, [tip])
    assert set(ALLOWED) == set(Attitude)


@pytest.mark.parametrize(
    ("conduct", "forbidden"), [("hard-line", "Keep one concession"), ("stands-aside", "objecting costs less")]
)
def test_a_conduct_of_its_own_gets_no_advice_against_it(conduct: str, forbidden: str) -> None:
    scenario = rewritten(lone(), "JPN", {"LIMIT": -3})
    given = scenario.delegations["PAN"].model_copy(update={"conduct": conduct})
    every = all_instructions(
        scenario.model_copy(update={"delegations": {**scenario.delegations, "PAN": given}})
    )
    own = every["PAN"]
    told = tips(own, company("PAN", every))
    assert contradictions(own, told) == []
    assert not any(forbidden in tip.text for tip in told)


@pytest.mark.parametrize("name", ["lone-blocker", "package-deal", "constructive-ambiguity", "plenary-2026"])
def test_tips_and_goals_are_plain(name: str) -> None:
    every = all_instructions(load(name))
    titles = [wish.title for wish in next(iter(every.values())).wishes]
    for code, own in every.items():
        for text in (*own.goal.goals, *(tip.text for tip in tips(own, company(code, every)))):
            for title in titles:
                text = text.replace(title, "X")
            for sentence in sentences(re.sub(r"X \(\d+\)(, X \(\d+\))*( and X \(\d+\))?", "X", text)):
                assert len(sentence.split()) <= MOST, sentence


def test_a_single_sheet_says_what_the_printed_one_says_and_has_the_words() -> None:
    made = shipped_material("lone-blocker")
    single = page("single", made, "PAN").decode()
    for line in (*made.instructions["PAN"].goal.goals, made.instructions["PAN"].goal.who):
        assert line in single
        assert line in page("role-sheets", made).decode()
    assert "Costa Rica CRI" not in single
    assert "<summary>Red line</summary>" in single
    assert "Silent" in page("words", made).decode()


def test_the_guide_begins_with_ten_lines() -> None:
    told = page("guide", shipped_material("lone-blocker")).decode()
    cheat = told.partition('<ol class="cheat">')[2].partition("</ol>")[0]
    assert cheat.count("<li>") == 10
