"""What a comparison says: its page, tables, JSON object and figure."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.comparison import comparison_report, difference_cells
from sim.report.document import Grid
from sim.report.figures.comparison import comparison_drawings
from sim.report.render.terminal import as_text
from sim.report.wording import percent
from sim.report.words.differences import difference_written
from sim.report.words.sides import names, notes
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, Side, compare
from sim.study.interval import wilson
from sim.study.paired import Difference
from sim.study.setting import scenario_digest, setting
from tests.report.boxes import faults
from tests.report.reading import rows_of, text_of
from tests.scenario.files import shipped_scenario
from tests.study.test_comparison import side

FOURTH, FIFTH, PLASTICS = "gge-2014-2015", "gge-2016-2017", "plastics-council"
TABLES = {"summary.csv", "language.csv", "delegations.csv", "plays.csv"}
OTHERS = {"compare.json", "story.md", "page.html", "compare.svg", "compare.png"}
STAMPS = ("seed", "first", "last", "scenario_a", "scenario_b", "scenario_hash_a", "scenario_hash_b")
RUNS = 200
LONG = "Group of Governmental Experts on Developments in the Field of Information and Telecommunications " * 3


@pytest.fixture(scope="module")
def rules() -> Comparison:
    return compare(side(FIFTH), side(FIFTH, "decision=two-thirds"), RUNS)


@pytest.fixture(scope="module")
def processes() -> Comparison:
    return compare(side(FOURTH), side(FIFTH), RUNS)


@pytest.fixture(scope="module")
def apart() -> Comparison:
    return compare(side(FIFTH), side(PLASTICS), 40)


def page(found: Comparison, width: int = 110) -> str:
    return as_text(comparison_report(found).document, width)


def flat(found: Comparison) -> str:
    return " ".join(page(found).replace("│", " ").split())


def test_the_page_answers_first_and_says_what_differs(rules: Comparison) -> None:
    text = flat(rules)
    share = 100 * rules.adopted[0] / RUNS
    for words in (
        "A: as it is. B: with decision=two-thirds.",
        f"in {share:.1f} % of the plays of A and 100.0 % of those of B",
        f"B minus A: {100 * rules.difference.value:+.1f} points",
        "B is adopted more often",
        f"in B alone {rules.counts['only_b']}",
        "decision rule consensus two-thirds",
        "Adopted by two thirds of those who vote yes or no",
        "gge-2016-2017 left out",
    ):
        assert words in text
    assert "probability of consensus" not in text


def test_the_page_names_paragraphs_delegations_and_measures(processes: Comparison) -> None:
    text, narrow = flat(processes), page(processes, 80)
    assert max(map(len, narrow.splitlines())) <= 80
    for p in processes.language:
        assert p.issue.title in text
        assert p.strength.difference is not None
        value, ends = difference_written(p.strength.difference, 1, 3)
        assert ends in narrow
        assert f"{value} *" in text or not p.strength.difference.clear
    assert any(p.strength.difference and p.strength.difference.clear for p in processes.language)
    for words in (
        processes.a.scenario.title,
        processes.b.scenario.title,
        "China",
        "absent",
        "delegations that object, a play",
        "gge-2014-2015 and gge-2016-2017 left out",
    ):
        assert words in text


def test_sides_that_are_the_same_are_said_to_be() -> None:
    text = flat(compare(side(FIFTH), side(FIFTH), 20))
    assert "Nothing: the two are the same." in text
    assert "these plays do not tell the two apart" in text


def test_without_a_common_issue_there_is_no_table_of_language(apart: Comparison) -> None:
    text = flat(apart)
    assert "No issue is in both." in text
    assert "No probability is claimed" in text
    assert {sheet.name for sheet in comparison_report(apart).sheets} == {"summary", "delegations", "plays"}


def test_notes_say_where_parameters_come_from(rules: Comparison) -> None:
    plain = setting(shipped_scenario(FIFTH), behaviour="priors")
    one = replace(rules, b=replace(rules.b, setting=plain))
    assert "One side draws parameters" in " ".join(notes(one))
    assert "none fitted" in " ".join(notes(replace(one, a=replace(one.a, setting=plain))))


def test_results_made_otherwise_are_said_to_be_played_anew(rules: Comparison) -> None:
    other = replace(rules, b=replace(rules.b, source="mine", result=(7, 500)))
    assert "mine was made with seed 7 and 500 plays" in " ".join(notes(other))
    same = replace(rules, b=replace(rules.b, source="mine", result=(1, RUNS)))
    assert "mine" not in " ".join(notes(same))


def test_sides_are_called_by_what_tells_them_apart(rules: Comparison, processes: Comparison) -> None:
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


def test_who_objects_and_who_dissociates_have_a_table_each(processes: Comparison) -> None:
    blocks = [block for section in comparison_report(processes).document.sections for block in section.brief]
    grids = {block.columns[0]: block for block in blocks if isinstance(block, Grid)}
    objecting, dissociating = (grids[f"delegations that {verb}"] for verb in ("object", "dissociate"))
    assert [row[0] for row in objecting.rows] == [row[0] for row in dissociating.rows]


def test_tables_summary_and_plays_agree(processes: Comparison) -> None:
    files = comparison_report(processes).files()
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
    assert float(measures["share_adopted"]["low"]) == summary["share_adopted"]["low"]
    assert set(measures) == {"share_adopted", *summary["measures"]}
    for row in rows_of(files, "language.csv"):
        assert float(row["difference"]) == summary["language"][row["issue"]]["strength"]["difference"]
    for row in rows_of(files, "delegations.csv"):
        assert row["name"] == roster()[row["state"]].name
        objectors = [f" {play['objectors_b']} ".count(f" {row['state']} ") for play in plays]
        assert (row["objects_b"] == "") == (row["state"] not in shipped_scenario(FIFTH).members)
        assert float(row["objects_b"] or 0) == pytest.approx(sum(objectors) / RUNS)


def test_the_figure_is_described_with_both_shares_and_what_differs(processes: Comparison) -> None:
    text = comparison_drawings(processes)["compare"].describe()
    for letter, adopted in zip("AB", processes.adopted, strict=True):
        assert f"{letter} (" in text
        assert percent(adopted / RUNS) in text
    first = processes.language[0]
    assert first.strength.difference is not None
    assert first.strength.difference.clear
    assert f"{first.issue.title} {first.strength.a:.2f} and {first.strength.b:.2f}" in text
    assert roster()[processes.delegations[0].code].name in text


def test_shares_of_objectors_have_their_intervals_within_the_axes(processes: Comparison) -> None:
    axes = comparison_drawings(processes)["compare"].draw().axes[2]
    assert axes.get_title(loc="left").startswith("Who objects")
    drawn = {tuple(float(x) for x in line.get_xdata()) for line in axes.get_lines()}  # type: ignore[union-attr]
    shares = [share for share in processes.delegations[0].objects[:2] if share is not None]
    for share in shares:
        low, high = wilson(round(share * RUNS), RUNS)
        assert (low, high) in drawn
        assert high <= axes.get_xlim()[1]
    assert shares


def titled(shown: Side, title: str) -> Side:
    return replace(shown, scenario=shown.scenario.model_copy(update={"title": title}))


@pytest.mark.parametrize("case", ["rules", "processes", "apart", "long", "calm"])
def test_the_figure_names_what_it_shows_and_nothing_falls_outside(
    case: str, request: pytest.FixtureRequest
) -> None:
    if case == "long":
        found = compare(side(FIFTH), titled(side(FIFTH), LONG), 20)
    elif case == "calm":
        found = compare(side(FIFTH, "stake.*=1"), side(FIFTH, "decision=simple-majority"), 2, seed=9)
    else:
        found = request.getfixturevalue(case)
    figure = comparison_drawings(found)["compare"].draw()
    assert not [fault for fault in faults(figure) if fault.startswith("outside")]
    text = text_of(figure)
    assert difference_written(found.difference)[0] in text
    for p in found.language:
        assert p.issue.title in text.replace("\n", " ")
