"""What a campaign has to say: how histories go, how often the real one occurs, and what depends on what."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.arrays import EXPLICIT, INDIRECT
from sim.report import campaign_columns
from sim.report import campaign_words as say
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, note
from sim.report.figures.campaign import campaign_drawings
from sim.report.figures.drawing import pictures
from sim.report.provenance import fitted_to, how_made
from sim.report.result import Report
from sim.report.words.numbers import number_of, written
from sim.study.campaign.dependence import Link
from sim.study.campaign.result import CampaignResult
from sim.study.claims import Counted
from sim.study.paired import Difference

#: This many of the commonest histories, and of the strongest effects, are shown.
SHOWN = 8
MARK = {True: "●", False: "○"}
NOTHING = "–"
_ENDED = {True: "adopted", False: "FAILED", None: "open"}
_TITLES = {INDIRECT: "first mentioned in a report", EXPLICIT: "first explicit in a report"}


def campaign_report(result: CampaignResult, command: str = "") -> Report:
    """Report the histories of a campaign, and the command that made it."""
    figures = campaign_drawings(result.histories)
    shown, answer = pictures(figures), _answer(result)
    parts = (
        Section.everywhere("Histories", shown["histories"], *_histories(result)),
        Section.everywhere("What this does not show", Bullets(say.limits(result))),
        Section.everywhere("How often each process adopts a report", *_processes(result)),
        Section.everywhere("How often the real path occurs", *_real_path(result)),
        Section.everywhere("How each process depends on the ones before", *_links(result)),
        Section.everywhere("When each subject first enters a report", shown["entries"], *_entries(result)),
        how_made(_facts(result), command),
    )
    title, sections = result.histories.campaign.title, tuple(part for part in parts if part.blocks)
    document = Document(campaign_columns.KIND, title, answer, sections)
    return Report.of(result, campaign_columns, document, figures, headline=answer.sentence)


def _answer(result: CampaignResult) -> Answer:
    if not result.real_path:
        return Answer(say.on_variety(result), "How many ways could it go?", (say.effort(result),))
    whole = result.real_path[-1].alike
    plays = number_of(whole.trials, "play")
    often = f"{exactly(whole)} ({interval(whole, 1)} %)" if whole.enough else str(whole.successes)
    sentence = f"The decided processes end as they really did in {often} of {plays}."
    asked = "How likely was it to go as it really went?"
    return Answer(sentence, asked, (say.on_variety(result), say.effort(result)))


def share(counted: Counted) -> str:
    """Write a share; of few plays, how many of them."""
    return written(counted) if counted.trials else NOTHING


def exactly(counted: Counted) -> str:
    """Write a share to a tenth of a per cent; of few plays, how many of them."""
    return f"{100 * counted.share:.1f} %" if counted.enough else share(counted)


def interval(counted: Counted, digits: int = 0) -> str:
    """Write the interval of a share, in per cent; to whole per cent, nothing of few plays."""
    low, high = (f"{100 * end:.{digits}f}" for end in counted.interval)
    return f"{low} to {high}" if counted.enough or digits else NOTHING


def _points(found: Difference | None, enough: bool = True) -> str:
    """Write a difference in percentage points, and half the width of its interval."""
    if found is None or not enough:
        return NOTHING
    return f"{100 * found.value:+.1f}±{50 * (found.high - found.low):.1f}"


def _histories(result: CampaignResult) -> Iterator[Block]:
    shown, rest = result.paths[:SHOWN], result.paths[SHOWN:]
    real = [] if any(path.real for path in shown) else [path for path in rest if path.real]
    columns = ("in order", "", "plays", "95 %", "if independent")
    rows = tuple(
        ("".join(MARK[outcome] for outcome in path.outcomes), "real" * path.real, exactly(path.taken),
         interval(path.taken, 1), f"{100 * path.independent:.1f} %")
        for path in (*shown, *real[:1])
    )  # fmt: skip
    yield Grid("The commonest histories (● adopted, ○ failed)", columns, rows, left=2)
    ids = ", ".join(result.histories.campaign.ids)
    yield note(f"● adopted, ○ failed, in order: {ids}. All histories are in histories.csv.")


def _processes(result: CampaignResult) -> Iterator[Block]:
    rows = tuple(
        (c.process, _ENDED[c.real], share(c.adopted), interval(c.adopted), share(c.coded), _points(c.worth))
        for c in result.chapters
    )
    columns = ("process", "really", "here", "95 %", "on the real past", "real past minus here, points")
    yield Grid("Share of plays in which each process adopts a report", columns, rows, left=2)
    worded = tuple(
        (c.process, *(NOTHING if part is None else Share(part) for part in (c.language, c.coded_language)))
        for c in result.chapters
        if c.language is not None or c.coded_language is not None
    )
    if worded:
        head = ("process", "as worded here", "on the real past")
        yield Grid("Share of the real report's paragraphs worded as strongly", head, worded)
    yield note(say.ON_PROCESSES)


def _real_path(result: CampaignResult) -> Iterator[Block]:
    rows = tuple(
        (s.process, _ENDED[s.real], exactly(s.alike), interval(s.alike, 1), f"{100 * s.independent:.1f} %",
         _points(s.excess))
        for s in result.real_path
    )  # fmt: skip
    if rows:
        columns = ("up to and with", "really", "plays", "95 %", "if independent", "difference, points")
        yield Grid("Plays that go as it really went so far", columns, rows, left=2)
        yield note(say.rarity(result))


def _links(result: CampaignResult) -> Iterator[Block]:
    before = {c.process: c.before for c in result.chapters}

    def clear(link: Link) -> float:
        known = link.builds and link.after_adopted.enough and link.effect
        return abs(known.value) if known and known.clear else 0.0

    rows = [_link_row(link) for link in result.links if before[link.later] == link.earlier]
    apart = [link for link in result.links if before[link.later] != link.earlier and clear(link)]
    if apart:
        some = f", the strongest {SHOWN}" if len(apart) > SHOWN else ""
        title = f"further apart: {number_of(len(apart), 'clear effect')}{some}"
        rows += [(title, *[""] * 5), *map(_link_row, sorted(apart, key=clear, reverse=True)[:SHOWN])]
    if rows:
        columns = ("earlier → later", "after ● / ○", "gap", "report", "missed", "text")
        caption = "The later process where the earlier one adopted (●) and failed (○); effects in points"
        yield Grid(caption, columns, tuple(rows))
        yield note(say.ON_LINKS)
    if result.reaches:
        ends = ("had it ended the other way", "some later outcome changes", "later outcomes changed")
        rows = [
            (r.process, Share(r.changed.share), f"{r.later:.2f}", Share(r.worded)) for r in result.reaches
        ]
        yield Grid("How far one outcome reaches", (*ends, "last text reworded"), tuple(rows))
        yield note(say.ON_REACH)


def _link_row(link: Link) -> tuple[Cell, ...]:
    """Write how a later process depends on an earlier one, without what rests on too few plays."""
    had, failed = link.after_adopted.enough, link.after_failed.enough
    return (
        f"{link.earlier} → {link.later}",
        f"{share(link.after_adopted)} / {share(link.after_failed)}",
        f"{100 * link.gap.value:+.0f}" if link.gap and had and failed else NOTHING,
        _points(link.effect, had),
        _points(link.missed, failed),
        _points(link.effect_on_strength, had),
    )


def _entries(result: CampaignResult) -> Iterator[Block]:
    for rung, title in _TITLES.items():
        columns = (title, "really", "most often", "before / then / later", "real path")
        yield Grid(f"Subjects {title}", columns, tuple(_entry_rows(result, rung)), left=3)
        yield note(say.on_entries(result, rung))


def _entry_rows(result: CampaignResult, rung: int) -> Iterator[tuple[Cell, ...]]:
    rows = result.entries[rung]
    on_path = result.entries_on_real_path.get(rung, rows)
    for entry, along in zip(rows, on_path, strict=True):
        often = f"{entry.likeliest_name} ({share(entry.plays[entry.likeliest])})"
        if entry.hit is None:
            yield entry.issue.title, "not looked for" if entry.decided else "open", often, "", ""
            continue
        later = NOTHING if entry.real is None else share(entry.later)
        around = f"{share(entry.earlier)} / {share(entry.same)} / {later}"
        same = share(along.same) if result.entries_on_real_path else NOTHING
        yield entry.issue.title, entry.real_name or "not so far", often, around, same


def _facts(result: CampaignResult) -> Iterator[tuple[str, str]]:
    histories, runs = result.histories, result.runs
    yield "campaign", f"{histories.campaign.title} ({histories.campaign.id}), content {histories.digest}"
    yield "processes", ", ".join((histories.played or histories.campaign).ids)
    yield "plays", f"{runs:,}, numbers 0 to {runs - 1:,}; seed {histories.seed}"
    yield "parameters", fitted_to(histories.known)
