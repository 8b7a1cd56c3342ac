"""The campaign page: what becomes of a chain of processes, and how far each hangs on the ones before."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sim.negotiation.arrays import EXPLICIT, VEILED
from sim.report.wording import percent
from sim.study.campaign.chronicle import Chronicle
from sim.study.campaign.dependence import Link
from sim.study.campaign.differences import Counted, Difference
from sim.study.campaign.entries import Entry
from sim.study.campaign.histories import Chapter
from sim.study.interval import CEILING
from sim.study.source import BehaviourSource

#: So many of the commonest histories, and of the strongest effects, are shown.
SHOWN = 8
#: A share of fewer plays than this says too little to be shown.
FEW = 20
_MARK = {True: "●", False: "○"}
_NOTHING = "–"


def campaign_page(chronicle: Chronicle) -> RenderableType:
    """Lay out the histories of a campaign as a page."""
    return Group(
        Text(chronicle.histories.campaign.title, "bold"),
        Padding(Text(_effort(chronicle)), (0, 0, 1, 0)),
        _processes(chronicle),
        _histories(chronicle),
        _real_path(chronicle),
        _dependence(chronicle),
        _reach(chronicle),
        _entries(chronicle, VEILED, "When each subject is first mentioned in a report"),
        _entries(chronicle, EXPLICIT, "When each subject is first explicit"),
        Text("What this does not show", "bold underline"),
        *[_bullet(line) for line in _limits(chronicle)],
    )


def _effort(chronicle: Chronicle) -> str:
    told = chronicle.histories
    source = (
        "calibrated on the whole record, so that nothing here is a forecast of what it knows"
        if told.behaviour is BehaviourSource.CALIBRATED
        else "drawn from the priors"
    )
    return (
        f"{told.runs:,} plays of {len(told.campaign.stages)} processes, seed {told.seed}; behaviour "
        f"{source}. "
        "In each play, a process builds on the reports that the earlier ones adopted in that play. Intervals "
        "(95 %, also after ±) are for the number of plays alone."
    )


def _grid(title: str, *columns: str) -> Grid:
    grid = Grid(box=None, padding=(0, 1), header_style="dim", title=title, title_justify="left")
    for number, column in enumerate(columns):
        grid.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return grid


def _under(grid: Grid, note: str) -> RenderableType:
    return Group(grid, Padding(Text(note, "dim"), (0, 0, 1, 1)))


def _bullet(line: str) -> RenderableType:
    grid = Grid.grid(padding=(0, 1))
    grid.add_row(" •", line)
    return grid


def _share(found: Counted) -> str:
    return percent(min(found.share, CEILING)) if found.trials >= FEW else _NOTHING


def _interval(found: Counted) -> str:
    if not found.trials:
        return _NOTHING
    low, high = (100 * min(end, CEILING) for end in found.interval)
    return f"{low:.0f} to {high:.0f}"


def _points(found: Difference | None) -> str:
    """Return a difference in percentage points, and half the width of its interval."""
    if found is None:
        return _NOTHING
    return f"{100 * found.value:+.1f}±{50 * (found.high - found.low):.1f}"


def _ended(real: bool | None) -> str:
    return {True: "adopted", False: "FAILED", None: "open"}[real]


def _named(chapter: Chapter) -> str:
    return chapter.process if chapter.supported else f"{chapter.process} *"


def _processes(chronicle: Chronicle) -> RenderableType:
    columns = (
        "process", "really", "here", "95 %", "on the real past", "worth of it, points", "as worded here",
        "on the real past",
    )  # fmt: skip
    grid = _grid("How often each process adopts a report", *columns)
    for c in chronicle.chapters:
        worded = [_NOTHING if part is None else percent(part) for part in (c.language, c.coded_language)]
        grid.add_row(
            _named(c), _ended(c.real), _share(c.adopted), _interval(c.adopted), _share(c.coded),
            _points(c.worth), *worded,
        )  # fmt: skip
    note = (
        "Here: on the past of each play. On the real past: the same plays and luck, on the past as coded. As "
        "worded: share of the real report's paragraphs that the adopted texts word as strongly. No share "
        f"above {percent(CEILING)} is shown; differences are of the shares as they are."
    )
    if not all(c.supported for c in chronicle.chapters):
        note += " * Neither a GGE nor an OEWG: share of plays, and no probability is claimed."
    return _under(grid, note)


def _histories(chronicle: Chronicle) -> RenderableType:
    variety, told = chronicle.variety, chronicle.histories
    grid = _grid(
        "The commonest histories (● adopted, ○ failed)", "in order", "plays", "95 %", "if independent"
    )
    shown = list(chronicle.paths[:SHOWN])
    if not any(path.real for path in shown):
        shown += [path for path in chronicle.paths if path.real][:1]
    for path in shown:
        marks = "".join(_MARK[outcome] for outcome in path.outcomes) + ("  ← real" if path.real else "")
        ends = path.taken.interval
        grid.add_row(
            marks, f"{100 * path.taken.share:.1f} %", f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f}",
            f"{100 * path.independent:.1f} %",
        )  # fmt: skip
    note = (
        f"{variety.distinct:,} histories in {told.runs:,} plays, as hard to guess as {variety.effective:.0f} "
        f"equally frequent ones; {variety.independent:.0f} if the processes were independent of each other."
    )
    return _under(grid, note)


def _real_path(chronicle: Chronicle) -> RenderableType:
    if not chronicle.real_path:
        return Text()
    columns = ("up to and with", "really", "plays", "95 %", "if independent", "difference, points")
    grid = _grid("How often the real path occurs", *columns)
    for step in chronicle.real_path:
        low, high = step.alike.interval
        grid.add_row(
            step.process, _ended(step.real), f"{100 * step.alike.share:.1f} %",
            f"{100 * low:.1f} to {100 * high:.1f}", f"{100 * step.independent:.1f} %", _points(step.excess),
        )  # fmt: skip
    rank, of = chronicle.rank
    excess = chronicle.real_path[-1].excess
    often = "more often" if excess.value > 0 else "less often"
    against = f"{often} than" if excess.clear else "neither clearly more nor less often than"
    note = (
        f"The whole real path is number {rank} of {of:,} histories of the decided processes. It occurs "
        f"{against} if processes with the same shares were independent. That says what holding together does "
        "for it; the share itself says how likely the single processes are."
    )
    return _under(grid, note)


def _dependence(chronicle: Chronicle) -> RenderableType:
    columns = (
        "earlier → later", "after ●", "after ○", "gap", "of its report", "of what it missed",
        "on the text",
    )  # fmt: skip
    title = "Path dependence: the later process where the earlier one adopted, and where it failed (points)"
    grid = _grid(title, *columns)
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
        grid.add_row(*_link(link))
    if others:
        grid.add_row(Text(f"further apart, the strongest of {len(others)} clear ones", "dim"))
        for link in sorted(others, key=lambda link: -abs(link.effect.value if link.effect else 0))[:SHOWN]:
            grid.add_row(*_link(link))
    note = (
        "The gap is what a chronicler would see; it mixes what the report does with what both processes have "
        "in common: parameters, positions, and an earlier past. Of its report: what it does, in the plays "
        "that have it, against the same plays and luck without it. Of what it missed: in the other plays, "
        "what the text it failed over would do, had it passed. On the text: what its report does to the "
        "strength of the later one, points of the way from silent to explicit over all paragraphs."
    )
    return _under(grid, note)


def _link(link: Link) -> list[str]:
    had, failed = link.after_adopted.trials >= FEW, link.after_failed.trials >= FEW
    return [
        f"{link.earlier} → {link.later}",
        _share(link.after_adopted),
        _share(link.after_failed),
        _NOTHING if link.gap is None or not had or not failed else f"{100 * link.gap.value:+.0f}",
        _points(link.effect) if had else _NOTHING,
        _points(link.missed) if failed else _NOTHING,
        _points(link.effect_on_strength) if had else _NOTHING,
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
    grid = _grid("How far one end reaches", *columns)
    for reach in chronicle.reaches:
        grid.add_row(reach.process, percent(reach.changed.share), f"{reach.later:.2f}", percent(reach.worded))
    note = (
        "Same luck otherwise. Later ends changed: mean number, in either direction. Last text reworded: "
        "share of the last process's paragraphs, where it adopts a report either way."
    )
    return _under(grid, note)


def _entries(chronicle: Chronicle, rung: int, title: str) -> RenderableType:
    columns = (
        "subject",
        "really",
        "most often",
        "before",
        "then",
        "later",
        "real path",
    )
    grid = _grid(title, *columns)
    ids = [*chronicle.histories.campaign.ids, "never"]
    rows = chronicle.entries[rung]
    on_path = chronicle.entries_on_real_path.get(rung, rows)
    few = not chronicle.entries_on_real_path or on_path[0].same.trials < FEW
    for entry, along in zip(rows, on_path, strict=True):
        often = f"{ids[entry.likeliest]} ({percent(entry.plays[entry.likeliest].share)})"
        if not entry.sought:
            grid.add_row(entry.issue.title, "not looked for", often)
            continue
        really = "not so far" if entry.real is None else ids[entry.real]
        same = _NOTHING if few else percent(along.same.share)
        grid.add_row(entry.issue.title, really, often, *_around(entry), same)
    sought = [entry for entry in rows if entry.sought]
    hits = sum(entry.likeliest == (len(ids) - 1 if entry.real is None else entry.real) for entry in sought)
    note = (
        "Before, then, later: earlier than in reality, at that process, later or never. Most often where it "
        f"really was: {hits} of {len(sought)} subjects. Real path: then, in the "
        f"{int(chronicle.histories.on_real_path.sum()):,} plays in which all decided processes end as they "
        "did."
    )
    return _under(grid, note)


def _around(entry: Entry) -> list[str]:
    shares = [percent(found.share) for found in (entry.earlier, entry.same, entry.later)]
    return [*shares[:2], _NOTHING if entry.real is None else shares[2]]


def _limits(chronicle: Chronicle) -> list[str]:
    lines = [
        "Only texts are handed on. Mandate families, members, chairs, outlets, stakes and dates stay as "
        "coded; in reality they answered to what came before. So the worlds in which history goes another "
        "way are told too much like ours.",
        "Positions are coded as they were held after the real past, by people who know how it ended, and do "
        "not answer to another one.",
        "A play has one set of parameters and one reading of each state's positions throughout; moods, "
        "readiness to concede and stakes are drawn anew for each process. A failure costs no trust and a "
        "success builds none, but through the text.",
        "How far an earlier report helps or hinders a later one hangs above all on how little it is worth to "
        "repeat what is agreed (the acquis discount), which the record hardly identifies.",
        "Where a process is made to adopt what it failed over, the text is one that somebody objected to.",
    ]
    if chronicle.histories.behaviour is BehaviourSource.CALIBRATED:
        lines.append(
            "The parameters are fitted to these very outcomes. That the real path occurs as often as it does "
            "is no test of the model; how differently processes end on another past is what the model "
            "implies, and has not been observed."
        )
    return lines
