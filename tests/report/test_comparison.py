"""What a comparison says: its page, tables, JSON object and figure."""

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.comparison import comparison_report
from sim.report.figures.comparison import comparison_drawings
from sim.report.render.terminal import as_text
from sim.report.words.numbers import difference_cells, difference_written, percent
from sim.report.words.sides import names, notes, verdict
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, compare
from sim.study.interval import wilson
from sim.study.paired import Difference
from sim.study.setting import scenario_digest, setting
from tests.report.boxes import faults
from tests.report.reading import rows_of, text_of
from tests.scenario.files import shipped_scenario
from tests.study.test_comparison import side

FOURTH, FIFTH, PLASTICS = "gge-2014-2015", "gge-2016-2017", "plastics-council"
TABLES = {"summary.csv", "language.csv", "delegations.csv", "plays.csv"}
OTHERS = {"compare.json", "dictionary.csv", "story.md", "page.html", "compare.svg", "compare.png"}
STAMPS = ("seed", "first", "last", "scenario_a", "scenario_b", "scenario_hash_a", "scenario_hash_b")
RUNS = 200
LONG = "Group of Governmental Experts on Developments in the Field of Information and Telecommunications " * 3


@cache
def compared(name: str) -> Comparison:
    if name == "long":
        b = side(FIFTH)
        scenario = b.scenario.model_copy(update={"title": LONG})
        return compare(side(FIFTH), replace(b, scenario=scenario), 20)
    return {
        "rules": lambda: compare(side(FIFTH), side(FIFTH, "decision=two-thirds"), RUNS),
        "processes": lambda: compare(side(FOURTH), side(FIFTH), RUNS),
        "apart": lambda: compare(side(FIFTH), side(PLASTICS), 40),
        "alike": lambda: compare(side(FIFTH), side(FIFTH), 20),
        "calm": lambda: compare(side(FIFTH, "stake.*=1"), side(FIFTH, "decision=simple-majority"), 2, seed=9),
    }[name]()


def page(found: Comparison, width: int = 110) -> str:
    return as_text(comparison_report(found).document, width)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "rules",
            "A: as it is. B: with decision=two-thirds.|98.5 % of those of B. B minus A: +|B is adopted more "
            "often|decision rule consensus two-thirds|Adopted by two thirds of those who vote yes or no|"
            "gge-2016-2017 left out",
        ),
        (
            "processes",
            "Fourth Group|Fifth Group|China|absent|delegations that object, a play|"
            "gge-2014-2015 and gge-2016-2017 left out",
        ),
        ("alike", "Nothing: the two are the same.|these plays do not tell the two apart"),
        ("apart", "No issue is in both.|No probability is claimed"),
    ],
)
def test_the_page_says(name: str, words: str) -> None:
    text = " ".join(page(compared(name)).replace("│", " ").split())
    assert [each for each in words.split("|") if each not in text] == []
    assert "probability of consensus" not in text


def test_the_page_gives_the_numbers_of_the_plays() -> None:
    rules, processes = compared("rules"), compared("processes")
    text = " ".join(page(rules).replace("│", " ").split())
    assert f"in {100 * rules.adopted[0] / RUNS:.1f} % of the plays of A" in text
    assert f"B minus A: {100 * rules.difference.value:+.1f} points" in text
    assert f"in B alone {rules.counts['only_b']}" in text
    wide, narrow = page(processes), page(processes, 80)
    assert max(map(len, narrow.splitlines())) <= 80
    clear = 0
    for p in processes.language:
        assert p.strength.difference is not None
        value, ends = difference_written(p.strength.difference, 1, 3)
        assert p.issue.title in wide
        assert ends in narrow
        clear += p.strength.difference.clear
        assert f"{value} *" in wide or not p.strength.difference.clear
    assert clear


def test_notes_say_where_parameters_and_results_come_from() -> None:
    found = compared("rules")
    plain = setting(shipped_scenario(FIFTH), behaviour="priors")
    one = replace(found, b=replace(found.b, setting=plain))
    assert "One side draws parameters" in " ".join(notes(one))
    assert "none fitted" in " ".join(notes(replace(one, a=replace(one.a, setting=plain))))
    other = replace(found, b=replace(found.b, source="mine", result=(7, 500)))
    assert "mine was made with seed 7 and 500 plays" in " ".join(notes(other))
    same = replace(found, b=replace(found.b, source="mine", result=(1, RUNS)))
    assert "mine" not in " ".join(notes(same))


