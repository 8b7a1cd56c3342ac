"""A comparison as a document: two sides, what differs between them, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.negotiation.parameters import NAMES, Prior
from sim.report.comparison.change import changes
from sim.report.comparison.page import (
    MEASURES,
    ON_DELEGATIONS,
    ON_LANGUAGE,
    named,
    names,
    notes,
    odds,
    points,
    title,
    verdict,
)
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Picture, Section, Share, Words
from sim.report.figures.comparison import describe_comparison
from sim.report.making import (
    given_beyond,
    how_made,
    parameters_fact,
    plain,
    raw_shares,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.wording import percent
from sim.scenario.roster import roster
from sim.study.comparison import Comparison, DelegationContrast, Side
from sim.study.interval import wilson
from sim.study.paired import Difference

_APART = ("B − A", "95 %")


def comparison_document(comparison: Comparison) -> Document:
    """Write a comparison down."""
    shown = Picture("compare", describe_comparison(comparison))
    sections = (
        Section("How often a report is adopted", (shown, *_adopted(comparison))),
        Section("How they were compared", (Bullets(tuple(plain(note) for note in notes(comparison))),)),
        Section("What differs before they start", tuple(_changes(comparison))),
        Section("What the report says, if adopted", tuple(_language(comparison))),
        Section("Who objects, and who dissociates", tuple(_delegations(comparison))),
        Section("What else comes of it", (_measures(comparison),)),
        how_made(_facts(comparison), _command(comparison)),
    )
    return Document("comparison", title(comparison), _answer(comparison), sections)


def _answer(comparison: Comparison) -> Answer:
    a, b = names(comparison)
    asides = (
        []
        if all(side.scenario.supported for side in (comparison.a, comparison.b))
        else [notes(comparison)[-1]]
    )
    asked = f"A: {a}. B: {b}. How far do the two lie apart?"
    in_a, in_b = (percent(adopted / comparison.runs) for adopted in comparison.adopted)
    sentence = (
        f"A report is adopted in {in_a} of the plays of A and {in_b} of those of B. {verdict(comparison)}"
    )
    return Answer(sentence, asked, tuple(asides))


def _adopted(comparison: Comparison) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for side, name, adopted in zip("AB", names(comparison), comparison.adopted, strict=True):
        low, high = (100 * end for end in wilson(adopted, comparison.runs))
        share = Share(adopted / comparison.runs)
        rows.append((f"{side}: {name}", share, f"{low:.1f} to {high:.1f} %", f"{adopted:,}"))
    value, ends = points(comparison.difference)
    rows.append(("B − A, points", value, ends, f"{comparison.adopted[1] - comparison.adopted[0]:+,}"))
    columns = ("", "adopted", "95 %", f"plays of {comparison.runs:,}")
    yield Grid("Share of plays that adopt a report", columns, tuple(rows))
    words = {"both": "in both", "only_a": "in A alone", "only_b": "in B alone", "neither": "in neither"}
    ended = [(words[name], f"{n:,}", Share(n / comparison.runs)) for name, n in comparison.counts.items()]
    if comparison.language:
        ended.append(
            (
                "the same text in both",
                f"{comparison.same_text:,}",
                Share(comparison.same_text / comparison.runs),
            )
        )
    yield Grid("In how many plays a report is adopted", ("a report", "plays", "share"), tuple(ended))


def _changes(comparison: Comparison) -> Iterator[Block]:
    rows = tuple((c.what, c.a or "–", c.b or "–", c.many) for c in changes(comparison))
    if rows:
        yield Grid("What differs before the first reading", ("", "A", "B", "how many"), rows, left=4)
    else:
        yield Words("Nothing: the two are the same.")


def apart(difference: Difference | None, scale: float = 100, digits: int = 1) -> tuple[str, str]:
    """Write a difference and its interval; a star if that leaves out 0."""
    if difference is None:
        return "–", ""
    value, ends = points(difference, scale, digits)
    return f"{value} *" if difference.clear else value, ends


def _language(comparison: Comparison) -> Iterator[Block]:
    if not comparison.language:
        yield Words("No issue is in both.")
        return
    rows = []
    for p in comparison.language:
        sides = [" / ".join(odds(side)) or "no report" for side in (p.a, p.b)]
        rows.append((p.issue.title, *sides, *apart(p.strength.difference, 1, 3), apart(p.in_both, 1, 3)[0]))
    columns = ("paragraph", "A, %", "B, %", *_APART, "in both")
    yield Grid("Language of the paragraphs that both have", columns, tuple(rows))
    yield Words(ON_LANGUAGE, note=True)


def _delegations(comparison: Comparison) -> Iterator[Block]:
    found = named(comparison)
    if not found:
        yield Words("Nobody objects, in 1 % of the plays of either.")
        return
    for told, kind in (("object", "objects"), ("dissociate", "dissociates")):
        rows = tuple(_delegation(d, kind) for d in found)
        yield Grid(
            f"How often they {told}, in plays", ("delegation", "A", "B", "B − A, points", "95 %"), rows
        )
    yield Words(f"{ON_DELEGATIONS} All are in delegations.csv.", note=True)


def _delegation(d: DelegationContrast, kind: str) -> tuple[Cell, ...]:
    a, b, difference = d.objects if kind == "objects" else d.dissociates
    sides = ["absent" if share is None else Share(share) for share in (a, b)]
    return roster()[d.code].name, *sides, *apart(difference)


def _measures(comparison: Comparison) -> Grid:
    rows = []
    for name, (a, b, difference) in comparison.measures.items():
        ends = ["–" if end is None else f"{end:.3f}" for end in (a, b)]
        rows.append((MEASURES[name], *ends, *apart(difference, 1, 3)))
    return Grid("Means over plays", ("mean", "A", "B", *_APART), tuple(rows))


def _facts(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for letter, side in zip("AB", (comparison.a, comparison.b), strict=True):
        yield scenario_fact(side.scenario, f"scenario {letter}")
        if side.turned:
            yield f"levers of {letter}", ", ".join(side.turned)
        known, given = side.setting.known, _given(side)
        yield f"parameters of {letter}", parameters_fact(known, given)[1]
    yield (
        "plays",
        f"{comparison.runs:,} of each, numbers 0 to {comparison.runs - 1:,}; seed {comparison.seed}",
    )


def _given(side: Side) -> dict[str, Prior]:
    """Return the parameters given to a side otherwise than by its scenario or a lever."""
    levers = {text.partition("=")[0] for text in side.turned}
    beyond = given_beyond(side.setting.given, side.scenario)
    return {name: prior for name, prior in beyond.items() if not levers & _spellings(name)}


def _spellings(name: str) -> set[str]:
    return {name, NAMES[name].symbol}


def _command(comparison: Comparison) -> str:
    a, b = comparison.a, comparison.b
    sides = [_place(a, "a")]
    if not b.turned or not _same(a, b):
        sides.append(_place(b, "b"))
    words = ["compare", *sides]
    for text in b.turned:
        words += ["--with", text]
    words += ["--runs", str(comparison.runs), "--seed", str(comparison.seed)]
    raw = raw_shares(*((side.scenario, side.setting.table.decision.name) for side in (a, b)))
    return typed(*words, *_behaviour(a, b), *raw)


def _same(a: Side, b: Side) -> bool:
    return a.source == b.source and a.result == b.result and a.scenario == b.scenario


def _place(side: Side, letter: str) -> str:
    """Return how a command names a side: a shipped scenario, or what lies in the folder of the comparison."""
    return (
        f"{letter}-{side.source}"
        if side.result
        else scenario_argument(side.scenario, f"{letter}/{side.source}.yaml")
    )


def _behaviour(a: Side, b: Side) -> list[str]:
    """Return the options that say where parameters come from, where the sides themselves do not."""
    sources = {side.setting.known is None for side in (a, b)}
    results = any(side.result for side in (a, b))
    words = ["--behaviour", "priors" if sources == {True} else "calibrated"]
    given: list[Mapping[str, Prior]] = [_given(side) for side in (a, b) if not side.result]
    file = ["--parameters", "FILE"] * any(given)
    return (words if len(sources) == 1 and (results or sources == {True}) else []) + file
