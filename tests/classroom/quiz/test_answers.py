"""Answers by code: an even lot, one hand-in each time, nothing that says who or when."""

from dataclasses import fields, replace
from itertools import permutations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from sim.classroom.quiz.answers import AnswerSheet, ClassAnswers, Stage, begin, hand_in, withdraw
from sim.classroom.quiz.items import Form, Occasion
from sim.classroom.room import Refused
from tests.classroom.quiz.sheets import CODES, class_of, given, pair

CODE = "0" * 16


def opened(stage: Stage = Stage.BEFORE) -> ClassAnswers:
    return (
        begin(ClassAnswers(Stage.BEFORE), CODE, coin=True) if stage is Stage.BEFORE else class_of(stage=stage)
    )


@for_all(st.lists(st.tuples(CODES, st.booleans()), unique_by=lambda told: told[0], max_size=30))
def test_the_lot_is_even_at_every_moment(newcomers: list[tuple[str, bool]]) -> None:
    answers = ClassAnswers(Stage.BEFORE)
    for code, coin in newcomers:
        answers = begin(answers, code, coin)
        firsts = [sheet.first for sheet in answers.sheets]
        assert abs(firsts.count(Form.A) - firsts.count(Form.B)) <= 1
    assert {sheet.code for sheet in answers.sheets} == {code for code, _ in newcomers}


@pytest.mark.parametrize("coin", [True, False])
def test_the_coin_decides_for_the_first_and_a_code_keeps_its_form(coin: bool) -> None:
    answers = begin(ClassAnswers(Stage.BEFORE), CODE, coin)
    assert answers.sheets[0].first is (Form.A if coin else Form.B)
    assert begin(answers, CODE, not coin) is answers


@for_all(st.lists(CODES, unique=True, min_size=2, max_size=4), st.booleans())
def test_the_order_of_arrival_leaves_no_trace(codes: list[str], right: bool) -> None:
    """Whoever comes and hands in first: with the same forms, the same answers are kept in the same order."""
    forms = {code: Form.A if n % 2 else Form.B for n, code in enumerate(codes)}
    found = set()
    for order in permutations(codes):
        answers = class_of(*(AnswerSheet(code, forms[code]) for code in order), stage=Stage.BEFORE)
        for code in order:
            answers = hand_in(answers, code, given(forms[code], right))
        found.add(repr(answers))
    assert len(found) == 1


def test_a_sheet_has_no_place_for_a_name_a_seat_or_a_time() -> None:
    assert {field.name for field in fields(AnswerSheet)} == {"code", "first", "before", "after"}
    assert {field.name for field in fields(ClassAnswers)} == {"stage", "sheets"}


def test_the_other_form_comes_after_and_makes_a_pair() -> None:
    answers = hand_in(opened(), CODE, given(Form.A, False))
    assert not answers.pairs
    answers = replace(answers, stage=Stage.AFTER)
    assert answers.sheets[0].form(Occasion.AFTER) is Form.B
    with pytest.raises(Refused):
        hand_in(answers, CODE, given(Form.A, True))
    answers = hand_in(answers, CODE, given(Form.B, True))
    assert [answers.count(occasion) for occasion in Occasion] == [1, 1]
    assert len(answers.pairs) == 1


def test_handing_in_again_changes_nothing() -> None:
    answers = hand_in(opened(), CODE, given(Form.A, True))
    assert hand_in(answers, CODE, dict(reversed(given(Form.A, True).items()))) is answers
    with pytest.raises(Refused, match="already"):
        hand_in(answers, CODE, given(Form.A, False))


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.BETWEEN, Stage.OVER])
def test_a_closed_quiz_takes_nothing(stage: Stage) -> None:
    with pytest.raises(Refused, match="closed"):
        begin(ClassAnswers(stage), CODE, coin=True)
    with pytest.raises(Refused, match="closed"):
        hand_in(class_of(AnswerSheet(CODE, Form.A), stage=stage), CODE, given(Form.A, True))


@pytest.mark.parametrize("code", ["", "Ana", "0" * 15, "0" * 17, "G" * 16, "0" * 16 + "\n"])
def test_a_code_that_no_browser_draws_is_refused(code: str) -> None:
    with pytest.raises(Refused):
        begin(ClassAnswers(Stage.BEFORE), code, coin=True)


def test_answers_that_are_missing_or_impossible_are_refused() -> None:
    whole = given(Form.A, True)
    for told in (
        {},
        {id: answer for id, answer in whole.items() if id != "chair-a1"},
        {**whole, "chair-a1": "E"},
        {**whole, "can-explain": "6"},
        {**whole, "name": "Ana"},
    ):
        with pytest.raises(Refused, match="every question"):
            hand_in(opened(), CODE, told)
    with pytest.raises(Refused):
        hand_in(opened(), "1" * 16, whole)


def test_what_is_withdrawn_is_gone() -> None:
    one, other = pair(1, False, True), pair(2, False, True)
    assert withdraw(class_of(one, other), one.code) == class_of(other)
    assert withdraw(class_of(other), "f" * 16) == class_of(other)
