"""What is claimed and what is withheld, over everything that a forecast leaves behind."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sim.classroom.kit.model_and_history import afterwards
from sim.classroom.room.debriefing import _forecast as class_view
from sim.classroom.site.explorer.page_data import told as explored
from sim.report.claimed import ANOTHER_FIELD
from sim.report.figures.horseshoe import describe_horseshoe
from sim.report.figures.language import language
from sim.report.forecast import forecast_report
from sim.report.forecast_answer import answer_of, in_short
from sim.report.forecast_drivers import deciding, driver_lines
from sim.report.forecast_objectors import objectors
from sim.report.forecast_reasons import cure_summary, reason_lines, reasons_in_words
from sim.report.render.terminal import as_text
from sim.report.words.numbers import percent
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast, forecast
from sim.study.references import references
from tests.study.reasons.rooms import INSISTENT, forecast_of, lone_blocker, squeezed, two_blockers

pytestmark = pytest.mark.usefixtures("empty_pictures")

#: Shipped scenarios of bodies out of scope, and two within it, put out of it by their kind or their rule.
OUT = [name for name in shipped() if not load(name).supported and len(load(name).members) < 60]
MADE_UP = {"other body": {"body": "other"}, "another rule": {"decision": "two-thirds"}}
OFTEN = ("objects", "of_failures", "alone", "dissociates")
RUNS = 207
#: Tables whose numbers have nothing to do with how plays end, and may be the same by chance.
COINCIDE = ("positions.csv", "readings.csv", "references.csv", "backtest.csv")
#: Processes of which few plays fail, and of which few adopt.
FEW_FAIL, FEW_ADOPT = "gge-2012-2013", "few adopt"


@cache
def unsupported(name: str) -> Forecast:
    """A forecast of a body or rule out of scope."""
    if name in MADE_UP:
        return forecast(load("gge-2016-2017").model_copy(update=MADE_UP[name]), RUNS)
    return forecast(load(name), RUNS)


@cache
def files(name: str) -> dict[str, bytes]:
    """The files of a forecast of a body or rule out of scope."""
    return forecast_report(unsupported(name)).files()


def outputs(told: Forecast, written: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, str]]:
    """Everything that is written of a forecast, by its name, with what figures say as text."""
    report = forecast_report(told)
    yield "terminal", as_text(report.document, 160)
    for name, content in (written or report.files()).items():
        if name.endswith((".csv", ".json", ".md", ".html")) and name not in COINCIDE:
            text = content.decode()
            # Nor do the numbers of paragraphs tell of plays.
            yield name, re.sub(r'<style.*?</style>|<svg.*?</svg>|<li value="\d+">', "", text, flags=re.DOTALL)
    yield "explorer", json.dumps(explored(told))
    yield "debrief", repr(class_view(told))
    yield "kit", repr(afterwards(told, None))


def giving_away(told: Forecast) -> set[str]:
    """The forms in which the share of plays, or how many, would be written."""
    adopted, failed, runs = told.outcomes.adoptions, told.failures, told.runs
    forms = set()
    for count in {adopted, failed} - {0, runs}:
        share = count / runs
        forms |= {
            f"{count} of {runs}",
            f"{count:,} reports",
            *(f"{share:.{digits}f}" for digits in range(3, 7)),
        }
        forms |= {f"{100 * share:.1f} %", f'"{count}"', f": {count},", f": {count}}}"}
    return forms


@pytest.mark.parametrize("name", [*OUT, *MADE_UP])
def test_nothing_gives_a_withheld_number_away(name: str) -> None:
    told = unsupported(name)
    assert told.probability is told.interval is None
    forms = giving_away(told)
    for where, text in outputs(told, files(name)):
        found = {form for form in forms if re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text)}
        assert not found, (where, found)
        # Of numbers in per cent there are those of wordings and of the movement of the draft alone.
        assert not re.search(r"(object|dissociat|fail|adopt)\w* in (?:<|>)?\d+ %", text), where
    assert "plays.csv" not in files(name)
    assert deciding(told) == []


@pytest.mark.parametrize("name", [*OUT, *MADE_UP])
def test_no_table_out_of_scope_counts_anybodys_objections(name: str) -> None:
    for row in csv.DictReader(io.StringIO(files(name)["delegations.csv"].decode())):
        assert not any(value for key, value in row.items() if key.startswith(OFTEN))
    for row in csv.DictReader(io.StringIO(files(name)["reasons.csv"].decode())):
        assert not any(row[key] for key in ("failures", "of", "share", "low", "high", "by_one", "cured"))
        assert not re.search(r"\d", row["objecting"])
    summary = json.loads(files(name)["forecast.json"])
    assert summary["share_adopted"] is summary["plays_adopted"] is summary["probability"] is None
    assert not {"failures", "studied", "by_one"} & set(summary["reasons"])
    assert all("probability" not in one for one in summary["objectors"] + summary["dissociators"])


def test_out_of_scope_the_plays_are_still_told() -> None:
    told = unsupported("lone-blocker")
    page = as_text(forecast_report(told).document, 160)
    assert "Panama objects." in page
    assert "resists Limit on noise" in page
    assert "A play that adopts a report" in page
    assert "A play that fails" in page
    assert "The most typical play" not in page


def sentences(told: Forecast) -> list[str]:
    steps = [*reasons_in_words(told), *objectors(told)]
    lines = [*reason_lines(told, 5), *cure_summary(told), *in_short(told), *driver_lines(told)]
    return [*lines, *(" ".join((step.title, *step.lines)) for step in steps)]


@cache
def few(name: str) -> Forecast:
    """A forecast of which fewer plays than are enough fail, or adopt."""
    if name == FEW_ADOPT:
        return forecast(load("gge-2016-2017"), runs=300, priors={"decision_noise": 2.0})
    return forecast(load(name), runs=200)


def numbers(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every object of a summary that counts plays."""
    if isinstance(value, Mapping):
        if {"plays", "of", "share"} <= set(value):
            yield key, value
        for name, inner in value.items():
            yield from numbers(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, key)


