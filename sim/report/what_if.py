"""What a what-if study has to say: what would make the objectors join, and what moves the share adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf

from sim.report import what_if_columns
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Draft,
    Grid,
    Section,
    annexed,
    note,
)
from sim.report.figures.drawing import pictures
from sim.report.figures.what_if import what_if_drawings
from sim.report.not_known import not_known
from sim.report.provenance import given_beyond, how_made, parameters_fact, scenario_fact, unclaimed
from sim.report.result import Report
from sim.report.words.numbers import part_of, percent, share_cell, signed, written
from sim.report.words.rewordings import change_named, how_far, nobody, smallest, subject
from sim.report.words.wordings import replaced
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.what_if.objector import ENOUGH, Objector, Rewording
from sim.study.what_if.pressure import Kind
from sim.study.what_if.question import TOP, WhatIf

#: Marks what is not distinguishable from no effect.
UNCLEAR = "~"
#: Rewordings of at most this many paragraphs are shown for each delegation.
_PARAGRAPHS = 3
#: Objectors, and changes of each group, that are described before the annex.
BRIEFLY = 4
_ON_EFFECTS = (
    "Adopted: difference in the share of plays that adopt a report, in percentage points, over the same "
    "plays with the same luck; text: mean difference of the last text in rungs, over all paragraphs. "
    f"{UNCLEAR} not distinguishable from no effect; of {{}} changes without any effect, about {{:.0f}} would "
    "seem to have one. A stronger own last text is also the acquis."
)
#: Groups of changes: what they change, the title of their table, and the kinds of changes.
_GROUPS: tuple[tuple[str, str, tuple[Kind, ...]], ...] = (
    ("room", "The room", (Kind.ROOM,)),
    ("delegations", "Delegations: all positions of one, one point towards indifference", (Kind.DELEGATION,)),
    (
        "paragraphs",
        "Paragraphs: positions, mandate, own last text",
        (Kind.PARAGRAPH, Kind.MANDATE, Kind.OWN_TEXT),
    ),
)
_ON_JOINING = (
    "Of its objections (plays in which it objects), joins: those in which it then joins; passes: in which it "
    "no longer objects, but may dissociate. Of those in which it joins, others object: in which somebody "
    "objects who did not before; adopted: in which a report is adopted.",
    "Reworded: the last text with one paragraph worded otherwise; nobody reacts. First the smallest: of the "
    "rewordings that make it join in a tenth of its objections or more, the one by fewest rungs, and of "
    "those the one that does so most often. All are in rewordings.csv.",
    "Flexibility: the share of its complaints that it gives up, in the median objection, and how many points "
    "more it needs (lower to upper quartile; ∞ more than can be). Stake: worth of a report as such to it, 0 "
    "to 1. Outlet: the same plays with one more.",
)


def what_if_report(result: WhatIf, top: int = TOP, command: str = "") -> Report:
    """Report a what-if study, the changes of a kind that move most, and the command that made it."""
    figures = what_if_drawings(result, top)
    shown = pictures(figures)
    told = [smallest(result, one) for one in result.objectors]
    joining = tuple(told[1:BRIEFLY])  # the first is the answer
    more = (*told[BRIEFLY:], *_cover(result))
    annex = (
        Section("At a glance", (shown["joining"], shown["pressure"])),
        Section.everywhere("More on who would join", *(Bullets(more),) * bool(more), *_joining(result)),
        Section.everywhere("More on what moves the share adopted", *_effects(result, top, BRIEFLY)),
        how_made(_facts(result), command),
    )
    sections = (
        *(Section.everywhere("What would make the others join", Bullets(joining)),) * bool(joining),
        *_reworded(result),
        Section.everywhere("What moves the share adopted", *_effects(result, min(top, BRIEFLY))),
        not_known(result.scenario, result.setting, note(_ON_EFFECTS.format(*_by_chance(result)))),
        *annexed(*(section for section in annex if section.blocks)),
    )
    document = Document(what_if_columns.KIND, result.scenario.title, _answer(result), sections)
    said = {"headline": headline(result), "strongest": strongest(result)}
    said |= {} if result.objectors else {"note": nobody(result)}
    return Report.of(result, what_if_columns, document, figures, empty=False, **said)


def _answer(result: WhatIf) -> Answer:
    sentence = smallest(result, result.objectors[0]) if result.objectors else nobody(result)
    asked = "What would make the likely objectors join, and what moves the share adopted most?"
    return Answer(sentence, asked, (strongest(result), headline(result)))


def headline(result: WhatIf) -> str:
    """Say how the plays end as the scenario stands, and what this study is."""
    low, high = (f"{100 * end:.1f}" for end in result.interval)
    return (
        f"{result.adoptions:,} of {result.runs:,} plays adopt a report, {percent(result.share)} ({low} to "
        f"{high} %).{unclaimed(result.supported)} What follows shows single changes in the model, each with "
        "all else unchanged. It "
        "does not say what they would do in the real room."
    )


def strongest(result: WhatIf) -> str:
    """Say which change of each group moves the share adopted most."""
    sentences = []
    for group, _, kinds in _GROUPS:
        best = next((e for e in result.effects if e.kind in kinds and e.adopted.clear), None)
        moves = "nothing that is distinguishable from no effect"
        if best:
            name = ", ".join(filter(None, (subject(result, best), best.change)))
            moves = f"{name} ({signed(best.adopted.value)} points)"
        sentences.append(f"Of the {group}: {moves}.")
    return " ".join(sentences)


def _reworded(result: WhatIf) -> Iterator[Section]:
    """Yield the paragraphs that the smallest rewordings change, with what would stand instead."""
    issues = {issue.code: issue for issue in result.scenario.issues}
    found: dict[tuple[str, Rung], dict[Rung, list[str]]] = {}
    for one in result.objectors[:BRIEFLY]:
        if change := one.smallest or one.surest:
            before, after, _ = change.wordings[0]
            joins = f"{one.name} joins in {part_of(Counted(change.joins, one.objections), 'objections')}"
            found.setdefault((change.issue, before), {}).setdefault(after, []).append(joins)
    rows = tuple(
        replaced(issues[code], before, [(rung, ", ".join(said)) for rung, said in after.items()])
        for (code, before), after in found.items()
    )
    if rows:
        yield Section("The text, with what would make them join", (Draft(rows),))


def _joining(result: WhatIf) -> Iterator[Block]:
    if not result.objectors:
        return
    columns = ("delegation", "one paragraph worded otherwise", "joins", "passes", "others object", "adopted")
    rows = tuple(row for one in result.objectors for row in _rewordings(result, one))
    yield Grid("One paragraph of the last text worded otherwise", columns, rows, left=2)
    columns = ("delegation", "flexibility now", "more to join", "more to pass", "stake now", "more to join")
    needs = tuple(_needs(one) for one in result.objectors)
    yield Grid("How much more flexible it would have to be, or how much higher its stake", columns, needs)
    outlets = tuple((one.name, *_shares(one.outlet, one.objections)) for one in result.objectors)
    with_one = ("with one more outlet", "joins", "passes", "adopted")
    yield Grid("The same plays with one more outlet", with_one, outlets)
    yield from (note(text) for text in _ON_JOINING)


def _cover(result: WhatIf) -> Iterator[str]:
    """Say whose joining would make an objector dissociate instead, where that is not rare."""
    for one in result.objectors:
        often = [
            f"{name_of(code)} ({written(Counted(n, one.objections))})"
            for code, n in one.cover
            if n >= ENOUGH * one.objections
        ]
        if often:
            yield (
                f"{one.name} would only dissociate if one who shares its complaint joined, in this share of "
                f"its objections: {', '.join(often)}."
            )


def shown(one: Objector) -> list[Rewording]:
    """Return the rewordings to show: the smallest, the surest, and the best of other paragraphs."""
    best = [r for r in (one.smallest, one.surest) if r]
    kept = best[:1] if len(best) == 2 and best[0].joins == best[1].joins else best
    issues = {r.issue for r in kept}
    for r in one.rewordings:
        if r.issue not in issues and r.joins >= ENOUGH * one.objections and len(issues) < _PARAGRAPHS:
            kept.append(r)
            issues.add(r.issue)
    return kept


def _rewordings(result: WhatIf, one: Objector) -> Iterator[tuple[Cell, ...]]:
    for r in shown(one):
        shares = (*_shares((r.joins, r.passes), one.objections), *_shares((r.costs, r.carries), r.joins))
        yield one.name, f"{result.titles[r.issue]}, {how_far(r)}", *shares
    best = _shares(one.by_rungs[:1], one.objections)
    yield one.name, "whichever fits best, one rung", *best, "", "", ""


def _shares(numbers: Sequence[int], whole: int) -> Iterator[Cell]:
    return (share_cell(Counted(number, whole)) for number in numbers)


def _needs(one: Objector) -> tuple[str, ...]:
    low, middle, high, to_pass = (
        _lacking(100 * more) for more in (*one.flexibility.more, one.flexibility_to_pass.more[1])
    )
    flexibility = f"{100 * one.flexibility.now:.0f} %", f"{middle} ({low} to {high})", to_pass
    return one.name, *flexibility, f"{one.stake.now:g}", _lacking(one.stake.more[1], ".2f")


def _lacking(more: float, form: str = ".0f") -> str:
    return "∞" if isinf(more) else f"+{more:{form}}"


def _effects(result: WhatIf, top: int, after: int = 0) -> Iterator[Block]:
    """Yield the changes of each group that move the share adopted most, up to `top`, but the first ones."""
    for group, title, kinds in _GROUPS:
        effects = [effect for effect in result.effects if effect.kind in kinds]
        rows: list[tuple[Cell, ...]] = []
        for e in effects[after:top]:
            value, low, high = map(signed, e.adopted)
            moved = value if e.adopted.clear else f"{value} {UNCLEAR}"
            name, text = change_named(e, subject(result, e)), f"{e.strength.value:+.2f}"
            rows.append((name, moved, f"{low} to {high}", text))
        if rows:
            caption = f"{title}: the next changes" if after else title
            yield Grid(caption, (group, "adopted, points", "95 %", "text"), tuple(rows))
        if len(effects) > top and (after or top < BRIEFLY):
            yield note(f"{len(effects) - top} more are in effects.csv.")


def _by_chance(result: WhatIf) -> tuple[int, float]:
    """Return how many changes were tried, and how many of as many without any effect would seem clear."""
    return len(result.effects), 0.05 * len(result.effects)


def _facts(result: WhatIf) -> Iterator[tuple[str, str]]:
    yield scenario_fact(result.scenario, result.setting)
    last = result.runs - 1
    yield "plays", f"{result.runs:,} of each setting, numbers 0 to {last:,}; seed {result.seed}"
    yield "settings", f"{1 + len(result.effects)}: the scenario as it stands, and each change by itself"
    yield parameters_fact(result.setting.known, given_beyond(result.setting.given, result.scenario))
