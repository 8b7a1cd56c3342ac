"""A what-if study as a document: what would make the objectors join, and what moves the share adopted."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Picture, Section, Share, Words
from sim.report.figures.what_if import describe_what_if
from sim.report.making import (
    fitted_or_not,
    given_beyond,
    how_made,
    parameters_fact,
    raw_shares,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.what_if.page import (
    GROUPS,
    ON_JOINING,
    UNCLEAR,
    headline,
    issue_titles,
    more,
    nobody,
    on_cover,
    on_effects,
    points,
    rungs,
    signed,
    smallest,
    strongest,
    subject,
    told_of,
)
from sim.report.wording import written
from sim.study.claims import Counted
from sim.study.what_if.objector import Objector
from sim.study.what_if.pressure import Effect, Kind
from sim.study.what_if.question import TOP, WhatIf


def what_if_document(result: WhatIf, top: int = TOP) -> Document:
    """Write a what-if study down.

    Parameters
    ----------
    top : how many changes of a kind are shown
    """
    shows = describe_what_if(result, top)
    sections = (
        Section("What would make them join", (Picture("joining", shows["joining"]), *_joining(result))),
        Section(
            "What moves the share adopted",
            (Picture("pressure", shows["pressure"]), *_effects(result, top)),
        ),
        how_made(_facts(result), _command(result, top)),
    )
    return Document("what-if", result.scenario.title, _answer(result), sections)


def _answer(result: WhatIf) -> Answer:
    sentence = smallest(result, result.objectors[0]) if result.objectors else nobody(result)
    asked = "What would make the likely objectors join, and what moves the share adopted most?"
    return Answer(sentence, asked, (strongest(result), headline(result)))


def _joining(result: WhatIf) -> Iterator[Block]:
    if not result.objectors:
        yield Words(nobody(result))
        return
    yield Bullets((*(smallest(result, one) for one in result.objectors), *on_cover(result)))
    columns = ("delegation", "change of the text", "joins", "passes", "others object", "adopted")
    rows = tuple(row for one in result.objectors for row in _rewordings(result, one))
    yield Grid("One paragraph of the last text worded otherwise", columns, rows, left=2)
    columns = ("delegation", "flexibility now", "more to join", "more to pass", "stake now", "more to join")
    needs = tuple(_needs(one) for one in result.objectors)
    yield Grid("How much more flexible it would have to be, or how much higher its stake", columns, needs)
    outlets: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, *(_share(n, one.objections) for n in one.outlet)) for one in result.objectors
    )
    yield Grid("The same plays with one more outlet", ("delegation", "joins", "passes", "adopted"), outlets)
    for note in ON_JOINING:
        yield Words(note, note=True)


def _rewordings(result: WhatIf, one: Objector) -> Iterator[tuple[Cell, ...]]:
    titles = issue_titles(result)
    for r in told_of(one):
        of_objections = (_share(n, one.objections) for n in (r.joins, r.passes))
        of_joins = (_share(n, r.joins) for n in (r.costs, r.carries))
        yield one.name, f"{titles[r.issue]}, {rungs(r)}", *of_objections, *of_joins
    yield one.name, "whichever fits best, one rung", _share(one.by_rungs[0], one.objections), "", "", ""


def _share(number: int, whole: int) -> Cell:
    """Return a share as a cell; of few plays as a count."""
    found = Counted(number, whole)
    return Share(found.share) if found.enough else written(found)


def _needs(one: Objector) -> tuple[Cell, ...]:
    low, middle, high = map(points, one.flexibility.more)
    return (
        one.name,
        f"{100 * one.flexibility.now:.0f} %",
        f"{middle} ({low} to {high})",
        points(one.flexibility_to_pass.more[1]),
        f"{one.stake.now:g}",
        more(one.stake),
    )


def _effects(result: WhatIf, top: int) -> Iterator[Block]:
    for title, kinds in GROUPS.items():
        found = [effect for effect in result.effects if effect.kind in kinds]
        if not found:
            continue
        rows = tuple((_named(result, e), *_moved(e)) for e in found[:top])
        yield Grid(title, ("change", "adopted, points", "95 %", "text"), rows)
        if len(found) > top:
            yield Words(f"{len(found) - top} more are in effects.csv.", note=True)
    yield Words(on_effects(result), note=True)


def _named(result: WhatIf, effect: Effect) -> str:
    name = subject(result, effect)
    if effect.kind is Kind.DELEGATION:
        return name
    return f"{name}: {effect.told}" if name else effect.told


def _moved(effect: Effect) -> tuple[str, str, str]:
    adopted = effect.adopted
    mark = "" if adopted.clear else f" {UNCLEAR}"
    ends = f"{signed(adopted.low)} to {signed(adopted.high)}"
    return f"{signed(adopted.value)}{mark}", ends, f"{effect.strength.value:+.2f}"


def _facts(result: WhatIf) -> Iterator[tuple[str, str]]:
    yield scenario_fact(result.scenario)
    last = result.runs - 1
    yield "plays", f"{result.runs:,} of each setting, numbers 0 to {last:,}; seed {result.seed}"
    yield "settings", f"{1 + len(result.effects)}: the scenario as it stands, and each change by itself"
    yield parameters_fact(result.setting.known, given_beyond(result.setting.given, result.scenario))


def _command(result: WhatIf, top: int) -> str:
    words = [
        "what-if",
        scenario_argument(result.scenario),
        "--runs",
        str(result.runs),
        "--seed",
        str(result.seed),
    ]
    given = given_beyond(result.setting.given, result.scenario)
    raw = raw_shares((result.scenario, None))
    return typed(*words, "--top", str(top), *fitted_or_not(result.setting.known, given), *raw)