def test_below_fifty_failures_there_is_no_percentage_of_failures() -> None:
    told = few(FEW_FAIL)
    assert 0 < told.failures < ENOUGH
    # Of all plays, who objects in how many is a share of two hundred.
    for line in sentences(told):
        of_failures = re.sub(r"\d+ % (?:\([^)]*\) )?of all plays", "", line)
        if line not in in_short(told):
            assert "%" not in of_failures, line
        assert "most often" not in line.lower(), line
        assert "most frequent" not in line.lower(), line
    page = dict(outputs(told))
    for where in ("terminal", "story.md", "page.html"):
        assert "most often" not in page[where].lower(), where
        assert not re.search(r"\d+ %[^.;]{0,40}of failures", page[where]), where
    for row in csv.DictReader(io.StringIO(page["delegations.csv"])):
        assert row["of_failures"] == row["of_failures_low"] == row["alone"] == ""
        assert int(row["of_failures_plays"]) <= told.failures
    for row in csv.DictReader(io.StringIO(page["reasons.csv"])):
        assert row["share"] == row["low"] == row["high"] == ""
        assert 0 < int(row["failures"]) <= int(row["of"]) == told.failures
    found = list(numbers(json.loads(page["forecast.json"])))
    assert found
    assert all(value["share"] is value["interval"] is None for _, value in found if value["of"] < ENOUGH)


def test_from_fifty_failures_on_every_share_stands_with_its_count_and_interval() -> None:
    told = forecast(load("gge-2016-2017"), runs=600)
    assert told.failures >= ENOUGH
    for line in [*reason_lines(told, 5), *cure_summary(told), *reasons_in_words(told)[0].lines]:
        for written in re.finditer(r"(\d+) %(?! interval)(?: \((\d+)(; \d+ to \d+)?\))?", line):
            assert written[2], (written[0], line)
    rows = list(csv.DictReader(io.StringIO(forecast_report(told).files()["delegations.csv"].decode())))
    first = Counted(int(rows[0]["of_failures_plays"]), told.failures)
    assert float(rows[0]["of_failures"]) == pytest.approx(first.share, abs=1e-5)
    assert float(rows[0]["of_failures_low"]) == pytest.approx(first.interval[0], abs=1e-5)


