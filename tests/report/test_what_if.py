"""What a what-if study says: its page, tables, JSON object and figures."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sim.report.column import record
from sim.report.figures.drawing import rendered
from sim.report.figures.what_if import what_if_drawings
from sim.report.render.terminal import as_text
from sim.report.what_if import shown, what_if_report
from sim.report.what_if_columns import SUMMARY
from sim.report.words.numbers import part_of, percent
from sim.report.words.rewordings import nobody, smallest
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.claims import Counted
from sim.study.setting import scenario_digest
from sim.study.what_if.pressure import Kind
from sim.study.what_if.question import WhatIf, what_if
from sim.version import __version__
from tests.report.boxes import faults
from tests.report.reading import rows_of, text_of
from tests.scenario.files import OWN, shipped_scenario, written

RUNS, SEED = 120, 2
STAMP = ["seed", "scenario", "scenario_hash", "version"]
#: Parameters under which nobody minds anything enough.
CALM = {"stake_scale": 50, "red_line": 100, "stake_noise": 0, "decision_noise": 0}


@pytest.fixture(scope="module")
def own() -> WhatIf:
    return what_if(scenario(), RUNS, SEED)


@pytest.fixture(scope="module")
def calm() -> WhatIf:
    return what_if(scenario(), 20, priors=CALM)


@pytest.fixture(scope="module")
def gge() -> WhatIf:
    return what_if(shipped_scenario("gge-2016-2017"), 100, 1)


@cache
def scenario() -> Scenario:
    with TemporaryDirectory() as folder:
        return load(written(Path(folder), OWN))


def page(result: WhatIf) -> str:
    return as_text(what_if_report(result).document, 110)


def flat(result: WhatIf) -> str:
    return " ".join(page(result).replace("│", " ").split())


def test_the_page_says_who_would_join_if_what_were_different(own: WhatIf) -> None:
    text, one = flat(own), own.objectors[0]
    assert one.smallest is not None
    wanted = [
        f"{own.adoptions} of {RUNS} plays adopt a report",
        f"{one.name} objects in {100 * one.objections / RUNS:.0f} % of plays ({one.objections})",
        f"It would join in {part_of(Counted(one.smallest.joins, one.objections), 'these')} if",
        "in the model",
        f"{100 * own.effects[0].adopted.value:+.1f}",
    ]
    assert [words for words in wanted if words not in text] == []
    assert [words for words in ("…", "robability") if words in text] == []


def test_the_smallest_comes_first_and_no_rewording_twice(own: WhatIf) -> None:
    for one in own.objectors:
        kept = shown(one)
        assert kept[0] is (one.smallest or one.surest)
        assert len({(r.issue, r.rungs) for r in kept}) == len(kept)


def test_what_is_not_distinguishable_is_marked(own: WhatIf) -> None:
    lines = page(own).splitlines()
    for effect in own.effects:
        if effect.kind is Kind.ROOM:
            (line,) = [text for text in lines if text.startswith(f" {effect.change} ")]
            assert ("~" in line) is not effect.adopted.clear


def test_where_nobody_objects_the_page_says_so(calm: WhatIf) -> None:
    text = flat(calm)
    assert "20 of 20 plays adopt a report, 100 %" in text
    assert "Nobody objects in as many as 1 % of the 20 plays, or in any." in text
    assert text.count("nothing that is distinguishable from no effect") == 3
    drawing = what_if_drawings(calm)["joining"]
    assert "Nobody objects" in text_of(drawing.draw())
    assert drawing.describe() == nobody(calm)
    report = what_if_report(calm)
    assert [sheet.name for sheet in report.sheets] == ["effects"]
    assert (report.summary["objectors"], report.summary["note"]) == ([], nobody(calm))


def test_no_probability_is_claimed_for_a_body_outside_the_scope() -> None:
    result = what_if(scenario().model_copy(update={"body": "other"}), 60)
    assert "No probability is claimed for this kind of body or rule." in flat(result)
    assert "…" not in page(result)
    summary = what_if_report(result).summary
    assert summary["supported"] is False
    assert "probability" not in json.dumps(summary).replace("No probability is claimed", "")


def test_an_objector_that_nothing_wins_over_has_no_rewording(gge: WhatIf) -> None:
    one = next(o for o in gge.objectors if o.smallest)
    stubborn = replace(one, rewordings=())
    assert smallest(gge, stubborn).endswith("No single rewording ever makes it join.")
    rarely = replace(one, rewordings=(replace(one.rewordings[0], joins=1),), objections=50)
    assert "makes it join in a tenth of these; most often, it does in 2 % if " in smallest(gge, rarely)
    assert smallest(gge, one).startswith(f"{one.name} objects in ")
    (row,) = record(SUMMARY, replace(gge, objectors=(stubborn,)))["objectors"]
    assert (row["state"], row["smallest"], row["surest"], row["rewordings"]) == (one.code, None, None, [])


def test_where_nobody_objects_often_who_does_most_often_is_named(gge: WhatIf) -> None:
    often = int(gge.base.objects.argmax())
    assert gge.base.objects[often] > 0
    assert "; most often " in nobody(gge)
    assert nobody(gge).endswith(f"{100 * gge.base.objects[often] / gge.runs:.0f} %.")


def test_tables_and_summary_add_up_and_say_what_they_were_computed_from(own: WhatIf) -> None:
    report = what_if_report(own)
    files = report.files()
    tables = {sheet.name: rows_of(files, f"{sheet.name}.csv") for sheet in report.sheets}
    assert {"objectors", "rewordings", "effects", "objections"} <= set(tables)
    stamp = [str(SEED), "own", scenario_digest(own.scenario), __version__]
    for name, rows in tables.items():
        for row in rows:
            assert [row[key] for key in STAMP] == stamp
            if name == "objections":
                assert 0 <= int(row["replicate"]) < RUNS
            else:
                assert (row["first"], row["last"]) == ("0", str(RUNS - 1))
    for one, row in zip(own.objectors, tables["objectors"], strict=True):
        assert (row["state"], row["objections"]) == (one.code, str(one.objections))
        assert sum(line["state"] == one.code for line in tables["objections"]) == one.objections
        mine = [line for line in tables["rewordings"] if line["state"] == one.code]
        for r in one.rewordings:
            alike = [w for w in mine if w["issue"] == r.issue and int(w["rungs"]) == r.rungs]
            for column, count in (("plays", r.plays), ("joins", r.joins), ("adopted", r.carries)):
                assert sum(int(w[column]) for w in alike) == count
    summary = json.loads(files["what-if.json"])
    assert summary == json.loads(json.dumps(report.summary, allow_nan=False))
    assert (summary["runs"], summary["adopted"]["plays"]) == (RUNS, own.adoptions)
    assert [one["state"] for one in summary["objectors"]] == [one.code for one in own.objectors]
    assert len(summary["effects"]) == len(own.effects) == len(tables["effects"])


def test_figures_name_what_they_show(own: WhatIf, gge: WhatIf) -> None:
    joining, pressure = (drawing.draw() for drawing in what_if_drawings(own).values())
    for one in own.objectors:
        assert f"{one.name} ({percent(one.objections / RUNS)}, {one.objections:,})" in text_of(joining)
    assert "One more outlet" in text_of(joining)
    assert "one more outlet" in text_of(pressure)
    assert rendered(pressure, "svg") == rendered(what_if_drawings(own)["pressure"].draw(), "svg")


def test_cells_without_a_number_are_explained(gge: WhatIf) -> None:
    figure = what_if_drawings(gge)["joining"].draw()
    left = figure.axes[0]
    cells = len(left.get_yticks()) * len(left.get_xticks())
    assert len([t for t in left.texts if t.get_text()]) < cells
    assert "without a number: less than 10 %" in text_of(figure).replace("\n", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["own", "gge", "calm"])
def test_nothing_falls_outside_the_figures(name: str, request: pytest.FixtureRequest) -> None:
    for drawing in what_if_drawings(request.getfixturevalue(name)).values():
        assert not [fault for fault in faults(drawing.draw()) if fault.startswith("outside")]
