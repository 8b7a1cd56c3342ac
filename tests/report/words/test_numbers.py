import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.words.numbers import part_of, portion, to_give_up
from sim.study.claims import ENOUGH, Counted


@pytest.mark.parametrize(
    ("number", "whole", "of", "written"),
    [
        (25, 50, "failures", "50 % (25; 37 to 63) of failures"),
        (25, 50, "", "50 % (25; 37 to 63)"),
        (24, 48, "failures", "24 of 48 failures"),
        (7, 12, "failures", "7 of 12 failures"),
        (7, 12, "these", "7 of these 12"),
        (7, 12, "", "7"),
        (0, 12, "failures", "none of 12 failures"),
        (1, 1, "failures", "the one failure"),
        (1, 1, "these", "that one play"),
        (1, 1, "", "it"),
        (0, 1, "plays", "no play"),
    ],
)
def test_shares_of_few_plays_are_counts(number: int, whole: int, of: str, written: str) -> None:
    assert portion(Counted(number, whole), of) == written


@given(st.integers(2, 400), st.data())
def test_no_share_is_in_per_cent_of_fewer_than_fifty_plays(whole: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, whole))
    told = portion(Counted(number, whole), "plays")
    assert ("%" in told) == (whole >= ENOUGH)
    if whole < ENOUGH:
        assert told == f"{number} of {whole} plays"


def test_a_part_without_room_for_an_interval_is_per_cent_or_the_count() -> None:
    assert part_of(Counted(25, 50), "these") == "50 % of these"
    assert part_of(Counted(24, 35), "these") == "24 of these 35"
    assert part_of(Counted(1, 1), "these") == "that one play"


def test_how_much_would_have_to_be_given_up() -> None:
    assert to_give_up(None, "that") == ""
    assert to_give_up(0.5, "that complaint") == " It would have had to give up about half of that complaint."
    assert to_give_up(1.2, "that", "China") == " For China, even giving up that would not have been enough."
