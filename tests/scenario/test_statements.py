"""Statements of states and groups: who speaks for whom, on which day, and which word counts."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenario.defaults import default_instructions
from sim.scenario.fault import BadInput
from sim.scenario.fields import Evidence, first_day, last_day
from sim.scenario.ict_issues import beyond_core
from sim.scenario.loading import load
from sim.scenario.memberships import members_of, spans
from sim.scenario.roster import roster
from sim.scenario.schema import Defaults, Position
from sim.scenario.statements import (
    Statement,
    by_state,
    read_statements,
    speaking_for,
    statements,
    that_count,
)

COLUMNS = "speaker,issue,value,date,source,evidence\n"
TABLE = (
    COLUMNS
    + """AU,IHL,2,2024-02-18,"Common Position, of 2024",document
KEN,IHL,1,2021,Own paper,recalled
SCO,SOV,2,2016,Code,document
"""
)
STATES = ("FRA", "GBR", "HRV", "BLR", "IND", "KEN", "TON")
ISSUES = ("IHL", "DD", "SOV")
days = st.dates(dt.date(2001, 1, 1), dt.date(2026, 1, 1))


@st.composite
def said(draw: st.DrawFn) -> Statement:
    """Something that a state or a group said on some day; the value tells it from all others."""
    speaker = draw(st.sampled_from([*STATES, "EU", "NATO", "SCO", "BRICS", "AU"]))
    day = draw(days)
    value = draw(st.floats(-3, 3, allow_nan=False))
    position = Position(value=value, source=f"paper of {speaker}", date=str(day), evidence=Evidence.DOCUMENT)
    return Statement(speaker, draw(st.sampled_from(ISSUES)), position, day)


quick = settings(derandomize=True, max_examples=150, deadline=None)


@quick
@given(st.lists(said(), max_size=25), st.sampled_from(STATES))
def test_own_word_comes_first_and_the_later_before_the_earlier(made: list[Statement], code: str) -> None:
    heard = by_state(made).get(code, ())
    counts = that_count(heard)
    assert set(counts) == {one.issue for one in heard}
    for issue, position in counts.items():
        on_it = [one for one in heard if one.issue == issue]
        own = [one for one in on_it if one.speaker == code]
        newest = max(one.day for one in own or on_it)
        assert position in [one.position for one in own or on_it if one.day == newest]


@quick
@given(st.lists(said(), max_size=25), st.sampled_from(STATES))
def test_a_group_speaks_for_its_members_of_that_day_and_for_nobody_else(
    made: list[Statement], code: str
) -> None:
    heard = [(one.speaker, one.issue, one.day) for one in by_state(made).get(code, ())]
    assert heard == [
        (one.speaker, one.issue, one.day)
        for one in made
        if one.speaker == code or (one.speaker in spans() and code in members_of(one.speaker, one.day))
    ]
    for one in by_state(made).get(code, ()):
        through = "" if one.speaker == code else f"{one.speaker}, of which it was a member: "
        assert one.position.source == f"{through}paper of {one.speaker}"


@quick
@given(st.sampled_from(sorted(roster())), st.dates(dt.date(2005, 1, 1), dt.date(2027, 1, 1)))
def test_nothing_said_once_the_process_had_begun_counts(code: str, starts: dt.date) -> None:
    issues = {one.issue for one in statements()} - beyond_core()
    given_ = default_instructions(code, Defaults(), str(starts), list(issues), ())
    before = [one for one in speaking_for(code) if one.day < starts and one.issue in issues]
    dated = {issue: cell for issue, cell in given_.positions.items() if cell.source}
    assert dated == that_count(before)
    assert all(last_day(str(cell.date)) < starts for cell in dated.values())


def test_members_of_the_day_of_the_statement_and_not_of_the_process() -> None:
    at = {code: {one.speaker for one in speaking_for(code) if one.issue == "SOV"} for code in roster()}
    assert "EU" not in at["GBR"]  # had left four years before the declaration
    assert {"EU", "AU", "SCO"} & at["USA"] == set()
    india = [one.day for one in speaking_for("IND") if one.speaker == "SCO"]
    assert india  # a member since 2017
    assert min(india) > dt.date(2017, 6, 9)
    assert {one.day for one in speaking_for("KAZ") if one.speaker == "SCO"} > set(india)


@pytest.mark.parametrize("name", ["gge-2016-2017", "gge-2019-2021"])
def test_coding_of_an_earlier_group_is_a_members_own_word_if_it_rests_on_a_document(name: str) -> None:
    seat = load(name)
    issues, starts = seat.coded_issues, "2024-12-02"
    for code in seat.members:
        coded = seat.delegations[code]
        found = default_instructions(code, Defaults(), starts, issues, [seat]).positions
        said_since = [o for o in speaking_for(code) if first_day(seat.starts) < o.day < first_day(starts)]
        own = that_count([one for one in said_since if one.speaker == code])
        theirs = that_count(said_since)
        for issue, cell in coded.positions.items():
            documented = (cell.evidence or coded.evidence) in (Evidence.DOCUMENT, Evidence.LITERATURE)
            assert found[issue] == (own.get(issue) or (None if documented else theirs.get(issue)) or cell)


def test_a_cell_by_votes_and_bloc_gives_way_to_a_groups_word() -> None:
    seat = load("gge-2016-2017")
    issues, starts = seat.coded_issues, "2024-12-02"
    egypt = default_instructions("EGY", Defaults(), starts, issues, [seat]).positions["IHL"]
    assert (egypt.value, egypt.evidence) == (2, Evidence.DOCUMENT)  # before at -1, a proxy
    assert str(egypt.source).startswith("AU, of which it was a member: Common African Position")


def written(folder: Path, table: str) -> Path:
    path = folder / "statements.csv"
    path.write_text(table, encoding="utf-8")
    return path


def test_a_table_names_states_and_groups(tmp_path: Path) -> None:
    read = read_statements(written(tmp_path, TABLE))
    assert [(one.speaker, one.issue, one.position.value, str(one.day)) for one in read] == [
        ("AU", "IHL", 2, "2024-02-18"), ("KEN", "IHL", 1, "2021-12-31"), ("SCO", "SOV", 2, "2016-12-31"),
    ]  # fmt: skip
    heard = by_state(read)
    assert that_count(heard["KEN"])["IHL"].source == "Own paper"  # though the group spoke later
    assert len(heard) == 54 + 6


#: What the table says, on which line and what must be said of it.
FAULTS = {
    "unknown state": (TABLE.replace("KEN", "KNE"), 3, "speaker = KNE: is not a member state; did you mean"),
    "unknown group": (TABLE.replace("SCO", "Sco"), 4, "speaker = Sco: is not a member state; did you mean"),
    "everybody": (TABLE.replace("SCO", "*"), 4, "speaker = *: is not a member state"),
    "unknown issue": (TABLE.replace("SOV", "SOVE"), 4, "issue = SOVE: is an issue without a ladder; did you"),
    "too much": (TABLE.replace("IHL,1", "IHL,4"), 3, "value = 4: is out of range; allowed: -3 to 3"),
    "no date": (TABLE.replace("2016", "soon"), 4, "date = soon: is not a date; allowed: a date as YYYY"),
    "no day": (TABLE.replace("02-18", "02-30"), 2, "date = 2024-02-30: is not a day of the calendar"),
    "before the group": (TABLE.replace("2016", "1999"), 4, "date = 1999: is a day on which SCO had no"),
    "no grade": (TABLE.replace("recalled", "rumour"), 3, "evidence = rumour: is not one of the values"),
    "twice": (TABLE + "SCO,SOV,1,2016,Code,document\n", 5, "issue = SCO SOV 2016: is named twice"),
    "old column": (TABLE.replace("speaker", "iso3"), 1, "speaker: must have each column once"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_table_is_told_with_line_and_column(tmp_path: Path, name: str) -> None:
    table, line, told = FAULTS[name]
    path = written(tmp_path, table)
    with pytest.raises(BadInput) as refused:
        read_statements(path)
    assert str(refused.value).startswith(f"{path}:{line}: {told}")
    assert len(refused.value.faults) == 1


def test_what_ships_can_be_used_is_sourced_and_graded() -> None:
    shipped = statements()
    assert len(shipped) >= 150
    assert {"AU", "EU", "G20", "G7", "Like-minded 2024", "NATO", "SCO"} <= {one.speaker for one in shipped}
    for one in shipped:
        assert one.day <= dt.date(2026, 11, 30), one
        assert len(str(one.position.source)) > 20, one
        assert one.position.evidence is not Evidence.PROXY, one
        if "from memory, not looked up" in str(one.position.source):
            assert one.position.evidence is Evidence.RECALLED, one
