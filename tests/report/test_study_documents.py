"""The page of every study: that it says what was found, shows what it names, and can be made again."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.campaign.document import campaign_document
from sim.report.campaign.folder import campaign_files
from sim.report.comparison.document import apart, comparison_document
from sim.report.comparison.folder import comparison_files
from sim.report.document import Document, Facts, Grid, Picture, Share
from sim.report.record import record_report
from sim.report.render.markdown import as_markdown
from sim.report.sensitivity.document import sensitivity_document, varied
from sim.report.sensitivity.folder import sensitivity_files
from sim.report.sweep import MOST_ROWS, shown_points, sweep_report
from sim.report.what_if.document import what_if_document
from sim.report.what_if.folder import what_if_files
from sim.report.wording import percent
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.campaign.chronicle import Chronicle
from sim.study.claims import ENOUGH
from sim.study.comparison import Comparison, compare
from sim.study.membership import Rule
from sim.study.paired import Difference
from sim.study.record import Verdict
from sim.study.sensitivity.aim import Method
from sim.study.sensitivity.analysis import Sensitivity, sensitivity
from sim.study.sensitivity.evaluations import Plan
from sim.study.sensitivity.factors import Group, factors, groups_named
from sim.study.setting import setting
from sim.study.sweep import Effort, Sweep, grid, sweep
from sim.study.what_if.question import WhatIf, what_if
from tests.command import here
from tests.report.comparison.test_page import side
from tests.report.test_record import judged
from tests.scenario.files import OWN, shipped_scenario, written
from tests.study.campaign.chronicles import some, told

FIFTH, EFFORT = "gge-2016-2017", Effort(rooms=2, runs=6)


@dataclass(frozen=True)
class Kind:
    """A kind of study: how it is written down, and as files."""

    document: Callable[[Any], Document]
    files: Callable[[Any], dict[str, bytes]]


SWEEP = Kind(lambda found: sweep_report(found).document, lambda found: sweep_report(found).files())
COMPARISON = Kind(comparison_document, comparison_files)
RECORD = Kind(lambda found: record_report(found).document, lambda found: record_report(found).files())
SENSITIVITY = Kind(sensitivity_document, sensitivity_files)
WHAT_IF, CAMPAIGN = Kind(what_if_document, what_if_files), Kind(campaign_document, campaign_files)


@cache
def sized() -> Sweep:
    return sweep(shipped_scenario("membership-2019"), grid({}, [Rule.NESTED, Rule.RANDOM], [5, 12]), EFFORT)


@cache
def mapped() -> Sweep:
    axes = {"outlets": (0.0, 1.0), "decision": ("consensus", "two-thirds")}
    return sweep(shipped_scenario(FIFTH), grid(axes), EFFORT, behaviour="priors")


@cache
def single() -> Sweep:
    return sweep(shipped_scenario(FIFTH), grid({"outlets": (1.0,)}), EFFORT)


@cache
def rules() -> Comparison:
    return compare(side(FIFTH), side(FIFTH, "decision=two-thirds", "inertia=0.05"), 60)


@cache
def nothing_changed() -> Comparison:
    return compare(side(FIFTH), side(FIFTH), 20)


@cache
def strangers() -> Comparison:
    return compare(side(FIFTH), side("plastics-council"), 20)


@cache
def without_reports() -> Comparison:
    found = nothing_changed()
    never = replace(found.played_b, adopted=np.zeros(20, bool), dissociated=found.played_b.objects & False)
    return Comparison(found.a, found.b, found.seed, 20, found.played_a, never)


@cache
def record() -> Verdict:
    return judged()


@cache
def nobody_named() -> Verdict:
    return replace(record(), objectors=[])


@cache
def screening(method: Method = Method.MORRIS, *single: str) -> Sensitivity:
    pytest.importorskip("SALib")
    scenario = shipped_scenario(FIFTH)
    played = setting(scenario)
    groups = () if single else (Group.PARAMETERS,)
    return sensitivity(scenario, played, Plan(factors(played, scenario, groups, single), method, 4, 6, 3))


@cache
def sobol() -> Sensitivity:
    return screening(Method.SOBOL, "inertia=0.01:0.1", "decision=consensus:two-thirds")


@cache
def still() -> Sensitivity:
    # No free wording is left: with every outlet there is, everything is adopted whatever else moves.
    result = screening(Method.MORRIS, "outlet_factor=0.2:0.9")
    return replace(result, outputs=np.zeros_like(result.outputs))


@cache
def own() -> Scenario:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return load(written(Path(folder), OWN))


@cache
def objected() -> WhatIf:
    return what_if(own(), 60, 2)


@cache
def calm() -> WhatIf:
    return what_if(own(), 20, priors={"stake_scale": 50, "stake_noise": 0, "decision_noise": 0})


@cache
def of_another_body() -> WhatIf:
    return what_if(own().model_copy(update={"body": "other"}), 40)


@cache
def histories() -> Chronicle:
    return Chronicle(some(200))


@cache
def open_ended() -> Chronicle:
    return Chronicle(replace(some(60), records=(None,) * 4))


STUDIES: dict[str, tuple[Kind, Callable[[], Any]]] = {
    "sweep of sizes": (SWEEP, sized), "sweep of levers": (SWEEP, mapped), "one point": (SWEEP, single),
    "two rules": (COMPARISON, rules), "the same twice": (COMPARISON, nothing_changed),
    "no issue in common": (COMPARISON, strangers), "no reports in B": (COMPARISON, without_reports),
    "record": (RECORD, record), "no objectors on record": (RECORD, nobody_named),
    "screening": (SENSITIVITY, screening), "sobol": (SENSITIVITY, sobol), "unmoved": (SENSITIVITY, still),
    "what-if": (WHAT_IF, objected), "no objectors": (WHAT_IF, calm), "other body": (WHAT_IF, of_another_body),
    "campaign": (CAMPAIGN, histories), "nothing decided": (CAMPAIGN, open_ended),
}  # fmt: skip
EACH = pytest.mark.parametrize("name", STUDIES)


@cache
def document_of(name: str) -> Document:
    kind, study = STUDIES[name]
    return kind.document(study())


@cache
def files_of(name: str) -> dict[str, bytes]:
    kind, study = STUDIES[name]
    return kind.files(study())


def blocks(document: Document, kind: type) -> list[Any]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def table(document: Document, caption: str) -> Grid:
    return next(block for block in blocks(document, Grid) if block.caption.startswith(caption))


def facts(document: Document) -> dict[str, str]:
    (found,) = blocks(document, Facts)
    return dict(found.rows)


@pytest.mark.slow
@EACH
def test_every_picture_is_drawn_on_the_page_and_told_in_words(name: str) -> None:
    files, shown = files_of(name), blocks(document_of(name), Picture)
    assert {f"{picture.name}.svg" for picture in shown} == {file for file in files if file.endswith(".svg")}
    assert all(re.search("[a-z]", picture.text) for picture in shown)
    assert files["page.html"].count(b"<svg ") == len(shown) >= 1


@pytest.mark.slow
@EACH
def test_the_same_study_gives_the_same_bytes_wherever_it_is_written_down(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["zyzzyva", "--out", "elsewhere"])
    monkeypatch.setenv("COLUMNS", "40")
    kind, study = STUDIES[name]
    page = kind.files(study())["page.html"]
    assert page == files_of(name)["page.html"]
    text = page.decode()
    assert not [word for word in ("zyzzyva", "--out", str(tmp_path), "/tmp", str(Path.cwd())) if word in text]
    assert not re.search(r"\d\d:\d\d:\d\d", as_markdown(document_of(name)))


@EACH
def test_the_answer_comes_first_and_no_study_claims_a_probability(name: str) -> None:
    document = document_of(name)
    assert document.answer.sentence
    assert document.answer.probability is None
    assert document.sections[-1].title == "How it was made"
    titles = [section.title for section in document.sections]
    assert len(set(titles)) == len(titles)
    assert "`" not in as_markdown(document)
    assert "nan" not in re.split(r"\W+", as_markdown(document))


@pytest.mark.parametrize("name", ["sweep of sizes", "no issue in common", "other body"])
def test_of_an_unsupported_body_the_answer_claims_nothing(name: str) -> None:
    asides = " ".join(document_of(name).answer.asides).lower()
    assert "no probability is claimed" in asides


@EACH
def test_tables_fit_a_page(name: str) -> None:
    for block in blocks(document_of(name), Grid):
        assert len(block.columns) <= 6, block.caption
        assert 1 <= len(block.rows) <= MOST_ROWS, block.caption
        shares = [cell.value for row in block.rows for cell in row if isinstance(cell, Share)]
        assert all(0 <= share <= 1 for share in shares), block.caption


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "two rules",
        "no issue in common",
        "screening",
        "sobol",
    ],
)
def test_the_command_on_the_page_gives_the_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program, *words = shlex.split(facts(document_of(name))["command"])
    assert program == "gge-sim"
    done = here(*words, "--workers", "1", "--quiet", "--out", "out")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "page.html").read_bytes() == files_of(name)["page.html"]


@pytest.mark.parametrize(
    "words",
    [
        ("--sizes", "5,12", "--rule", "nested"),
        ("--over", "outlets=0,1", "--over", "decision=consensus,two-thirds", "--raw-shares"),
    ],
)
def test_the_command_on_the_page_is_the_one_that_made_it(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("sweep", FIFTH, *words, "--rooms", "2", "--runs", "4")
    assert here(*asked, "--workers", "1", "--quiet", "--out", "first").exit_code == 0
    told = re.search(r"command: (gge-sim .*)", (tmp_path / "first" / "story.md").read_text("utf-8"))
    assert told
    program, *again = shlex.split(told[1].replace("\\", ""))
    assert program == "gge-sim"
    assert sorted(again) == sorted(asked)


@pytest.mark.slow
def test_the_command_names_files_in_the_folder_where_a_scenario_does_not_ship(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        facts(document_of("what-if"))["command"]
        == "gge-sim what-if scenario.yaml --runs 60 --seed 2 --top 10"
    )
    assert "--parameters FILE" in facts(document_of("no objectors"))["command"]
    assert "stake_scale 50" in facts(document_of("no objectors"))["parameters"]
    assert facts(document_of("campaign"))["command"] == "gge-sim campaign campaign.yaml --runs 200 --seed 1"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.yaml").write_text(OWN)
    words = ("what-if", "scenario.yaml", "--runs", "60", "--seed", "2", "--top", "10", "-w", "1", "-q")
    assert here(*words, "--out", "out").exit_code == 0
    page = (tmp_path / "out" / "page.html").read_bytes()
    assert page == files_of("what-if")["page.html"]
    rerun = here("rerun", "out")
    assert rerun.exit_code == 0, rerun.output


def test_a_sweep_tells_every_point_with_its_interval() -> None:
    document, found = document_of("sweep of sizes"), sized().found
    rows = table(document, "Share of plays that adopt a report").rows
    assert [row[:2] for row in rows] == [(f.point.rule, str(f.seats)) for f in found]
    assert [row[2] for row in rows] == [Share(f.adopted.value) for f in found]
    assert [row[3] for row in rows] == [
        f"{100 * f.adopted.low:.0f} to {100 * f.adopted.high:.0f} %" for f in found
    ]
    assert table(document_of("sweep of levers"), "Share").columns[:2] == ("outlets", "decision")
    assert table(document_of("sweep of levers"), "Share").left == 2
    assert len(table(document_of("one point"), "Share").rows) == 1


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=130))
def test_a_long_sweep_keeps_its_extremes_and_its_order(adopted: list[int]) -> None:
    one = single().found[0]
    tallies = [
        tuple(replace(t, adopted=np.arange(len(t)) < n) for t in one.tallies) for n in adopted
    ]  # each room adopts in n of six plays
    many = replace(single(), found=tuple(replace(one, tallies=some) for some in tallies))
    shown = shown_points(many)
    assert len(shown) == min(len(adopted), len(shown)) <= MOST_ROWS
    assert len(adopted) > MOST_ROWS or len(shown) == len(adopted)
    places = [next(n for n, f in enumerate(many.found) if f is found) for found in shown]
    assert places == sorted(set(places))
    shares = [found.adopted.value for found in shown]
    assert (min(shares), max(shares)) == (min(adopted) / 6, max(adopted) / 6)


def test_a_comparison_has_two_sides_to_everything() -> None:
    document, found = document_of("two rules"), rules()
    adopted = table(document, "Share of plays that adopt a report").rows
    assert [row[1] for row in adopted[:2]] == [Share(n / 60) for n in found.adopted]
    ends = table(document, "In how many plays").rows
    assert sum(int(str(row[1])) for row in ends[:4]) == 60
    language = table(document, "Language").rows
    assert [row[0] for row in language] == [p.issue.title for p in found.language]
    assert ("decision rule", "consensus", "two-thirds", "") in table(document, "What differs").rows
    objects = table(document, "How often they object").rows
    assert {row[1:3] for row in objects} <= {
        tuple(Share(share) for share in d.objects[:2] if share is not None) for d in found.delegations
    }
    told = as_markdown(document_of("the same twice"))
    assert "Nothing: the two are the same." in told
    assert "No issue is in both." in as_markdown(document_of("no issue in common"))
    assert "absent" in as_markdown(document_of("no issue in common"))
    assert {row[2] for row in table(document_of("no reports in B"), "Language").rows} == {"no report"}


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_difference_has_a_star_if_its_interval_leaves_out_nought(
    value: float, down: float, up: float
) -> None:
    found = Difference(value, value - down, value + up)
    cell, ends = apart(found)
    assert cell.endswith("*") == (found.low > 0 or found.high < 0)
    assert " to " in ends
    assert apart(None) == ("–", "")


def test_the_ranking_is_the_analysis() -> None:
    for name, result in (("screening", screening()), ("sobol", sobol())):
        rows = table(document_of(name), "Factors").rows
        assert [row[0] for row in rows] == [result.plan.factors[n].title for n in result.order]
        assert str(rows[0][0]) in document_of(name).answer.sentence
    assert "none of these factors moves it" in document_of("unmoved").answer.sentence


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(list(Group)), unique=True, max_size=3),
    st.lists(
        st.sampled_from(
            ["outlets=0:2", "inertia=0.01:0.1", "decision=consensus:two-thirds", "shift.CHN.*=-1:1"]
        ),
        unique=True, max_size=4,
    ),
)  # fmt: skip
def test_factors_are_written_so_that_they_are_read_again(groups: list[Group], single: list[str]) -> None:
    base = screening()
    if not groups and not single:
        return
    wanted = factors(base.setting, base.scenario, groups, single)
    words = varied(replace(base, plan=replace(base.plan, factors=wanted)))
    given_words = list(zip(words[::2], words[1::2], strict=True))
    again = factors(
        base.setting,
        base.scenario,
        groups_named(dict(given_words).get("--over", "")),
        [text for option, text in given_words if option == "--factor"],
    )
    assert again == wanted


def test_a_what_if_study_tells_every_objector_and_effect() -> None:
    document, result = document_of("what-if"), objected()
    needs = table(document, "How much more flexible").rows
    assert [row[0] for row in needs] == [one.name for one in result.objectors]
    assert [row[1:] for row in table(document, "The same plays with one more outlet").rows] == [
        tuple(f"{n} of {one.objections}" for n in one.outlet) for one in result.objectors
    ]
    assert all(one.objections < ENOUGH for one in result.objectors)
    groups = [block for block in blocks(document, Grid) if block.columns[0] == "change"]
    shown = sum(len(block.rows) for block in groups)
    hidden = [int(n) for n in re.findall(r"(\d+) more are in effects.csv", as_markdown(document))]
    assert shown + sum(hidden) == len(result.effects)
    assert document_of("no objectors").answer.sentence.startswith("Nobody objects")


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 60), st.integers(0, 1000))
def test_a_campaign_tells_how_often_it_went_as_it_really_did(many: int, seed: int) -> None:
    histories = told(np.random.default_rng(seed).random((many, 4)) < 0.6, seed)
    document = campaign_document(Chronicle(histories))
    real = int(histories.on_real_path.sum())
    often = f"{100 * real / many:.1f} % (" if many >= ENOUGH else f"{real} of "
    assert f"in {often}" in document.answer.sentence
    rows = table(document, "The commonest histories").rows
    assert sum(row[1] == "real" for row in rows) == (1 if real else 0) or real > 0
    adopted = histories.adopted[:, :3].mean(axis=0)  # of the fourth no probability is claimed
    for row, share in zip(table(document, "Share of plays in which each process").rows, adopted, strict=True):
        assert row[2] == (percent(float(share)) if many >= ENOUGH else f"{round(share * many)} of {many}")


def test_a_campaign_of_which_nothing_is_decided_has_no_real_path() -> None:
    document = document_of("nothing decided")
    assert "How often the real path occurs" not in [section.title for section in document.sections]
    assert "histories in 60 plays" in document.answer.sentence
