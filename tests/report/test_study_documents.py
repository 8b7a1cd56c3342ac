"""The page of every study: that it says what was found, shows what it names, and can be made again."""

import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.campaign import campaign_report
from sim.report.comparison import comparison_report
from sim.report.document import Document, Facts, Grid, Picture, Share
from sim.report.follow import follow_report
from sim.report.package import package_report
from sim.report.record import record_report
from sim.report.render.markdown import as_markdown
from sim.report.result import Report
from sim.report.sensitivity import sensitivity_report
from sim.report.sweep import MOST_ROWS, shown_points, sweep_report
from sim.report.texts import texts_report
from sim.report.what_if import what_if_report
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.texts import standing_texts
from sim.study.campaign.result import CampaignResult
from sim.study.claims import ENOUGH
from sim.study.comparison import Comparison, compare
from sim.study.follow.question import FollowStudy, follow
from sim.study.membership import Rule
from sim.study.package.question import PackageStudy, package
from sim.study.package.wish import Wish
from sim.study.record import Verdict
from sim.study.sensitivity.analysis import Sensitivity, sensitivity
from sim.study.sensitivity.evaluations import Plan
from sim.study.sensitivity.factors import Group, factors
from sim.study.sensitivity.method import Method
from sim.study.setting import setting
from sim.study.sweep import Effort, Sweep, grid, sweep
from sim.study.texts.question import TextStudy, put_texts
from sim.study.what_if.question import WhatIf, what_if
from tests.command import here
from tests.report.test_record import judged
from tests.scenario.files import OWN, shipped_scenario, written
from tests.study.campaign.chronicles import some
from tests.study.test_comparison import side

FIFTH, EFFORT = "gge-2016-2017", Effort(rooms=2, runs=6)


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
    return what_if(own(), 20, priors={"stake_scale": 50, "red_line": 100, "stake_noise": 0, "decision_noise": 0})


@cache
def of_another_body() -> WhatIf:
    return what_if(own().model_copy(update={"body": "other"}), 40)


@cache
def put() -> TextStudy:
    standing = standing_texts(own())
    return put_texts(own(), [standing["own-text"], standing["explicit"]], 2, 60, 2)


@cache
def followed() -> FollowStudy:
    return follow("gge-2016-2017", runs=60, seed=2)


@cache
def packages() -> PackageStudy:
    return package(own(), standing_texts(own())["explicit"], Wish({}, above=0.1), runs=60, seed=2)


@cache
def histories() -> CampaignResult:
    return CampaignResult(some(200))


@cache
def open_ended() -> CampaignResult:
    return CampaignResult(replace(some(60), records=(None,) * 4))


STUDIES: dict[str, tuple[Callable[[Any], Report], Callable[[], Any]]] = {
    "sweep of sizes": (sweep_report, sized), "sweep of levers": (sweep_report, mapped),
    "one point": (sweep_report, single), "two rules": (comparison_report, rules),
    "the same twice": (comparison_report, nothing_changed),
    "no issue in common": (comparison_report, strangers),
    "no reports in B": (comparison_report, without_reports), "record": (record_report, record),
    "no objectors on record": (record_report, nobody_named), "screening": (sensitivity_report, screening),
    "sobol": (sensitivity_report, sobol), "unmoved": (sensitivity_report, still),
    "what-if": (what_if_report, objected), "no objectors": (what_if_report, calm),
    "other body": (what_if_report, of_another_body), "texts": (texts_report, put),
    "follow": (follow_report, followed), "packages": (package_report, packages),
    "campaign": (campaign_report, histories),
    "nothing decided": (campaign_report, open_ended),
}  # fmt: skip
EACH = pytest.mark.parametrize("name", STUDIES)


@cache
def document_of(name: str) -> Document:
    report, study = STUDIES[name]
    return report(study()).document


@cache
def files_of(name: str) -> dict[str, bytes]:
    report, study = STUDIES[name]
    return report(study()).files()


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
    for variable, value in {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "dumb", "LANG": "C"}.items():
        monkeypatch.setenv(variable, value)
    report, study = STUDIES[name]
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = report(study()).files()
    assert again == files_of(name)
    text = again["page.html"].decode()
    assert not [word for word in ("zyzzyva", "--out", str(tmp_path), "/tmp", str(Path.cwd())) if word in text]
    assert not re.search(r"\d\d:\d\d:\d\d", as_markdown(document_of(name)))


