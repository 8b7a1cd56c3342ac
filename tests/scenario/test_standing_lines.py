import datetime as dt

import pytest

from sim.scenario.fields import Evidence
from sim.scenario.roster import roster
from sim.scenario.standing_lines import class_of, on_line, standing_lines

DAY = dt.date(2010, 5, 1)


def test_every_line_holds_for_every_state_within_the_scale() -> None:
    for name, line in standing_lines().items():
        assert line.note, name
        assert set(line.named) <= set(roster()), name
        for code in roster():
            assert -1 <= on_line(name, code, DAY)[0] <= 1, (name, code)


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("FRA", "2010-05-01", "FRA"), ("CUB", "2010-05-01", "sanctioned"), ("KOR", "2010-05-01", "ally"),
        ("LBY", "2006-06-30", "sanctioned"), ("LBY", "2006-07-01", "arab"),
        ("NIC", "2018-07-04", "latin-american"), ("NIC", "2018-07-05", "sanctioned"),
        ("POL", "1999-03-11", "eastern"), ("POL", "1999-03-12", "ally"), ("FIN", "2023-04-03", "european"),
        ("FIN", "2023-04-04", "ally"), ("KAZ", "2010-05-01", "csto"), ("IND", "2010-05-01", "asian"),
        ("NGA", "2010-05-01", "african"), ("EGY", "2010-05-01", "arab"), ("UKR", "2010-05-01", "eastern"),
    ],
)  # fmt: skip
def test_a_state_is_in_the_first_class_that_fits_on_the_day(code: str, day: str, expected: str) -> None:
    assert class_of(code, dt.date.fromisoformat(day)) == expected


def test_named_states_come_before_their_class_and_the_administration_counts() -> None:
    assert on_line("ND_NEW", "EGY", DAY) == (0.8, "EGY", Evidence.RECALLED)
    assert on_line("ND_NEW", "NGA", DAY) == (0.6, "african", Evidence.PROXY)
    assert on_line("ND_NEW", "FRA", DAY) == (-0.5, "FRA", Evidence.RECALLED)
    assert on_line("ND_NEW", "UKR", DAY) == (0.1, "eastern", Evidence.PROXY)
    assert on_line("ND_NEW", "USA", DAY) == (-0.3, "USA (D)", Evidence.RECALLED)
    assert on_line("ND_NEW", "USA", DAY.replace(year=2008)) == (-0.6, "USA (R)", Evidence.RECALLED)
    assert on_line("CBDR", "ISR", DAY) == on_line("CBDR", "USA", DAY)
