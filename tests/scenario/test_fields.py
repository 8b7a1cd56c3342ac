import datetime as dt

import pytest

from sim.scenario.fields import first_day, last_day


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2016-02-03", (2016, 2, 3), (2016, 2, 3)), ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("2017-12", (2017, 12, 1), (2017, 12, 31)), ("2017", (2017, 1, 1), (2017, 12, 31)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
    ],
)  # fmt: skip
def test_a_vague_date_may_mean_any_day(
    date: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert (first_day(date), last_day(date)) == (dt.date(*first), dt.date(*last))
