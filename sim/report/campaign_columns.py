"""The tables of a campaign, column by column, and its JSON object."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from sim.report.column import Column, Family, Table, interval_of
from sim.report.stamp import SPAN, constant, opened, stamps
from sim.scenario.campaign import Campaign
from sim.scenario.ladder import Rung
from sim.study.campaign.dependence import Link, Reach
from sim.study.campaign.entries import Entry
from sim.study.campaign.histories import Chapter
from sim.study.campaign.paths import Branch, Path, Step, Variety
from sim.study.campaign.result import CampaignResult
from sim.study.claims import Counted

KIND = "campaign"
_YES = "0 or 1; in JSON false or true"
_SHARE, _ENDS = "number, 0 to 1", "end of its 95 % interval"
_RUNG = "0 silent, 1 indirect, 2 explicit"
_DIGEST = "12 hexadecimal digits that change with the campaign or one of its scenarios"


class _EntryAt(NamedTuple):
    """How often a subject first enters at one process, or never."""

    entry: Entry
    number: int

    @property
    def really(self) -> bool | None:
        """Whether it really was so; None if that is open or nobody has looked."""
        entry, never = self.entry, len(self.entry.names) - 1
        if entry.hit is None:
            return None
        if entry.real is None and self.number not in entry.decided:  # later, or never, is still open
            return None if len(entry.decided) < never else self.number == never
        return self.number == entry.real


_Play = namedtuple("_Play", "replicate process adopted adopted_on_real_past text acquis")


def _plays(result: CampaignResult) -> Iterator[tuple[Any, ...]]:
    h = result.histories
    arrays = (array.tolist() for array in (h.replicates, h.adopted, h.coded_adopted, h.texts, h.acquis))
    for replicate, *each in zip(*arrays, strict=True):
        yield from (_Play(replicate, *row) for row in zip(h.campaign.ids, *each, strict=True))


_COUNTED: tuple[Column[Counted], ...] = (
    Column("plays", "number of plays", "count", lambda c: c.successes),
    Column("of", "of how many plays", "count", lambda c: c.trials),
    Column("share", "their share; empty for few plays", _SHARE, lambda c: c.share if c.enough else None),
    Column("low", f"lower {_ENDS}", _SHARE, lambda c: c.interval[0] if c.enough else None),
    Column("high", f"upper {_ENDS}", _SHARE, lambda c: c.interval[1] if c.enough else None),
)
_DIFFERENCE = interval_of("difference of two shares or means", "number, -1 to 1")


def _counted(name: str, meaning: str, of: Callable[[Any], Counted]) -> Column[Any]:
    """Return a column of a number of plays with its share; null where there are no plays to count among."""
    return Column(name, meaning, "object or null", lambda row: of(row) if of(row).trials else None, _COUNTED)


def _differs(name: str, meaning: str) -> Column[Any]:
    return Column(name, meaning, "object or null", attrgetter(name), _DIFFERENCE)


def _flat(*columns: Column[Any]) -> Iterator[Column[Any]]:
    """Yield the columns of a table: for an object, a column for each of its keys, the first by its name."""
    for column in columns:
        if not column.of:
            yield column
        for part in column.of:
            first = part is column.of[0]
            name, meaning = (column.name, column.meaning) if first else (part.name, part.meaning)
            full = name if first else f"{column.name}_{name}"
            yield Column(full, meaning, part.unit, partial(_part, column, part))


def _part(column: Column[Any], part: Column[Any], row: Any) -> Any:
    nothing = Counted(0, 0) if column.of is _COUNTED else None
    value = column.cell(row) or nothing
    return None if value is None else part.cell(value)


def _along(field: str, names: Callable[[Campaign], Iterable[str]]) -> Callable[[Any], list[Column[Any]]]:
    """Return what gives a column for each process or issue of a result, of a row's field along these."""

    def entry(number: int, name: str) -> Column[Any]:
        return Column(name, "", "", lambda row: getattr(row, field)[number])

    return lambda result: [entry(*each) for each in enumerate(names(result.histories.campaign))]


