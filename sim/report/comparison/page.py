"""The comparison page: two sides beside each other, what differs between them, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sim.report.comparison.change import changes
from sim.report.grid import Grid
from sim.report.room import heading
from sim.report.wording import percent
from sim.scenario.roster import roster
from sim.study.calibrated import calibrated
from sim.study.comparison import Comparison, DelegationContrast
from sim.study.interval import wilson
from sim.study.paired import Difference
from sim.study.setting import Setting

#: At most so many delegations are named, and none that objects more rarely than this on both sides.
MOST_NAMED, RARELY = 12, 0.01
#: What else is counted, in words.
MEASURES = {
    "strength": "strength of an adopted report, 0 to 1",
    "objections": "delegations that object, a play",
    "dissociations": "delegations that dissociate, an adopted report",
    "readings": "last reading at which the draft changes",
}
ON_LANGUAGE = (
    "A, B: probability of silent, indirect, explicit text. B - A: of mean strength, silent 0, indirect 0.5, "
    "explicit 1. *: the interval leaves out 0; where nothing differs, chance does that to one in twenty. In "
    "both: in plays that end with a report in both; what vanishes there is a matter of which plays adopt, "
    "not of wording."
)
ON_DELEGATIONS = (
    f"Shares of all plays. Named: up to {MOST_NAMED} that object in {percent(RARELY)} of plays or more."
)


def names(comparison: Comparison) -> tuple[str, str]:
    """Return what the two sides are called: their titles, or if these are the same, what tells them apart."""
    a, b = comparison.a, comparison.b
    turned = f"with {', '.join(b.turned)}" if b.turned else ""
    if a.scenario.title != b.scenario.title:
        return a.scenario.title, ", ".join(filter(None, (b.scenario.title, turned)))
    if a.source == b.source and turned:
        return "as it is", turned
    return a.source, ", ".join(filter(None, (b.source, turned)))


def title(comparison: Comparison) -> str:
    """Return what the comparison is about."""
    same = comparison.a.scenario.title == comparison.b.scenario.title
    return comparison.a.scenario.title if same else "Two negotiations compared"


def points(difference: Difference, scale: float = 100, digits: int = 1) -> tuple[str, str]:
    """Return a difference, and its interval, as a reader writes them: in points, unless scaled otherwise."""
    rounded = [round(scale * end, digits) for end in difference]
    value, low, high = (f"{end:+.{digits}f}" if end else f"{0:.{digits}f}" for end in rounded)
    return value, f"{low} to {high}"


def verdict(comparison: Comparison) -> str:
    """Say how far the shares of plays with an adopted report lie apart."""
    value, ends = points(comparison.difference)
    often = f"B is adopted {'more' if comparison.difference.value > 0 else 'less'} often"
    told = often if comparison.difference.clear else "these plays do not tell the two apart"
    return f"B minus A: {value} points (95 %: {ends}); {told}."


def notes(comparison: Comparison) -> list[str]:
    """Say how the two were compared, and what the figures do not cover."""
    sides = (comparison.a, comparison.b)
    told = [
        f"{comparison.runs:,} plays of each, seed {comparison.seed}: play by play the same luck, so that "
        "what differs comes from what differs between the two. The intervals (95 %, paired) cover the number "
        "of plays alone: not the model, not the coding.",
        _parameters(*(side.setting for side in sides)),
    ]
    told += [
        f"{side.source} was made with seed {side.result[0]} and {side.result[1]:,} plays. It is played anew "
        "here, so that plays pair; its share here is not the one in that folder."
        for side in sides
        if side.result and side.result != (comparison.seed, comparison.runs)
    ]
    rules = {side.setting.table.decision.name: side.setting.table.decision.story for side in sides}
    if list(rules) != ["consensus"]:
        told += [f"{name}: {story}" for name, story in rules.items()]
        told.append(
            "Delegations and chair behave alike under every rule; only what their stances do differs. The "
            "model was tested on consensus alone."
        )
    if not all(side.scenario.supported for side in sides):
        told.append("No probability is claimed for a body other than a GGE or an OEWG: shares of plays only.")
    return told


def _parameters(a: Setting, b: Setting) -> str:
    if a.known is None and b.known is None:
        return "Behavioural parameters are drawn from their priors, none fitted, alike for both."
    if a.known is None or b.known is None:
        return "One side draws parameters from the ensemble fitted to the record, the other from the priors."
    unseen = [name for name in calibrated().supports if name not in a.known]
    told = "Both meet the same parameter sets, from the ensemble fitted to the record"
    if len(unseen) < 2:
        return f"{told}, {unseen[0]} left out." if unseen else f"{told}."
    return (
        f"{told}, {' and '.join(unseen)} left out. `gge-sim run` leaves out one process alone, so that a "
        "share there may differ from the one here, by as much as that outcome weighs in the fit."
    )


def comparison_page(comparison: Comparison) -> RenderableType:
    """Lay out a comparison as a page."""
    counts, lines = comparison.counts, []
    for side, name, adopted in zip("AB", names(comparison), comparison.adopted, strict=True):
        share, low, high = (100 * s for s in (adopted / comparison.runs, *wilson(adopted, comparison.runs)))
        lines.append(f"{side}  {name}: share adopted {share:.1f} % ({low:.1f} to {high:.1f} %)")
    told = Text("\n".join(lines)).append(f"\n{verdict(comparison)}", "bold")
    same = f" Same text: {comparison.same_text:,}." if comparison.language else ""
    told.append(
        f"\nA report in both: {counts['both']:,} plays; in A alone: {counts['only_a']:,}; in B alone: "
        f"{counts['only_b']:,}; in neither: {counts['neither']:,}.{same}"
    )
    return Group(
        Panel(told, title=Text(title(comparison)), title_align="left", border_style="blue"),
        heading("What differs between the two before they start"),
        _changes(comparison),
        heading("What the report says, if adopted"),
        _language(comparison),
        heading("Who objects"),
        _delegations(comparison),
        heading("What else comes of it"),
        _measures(comparison),
        heading("How they were compared"),
        *[Padding(Text(f"• {note}"), (0, 0, 0, 1)) for note in notes(comparison)],
    )


def _grid(left: int, *columns: str) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    for n, column in enumerate(columns):
        grid.add_column(column, justify="left" if n < left else "right", no_wrap=n >= left)
    return grid


def _apart(difference: Difference | None, scale: float = 100, digits: int = 1) -> tuple[Text, Text]:
    """Return the cells of a difference; one whose interval leaves out 0 is bold and marked."""
    if difference is None:
        return Text("–  ", "dim"), Text("")
    (value, ends), clear = points(difference, scale, digits), difference.clear
    return Text(f"{value} {'*' if clear else ' '}", "bold" if clear else ""), Text(ends, "dim")


def _changes(comparison: Comparison) -> RenderableType:
    if not (found := changes(comparison)):
        return Padding(Text("Nothing: the two are the same."), (0, 0, 1, 1))
    grid = _grid(4, "", "A", "B", "")
    for change in found:
        grid.add_row(change.what, Text(change.a or "–"), Text(change.b or "–"), Text(change.many, "dim"))
    return Padding(grid, (0, 0, 1, 0))


def _language(comparison: Comparison) -> RenderableType:
    if not comparison.language:
        return Padding(Text("No issue is in both."), (0, 0, 1, 1))
    grid = _grid(1, "paragraph", "A, %", "B, %", "B - A", "95 %", "in both")
    for p in comparison.language:
        sides = [" ".join(f"{part:>3}" for part in odds(side)) or "no report" for side in (p.a, p.b)]
        apart, within = _apart(p.strength.difference, 1, 3), _apart(p.in_both, 1, 3)[0]
        grid.add_row(Text(p.issue.title), *sides, *apart, within)
    return Group(grid, Padding(Text(ON_LANGUAGE, "dim"), (0, 0, 1, 1)))


def odds(shares: Sequence[float] | None) -> list[str]:
    """Write probabilities of formulations in per cent, without the sign; nothing if there are none."""
    return [percent(share).removesuffix(" %") for share in shares or ()]


def named(comparison: Comparison) -> list[DelegationContrast]:
    """Return the delegations that are worth naming, those whose objections differ most first."""
    return [d for d in comparison.delegations if d.objects.larger >= RARELY][:MOST_NAMED]


def _delegations(comparison: Comparison) -> RenderableType:
    grid = _grid(1, "\ndelegation", "objects\nA", "\nB", "points\nB - A", "\n95 %", "dissociates\nA", "\nB")
    for d in named(comparison):
        shares = ["absent" if s is None else percent(s) for s in (*d.objects[:2], *d.dissociates[:2])]
        grid.add_row(roster()[d.code].name, *shares[:2], *_apart(d.objects.difference), *shares[2:])
    if not grid.row_count:
        return Padding(Text("Nobody, in 1 % of the plays of either."), (0, 0, 1, 1))
    return Group(grid, Padding(Text(ON_DELEGATIONS, "dim"), (0, 0, 1, 1)))


def _measures(comparison: Comparison) -> RenderableType:
    grid = _grid(1, "mean", "A", "B", "B - A", "95 %")
    for name, (a, b, difference) in comparison.measures.items():
        ends = ["–" if end is None else f"{end:.3f}" for end in (a, b)]
        grid.add_row(MEASURES[name], *ends, *_apart(difference, 1, 3))
    return Padding(grid, (0, 0, 1, 0))
