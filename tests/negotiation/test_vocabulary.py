"""Stances, complaints and rungs: each number has one word, and each word one number."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.vocabulary import (
    Complaint,
    Complaints,
    Kind,
    ParagraphStance,
    ParagraphStanceWord,
    Stance,
    StanceWord,
)
from sim.scenario.ladder import Rung, RungWord
from sim.scenario.worded import Worded


@pytest.mark.parametrize(
    ("kind", "words", "literal"),
    [
        (Stance, ("joins", "dissociates", "objects"), StanceWord),
        (ParagraphStance, ("supports", "accepts", "brackets"), ParagraphStanceWord),
        (Rung, ("silent", "indirect", "explicit"), RungWord),
    ],
)
def test_words_and_numbers_belong_together(kind: type[Worded], words: tuple[str, ...], literal: type) -> None:
    assert kind.words() == words == get_args(literal)
    assert [int(kind.named(word)) for word in words] == [0, 1, 2]
    assert [kind(np.int8(number)).word for number in range(3)] == list(words)
    for wrong in (words[0].upper(), "veiled", ""):
        with pytest.raises(
            ValueError, match=f"^no {kind.__name__.lower()} '{wrong}'; there are {words[0]}, "
        ):
            kind.named(wrong)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(-1, 1)), min_size=1))
def test_what_is_complained_of_is_read_as_it_was_written(made: list[tuple[int, int]]) -> None:
    issue, kind = np.array(made).T
    read = Complaints(Complaints.over(issue, kind).numbers.astype(np.int16))
    assert read.kind.tolist() == kind.tolist()
    assert read.issue.tolist() == np.where(kind < 0, -1, issue).tolist()
    assert (read.numbers < Complaints.possible(201)).all()
    one_by_one = [Complaint.of(number) for number in read.numbers.tolist()]
    assert [c.issue for c in one_by_one] == read.issue.tolist()
    assert [c.kind for c in one_by_one] == [(Kind.HARM, Kind.DISAPPOINTMENT, Kind.NONE)[n] for n in kind]


def test_a_complaint_says_what_the_delegation_does_and_what_is_amiss() -> None:
    assert Complaint.of(6) == (3, Kind.HARM)
    assert [(kind.verb, kind.amount) for kind in Kind] == [
        ("resists", "too much"), ("wants more on", "too little"), ("", ""),
    ]  # fmt: skip