def test_sides_are_called_by_what_tells_them_apart() -> None:
    rules, processes = compared("rules"), compared("processes")
    assert names(rules) == ("as it is", "with decision=two-thirds")
    assert names(processes) == (processes.a.scenario.title, processes.b.scenario.title)
    copy = replace(rules, b=replace(rules.b, source="softer"))
    assert names(copy) == (FIFTH, "softer, with decision=two-thirds")


def test_differences_are_written_with_their_sign() -> None:
    assert difference_written(Difference(0.1234, -0.00004, 0.25)) == ("+12.3", "0.0 to +25.0")
    assert difference_written(Difference(-0.5, -1.0, 0.0), 1, 2) == ("-0.50", "-1.00 to 0.00")


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_difference_has_a_star_if_its_interval_leaves_out_0(value: float, down: float, up: float) -> None:
    found = Difference(value, value - down, value + up)
    cell, ends = difference_cells(found)
    assert cell.endswith("*") == (found.low > 0 or found.high < 0)
    assert " to " in ends
    assert difference_cells(None) == ("–", "")


def test_without_a_common_issue_there_is_no_table_of_language() -> None:
    sheets = comparison_report(compared("apart")).sheets
    assert {sheet.name for sheet in sheets} == {"summary", "delegations", "plays"}


def test_tables_summary_and_plays_agree() -> None:
    files = comparison_report(compared("processes")).files()
    assert set(files) == TABLES | OTHERS
    for name in TABLES:
        for row in rows_of(files, name):
            assert [row[key] for key in STAMPS[:5]] == ["1", "0", str(RUNS - 1), FOURTH, FIFTH]
            assert row["scenario_hash_a"] == scenario_digest(shipped_scenario(FOURTH))
            assert {*STAMPS, "version"} <= set(row)
    summary = json.loads(files["compare.json"])
    plays = rows_of(files, "plays.csv")
    assert [int(row["replicate"]) for row in plays] == list(range(RUNS))
    for letter in "ab":
        share = sum(int(row[f"adopted_{letter}"]) for row in plays) / RUNS
        assert share == pytest.approx(summary["share_adopted"][letter])
    alone = sum(row["adopted_a"] == "1" and row["adopted_b"] == "0" for row in plays)
    assert alone == summary["plays"]["only_a"]
    measures = {row["measure"]: row for row in rows_of(files, "summary.csv")}
    assert float(measures["share_adopted"]["low"]) == pytest.approx(summary["share_adopted"]["low"], abs=1e-6)
    assert set(measures) == {"share_adopted", *summary["measures"]}
    for row in rows_of(files, "language.csv"):
        assert float(row["difference"]) == pytest.approx(
            summary["language"][row["issue"]]["strength"]["difference"], abs=1e-6
        )
    for row in rows_of(files, "delegations.csv"):
        assert row["name"] == roster()[row["state"]].name
        objectors = [f" {play['objectors_b']} ".count(f" {row['state']} ") for play in plays]
        assert (row["objects_b"] == "") == (row["state"] not in shipped_scenario(FIFTH).members)
        assert float(row["objects_b"] or 0) == pytest.approx(sum(objectors) / RUNS)


def test_the_figure_is_described_with_both_shares_and_the_verdict() -> None:
    found = compared("processes")
    text = comparison_drawings(found)["compare"].describe()
    assert [percent(n / RUNS) for n in found.adopted if percent(n / RUNS) not in text] == []
    assert verdict(found) in text


def test_shares_of_objectors_have_their_intervals_within_the_axes() -> None:
    found = compared("processes")
    axes = comparison_drawings(found)["compare"].draw().axes[2]
    assert axes.get_title(loc="left").startswith("Who objects")
    drawn = {tuple(float(x) for x in line.get_xdata()) for line in axes.get_lines()}  # type: ignore[union-attr]
    shares = [share for share in found.delegations[0].objects[:2] if share is not None]
    for share in shares:
        low, high = wilson(round(share * RUNS), RUNS)
        assert (low, high) in drawn
        assert high <= axes.get_xlim()[1]
    assert shares


@pytest.mark.parametrize("name", ["rules", "processes", "apart", "long", "calm"])
def test_the_figure_names_what_it_shows_and_nothing_falls_outside(name: str) -> None:
    found = compared(name)
    figure = comparison_drawings(found)["compare"].draw()
    assert not [fault for fault in faults(figure) if fault.startswith("outside")]
    text = text_of(figure).replace("\n", " ")
    wanted = [difference_written(found.difference)[0], *(p.issue.title for p in found.language)]
    assert [each for each in wanted if each not in text] == []
