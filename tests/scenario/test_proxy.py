import datetime as dt

import pytest

from sim.scenario.ict_issues import CODED
from sim.scenario.proxy import affinity, proxies, vote_leaning
from sim.scenario.roster import roster

FIRST_OEWG, SECOND_OEWG = dt.date(2019, 6, 3), dt.date(2021, 12, 13)
#: First meetings of all processes since 2004.
STARTS = [
    dt.date(2004, 7, 12), dt.date(2009, 11, 24), dt.date(2012, 8, 6), dt.date(2014, 7, 21),
    dt.date(2016, 8, 29), FIRST_OEWG, dt.date(2019, 12, 9), SECOND_OEWG, dt.date(2023, 3, 6),
    dt.date(2023, 12, 11), dt.date(2024, 12, 2), dt.date(2026, 3, 30),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "before", "leaning"),
    [
        ("AFG", FIRST_OEWG, 0.8 * 0 + 0.2 * -0.636 / 2.2),
        ("USA", FIRST_OEWG, 0.8 * 1 + 0.2),  # 2.358 is more than 2.2
        ("RUS", FIRST_OEWG, 0.8 * -1 + 0.2 * 1.485 / 2.2),
        ("CHE", FIRST_OEWG, 0.8 * 2 / 3 + 0.2 * 0.569 / 2.2),
        ("SSD", SECOND_OEWG, 0.8 * -1 + 0.0),  # voted too seldom on disarmament
        ("USA", dt.date(2016, 8, 29), 0.5 * 1),  # 2.384; no rival texts yet
        ("SSD", dt.date(2016, 8, 29), 0.0),  # neither
    ],
)
def test_leanings_computed_by_hand(code: str, before: dt.date, leaning: float) -> None:
    assert vote_leaning(code, before) == pytest.approx(leaning)


@pytest.mark.parametrize(
    ("leaning", "positions"),
    [(1, (1, 1, 0.9, 1, 0.9, -0.7)), (-1, (0, -0.7, -0.9, -1, -0.9, 0.9)), (0, (0.5, 0, 0, 0, 0, 0.1))],
    ids=["West", "East", "neither"],
)
def test_a_leaning_in_full(leaning: float, positions: tuple[float, ...]) -> None:
    names = ("IL", "IHL", "ART51", "FLOW", "CM", "TREATY")
    assert proxies(leaning) == pytest.approx(dict(zip(names, positions, strict=True)))


def test_the_proxy_of_one_state_by_hand_and_from_what_day() -> None:
    positions = proxies(vote_leaning("CHE", FIRST_OEWG))
    by_hand = {"IL": 0.7925, "IHL": 0.5851, "ART51": 0.5266, "FLOW": 0.5851, "CM": 0.5266, "TREATY": -0.3680}
    assert positions == pytest.approx(by_hand, abs=1e-4)
    assert affinity("AFG", dt.date(2019, 6, 2)) == -0.684
    assert affinity("AFG", dt.date(2019, 6, 3)) == -0.636
    assert affinity("AFG", dt.date(2004, 7, 11)) is None


@pytest.mark.parametrize("start", STARTS)
def test_every_state_has_six_positions_at_every_start(start: dt.date) -> None:
    for code in roster():
        positions = proxies(vote_leaning(code, start))
        assert set(positions) == set(CODED)
        assert all(-1 <= value <= 1 for value in positions.values()), code
