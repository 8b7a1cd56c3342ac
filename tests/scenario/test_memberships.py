import datetime as dt
from itertools import pairwise

import pytest

from sim.scenario.memberships import members_of, spans
from sim.scenario.roster import roster
from sim.scenario.text import shipped_table

TODAY = dt.date(2026, 11, 1)
#: Members of the United Nations in each group today.
SIZES = {
    "EU": 27, "NATO": 32, "CSTO": 5, "SCO": 10, "BRICS": 10, "ASEAN": 11, "AU": 54, "Arab League": 21,
    "OAS": 33, "OSCE": 56, "G77": 133, "Non-Aligned": 120, "Five Eyes": 5, "PIF": 14, "G7": 7, "G20": 19,
    "CIS": 9, "GCC": 6, "CARICOM": 14, "OECD": 38, "P5": 5,
    "Like-minded 2024": 12, "US sanctions": 6, "CD members": 65,
    "BWC parties": 181, "CCW parties": 122, "CWC parties": 189, "NPT parties": 188,
}  # fmt: skip


def groups_of(code: str, on: dt.date) -> set[str]:
    return {group for group in spans() if code in members_of(group, on)}


def test_groups_have_their_members_of_today_and_of_any_day() -> None:
    assert {group: len(members_of(group, TODAY)) for group in spans()} == SIZES
    assert {span.code for found in spans().values() for span in found} <= set(roster())
    for state in roster().values():
        assert ("P5" in groups_of(state.code, TODAY)) == state.permanent
        assert ("G20" in groups_of(state.code, TODAY)) == state.g20
    assert members_of("BRICS", dt.date(2009, 6, 15)) == frozenset()
    treaties = {"BWC parties", "CCW parties", "CWC parties", "CD members"}
    assert groups_of("IND", dt.date(2016, 9, 1)) == {"BRICS", "G77", "Non-Aligned", "G20"} | treaties
    assert groups_of("IND", TODAY) == {"BRICS", "G77", "Non-Aligned", "G20", "SCO"} | treaties
    assert {"NATO", "P5", "Five Eyes", "G7", "OSCE"} <= groups_of("GBR", TODAY)
    assert "EU" not in groups_of("GBR", TODAY)
    with pytest.raises(KeyError):
        members_of("NATOO", TODAY)


def test_no_group_has_the_code_of_a_state_or_of_another_country() -> None:
    """NAM is Namibia, whatever the Non-Aligned Movement calls itself."""
    others = {code for row in shipped_table("non_members.csv") for code in row["also"].split("|")}
    assert set(spans()) & (set(roster()) | {code for code in others if len(code) == 3}) == set()
    assert {"NAM", "EGY"} <= members_of("Non-Aligned", TODAY)


#: First days as a member; of Costa Rica only the year is known, and of it the last day counts; Syria twice.
JOINED = """EU HRV 2013-07-01|SCO IND 2017-06-09|SCO PAK 2017-06-09|SCO IRN 2023-07-04|SCO BLR 2024-07-04|
NATO FIN 2023-04-04|NATO SWE 2024-03-07|BRICS ETH 2024-01-01|AU MAR 2017-01-31|ASEAN TLS 2025-10-26|
OECD CRI 2021-12-31|Arab League SYR 2023-05-07|Arab League LBY 2011-08-27|OSCE MNG 2012-11-21|
OSCE MNE 2006-06-22|Non-Aligned HTI 2006-09-30|G77 AZE 2019-12-31|US sanctions NIC 2018-07-05|
US sanctions SDN 1997-11-03""".replace("\n", "").split("|")
#: Last days.
LEFT = (
    "EU GBR 2020-01-31|CSTO UZB 2012-12-19|OAS NIC 2023-11-19|CIS GEO 2009-08-31|Arab League SYR 2011-11-15|"
    "Arab League LBY 2011-02-21|CSTO ARM 2024-02-29|OAS VEN 2019-04-27|"
    "US sanctions LBY 2006-06-30|US sanctions SDN 2017-10-11|NPT parties PRK 2003-04-09"
)


@pytest.mark.parametrize("told", [*JOINED, *LEFT.split("|")])
def test_who_joined_and_left_when(told: str) -> None:
    group, code, date = told.rsplit(" ", 2)
    day = dt.date.fromisoformat(date)
    other = day + dt.timedelta(days=-1 if told in JOINED else 1)
    assert code in members_of(group, day)
    assert code not in members_of(group, other)


def test_stretches_of_one_membership_do_not_overlap() -> None:
    for group, found in spans().items():
        for code in {span.code for span in found}:
            own = [span for span in found if span.code == code]
            for earlier, later in pairwise(own):
                assert earlier.last is not None, (group, code)
                assert later.first is not None, (group, code)
                assert earlier.last < later.first, (group, code)
            assert all(not (s.first and s.last) or s.first <= s.last for s in own)
