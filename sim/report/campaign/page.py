"""The campaign page: what becomes of a chain of processes, and how far each hangs on the ones before."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.negotiation.arrays import EXPLICIT, VEILED
from sim.report.campaign.limits import limits
from sim.report.campaign.wording import many, on_fit, on_withheld
from sim.report.grid import Grid
from sim.report.what_if.page import bullet
from sim.report.wording import percent, written
from sim.study.campaign.chronicle import Chronicle
from sim.study.campaign.dependence import Link
from sim.study.campaign.differences import Counted, Difference
from sim.study.campaign.entries import Entry
from sim.study.campaign.paths import Path
from sim.study.interval import CEILING

#: So many of the commonest histories, and of the strongest effects, are shown.
SHOWN = 8
MARK = {True: "●", False: "○"}
NOTHING = "–"
ON_LINKS = (
    "The gap is what a chronicler would see; it mixes what the report does with what both processes have "
    "in common: parameters, positions, and an earlier past. Of its report: what it does, in the plays "
    "that have it, against the same plays and luck without it. Of what it missed: in the other plays, "
    "what the text it failed over would do, had it passed. On the text: what its report does to the "
    "strength of the later one, points of the way from silent to explicit over all paragraphs."
)
ON_REACH = (
    "Same luck otherwise. Later ends changed: mean number, in either direction. Last text reworded: "
    "share of the last process's paragraphs, where it adopts a report either way."
)


def table(title: str, *columns: str) -> Grid:
    """Begin a table: words in the first column, figures in the others."""
    grid = Grid(box=None, padding=(0, 1), header_style="dim", title=title, title_justify="left")
    for number, column in enumerate(columns):
        grid.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return grid


def campaign_page(chronicle: Chronicle) -> RenderableType:
    """Lay out the histories of a campaign as a page."""
    return Group(
        Text(chronicle.histories.campaign.title, "bold"),
        Padding(Text(effort(chronicle)), (0, 0, 1, 0)),
        _processes(chronicle),
        _histories(chronicle),
        _real_path(chronicle),
        _dependence(chronicle),
        _reach(chronicle),
        _entries(chronicle, VEILED, "When each subject is first mentioned in a report"),
        _entries(chronicle, EXPLICIT, "When each subject is first explicit"),
        Text("What this does not show", "bold underline"),
        *[bullet(line) for line in limits(chronicle)],
    )


def effort(chronicle: Chronicle) -> str:
    """Say how much was played, and on what each process builds."""
    told = chronicle.histories
    processes = many(len((told.played or told.campaign).stages), "process", "processes")
    parts = [
        f"{many(told.runs, 'play')} of {processes}, seed {told.seed}.",
        on_fit(told),
        on_withheld(told),
        "In each play, a process builds on the reports that the earlier ones adopted in that play. Intervals "
        "(95 %, also after ±) are for the number of plays alone.",
    ]
    return " ".join(filter(None, parts))


def _under(grid: Grid, note: str) -> RenderableType:
    return Group(grid, Padding(Text(note, "dim"), (0, 0, 1, 1)))


def share(found: Counted) -> str:
    """Write a share; of few plays, how many of them."""
    return written(found) if found.trials else NOTHING


def exactly(found: Counted) -> str:
    """Write a share to a tenth of a per cent; of few plays, how many of them."""
    return f"{100 * found.share:.1f} %" if found.enough else share(found)


def interval(found: Counted) -> str:
    """Write the interval of a share, in per cent."""
    if not found.enough:
        return NOTHING
    low, high = (100 * end for end in found.interval)
    return f"{low:.0f} to {high:.0f}"


def points(found: Difference | None) -> str:
    """Return a difference in percentage points, and half the width of its interval."""
    if found is None:
        return NOTHING
    return f"{100 * found.value:+.1f}±{50 * (found.high - found.low):.1f}"


def ended(real: bool | None) -> str:
    """Say how a process really ended."""
    return {True: "adopted", False: "FAILED", None: "open"}[real]


def _processes(chronicle: Chronicle) -> RenderableType:
    columns = (
        "process", "really", "here", "95 %", "on the real past", "worth of it, points", "as worded here",
        "on the real past",
    )  # fmt: skip
    grid = table("How often each process adopts a report", *columns)
    for c in chronicle.chapters:
        worded = [NOTHING if part is None else percent(part) for part in (c.language, c.coded_language)]
        grid.add_row(
            c.process, ended(c.real), share(c.adopted), interval(c.adopted), share(c.coded),
            points(c.worth), *worded,
        )  # fmt: skip
    return _under(grid, on_processes())


def on_processes() -> str:
    """Say how the shares of the processes are meant."""
    return (
        "Here: on the past of each play. On the real past: the same plays and luck, on the past as coded. "
        "Worth of it: what the real past is worth, the share on it minus the share here; – where a process "
        "builds on no other of this campaign. As worded: share of the real report's paragraphs that the "
        "adopted texts word as strongly. Shares of plays, as they are: `gge-sim run` shows no probability "
        f"of consensus above {percent(CEILING)}."
    )


def _histories(chronicle: Chronicle) -> RenderableType:
    grid = table(
        "The commonest histories (● adopted, ○ failed)", "in order", "plays", "95 %", "if independent"
    )
    for path in shown_paths(chronicle):
        marks = "".join(MARK[outcome] for outcome in path.outcomes) + ("  ← real" if path.real else "")
        ends = path.taken.interval
        grid.add_row(
            marks, exactly(path.taken), f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f}",
            f"{100 * path.independent:.1f} %",
        )  # fmt: skip
    return _under(grid, on_variety(chronicle))


def shown_paths(chronicle: Chronicle) -> list[Path]:
    """Return the commonest histories, and the first of those that end as it really did."""
    shown, rest = chronicle.paths[:SHOWN], chronicle.paths[SHOWN:]
    real = [] if any(path.real for path in shown) else [path for path in rest if path.real]
    return [*shown, *real[:1]]


def on_variety(chronicle: Chronicle) -> str:
    """Say how many histories there are."""
    variety, told = chronicle.variety, chronicle.histories
    return (
        f"{many(variety.distinct, 'history', 'histories')} in {many(told.runs, 'play')}, as hard to guess as "
        f"{_alike(variety.effective)}; {variety.independent:.0f} if the processes were independent of each "
        "other."
    )


def _alike(number: float) -> str:
    return "a single one" if round(number) == 1 else f"{number:.0f} equally frequent ones"


def _real_path(chronicle: Chronicle) -> RenderableType:
    if not chronicle.real_path:
        return Text()
    columns = ("up to and with", "really", "plays", "95 %", "if independent", "difference, points")
    grid = table("How often the real path occurs", *columns)
    for step in chronicle.real_path:
        low, high = step.alike.interval
        grid.add_row(
            step.process, ended(step.real), exactly(step.alike),
            f"{100 * low:.1f} to {100 * high:.1f}", f"{100 * step.independent:.1f} %", points(step.excess),
        )  # fmt: skip
    return _under(grid, rarity(chronicle))


def rarity(chronicle: Chronicle) -> str:
    """Say how the real path ranks, and whether holding together favours it."""
    (rank, of), whole = chronicle.rank, chronicle.real_path[-1]
    ways = many(of, "history", "histories")
    if rank is None:
        return (
            f"The whole real path does not occur: the {many(whole.alike.trials, 'play')} know {ways} of the "
            "decided processes, and it is none of them. The interval says how rare it may be."
        )
    often = "more often" if whole.excess.value > 0 else "less often"
    against = f"{often} than" if whole.excess.clear else "neither clearly more nor less often than"
    return (
        f"The whole real path is number {rank:,} of {ways} of the decided processes. It occurs {against} if "
        "processes with the same shares were independent. That says what holding together does for it; the "
        "share itself says how likely the single processes are."
    )


def _dependence(chronicle: Chronicle) -> RenderableType:
    columns = (
        "earlier → later", "after ●", "after ○", "gap", "of its report", "of what it missed",
        "on the text",
    )  # fmt: skip
    title = "Path dependence: the later process where the earlier one adopted, and where it failed (points)"
    grid = table(title, *columns)
    if not chronicle.links:
        return Text()
    before = {c.process: c.before for c in chronicle.chapters}
    next_to = [link for link in chronicle.links if before[link.later] == link.earlier]
    others = [
        link
        for link in chronicle.links
        if link not in next_to and link.builds and link.effect and link.effect.clear
    ]
    for link in next_to:
        grid.add_row(*link_row(link))
    if others:
        grid.add_row(Text(f"further apart, the strongest of {many(len(others), 'clear one')}", "dim"))
        for link in sorted(others, key=lambda link: -abs(link.effect.value if link.effect else 0))[:SHOWN]:
            grid.add_row(*link_row(link))
    return _under(grid, ON_LINKS)


def link_row(link: Link) -> list[str]:
    """Write how a later process hangs on an earlier one; what rests on too few plays is left out."""
    had, failed = link.after_adopted.enough, link.after_failed.enough
    return [
        f"{link.earlier} → {link.later}",
        share(link.after_adopted),
        share(link.after_failed),
        NOTHING if link.gap is None or not had or not failed else f"{100 * link.gap.value:+.0f}",
        points(link.effect) if had else NOTHING,
        points(link.missed) if failed else NOTHING,
        points(link.effect_on_strength) if had else NOTHING,
    ]


def _reach(chronicle: Chronicle) -> RenderableType:
    if not chronicle.reaches:
        return Text()
    columns = (
        "had it ended the other way",
        "some later end changes",
        "later ends changed",
        "last text reworded",
    )
    grid = table("How far one end reaches", *columns)
    for reach in chronicle.reaches:
        grid.add_row(reach.process, percent(reach.changed.share), f"{reach.later:.2f}", percent(reach.worded))
    return _under(grid, ON_REACH)


def _entries(chronicle: Chronicle, rung: int, title: str) -> RenderableType:
    grid = table(title, "subject", "really", "most often", "before", "then", "later", "real path")
    for row in entry_rows(chronicle, rung):
        grid.add_row(*row)
    return _under(grid, on_entries(chronicle, rung))


def entry_rows(chronicle: Chronicle, rung: int) -> list[list[str]]:
    """Write when each subject first enters a report."""
    ids = [*chronicle.histories.campaign.ids, "never"]
    rows = chronicle.entries[rung]
    on_path = chronicle.entries_on_real_path.get(rung, rows)
    told = []
    for entry, along in zip(rows, on_path, strict=True):
        often = f"{ids[entry.likeliest]} ({share(entry.plays[entry.likeliest])})"
        really = "not so far" if entry.real is None else ids[entry.real]
        same = share(along.same) if chronicle.entries_on_real_path else NOTHING
        shares = [really, often, *_around(entry), same]
        if entry.hit is None:
            shares = ["not looked for" if entry.decided else "open", often, *[""] * 4]
        told.append([entry.issue.title, *shares])
    return told


def on_entries(chronicle: Chronicle, rung: int) -> str:
    """Say how the entries are meant, and how many subjects most often enter where they really did."""
    scored = [entry.hit for entry in chronicle.entries[rung] if entry.hit is not None]
    if not scored:
        return "Nothing is on record to compare with: no process is decided, or no report was searched."
    going = int(chronicle.histories.on_real_path.sum())
    path = f"then, in the {many(going, 'play')} in which all decided processes end as they did."
    return (
        "Before, then, later: earlier than in reality, at that process, later or never. Most often where it "
        f"really was: {sum(scored)} of {many(len(scored), 'subject')}. Real path: "
        f"{path if going else 'no play takes it.'}"
    )


def _around(entry: Entry) -> list[str]:
    shares = [share(found) for found in (entry.earlier, entry.same, entry.later)]
    return [*shares[:2], NOTHING if entry.real is None else shares[2]]