@EACH
def test_the_answer_comes_first_and_no_study_but_a_followed_forecast_claims_a_probability(name: str) -> None:
    document = document_of(name)
    assert document.answer.sentence
    assert (document.answer.probability is not None) == (name == "follow")
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


@pytest.mark.usefixtures("empty_pictures")
@pytest.mark.parametrize(
    "words",
    [
        ("sweep", FIFTH, "--sizes", "5,12", "--rule", "nested", "--rooms", "2"),
        ("sweep", FIFTH, "--over", "outlets=0,1", "--over", "decision=consensus,two-thirds", "--raw-shares"),
        ("compare", FIFTH, "--with", "decision=two-thirds", "--with", "inertia=0.05", "--raw-shares"),
        ("compare", FIFTH, "gge-2014-2015", "--behaviour", "priors"),
        ("what-if", FIFTH, "--top", "2", "--seed", "3"),
        ("sensitivity", FIFTH, "--over", "issues", "--factor", "outlets=0:2", "--samples", "4"),
        ("campaign", "2004-2026", "--seed", "2"),
    ],
)
def test_the_command_on_the_page_is_the_one_that_made_it(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = (*words, "--runs", "4")
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
    assert "stake_scale 50" in facts(document_of("no objectors"))["parameters"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.yaml").write_text(OWN)
    words = ("what-if", "scenario.yaml", "--runs", "4", "--top", "2")
    assert here(*words, "-w", "1", "-q", "--out", "out").exit_code == 0
    assert "gge-sim what-if scenario.yaml --runs 4 --top 2" in (tmp_path / "out" / "story.md").read_text(
        "utf-8"
    )
    beside = ("compare", "scenario.yaml", FIFTH, "--runs", "4")
    assert here(*beside, "-w", "1", "-q", "--out", "two").exit_code == 0
    story = (tmp_path / "two" / "story.md").read_text("utf-8")
    assert f"gge-sim compare a/scenario.yaml {FIFTH} --runs 4" in story
    rerun = here("rerun", "out")
    assert rerun.exit_code == 0, rerun.output


def test_a_sweep_tells_every_point_with_its_interval() -> None:
    document, found = document_of("sweep of sizes"), sized().results
    rows = table(document, "Share of plays that adopt a report").rows
    assert [row[:2] for row in rows] == [(f.point.rule, str(f.seats)) for f in found]
    assert [row[2] for row in rows] == [Share(f.adopted.value) for f in found]
    assert [row[3] for row in rows] == [
        f"{100 * f.adopted.low:.0f} to {100 * f.adopted.high:.0f} %" for f in found
    ]
    assert table(document_of("sweep of levers"), "Share").columns[:2] == ("outlets", "decision")
    assert table(document_of("sweep of levers"), "Share").left == 2
    assert len(table(document_of("one point"), "Share").rows) == 1


@settings(max_examples=30)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=130))
def test_a_long_sweep_keeps_its_extremes_and_its_order(adopted: list[int]) -> None:
    one = single().results[0]
    counts = [
        tuple(replace(t, adopted=np.arange(len(t)) < n) for t in one.counts) for n in adopted
    ]  # each room adopts in n of six plays
    many = replace(single(), results=tuple(replace(one, counts=some) for some in counts))
    shown = shown_points(many)
    assert len(shown) == min(len(adopted), len(shown)) <= MOST_ROWS
    assert len(adopted) > MOST_ROWS or len(shown) == len(adopted)
    places = [next(n for n, f in enumerate(many.results) if f is found) for found in shown]
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


def test_a_what_if_study_tells_every_objector_and_effect() -> None:
    document, result = document_of("what-if"), objected()
    needs = table(document, "How much more flexible").rows
    assert [row[0] for row in needs] == [one.name for one in result.objectors]
    assert [row[1:] for row in table(document, "The same plays with one more outlet").rows] == [
        tuple(f"{n} of {one.objections}" for n in one.outlet) for one in result.objectors
    ]
    assert all(one.objections < ENOUGH for one in result.objectors)
    groups = [block for block in blocks(document, Grid) if block.columns[1] == "adopted, points"]
    shown = sum(len(block.rows) for block in groups)
    hidden = [int(n) for n in re.findall(r"(\d+) more are in effects.csv", as_markdown(document))]
    assert shown + sum(hidden) == len(result.effects)
    assert document_of("no objectors").answer.sentence.startswith("Nobody objects")