_ID, _OBJECTS = "`id` of its scenario", "list of objects"
_RUNGS = ("`indirect`: any mention; `explicit`: explicit text", "`indirect` or `explicit`")
_INDEPENDENT = ("share that independent processes with the same shares of adoption would give", _SHARE)
_AFTER, _REPORTED = "its adoptions in the histories in which that one", "number, 0 to 1; empty without one"
_SEED, *_, _VERSION = stamps(lambda result: result.histories.seed)
_CAMPAIGN = (
    constant("campaign", "`id` of the campaign", "text", lambda r: r.histories.campaign.id),
    constant("campaign_hash", _DIGEST, "text", lambda r: r.histories.digest),
)
_STAMPS = (_SEED, *SPAN, *_CAMPAIGN, _VERSION)
_WORTH = _differs("worth", "what the real past is worth: the second share minus the first; or empty")
_PROCESS: tuple[Column[Chapter], ...] = (
    Column("process", _ID, "text"),
    Column("fitted_to", "whether parameters are fitted to its outcome", _YES, lambda c: c.fitted),
    Column("really_adopted", "whether it really adopted a report", f"{_YES}, or empty", lambda c: c.real),
    _counted("adopted", "histories in which it adopts", lambda c: c.adopted),
    _counted("on_real_past", "those in which it would adopt on the real past, same luck", lambda c: c.coded),
    _WORTH,
    Column("before", "the last process that ended before it", "text", lambda c: c.before or None),
    _counted("after_adopted", f"{_AFTER} adopts", lambda c: c.after_adopted),
    _counted("after_failed", f"{_AFTER} fails", lambda c: c.after_failed),
    Column("paragraphs_as_real", "share of the paragraphs of its real report that its texts word as strongly",
           _REPORTED, lambda c: c.language),
    Column("paragraphs_as_real_on_real_past", "the same there", _REPORTED, lambda c: c.coded_language),
)  # fmt: skip
_EFFECT = (
    "of the earlier report, in the histories that have it: share in which the later adopts, minus the share "
    "with the same luck without it"
)
_MISSED = (
    "in the other histories: share in which the later would adopt had the text that the earlier failed over "
    "passed, minus the share in which it does"
)
_LINK: tuple[Column[Link], ...] = (
    Column("earlier", "the earlier process", "text"),
    Column("later", "the later process", "text"),
    Column("builds_on_it", "whether the earlier had ended before the later began", _YES, lambda k: k.builds),
    _counted("after_adopted", "adoptions of the later where the earlier adopts", lambda k: k.after_adopted),
    _counted("after_failed", "adoptions of the later where the earlier fails", lambda k: k.after_failed),
    _differs("gap", "between these shares; not the effect of the report: histories with a failure differ"),
    _differs("gap_in_strength", "between the mean strength of the later one's reports"),
    _differs("effect", _EFFECT),
    _differs("missed", _MISSED),
    _differs("effect_on_strength", "on the strength of the later report, where there is one either way"),
)
_HISTORY: tuple[Column[Path], ...] = (
    _counted("plays", "plays with this history", lambda p: p.taken),
    Column("independent", *_INDEPENDENT),
    Column("real", "whether every decided process ends as it really did", _YES),
)
_FIRST: tuple[Column[_EntryAt], ...] = (
    Column("issue", "code", "text", lambda at: at.entry.issue.code),
    Column("rung", *_RUNGS, lambda at: Rung(at.entry.rung).word),
    Column("process", "where it first stands, or `never`", "text", lambda at: at.entry.names[at.number]),
    _counted("plays", "plays in which it does", lambda at: at.entry.plays[at.number]),
    Column("really", "whether it really does; empty if open, or not sought in the real reports", _YES),
)
TABLES: tuple[Table[CampaignResult], ...] = (
    Table("processes", "One row for each process, in order.", lambda r: r.chapters,
          (*_flat(*_PROCESS), *_STAMPS)),
    Table.of(
        "histories", "One row for each history that occurs, the commonest first.", lambda r: r.paths,
        Family("PROCESS", "whether it adopts a report here", _YES, _along("outcomes", lambda c: c.ids)),
        *_flat(*_HISTORY), *_STAMPS,
    ),
    Table(
        "entries", "One row for each issue, rung and process: where a subject first enters a report.",
        lambda r: [_EntryAt(e, n) for rows in r.entries.values() for e in rows for n in range(len(e.names))],
        (*_flat(*_FIRST), *_STAMPS),
    ),
    Table(
        "links", "One row for each process and each earlier one. Differences: the earlier one adopted minus "
        "failed; empty where one of the two rests on no play.",
        lambda r: r.links, (*_flat(*_LINK), *_STAMPS),
    ),
    Table.of(
        "plays", "One row for each history and process.", _plays,
        _VERSION, *_CAMPAIGN, _SEED,
        Column[Any]("replicate", "number of the play; with `seed` it fixes the luck", "count"),
        Column[Any]("process", _ID, "text"),
        Column[Any]("adopted", "whether it adopts a report", _YES),
        Column[Any]("adopted_on_real_past", "whether it would on the real past, same luck", _YES),
        Family("ISSUE", "the last text, adopted or not", _RUNG,
               _along("text", lambda c: [issue.code for issue in c.issues])),
        Family("acquis_ISSUE", "what was agreed before this process", _RUNG,
               _along("acquis", lambda c: [f"acquis_{issue.code}" for issue in c.issues])),
    ),
)  # fmt: skip
_VARIETY: tuple[Column[Variety], ...] = (
    Column("distinct", "number of different histories", "count"),
    Column("effective", "number of equally frequent ones that would be as hard to guess",
           "number, 1 or more"),
    Column("effective_if_independent", "the same for independent processes", "number",
           lambda v: v.independent),
)  # fmt: skip
_STEP: tuple[Column[Step], ...] = (
    Column("process", _ID, "text"),
    Column("adopted", "whether it really adopted a report", _YES, lambda s: s.real),
    _counted("alike", "histories that are like the real one up to here", lambda s: s.alike),
    Column("if_independent", *_INDEPENDENT, lambda s: s.independent),
    _differs("excess", "the share of `alike` minus that one"),
)
_REAL: tuple[Column[CampaignResult], ...] = (
    Column("rank", "rank of the real history, if it occurs", "count, or null", lambda r: r.rank[0]),
    Column("of", "number of histories of the decided processes", "count", lambda r: r.rank[1]),
    Column("steps", "how often it occurs, process by process", _OBJECTS, lambda r: r.real_path, _STEP),
)  # fmt: skip
_ENTRY: tuple[Column[Entry], ...] = (
    Column("issue", "code", "text", lambda e: e.issue.code),
    Column("first", *_RUNGS, lambda e: Rung(e.rung).word),
    Column("plays", "histories in which it first enters at each process, or never", "count by name",
           lambda e: {name: found.successes for name, found in zip(e.names, e.plays, strict=True)}),
    Column("sought", "whether it was looked for in the real reports", _YES),
    Column("likeliest_is_real", "whether it most often enters where it really did", _YES, lambda e: e.hit),
    Column("really", "the process in whose real report it first stands", "text", lambda e: e.real_name),
    _counted("earlier", "histories in which it enters earlier than in reality", lambda e: e.earlier),
    _counted("same", "histories in which it enters at that process", lambda e: e.same),
    _counted("later_or_never", "histories in which it enters later or never", lambda e: e.later),
)  # fmt: skip
_REACH: tuple[Column[Reach], ...] = (
    Column("process", _ID, "text"),
    _counted("changed", "histories in which a later outcome changes if this one is reversed",
             lambda r: r.changed),
    Column("later", "mean number of later outcomes that change", "number"),
    Column("worded", "share of the last report's paragraphs that are reworded", _SHARE),
)  # fmt: skip
_TREE = (
    "histories that begin alike: `plays`, their `share`, whether the `real` one is among them, and `then`, "
    "the branches that follow, each with whether a process `adopted`; `merged` if too rare to be followed"
)
SUMMARY: tuple[Column[CampaignResult], ...] = (
    *opened(KIND),
    Column("campaign", "its `id`", "text", lambda r: r.histories.campaign.id),
    Column("title", "its title", "text", lambda r: r.histories.campaign.title),
    Column("digest", _DIGEST, "text", lambda r: r.histories.digest),
    Column("seed", "seed of all chance", "count", lambda r: r.histories.seed),
    Column("runs", "number of plays", "count"),
    Column("behaviour", "where parameters come from", "calibrated, priors",
           lambda r: str(r.histories.behaviour)),
    Column("withheld", "processes that are played but not shown", "list", lambda r: r.histories.withheld),
    Column("processes", "each process, as in `processes.csv`", _OBJECTS, lambda r: r.chapters,
           tuple(replace(c, name="worth_of_real_past") if c is _WORTH else c for c in _PROCESS)),
    Column("histories", "how many different histories there are", "object", lambda r: r.variety, _VARIETY),
    Column("real_history", "how often the real history occurs", "object", lambda r: r, _REAL),
    Column("tree", _TREE, "object", lambda r: _branch(r.tree)),
    Column("entries", "when each subject first enters a report", _OBJECTS,
           lambda r: [entry for rows in r.entries.values() for entry in rows], _ENTRY),
    Column("links", "each process and each earlier one", _OBJECTS, lambda r: r.links, _LINK),
    Column("reach", "how far the outcome of each process reaches", _OBJECTS, lambda r: r.reaches, _REACH),
)  # fmt: skip


def _branch(branch: Branch) -> dict[str, Any]:
    adopted = {"adopted": branch.outcomes[-1]} if branch.outcomes else {}
    merged = {"merged": True} if branch.merged else {}
    then = {"then": [_branch(child) for child in branch.branches]} if branch.branches else {}
    return {**adopted, "plays": branch.plays, "share": branch.share, "real": branch.real, **merged, **then}
