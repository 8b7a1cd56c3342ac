import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.negotiation.parameters import NAMES
from sim.scenario.did_you_mean import hint, nearest, slips
from sim.scenario.schema import ScenarioFile
from sim.scenario.shipped import shipped
from tests.scenario.files import ISSUES

KEYS = tuple(ScenarioFile.model_fields)
WORDINGS = ("text", "documents")
ISSUE = ("code", "title", "salience", "explicit", "indirect", "silent")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("sesions", KEYS, "sessions"), ("Sessions", KEYS, "sessions"), ("session", KEYS, "sessions"),
        ("members-source", KEYS, "members_source"), ("reading_per_session", KEYS, "readings_per_session"),
        ("stake", KEYS, "stakes"), ("tilte", ISSUE, "title"), ("il", ISSUES, "IL"),
        ("ART52", ISSUES, "ART51"), ("NORM", ISSUES, "NORMS"), ("IHX", ISSUES, "IHL"),
        ("harm_wait", tuple(NAMES), "harm_weight"), ("inertness", tuple(NAMES), "inertia"),
        ("majority", ("consensus", "two-thirds", "simple-majority"), "simple-majority"),
        ("gge-2016", tuple(shipped()), "gge-2016-2017"), ("gge-2016-2071", tuple(shipped()), "gge-2016-2017"),
        ("lone_blocker", tuple(shipped()), "lone-blocker"), ("médiator", ("mediator", "dropper"), "mediator"),
    ],
)  # fmt: skip
def test_one_close_thing_is_hinted_at(word: str, known: tuple[str, ...], meant: str) -> None:
    assert hint(word, known) == f"; did you mean {meant}?"


def test_a_name_of_an_earlier_version_leads_to_that_of_today_where_it_may_stand() -> None:
    assert hint("veiled", ISSUE) == "; it is now called indirect"
    assert hint("veiled_harm", tuple(NAMES)) == "; it is now called indirect_harm"
    assert hint("veiled_harm", KEYS) == ""


@pytest.mark.parametrize(
    ("word", "known"),
    [
        # Near to nothing, though letters agree here and there.
        ("weak", ISSUE), ("wording", ISSUE), ("strong", ISSUE),
        ("later", ("votes_before", "earlier")),
        ("xyz", ISSUES), ("LAW", ISSUES), ("date", ("name", "state", "camp", "strategy", "source")),
        ("name", KEYS), ("country", KEYS), ("notes", KEYS), ("deadline", KEYS),
        ("author", KEYS), ("autocrat", ("mediator", "dropper")),
        # Near to two.
        ("ICL", ISSUES), ("CBN", ISSUES), ("gge-20", tuple(shipped())),
        # Of two letters, each makes another code.
        ("CX", ISSUES), ("", ISSUES), ("?", KEYS),
    ],
)  # fmt: skip
def test_what_is_near_to_nothing_or_to_two_gets_no_hint(word: str, known: tuple[str, ...]) -> None:
    assert hint(word, known) == ""


@given(st.sampled_from(KEYS), st.data())
def test_a_slip_in_a_key_is_hinted_at_or_nothing_is(key: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(key) - 1))
    slipped = data.draw(
        st.sampled_from(
            [
                key[:place] + key[place + 1 :],
                key[:place] + "x" + key[place:],
                key[:place] + "q" + key[place + 1 :],
            ]
        )
    )
    assert nearest(slipped, KEYS) in {key, ""}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_counted_alike_both_ways_and_are_none_only_for_the_same(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)


def test_a_slip_is_a_letter_more_less_other_or_swapped() -> None:
    assert [slips("coast", w) for w in ("coast", "cost", "coasts", "coaxt", "caost", "acost", "most")] == [
        0, 1, 1, 1, 1, 2, 2,
    ]  # fmt: skip
    assert all(slips(a, b) <= max(len(a), len(b)) for a, b in itertools.product(KEYS, KEYS))
