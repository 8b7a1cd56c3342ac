import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room.attitude import ON_A_SHEET, Attitude, attitude
from sim.scenario.schema import SCALE

ORDER = list(Attitude)
VALUES = st.floats(-1, 1)


@pytest.mark.parametrize(
    ("written", "word"),
    [(3, "insists"), (2.5, "insists"), (2, "wants"), (1, "welcomes"), (0, "indifferent"),
     (-1, "would rather not"), (-2, "resists"), (-2.5, "rejects"), (-3, "rejects")],
)  # fmt: skip
def test_a_position_as_a_coder_writes_it_has_a_word(written: float, word: str) -> None:
    assert attitude(written / SCALE) == word


@given(VALUES, VALUES)
def test_who_wants_more_is_never_told_to_want_less(a: float, b: float) -> None:
    first, second = ORDER.index(attitude(max(a, b))), ORDER.index(attitude(min(a, b)))
    assert first <= second


@given(VALUES)
def test_yes_and_no_are_told_alike(value: float) -> None:
    assert ORDER.index(attitude(value)) == len(ORDER) - 1 - ORDER.index(attitude(-value))


def test_a_sheet_has_a_place_for_every_attitude() -> None:
    assert sorted(ON_A_SHEET) == sorted(Attitude)
    assert all(one.heading and one.order for one in Attitude)
