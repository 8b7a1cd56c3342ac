"""Names that a reader of tables takes for something else, and what it takes them for."""

import csv
import io
import sqlite3
from pathlib import Path

import pandas
import pytest

from sim.report.render.tables import as_csv
from sim.scenario.ict_issues import ict_issues
from sim.scenario.memberships import spans
from sim.scenario.roster import roster
from sim.scenario.shipped import shipped
from sim.scenario.tabular.misread import taken_for
from tests.scenario.files import OWN, altered, refusal, written

#: Names that are read as they are.
PLAIN = (
    "NAB", "INFO", "NANO", "NULLS", "TRUTH", "E5", "X1E5", "FUND", "MARINE", "MAYOR", "DECIDE", "A", "NO",
    "ON",
)  # fmt: skip


@pytest.mark.parametrize(
    "code", ["NA", "NAN", "NULL", "NONE", "INF", "INFINITY", "TRUE", "FALSE", "T", "F", "MAR1", "SEPT2"]
)
def test_an_issue_with_a_code_that_tables_would_lose_is_refused(tmp_path: Path, code: str) -> None:
    told = refusal(
        written(tmp_path, altered("FUND", f'"{code}"', altered("{CABLES: 1}", "{CABLES: 1}", OWN)))
    )
    assert f"code = {code}: would be taken for " in told
    assert "allowed: another name" in told


@pytest.mark.parametrize("name", ["1e5", "007", "na", "null", "inf"])
def test_a_scenario_with_such_a_name_is_refused(tmp_path: Path, name: str) -> None:
    told = refusal(written(tmp_path, altered("id: own", f"id: '{name}'", OWN)))
    assert f":1: id = {name}: would be taken for " in told


def test_names_that_tables_would_lose_are_refused_for_scenarios_and_caucuses(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, altered("caucus: Friends", "caucus: NA", OWN)))
    assert "delegations.FRA.caucus = NA: would be taken for a missing value" in told
    base = sqlite3.connect(":memory:")
    base.execute("create table t (issue text)")
    base.executemany("insert into t values (?)", [(name,) for name in PLAIN])
    assert [name for (name,) in base.execute("select issue from t")] == list(PLAIN)


@pytest.mark.parametrize(
    "name", [*PLAIN, *(issue.code for issue in ict_issues()), *roster(), *spans(), *shipped()]
)
def test_other_names_are_read_as_they_are(name: str) -> None:
    assert taken_for(name) == ""
    text = as_csv(["issue", "n"], [[name, 1]])
    assert [*pandas.read_csv(io.StringIO(text))["issue"]] == [name]
    assert next(iter(csv.DictReader(io.StringIO(text))))["issue"] == name


@pytest.mark.parametrize("name", ["NA", "NULL", "INF", "INFINITY", "TRUE", "FALSE", "1e5", "007"])
def test_what_is_refused_is_lost_on_pandas(name: str) -> None:
    (read,) = pandas.read_csv(io.StringIO(f"issue,n\n{name},1\n"))["issue"]
    assert str(read) != name or not isinstance(read, str)
