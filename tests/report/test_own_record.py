"""The page of a record of one's own."""

from dataclasses import replace

import pytest

from sim.report.own_record import own_record_report
from sim.report.render.terminal import as_text
from sim.scenario.shipped import shipped, shipped_wider
from sim.study.own_record import OwnRecord, judge_own, read_folder

NAMES = ("smallarms-1997", "paros-2019", "gge-2009-2010", "gge-2016-2017")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnRecord:
    place = tmp_path_factory.mktemp("mine")
    for name in NAMES:
        (place / f"{name}.yaml").write_bytes((shipped() | shipped_wider())[name].read_bytes())
    return judge_own(read_folder(place), runs=40)


def test_the_answer_has_the_scores_and_says_how_little_few_processes_tell(own: OwnRecord) -> None:
    answer = own_record_report(own).document.answer
    model = next(s for s in own.scores if (s.group, s.forecast) == ("all", "model"))
    assert answer.sentence.startswith(f"Brier score {model.brier:.3f}, against ")
    assert "2 of 4 adopted a report." in answer.asides
    assert "So few processes can hardly tell a good model from a bad one." in answer.asides


def test_where_all_ended_alike_the_page_says_so(own: OwnRecord) -> None:
    adopted = [f for f in own.forecasts if f.process.record.adopted] * 12
    scores = [replace(s, processes=24, adopted=24) for s in own.scores]
    answer = own_record_report(replace(own, forecasts=adopted, scores=scores)).document.answer
    assert "None ended otherwise than the rest, which tells little of any model." in answer.asides


def test_the_page_shows_every_process_with_its_family_and_outcome(own: OwnRecord) -> None:
    lines = as_text(own_record_report(own).document).splitlines()
    [line] = [line for line in lines if "paros-2019" in line]
    assert line.split()[:6] == ["paros-2019", "space", "and", "missiles", "GGE", "FAILED"]
    assert any("gge-2016-2017" in line and "0." in line for line in lines), "who stood in the way"


def test_a_record_without_wording_and_objectors_says_what_is_missing(own: OwnRecord) -> None:
    said = as_text(own_record_report(replace(own, wording=[], objectors=[])).document)
    assert "No adopted report has its language recorded (record, language)." in said
    assert "For no process is it recorded who stood in the way (record, resistance)." in said


def test_the_summary_and_the_tables_agree(own: OwnRecord) -> None:
    report = own_record_report(own, "gge-sim record mine")
    assert [one["process"] for one in report.summary["forecasts"]] == [f.process.id for f in own.forecasts]
    files = report.files()
    assert {f"{name}.csv" for name in ("scores", "processes", "shares", "wording", "objectors")} <= set(files)
    assert "calibration.svg" in files
    assert files["processes.csv"].decode().count("\n") == 1 + len(NAMES)


def test_what_the_rules_are_worth_is_told_where_rules_were_left_out(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = tmp_path_factory.mktemp("mine")
    for name in NAMES[:2]:
        (place / f"{name}.yaml").write_bytes(shipped_wider()[name].read_bytes())
    found = judge_own(read_folder(place), runs=20, without=["inertia"])
    said = as_text(own_record_report(found).document)
    assert "What the rules are worth" in said
    assert "no inertia" in said
