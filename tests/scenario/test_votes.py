import datetime as dt
from collections import Counter

import pytest

from sim.scenario.roster import roster
from sim.scenario.votes import Side, Vote, cyber_vote_score, resolutions, roll_call

RECORDED = [symbol for symbol, resolution in resolutions().items() if resolution.totals]
#: Members since then, so that they count as absent before and not as absent members.
JOINED = {"MNE": dt.date(2006, 6, 28), "SSD": dt.date(2011, 7, 14)}
FIRST_OEWG, SECOND_OEWG = dt.date(2019, 6, 3), dt.date(2021, 12, 13)
#: Yes, no, abstained and members absent as the fact base prints them.
PUBLISHED = {
    "A/RES/60/45": (177, 1, 0, 13), "A/RES/71/28": (181, 0, 1, 11), "A/RES/73/27": (119, 46, 14, 14),
    "A/RES/73/187": (94, 59, 33, 7), "A/RES/73/266": (138, 12, 16, 27), "A/RES/74/29": (129, 6, 45, 13),
    "A/RES/75/240": (92, 50, 21, 30), "A/RES/77/37": (156, 7, 14, 16), "A/RES/78/237": (104, 53, 7, 29),
}  # fmt: skip


def voters(symbol: str, vote: Vote) -> set[str]:
    return {code for code, cast in roll_call(symbol).items() if cast == vote}


@pytest.mark.parametrize("symbol", RECORDED)
def test_every_member_state_has_its_place_and_all_add_up_to_the_totals(symbol: str) -> None:
    assert set(roll_call(symbol)) == set(roster())
    resolution, counts = resolutions()[symbol], Counter(roll_call(symbol).values())
    counts[Vote.ABSENT] -= sum(resolution.date < day for day in JOINED.values())
    assert dict(counts) | {vote: counts[vote] for vote in Vote} == dict(resolution.totals)


@pytest.mark.parametrize(("symbol", "totals"), PUBLISHED.items())
def test_the_totals_are_the_published_ones(symbol: str, totals: tuple[int, ...]) -> None:
    assert tuple(resolutions()[symbol].totals[vote] for vote in Vote) == totals


@pytest.mark.parametrize("symbol", [s for s in RECORDED if "A/RES/60" <= s < "A/RES/64"])
def test_the_united_states_stood_alone_from_2005_to_2008(symbol: str) -> None:
    assert voters(symbol, Vote.NO) == {"USA"}


def test_known_votes_are_in_order_and_of_one_camp() -> None:
    assert voters("A/RES/71/28", Vote.ABSTAINED) == {"UKR"}
    assert voters("A/RES/74/29", Vote.NO) == {"CAN", "GBR", "GEO", "ISR", "UKR", "USA"}
    assert voters("A/RES/77/37", Vote.NO) == {"CAF", "CHN", "IRN", "NIC", "PRK", "RUS", "SYR"}
    assert len(voters("A/RES/73/27", Vote.ABSTAINED)) == 14
    assert {"BRA", "CHE", "KOR", "TUR"} < voters("A/RES/73/27", Vote.ABSTAINED)
    assert roll_call("A/RES/73/27")["IND"] is Vote.YES
    assert roll_call("A/RES/73/266")["SSD"] is Vote.ABSENT
    known = list(resolutions().values())
    assert [r.date for r in known] == sorted(r.date for r in known)
    assert all(r.source and r.about for r in known)
    for resolution in resolutions().values():
        contested = resolution.totals.get(Vote.NO, 0) > 1
        assert resolution.scored == contested, resolution.symbol
        assert not resolution.scored or resolution.side in (Side.RUSSIA, Side.WEST)


@pytest.mark.parametrize(
    ("symbol", "told"), [("A/RES/76/19", "without a vote"), ("A/RES/1/1", "no resolution")]
)
def test_no_roll_call_where_none_was_taken(symbol: str, told: str) -> None:
    with pytest.raises(LookupError, match=told):
        roll_call(symbol)


@pytest.mark.parametrize(
    ("code", "before", "score"),
    [
        ("RUS", FIRST_OEWG, -1.0),
        ("USA", FIRST_OEWG, 1.0),
        ("CHE", FIRST_OEWG, 2 / 3),  # abstained on 73/27, no to 73/187, yes to 73/266
        ("IND", FIRST_OEWG, -1 / 3),  # yes to all three of 2018, of which two are Russia's
        ("AFG", FIRST_OEWG, 0.0),  # yes to 73/27 and to 73/266, away for 73/187
        ("IND", SECOND_OEWG, (-4 + 3) / 8),  # yes to all but 75/240, on which it abstained
    ],
)
def test_scores_computed_by_hand(code: str, before: dt.date, score: float) -> None:
    assert cyber_vote_score(code, before) == pytest.approx(score)


def test_a_score_sees_only_votes_cast_before_the_day() -> None:
    day = resolutions()["A/RES/73/27"].date
    assert cyber_vote_score("USA", day) is None
    assert cyber_vote_score("USA", day + dt.timedelta(days=1)) == 1.0
    # 73/266, a Western text, was adopted on 22 December 2018: Malawi, for both of Russia's, abstained on it.
    assert roll_call("A/RES/73/266")["MWI"] is Vote.ABSTAINED
    until = [cyber_vote_score("MWI", dt.date(2018, 12, day)) for day in (22, 23)]
    assert until == [-1.0, pytest.approx(-2 / 3)]
    assert {cyber_vote_score(code, dt.date(2016, 8, 29)) for code in roster()} == {None}
    for code in roster():
        score = cyber_vote_score(code, FIRST_OEWG)
        assert score is not None
        assert -1 <= score <= 1
