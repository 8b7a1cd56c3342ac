"""A campaign as a document: how histories go, how often the real one, and what hangs on what."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.arrays import EXPLICIT, VEILED
from sim.report.campaign.limits import limits
from sim.report.campaign.page import (
    MARK,
    NOTHING,
    ON_LINKS,
    ON_REACH,
    effort,
    ended,
    entry_rows,
    exactly,
    interval,
    link_row,
    on_entries,
    on_processes,
    on_variety,
    points,
    rarity,
    share,
    shown_paths,
)
from sim.report.campaign.wording import many
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Picture, Section, Share, Words
from sim.report.figures.campaign import describe_first_entries, describe_histories_tree
from sim.report.making import fitted_or_not, how_made, plain, raw_shares, typed
from sim.scenario.campaign import CAMPAIGN, Campaign, load_campaign
from sim.scenario.shipped import shipped_campaigns
from sim.study.calibration.result import calibrated
from sim.study.campaign.chronicle import Chronicle
from sim.study.campaign.histories import Histories, campaign_digest
from sim.study.source import BehaviourSource


def campaign_document(chronicle: Chronicle) -> Document:
    """Write the histories of a campaign down."""
    told = chronicle.histories
    sections = [
        Section("Histories", (Picture("histories", describe_histories_tree(told)), *_histories(chronicle))),
        Section("What this does not show", (Bullets(tuple(limits(chronicle))),)),
        Section("How often each process adopts a report", tuple(_processes(chronicle))),
        Section("How often the real path occurs", tuple(_real_path(chronicle))),
        Section("How each process hangs on the ones before", tuple(_links(chronicle))),
        Section(
            "When each subject first enters a report",
            (Picture("entries", describe_first_entries(told)), *_entries(chronicle)),
        ),
        how_made(_facts(told), _command(told)),
    ]
    return Document(
        "campaign", told.campaign.title, _answer(chronicle), tuple(s for s in sections if s.blocks)
    )


def _answer(chronicle: Chronicle) -> Answer:
    if not chronicle.real_path:
        return Answer(on_variety(chronicle), "How many ways could it go?", (effort(chronicle),))
    whole = chronicle.real_path[-1].alike
    low, high = (100 * end for end in whole.interval)
    often = f"{exactly(whole)} ({low:.1f} to {high:.1f} %) of {many(whole.trials, 'play')}"
    if not whole.enough:
        often = f"{whole.successes} of {many(whole.trials, 'play')}"
    sentence = f"The decided processes end as they really did in {often}."
    asked = "How likely was it to go as it really went?"
    return Answer(sentence, asked, (on_variety(chronicle), effort(chronicle)))


def _histories(chronicle: Chronicle) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for path in shown_paths(chronicle):
        low, high = (100 * end for end in path.taken.interval)
        rows.append(
            ("".join(MARK[outcome] for outcome in path.outcomes), "real" if path.real else "",
             exactly(path.taken), f"{low:.1f} to {high:.1f}", f"{100 * path.independent:.1f} %")
        )  # fmt: skip
    columns = ("in order", "", "plays", "95 %", "if independent")
    yield Grid("The commonest histories (● adopted, ○ failed)", columns, tuple(rows), left=2)
    ids = ", ".join(chronicle.histories.campaign.ids)
    yield Words(f"In order: {ids}. {on_variety(chronicle)} All are in histories.csv.", note=True)


def _processes(chronicle: Chronicle) -> Iterator[Block]:
    rows = tuple(
        (c.process, ended(c.real), share(c.adopted), interval(c.adopted), share(c.coded), points(c.worth))
        for c in chronicle.chapters
    )
    columns = ("process", "really", "here", "95 %", "on the real past", "worth of it, points")
    yield Grid("Share of plays in which each process adopts a report", columns, rows, left=2)
    worded = tuple(
        (c.process, *(NOTHING if part is None else Share(part) for part in (c.language, c.coded_language)))
        for c in chronicle.chapters
        if c.language is not None or c.coded_language is not None
    )
    if worded:
        head = ("process", "as worded here", "on the real past")
        yield Grid("Share of the real report's paragraphs worded as strongly", head, worded)
    yield Words(plain(on_processes()), note=True)


def _real_path(chronicle: Chronicle) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for step in chronicle.real_path:
        low, high = (100 * end for end in step.alike.interval)
        rows.append(
            (step.process, ended(step.real), exactly(step.alike), f"{low:.1f} to {high:.1f}",
             f"{100 * step.independent:.1f} %", points(step.excess))
        )  # fmt: skip
    if rows:
        columns = ("up to and with", "really", "plays", "95 %", "if independent", "difference, points")
        yield Grid("Plays that go as it really went so far", columns, tuple(rows), left=2)
        yield Words(rarity(chronicle), note=True)


def _links(chronicle: Chronicle) -> Iterator[Block]:
    before = {c.process: c.before for c in chronicle.chapters}
    rows = [link_row(link) for link in chronicle.links if before[link.later] == link.earlier]
    if rows:
        first, second = (
            tuple((row[0], *row[part]) for row in rows) for part in (slice(1, 4), slice(4, None))
        )
        columns = ("earlier → later", "after ●", "after ○", "gap, points")
        yield Grid("The later process where the earlier one adopted, and where it failed", columns, first)
        columns = ("earlier → later", "of its report", "of what it missed", "on the text")
        yield Grid("What the report itself does, in points", columns, second)
        yield Words(f"{ON_LINKS} Processes further apart are in links.csv.", note=True)
    if chronicle.reaches:
        columns = (
            "had it ended the other way",
            "some later end changes",
            "later ends changed",
            "text reworded",
        )
        reach = tuple(
            (r.process, Share(r.changed.share), f"{r.later:.2f}", Share(r.worded)) for r in chronicle.reaches
        )
        yield Grid("How far one end reaches", columns, reach)
        yield Words(ON_REACH, note=True)


def _entries(chronicle: Chronicle) -> Iterator[Block]:
    for rung, title in (
        (VEILED, "First mention of each subject"),
        (EXPLICIT, "First explicit text on each subject"),
    ):
        rows = []
        for subject, really, often, before, then, later, real_path in entry_rows(chronicle, rung):
            around = " / ".join((before, then, later)) if then else ""
            rows.append((subject, really, often, around, real_path))
        columns = ("subject", "really", "most often", "before / then / later", "real path")
        yield Grid(title, columns, tuple(rows), left=3)
        yield Words(on_entries(chronicle, rung), note=True)


def _facts(histories: Histories) -> Iterator[tuple[str, str]]:
    campaign = histories.campaign
    yield "campaign", f"{campaign.title} ({campaign.id}), content {histories.digest}"
    yield "processes", ", ".join((histories.played or campaign).ids)
    yield "plays", f"{histories.runs:,}, numbers 0 to {histories.runs - 1:,}; seed {histories.seed}"
    fitted = histories.behaviour is BehaviourSource.CALIBRATED
    whole = f"sets fitted to all {len(calibrated().supports)} decided processes"
    yield "parameters", whole if fitted else "drawn from the priors, none fitted to the record"


def _command(histories: Histories) -> str:
    words = [
        "campaign",
        _called(histories.played or histories.campaign),
        "--runs",
        str(histories.runs),
        "--seed",
        str(histories.seed),
    ]
    fitted = histories.behaviour is BehaviourSource.CALIBRATED
    told = ((stage.scenario, None) for stage in histories.campaign.stages)
    return typed(*words, *fitted_or_not(() if fitted else None), *raw_shares(*told))


def _called(campaign: Campaign) -> str:
    """Return what a command calls a campaign: its name, if it ships as it is, else its file."""
    ships = campaign.id in shipped_campaigns()
    same = ships and campaign_digest(load_campaign(campaign.id)) == campaign_digest(campaign)
    return campaign.id if same else CAMPAIGN
