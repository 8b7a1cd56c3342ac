"""What a comparison has to say: two sides, what differs between them, and how far their plays lie apart."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.degree import ADDS, MEANING, Degree
from sim.negotiation.parameters import NAMES, Prior
from sim.report import comparison_columns
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, Words, note
from sim.report.figures.comparison import comparison_drawings
from sim.report.figures.drawing import pictures
from sim.report.provenance import given_beyond, how_made, parameters_fact, plain, scenario_fact
from sim.report.result import Report
from sim.report.words.numbers import difference_cells, difference_written, percent
from sim.report.words.sides import MOST_NAMED, RARELY, names, notes, objectors, title, verdict
from sim.scenario.roster import name_of
from sim.study.comparison import Comparison, Side
from sim.study.interval import wilson
from sim.study.setting_differences import setting_differences

_MEASURES = {
    "adds": f"share of plays in which {ADDS}",
    **{degree.word: f"share of plays with {MEANING[degree]}" for degree in Degree if degree},
    "strength": "strength of an adopted report, 0 to 1",
    "objections": "delegations that object, a play",
    "dissociations": "delegations that dissociate, an adopted report",
    "readings": "last reading at which the draft changes",
}
_COLUMNS = ("A", "B", "B − A", "95 %")
_ON_LANGUAGE = (
    "A, B: probability of silent, indirect, explicit text. B − A: of mean strength, silent 0, indirect 0.5, "
    "explicit 1. *: the interval leaves out 0; where nothing differs, chance does so for one in twenty. "
    "In both: in plays that end with a report in both; a difference that vanishes there comes from which "
    "plays adopt a report, not from its wording."
)
_ON_DELEGATIONS = (
    f"Shares of all plays. Named: up to {MOST_NAMED} that object in {percent(RARELY)} of plays or more. All "
    "are in delegations.csv."
)


def comparison_report(comparison: Comparison, command: str = "") -> Report:
    """Report a comparison, and the command that made it."""
    figures = comparison_drawings(comparison)
    read = Bullets(tuple(plain(note) for note in notes(comparison)))
    shares: tuple[Block, ...] = (*pictures(figures).values(), *_adopted(comparison))
    sections = (
        Section.everywhere("How often a report is adopted", *shares),
        Section.everywhere("What differs before they start", _settings(comparison)),
        Section.everywhere("What the report says, if adopted", *_language(comparison)),
        Section.everywhere("Who objects, and who dissociates", *_delegations(comparison)),
        Section.everywhere("Other measures", _measures(comparison)),
        Section.everywhere("How they were compared", read),
        how_made(_facts(comparison), command),
    )
    document = Document("comparison", title(comparison), _answer(comparison), sections)
    return Report.of(comparison, comparison_columns, document, figures, empty=False)


def _answer(comparison: Comparison) -> Answer:
    a, b = names(comparison)
    in_a, in_b = (f"{100 * adopted / comparison.runs:.1f} %" for adopted in comparison.adopted)
    sentence = (
        f"A report is adopted in {in_a} of the plays of A and {in_b} of those of B. {verdict(comparison)}"
    )
    supported = all(side.scenario.supported for side in (comparison.a, comparison.b))
    asides = () if supported else ([*notes(comparison)][-1],)
    return Answer(sentence, f"A: {a}. B: {b}. How far apart are they?", asides)


def _adopted(comparison: Comparison) -> tuple[Grid, Grid]:
    runs = comparison.runs
    rows: list[tuple[Cell, ...]] = []
    for side, name, adopted in zip("AB", names(comparison), comparison.adopted, strict=True):
        low, high = (100 * end for end in wilson(adopted, runs))
        rows.append((f"{side}: {name}", Share(adopted / runs), f"{low:.1f} to {high:.1f} %", f"{adopted:,}"))
    value, ends = difference_written(comparison.difference)
    rows.append(("B − A, points", value, ends, f"{comparison.adopted[1] - comparison.adopted[0]:+,}"))
    columns = ("", "adopted", "95 %", f"plays of {runs:,}")
    shares = Grid("Share of plays that adopt a report", columns, tuple(rows))
    words = {"both": "in both", "only_a": "in A alone", "only_b": "in B alone", "neither": "in neither"}
    ended = [(words[name], n) for name, n in comparison.counts.items()]
    if comparison.language:
        ended.append(("the same text in both", comparison.same_text))
    counted = tuple((where, f"{n:,}", Share(n / runs)) for where, n in ended)
    return shares, Grid("In how many plays a report is adopted", ("a report", "plays", "share"), counted)


def _settings(comparison: Comparison) -> Block:
    found = setting_differences(comparison.a.setting, comparison.b.setting)
    if not found:
        return Words("Nothing: the two are the same.")
    rows = tuple(
        (d.what, d.a or "–", d.b or "–", f"{d.cells} of {d.of} differ, most {d.most}" if d.of else "")
        for d in found
    )
    return Grid("What differs before the first reading", ("", "A", "B", "how many"), rows, right=3)


def _language(comparison: Comparison) -> Iterator[Block]:
    if not comparison.language:
        yield Words("No issue is in both.")
        return
    rows = []
    for p in comparison.language:
        sides = [" / ".join(percent(s).removesuffix(" %") for s in side or ()) for side in (p.a, p.b)]
        sides = [side or "no report" for side in sides]
        in_both = difference_cells(p.in_both, 1, 3)[0]
        rows.append((p.issue.title, *sides, *difference_cells(p.strength.difference, 1, 3), in_both))
    columns = ("paragraph", "A, %", "B, %", *_COLUMNS[2:], "in both")
    yield Grid("Language of the paragraphs that both have", columns, tuple(rows))
    yield note(_ON_LANGUAGE)


def _delegations(comparison: Comparison) -> Iterator[Block]:
    named = objectors(comparison)
    if not named:
        yield Words("Nobody objects in 1 % of the plays of either side.")
        return
    for which in ("object", "dissociate"):
        rows: list[tuple[Cell, ...]] = []
        for d in named:
            a, b, difference = getattr(d, f"{which}s")
            sides = ("absent" if share is None else Share(share) for share in (a, b))
            rows.append((name_of(d.code), *sides, *difference_cells(difference)))
        columns = (f"delegations that {which}", "A", "B", "B − A, points", "95 %")
        yield Grid(f"How often they {which}, in plays", columns, tuple(rows))
    yield note(_ON_DELEGATIONS)


def _measures(comparison: Comparison) -> Grid:
    rows = []
    for name, (a, b, difference) in comparison.measures.items():
        sides = ("–" if mean is None else f"{mean:.3f}" for mean in (a, b))
        rows.append((_MEASURES[name], *sides, *difference_cells(difference, 1, 3)))
    return Grid("Means over plays", ("mean", *_COLUMNS), tuple(rows))


def _facts(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for letter, side in zip("AB", (comparison.a, comparison.b), strict=True):
        yield scenario_fact(side.scenario, side.setting, f"scenario {letter}")
        if side.turned:
            yield f"levers of {letter}", ", ".join(side.turned)
        yield f"parameters of {letter}", parameters_fact(side.setting.known, _given(side))[1]
    last = comparison.runs - 1
    yield "plays", f"{comparison.runs:,} of each, numbers 0 to {last:,}; seed {comparison.seed}"


def _given(side: Side) -> dict[str, Prior]:
    """Return the parameters given to a side otherwise than by its scenario or a lever."""
    levers = {text.partition("=")[0] for text in side.turned}
    beyond = given_beyond(side.setting.given, side.scenario)
    return {name: prior for name, prior in beyond.items() if not levers & {name, NAMES[name].symbol}}
