"""The what-if page: what would make the likely objectors join, and what moves the share adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isinf

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sim.report.grid import Grid
from sim.report.wording import percent, written
from sim.scenario.roster import roster
from sim.study.claims import Counted
from sim.study.what_if.objector import ENOUGH, Need, Objector, Rewording
from sim.study.what_if.pressure import Effect, Kind
from sim.study.what_if.question import LIKELY, TOP, WhatIf

#: What is not distinguishable from no effect is marked so.
UNCLEAR = "~"
#: Rewordings of so many paragraphs are shown for each delegation.
PARAGRAPHS = 3
#: Groups of changes, each with its title.
GROUPS: Mapping[str, tuple[Kind, ...]] = {
    "The room": (Kind.ROOM,),
    "Delegations: all positions of one, one point towards indifference": (Kind.DELEGATION,),
    "Paragraphs: positions, mandate, own last text": (Kind.PARAGRAPH, Kind.MANDATE, Kind.OWN_TEXT),
}


ON_JOINING = (
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


def what_if_page(result: WhatIf, top: int = TOP) -> RenderableType:
    """Lay out what would change a negotiation.

    Parameters
    ----------
    top : how many changes of a kind are shown
    """
    panel = Panel(
        Text(headline(result)), title=Text(result.scenario.title), title_align="left", border_style="blue"
    )
    parts: list[RenderableType] = [panel, Text("What would make them join", "bold underline")]
    if result.objectors:
        parts += [bullet(smallest(result, one)) for one in result.objectors]
        parts += [bullet(line) for line in on_cover(result)]
        parts += [_titled("One paragraph worded otherwise", _rewordings(result))]
        parts += [_titled("Something else changed", _otherwise(result)), Text()]
        parts += [Text(note, "dim") for note in ON_JOINING]
    else:
        parts.append(Padding(Text(nobody(result)), (0, 0, 0, 2)))
    parts += [Text(), Text("What moves the share adopted", "bold underline"), Text(strongest(result))]
    for title, kinds in GROUPS.items():
        some = [effect for effect in result.effects if effect.kind in kinds]
        parts.append(_titled(title, _changes(result, some, top)))
    return Group(*parts, Text(), Text(on_effects(result), "dim"))


def headline(result: WhatIf) -> str:
    """Say how the plays end as the scenario stands, and what this study is."""
    low, high = (f"{100 * end:.1f}" for end in result.interval)
    claim = "" if result.supported else " No probability is claimed for this kind of body or rule."
    return (
        f"{result.adoptions:,} of {result.runs:,} plays adopt a report, {percent(result.share)} ({low} to "
        f"{high} %).{claim} What follows is what single changes do in the model, each with all else as it "
        "is. It does not say what they would do in the real room."
    )


def nobody(result: WhatIf) -> str:
    """Say that nobody is a likely objector, and who comes nearest."""
    said = f"Nobody objects in as many as {percent(LIKELY)} of the {result.runs:,} plays"
    often = result.base.objects
    if not often.any():
        return f"{said}, or in any."
    name = roster()[result.setting.table.codes[int(often.argmax())]].name
    return f"{said}; most often {name}, in {percent(float(often.max()) / result.runs)}."


def smallest(result: WhatIf, one: Objector) -> str:
    """Say which is the smallest rewording that would make a delegation join, and at what price."""
    who = f"{one.name} objects in {percent(one.objections / result.runs)} of plays ({one.objections:,})"
    change = one.smallest or one.surest
    if not change:
        return f"{who}. No single rewording ever makes it join."
    share = written(Counted(change.joins, one.objections))
    if not one.smallest:
        told = f"in {share} if {reworded(result, change)}"
        return f"{who}. No single rewording makes it join in a tenth of these; most often, it does {told}."
    if change.costs:
        estranged = roster()[change.estranged[0][0]].name
        costs = written(Counted(change.costs, change.joins))
        price = f"That costs somebody else's consent in {costs} of them (most often {estranged})"
    else:
        price = "That costs nobody else's consent"
    return (
        f"{who}. It would join in {share} of these if {reworded(result, change)}. {price}; a report would be "
        f"adopted in {written(Counted(change.carries, change.joins))}."
    )


def reworded(result: WhatIf, change: Rewording) -> str:
    """Put a rewording into words: the paragraph, how far, from which wording to which."""
    start, end, often = change.wordings[0]
    mostly = "" if often == change.joins else "mostly "
    title = issue_titles(result)[change.issue]
    return f"the paragraph {title} were {rungs(change)} ({mostly}{end.word} instead of {start.word})"


def rungs(change: Rewording) -> str:
    """Say how far a rewording goes."""
    return (
        f"{('one rung', 'two rungs')[abs(change.rungs) - 1]} {'weaker' if change.rungs < 0 else 'stronger'}"
    )


def told_of(one: Objector) -> list[Rewording]:
    """Return the rewordings to tell of: the smallest, the surest, and the best of other paragraphs."""
    found = [r for r in (one.smallest, one.surest) if r]
    told = found[:1] if len(found) == 2 and found[0].joins == found[1].joins else found
    named = {r.issue for r in told}
    for r in one.rewordings:
        if r.issue not in named and r.joins >= ENOUGH * one.objections and len(named) < PARAGRAPHS:
            told.append(r)
            named.add(r.issue)
    return told


def on_cover(result: WhatIf) -> list[str]:
    """Say whose joining would make an objector dissociate instead, where that is not rare."""
    said = []
    for one in result.objectors:
        often = [
            f"{roster()[code].name} ({written(Counted(n, one.objections))})"
            for code, n in one.cover
            if n >= ENOUGH * one.objections
        ]
        if often:
            said.append(
                f"{one.name} would only dissociate if one who shares its complaint joined, in so many of its "
                f"objections: {', '.join(often)}."
            )
    return said


def _rewordings(result: WhatIf) -> Grid:
    titles = issue_titles(result)
    grid = _grid("delegation", "paragraph", "how far")
    for name in ("joins", "passes", "others object", "adopted"):
        grid.add_column(name, justify="right", no_wrap=True)
    for one in result.objectors:
        for place, r in enumerate(told_of(one)):
            joins, passes = (written(Counted(n, one.objections)) for n in (r.joins, r.passes))
            costs, carries = (written(Counted(n, r.joins)) for n in (r.costs, r.carries))
            name = one.name if not place else ""
            grid.add_row(name, titles[r.issue], rungs(r), joins, passes, costs, carries)
        best = written(Counted(one.by_rungs[0], one.objections))
        grid.add_row("", "whichever fits best", "one rung", best, "", "", "", style="dim")
    return grid


def _otherwise(result: WhatIf) -> Grid:
    grid = _grid("delegation")
    for name in (
        "flexibility\nnow", "\nto join", "\nto pass", "stake\nnow", "\nto join", "outlet\njoins", "\npasses",
        "\nadopted",
    ):  # fmt: skip
        grid.add_column(name, justify="right", no_wrap=True)
    for one in result.objectors:
        need, least, outlet = one.flexibility, one.flexibility_to_pass.more[1], one.outlet
        grid.add_row(
            one.name,
            f"{100 * need.now:.0f} %",
            f"{points(need.more[1])} ({points(need.more[0])} to {points(need.more[2])})",
            points(least),
            f"{one.stake.now:g}",
            more(one.stake),
            *[written(Counted(n, one.objections)) for n in outlet],
        )
    return grid


def points(more: float) -> str:
    """Write a share that is lacking in percentage points."""
    return "∞" if isinf(more) else f"+{100 * more:.0f}"


def more(need: Need) -> str:
    """Write the stake that is lacking."""
    middle = need.more[1]
    return "∞" if isinf(middle) else f"+{middle:.2f}"


def issue_titles(result: WhatIf) -> dict[str, str]:
    """Return the title of each issue by its code."""
    return {issue.code: issue.title for issue in result.scenario.issues}


def strongest(result: WhatIf) -> str:
    """Say which change of each group moves the share adopted most."""
    said = []
    for who, kinds in zip(
        ("Of the room", "Of the delegations", "Of the paragraphs"), GROUPS.values(), strict=True
    ):
        clear = [e for e in result.effects if e.kind in kinds and e.adopted.clear]
        if clear:
            best = clear[0]
            name = "" if best.kind is Kind.ROOM else f"{subject(result, best)}, "
            said.append(f"{who}: {name}{best.told} ({signed(best.adopted.value)} points).")
        else:
            said.append(f"{who}: nothing that is distinguishable from no effect.")
    return " ".join(said)


def subject(result: WhatIf, effect: Effect) -> str:
    """Name the delegation or the paragraph that is changed; nothing for the room."""
    if effect.kind is Kind.ROOM:
        return ""
    if effect.kind is Kind.DELEGATION:
        return roster()[effect.of].name
    return issue_titles(result)[effect.of]


def _changes(result: WhatIf, effects: Sequence[Effect], top: int) -> RenderableType:
    named = any(e.kind is not Kind.ROOM for e in effects)
    alike = all(e.kind is Kind.DELEGATION for e in effects)
    grid = _grid(*["delegation" if alike else "paragraph"] * named, *["change"] * (not alike))
    for name in ("adopted", "95 % interval", "text"):
        grid.add_column(name, justify="right", no_wrap=True)
    for e in effects[:top]:
        subjects = [subject(result, e)] * named + [e.told] * (not alike)
        adopted = f"{signed(e.adopted.value)} {' ' if e.adopted.clear else UNCLEAR}"
        ends = f"{signed(e.adopted.low)} to {signed(e.adopted.high)}"
        style = "" if e.adopted.clear else "dim"
        grid.add_row(*subjects, adopted, ends, f"{e.strength.value:+.2f}", style=style)
    rest = len(effects) - top
    return Group(grid, Text(f" and {rest} more in effects.csv", "dim")) if rest > 0 else grid


def signed(share: float) -> str:
    """Write a difference of shares in percentage points."""
    return f"{100 * share:+.1f}"


def on_effects(result: WhatIf) -> str:
    """Say how the effects of changes are meant."""
    tried = len(result.effects)
    return (
        "adopted: difference in the share of plays that adopt a report, in percentage points, over the same "
        "plays with the same luck; text: mean difference of the last text in rungs, over all paragraphs. "
        f"{UNCLEAR} not distinguishable from no effect; of {tried} changes without any effect, about "
        f"{0.05 * tried:.0f} would seem to have one. A stronger own last text is also the acquis."
    )


def _grid(*columns: str) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim")
    for column in columns:
        grid.add_column(column, no_wrap=True, vertical="bottom")
    return grid


def _titled(title: str, part: RenderableType) -> RenderableType:
    return Group(Text(), Text(title, "italic"), part)


def bullet(line: str) -> RenderableType:
    """Lay out a line of a list."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_row(" •", line)
    return grid