def test_where_few_plays_adopt_the_language_is_counted() -> None:
    told = few(FEW_ADOPT)
    assert 0 < told.outcomes.adoptions < ENOUGH
    page = dict(outputs(told))
    of = f"of {told.outcomes.adoptions}"
    assert f"explicit {int(told.wordings[0, 2])} {of}" in page["story.md"]
    draft = page["story.md"].partition("## What the report would say")[2].partition("In square brackets")[0]
    assert not re.search(r"(silent|indirect|explicit) [<>]?\d+ %", draft)
    for row in csv.DictReader(io.StringIO(page["language.csv"])):
        assert row["silent"] == row["indirect"] == row["explicit"] == ""
        assert sum(int(row[f"{word}_texts"]) for word in ("silent", "indirect", "explicit")) == int(of[3:])
    assert all("%" not in line for line in deciding(told))
    assert all(" of " in line for line in deciding(told))


@pytest.mark.parametrize("make", [lone_blocker, two_blockers, squeezed])
def test_made_up_rooms_with_few_failures_are_told_in_counts(make: Any) -> None:
    codes = ("CHN", "USA") if make is squeezed else ("CHN", "FRA", "USA")
    for runs in (1, 3, ENOUGH - 1):
        told = forecast_of(make(codes=codes), runs=runs, disappointment_weight=INSISTENT)
        assert 0 < told.failures < ENOUGH
        lines = [*reason_lines(told, 5), *cure_summary(told)]
        lines += [" ".join((step.title, *step.lines)) for step in objectors(told)]
        assert not any("%" in line or "ost often" in line for line in lines)


def test_few_plays_make_no_probability() -> None:
    told = forecast(load("gge-2016-2017"), runs=ENOUGH - 1)
    page = as_text(forecast_report(told).document, 160)
    assert told.probability is None
    assert f"{told.runs} simulated negotiations ({told.outcomes.adoptions} adopt a report): too few" in page
    assert replace(told, outcomes=told.outcomes).claim.counted is not None
    assert percent(told.outcomes.share) not in page.partition("What the report")[0]


@pytest.mark.parametrize("name", [*OUT, *MADE_UP])
def test_the_bars_of_the_language_give_no_odds_away(name: str) -> None:
    figure = language(unsupported(name))
    widths = {bar.get_width() for axes in figure.axes for bars in axes.containers for bar in bars.patches}
    assert widths == {0.0, 1.0}


def test_of_few_plays_nothing_is_a_percentage() -> None:
    few = forecast(load("gge-2016-2017"), 20)
    assert any(d.objects for d in few.delegations)
    told = [*in_short(few), describe_horseshoe(few)]
    assert not [line for line in told if "%" in line]
    sections = {section.title: section for section in forecast_report(few).document.sections}
    moves = sections["How the draft moves, from the zero draft to the end"].brief[0]
    assert "stronger" in moves.columns  # type: ignore[union-attr]
    cells = {cell for row in moves.rows for cell in row[1:]}  # type: ignore[union-attr]
    assert cells
    assert all(str(cell).endswith(" of 20") for cell in cells)


def test_a_claim_on_issues_of_another_field_says_that_its_record_is_that_of_ict_security() -> None:
    for name, said in (("paros-2028", True), ("ndv-2019", True), ("gge-2012-2013", False)):
        told = answer_of(forecast(load(name), ENOUGH), None)
        assert told.probability is not None
        assert any(ANOTHER_FIELD in aside for aside in told.asides) is said, name
    unclaimed = answer_of(forecast(load("bwc-2027"), ENOUGH), None)
    assert not any(ANOTHER_FIELD in aside for aside in unclaimed.asides)


def test_where_the_declared_kind_does_not_fit_the_page_gives_the_reason_and_no_probability() -> None:
    for name, body, reason in (
        ("npt-2026", "OEWG", "but this process ships as review conference"),
        ("att-2012", "GGE", "but this process ships as treaty conference"),
        ("global-mechanism-2027", "OEWG", "but this process ships as standing body"),
    ):
        made = forecast(load(name).model_copy(update={"body": body}), ENOUGH)
        told = answer_of(made, None)
        assert told.probability is told.interval is made.band is None
        assert f"No probability is given: the body is declared as {body}, {reason}." in told.sentence
        assert [one.name for one in made.references] == [one.name for one in references(load(name))]
