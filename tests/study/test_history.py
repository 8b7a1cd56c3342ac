from dataclasses import replace
from pathlib import Path

import pytest

from sim.scenario.ict_issues import unscored
from sim.scenario.ladder import Rung
from sim.scenario.shipped import shipped
from sim.study.history import Process, decided, decided_among
from tests.scenario.files import ICT, OWN, altered

RECORD = """record:
  adopted: true
  document: X/2
  date: 2021-03-05
  language: {CABLES: indirect}
  source: invented
"""
FAILED = """record: {adopted: false, document: X/2, date: 2021-03-05, source: invented}
"""


@pytest.fixture(scope="module")
def history() -> list[Process]:
    return decided()


def process(folder: Path, text: str, name: str = "own") -> Process:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    (found,) = decided_among([path])
    return found


def ended(process: Process, date: str) -> Process:
    return replace(process, record=process.record.model_copy(update={"date": date}))


def begun(process: Process, date: str) -> Process:
    return replace(process, scenario=process.scenario.model_copy(update={"starts": date}))


def test_all_decided_processes_in_the_order_in_which_they_ended(history: list[Process]) -> None:
    in_folder = [name for name, path in shipped().items() if path.parent.name == "record"]
    assert sorted(p.id for p in history) == sorted(in_folder)
    assert len(history) == 11
    dates = [p.record.date for p in history]
    assert dates == sorted(dates)
    assert [p.id for p in history if not p.record.adopted] == ["gge-2004-2005", "gge-2016-2017"]


def test_every_process_ends_after_it_begins_and_knows_its_past(history: list[Process]) -> None:
    for p in history:
        assert p.scenario.starts < p.record.date
        assert not p.known_before(p)
    known = {p.id: [q.id for q in history if q.known_before(p)] for p in history}
    assert known["gge-2004-2005"] == []
    assert known["gge-2009-2010"] == ["gge-2004-2005"]
    # The two bodies of 2019 to 2021 met side by side, and neither knew how the other would end.
    assert "oewg-2019-2021" not in known["gge-2019-2021"]
    assert "gge-2019-2021" not in known["oewg-2019-2021"]
    assert len(known["oewg-2021-2025-final"]) == 10


def test_language_is_scored_for_adopted_reports_only(history: list[Process]) -> None:
    for p in history:
        scored = [issue for issue in p.table.issues if issue not in unscored()]
        cells = {p.table.issues[k]: rung for k, rung in p.language.items()}
        if not p.record.adopted:
            assert cells == {}
            continue
        assert list(cells) == scored
        for issue, rung in cells.items():
            assert rung == p.record.language.get(issue, Rung.SILENT)


def test_an_issue_that_the_record_leaves_out_is_silent(tmp_path: Path) -> None:
    own = process(tmp_path, OWN + RECORD)
    assert own.table.issues == ("CABLES", "FUND")
    assert own.language == {0: Rung.INDIRECT, 1: Rung.SILENT}
    assert process(tmp_path, OWN + FAILED).language == {}


def of(folder: Path, **texts: str) -> list[str]:
    """The decided processes among scenarios with these texts, by name, in their order."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [p.id for p in decided_among([folder / f"{name}.yaml" for name in texts])]


def test_scenarios_without_a_record_are_left_out(tmp_path: Path) -> None:
    neither = altered("id: own", "id: neither", OWN)
    assert of(tmp_path, ict=ICT, own=OWN + RECORD, neither=neither) == ["own"]
    assert decided_among([]) == []


def test_order_is_by_date_then_name(tmp_path: Path) -> None:
    dates = {"c": "2021-03-05", "a": "2021-04-01", "b": "2021-03-05"}
    named = {name: altered("id: own", f"id: {name}", OWN + RECORD) for name in dates}
    texts = {name: altered("2021-03-05", dates[name], text) for name, text in named.items()}
    assert of(tmp_path, **texts) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("end", "start", "known"),
    [
        ("2021-03-05", "2021-03-06", True),
        ("2021-03-05", "2021-03-05", False),
        ("2021-03-05", "2021-03-04", False),
        ("2019-12-31", "2020", True),
        ("2020", "2021", True),
        ("2021", "2021", False),
        # A process that ended some day in March was not known on the 2nd.
        ("2021-03", "2021-03-02", False),
        ("2021", "2021-06", False),
    ],
)
def test_only_what_had_ended_before_the_start_is_known(
    tmp_path: Path, end: str, start: str, known: bool
) -> None:
    own = process(tmp_path, OWN + RECORD)
    assert ended(own, end).known_before(begun(own, start)) is known


def test_the_table_does_not_know_the_record(tmp_path: Path) -> None:
    told, other = process(tmp_path, OWN + RECORD), process(tmp_path, OWN + FAILED)
    assert told.scenario == other.scenario
    assert "record" not in type(told.scenario).model_fields
    assert told.table.positions.tolist() == other.table.positions.tolist()


def test_the_degree_of_a_process_is_that_of_its_report() -> None:
    for process in decided():
        steps = sum(
            max(0, int(rung) - int(process.table.acquis[k]))
            for k, rung in process.language.items()
            if process.table.contested[k]
        )
        expected = ("procedural", "thin", "rich")[min(steps, 2)] if process.record.adopted else "none"
        assert process.degree.word == expected, process.id
