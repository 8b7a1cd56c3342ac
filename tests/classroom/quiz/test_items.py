"""The questions: parallel, plain, and about no scenario."""

from collections import Counter

import pytest

from sim.classroom.quiz.items import LETTERS, SCALE, UNKNOWN, Form, questionnaire
from sim.scenario.roster import roster

ASKED = questionnaire()


def test_every_concept_has_a_question_in_each_form_and_no_question_is_asked_twice() -> None:
    assert [[item.concept for item in ASKED.form(form)] for form in Form] == [
        [concept.id for concept in ASKED.concepts]
    ] * 2
    ids = [*ASKED.items, *(one.id for one in ASKED.statements)]
    assert len(set(ids)) == len(ids) == 2 * len(ASKED.concepts) + len(ASKED.statements)
    assert len({item.asks for item in ASKED.items.values()}) == 2 * len(ASKED.concepts)


@pytest.mark.parametrize("form", Form)
def test_no_letter_is_right_so_often_that_guessing_it_pays(form: Form) -> None:
    counts = Counter(item.right for item in ASKED.form(form))
    assert set(counts) == set(LETTERS)
    assert max(counts.values()) <= 3


def test_the_length_of_a_choice_does_not_tell_that_it_is_right() -> None:
    longest = shortest = 0
    for item in ASKED.items.values():
        assert len(set(item.choices)) == len(LETTERS)
        lengths = [len(choice) for choice in item.choices]
        right = lengths[LETTERS.index(item.right)]
        longest += right == max(lengths)
        shortest += right == min(lengths)
    assert longest <= len(ASKED.items) / 2
    assert shortest <= len(ASKED.items) / 2


def test_sentences_are_short_and_name_no_state() -> None:
    told = [item.asks for item in ASKED.items.values()] + [one.asks for one in ASKED.statements]
    told += [item.why for item in ASKED.items.values()] + list(ASKED.consent)
    names = [state.name for state in roster().values()]
    for text in told:
        assert not any(name in text for name in names), text
        for sentence in text.replace("?", ".").replace(":", ".").split("."):
            assert len(sentence.split()) <= 22, sentence


def test_what_may_be_answered() -> None:
    allowed = ASKED.allowed(Form.A)
    assert allowed["consensus-a1"] == (*LETTERS, UNKNOWN)
    assert allowed["objection-may-stop"] == SCALE
    assert set(allowed) & set(ASKED.allowed(Form.B)) == {one.id for one in ASKED.statements}
