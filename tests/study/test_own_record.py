"""A record of anybody's: which files count, how they are scored, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped, shipped_wider
from sim.study.baselines import extremity
from sim.study.group_scores import BASE_RATE, GroupScore
from sim.study.in_the_way import Measure
from sim.study.own_record import ALL, ALWAYS, LAST_TEXT, MODEL, OwnRecord, judge_own, read_folder
from sim.study.scores import ranking
from tests.scenario.files import OWN

#: Two families, and two processes that name none.
NAMES = ("smallarms-1997", "milex-2011", "paros-2019", "tcbm-2013")
ICT = ("gge-2009-2010", "gge-2016-2017")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("mine")
    for name in (*NAMES, *ICT):
        (place / f"{name}.yaml").write_bytes((shipped() | shipped_wider())[name].read_bytes())
    (place / "open.yaml").write_text(OWN, encoding="utf-8")
    (place / "notes.txt").write_text("not a scenario", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def own(folder: Path) -> OwnRecord:
    return judge_own(read_folder(folder), runs=60)


def of(own: OwnRecord, way: str) -> dict[str, GroupScore]:
    return {score.group: score for score in own.scores if score.forecast == way}


def test_decided_scenarios_count_in_the_order_in_which_they_ended(folder: Path, own: OwnRecord) -> None:
    found = read_folder(folder)
    ends = [process.record.date for process in found.processes]
    assert ends == sorted(ends)
    assert {process.id for process in found.processes} == {*NAMES, *ICT}
    assert found.open == own.open == ("open.yaml",)


def test_a_family_is_the_one_on_record_or_the_kind_of_body(own: OwnRecord) -> None:
    families = {f.process.id: f.family for f in own.forecasts}
    assert families["milex-2011"] == "conventional arms"
    assert families["gge-2016-2017"] == "GGE"
    assert set(of(own, MODEL)) == {ALL, "conventional arms", "space and missiles", "GGE"}


def test_the_base_rate_leaves_the_family_out(own: OwnRecord) -> None:
    given = []
    for one in own.forecasts:
        others = [o.process.record.adopted for o in own.forecasts if o.family != one.family]
        given.append((sum(others) + 1) / (len(others) + 2))
    happened = np.array([f.process.record.adopted for f in own.forecasts])
    assert of(own, BASE_RATE)[ALL].brier == pytest.approx(np.mean((np.array(given) - happened) ** 2))
    assert of(own, ALWAYS)[ALL].brier == pytest.approx(np.mean((0.75 - happened) ** 2))
    assert of(own, MODEL)[ALL].gain == pytest.approx(
        of(own, BASE_RATE)[ALL].brier - of(own, MODEL)[ALL].brier
    )


def test_wording_is_scored_where_it_is_recorded(own: OwnRecord) -> None:
    [coded] = [f for f in own.forecasts if f.process.record.language]
    model, last = own.wording
    assert (model.predictor, last.predictor) == (MODEL, LAST_TEXT)
    assert model.paragraphs == last.paragraphs == len(coded.process.language)
    assert model.exact == pytest.approx(coded.right[MODEL].mean())
    assert model.gain == pytest.approx(model.exact - last.exact)
    assert last.gain == 0


def test_those_who_stood_in_the_way_are_ranked_where_they_are_recorded(own: OwnRecord) -> None:
    [found] = own.objectors
    process = next(f.process for f in own.forecasts if f.process.id == found.process)
    assert set(found.named) == {s for entry in process.record.resistance for s in entry.states}
    real = np.array([code in found.named for code in process.table.codes])
    assert found.rankings[Measure.EXTREMITY] == pytest.approx(ranking(extremity(process), real))
    assert found.rankings[Measure.PLAYS] > 0.5


def test_an_interrupted_record_goes_on_and_gives_the_same(
    folder: Path, own: OwnRecord, tmp_path: Path
) -> None:
    found = read_folder(folder)
    done: list[int] = []
    judge_own(found, runs=60, folder=tmp_path)
    kept = sorted(path.name for path in tmp_path.iterdir())
    again = judge_own(found, runs=60, folder=tmp_path, progress=done.append)
    assert [f.shares for f in again.forecasts] == [f.shares for f in own.forecasts]
    assert sorted(path.name for path in tmp_path.iterdir()) == kept
    assert sum(done) == len(found.processes)


def test_without_a_rule_the_rules_as_built_are_scored_too(folder: Path) -> None:
    found = judge_own(read_folder(folder), runs=20, without=["inertia"])
    assert {s.forecast for s in found.scores} == {BASE_RATE, MODEL, "rules as built", "no inertia", ALWAYS}


def test_every_fault_of_every_file_is_told(tmp_path: Path) -> None:
    decided = OWN + "record: {adopted: true, document: X, date: 2021-03-01, source: invented}\n"
    for name, text in (("a", decided), ("b", decided), ("c", OWN.replace("KEN", "NO"))):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        read_folder(tmp_path)
    said = str(error.value)
    assert "b.yaml: id = own: is also the id of a.yaml" in said
    assert "NO: is not a member state; did you mean NOR (Norway)?" in said


def test_a_folder_without_a_decided_scenario_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        read_folder(tmp_path / "none")
    (tmp_path / "open.yaml").write_text(OWN, encoding="utf-8")
    with pytest.raises(BadInput, match=r"holds no scenario file with a record \(1 without one\)"):
        read_folder(tmp_path)
