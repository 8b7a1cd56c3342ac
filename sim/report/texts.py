"""What a study of texts has to say: which pass as they stand, where each leads, and how they compare."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.vocabulary import Complaint
from sim.report import texts_columns
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Draft,
    Grid,
    Section,
    Words,
    annexed,
    note,
)
from sim.report.figures.drawing import pictures
from sim.report.figures.texts import texts_drawings
from sim.report.not_known import not_known
from sim.report.provenance import given_beyond, how_made, parameters_fact, scenario_fact, unclaimed
from sim.report.result import Report
from sim.report.texts_apart import WHEN, side_by_side
from sim.report.words.names import called, listed
from sim.report.words.numbers import number_of, share_cell, written
from sim.report.words.texts import assumed, of_plays, opening, with_interval
from sim.report.words.wordings import changes, on_the_brackets, tabled
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.texts.putting import Moment
from sim.study.texts.question import Stand, TextStudy

#: Delegations named in a table, in one on a terminal, in a sentence; how often the least of them objects.
MOST_NAMED, BRIEFLY, _SOME, RARELY = 12, 5, 3, 0.01
#: Texts beside each other in a table.
_BESIDE = 5
_ON_STANDING = note(
    "As it stands: the text is put under silence without another change, now and after the last reading. "
    "Objects, dissociates: share of plays. More to join / pass: how many points more of its "
    "complaints the delegation would have to give up to join, in the median play in which it does not; and "
    "not to object, in the median objection; ∞: more than anybody gives up. All delegations are in "
    "delegations.csv."
)
_ON_GOING = (
    "The chair goes on with the text in the readings that are left, and may make last-minute repairs. The "
    "end is the text that is put under silence, adopted or not."
)


def texts_report(study: TextStudy, command: str = "") -> Report:
    """Report a study of texts, and the command that made it."""
    figures = texts_drawings(study)
    shown, best = pictures(figures), study.best(Moment.DEADLINE)
    others = [n for n in range(len(study.texts)) if n != best]
    named, going = study.texts[best].name, tuple(_going(study))
    sections = [
        Section.everywhere("As it stands", _shares(study)),
        Section(f"What {named} says, and where it goes", _draft(study, best)),
        Section(
            "Who objects, over what",
            (*_objecting(study, best, BRIEFLY), *(Words(_objectors(study, n)) for n in others), _ON_STANDING),
            (*(block for n in (best, *others) for block in _objecting(study, n, BRIEFLY)), _ON_STANDING),
        ),
        Section(f"What would carry it: from here, {_left(study)}", going, (*going, *_moved(study))),
        not_known(study.scenario, study.setting),
    ]
    beside = [block for n in others for block in (*_objecting(study, n), *_where(study, n))]
    annex = [
        Section("At a glance", (shown["texts"],)),
        Section("The other texts", tuple(block for block in beside if isinstance(block, Grid))),
        Section.everywhere("Side by side", *side_by_side(study)),
        Section.everywhere("The texts", *_texts(study)),
        how_made(_facts(study), command),
    ]
    sections += annexed(*(section for section in annex if section.blocks))
    document = Document(texts_columns.KIND, study.scenario.title, _answer(study), tuple(sections))
    return Report.of(study, texts_columns, document, figures, headline=headline(study))


def headline(study: TextStudy) -> str:
    """Say which text would pass, and when."""
    lines = [
        f"{opening(listed([study.texts[n].name for n in alike]))} are the same text."
        for alike in study.alike()
    ]
    for moment in study.moments:
        best = study.best(moment)
        share = of_plays(study.adopted(best, moment))
        when = {
            Moment.NOW: "Put under silence now as it stands",
            Moment.DEADLINE: "As it stands at the deadline",
            Moment.FROM_HERE: f"With the chair going on from here ({_left(study)})",
        }[moment]
        lines.append(f"{when}, {_most_often(study, moment)} {share}.")
    return " ".join(lines)


def _most_often(study: TextStudy, moment: Moment) -> str:
    """Say which text is adopted most often at a moment, or which tie, up to the share that follows."""
    tied = study.tied(moment)
    names = listed([study.texts[n].name for n in tied])
    if len(tied) == 1:
        return f"{names} is adopted {'most often, ' * (len(study.texts) > 1)}in"
    most = "most often, and " if len(tied) < len(study.texts) else ""
    return f"{names} are adopted {most}equally often, in"


def _answer(study: TextStudy) -> Answer:
    many = len(study.texts) > 1
    asked = "Which of these texts would pass, and where would each go?" if many else "Would this text pass?"
    note = (
        f"{study.runs:,} plays of each text, with the same luck; the intervals (95 %) cover the number of "
        "plays alone: not the model, not the coding. A text is only a draft; nobody counts it as agreed."
        f"{unclaimed(study.scenario.supported)}"
    )
    said = [sentence for text in study.texts if (sentence := assumed(text, study.scenario))]
    return Answer(headline(study), asked, (note, *dict.fromkeys(said)))


def _left(study: TextStudy) -> str:
    return f"{number_of(study.left, 'reading')} left" if study.left else "no reading left"


def _shares(study: TextStudy) -> Grid:
    rows = tuple(
        (text.name, *(with_interval(study.adopted(n, moment)) for moment in study.moments))
        for n, text in enumerate(study.texts)
    )
    columns = ("text", *(WHEN[moment] for moment in study.moments))
    return Grid("Share of plays in which each text is adopted", columns, rows)


def _draft(study: TextStudy, n: int) -> tuple[Block, ...]:
    """Return a text, paragraph by paragraph, with the formulations at which each ends from here."""
    rows = [
        tabled(issue, rung, [e.share for e in ends], [written(e) for e in ends])
        for issue, rung, ends in zip(
            study.scenario.issues, study.texts[n].rungs, _ends(study, n), strict=True
        )
    ]
    return Draft(tuple(rows)), on_the_brackets("Odds: how often the paragraph ends so, from here.")


def _ends(study: TextStudy, n: int) -> list[list[Counted]]:
    """Return in how many plays each paragraph of a text ends at each formulation."""
    return [[Counted(number, study.runs) for number in row] for row in study.ends(n).tolist()]


def _objecting(study: TextStudy, n: int, most: int = MOST_NAMED) -> Iterator[Block]:
    """Yield who stands in the way of a text, in a sentence and in a table."""
    yield Words(_objectors(study, n))
    if any(_named(study, n)):
        yield _stands(study, n, most)


def _named(study: TextStudy, n: int) -> list[Stand]:
    """Return the delegations worth naming, at the deadline."""
    return [s for s in study.stands(n, Moment.DEADLINE) if max(s.objects, s.dissociates) >= RARELY][
        :MOST_NAMED
    ]


def _objectors(study: TextStudy, n: int) -> str:
    """Say in a sentence who stands in the way of a text, over what."""
    name = study.texts[n].name
    against = [stand for stand in _named(study, n) if stand.objects >= RARELY][:_SOME]
    if not against:
        return f"{opening(name)}: nobody objects to it in 1 % of plays at the deadline."
    who = [f"{called(s.code)} ({written(s.objects)}, {over(study, s)})" for s in against]
    return f"{opening(name)}: at the deadline, those who most often object are {listed(who)}."


def over(study: TextStudy, stand: Stand, most: int = 1) -> str:
    """Say what a delegation objects over: its most frequent largest complaints."""
    titles = {issue.code: issue.title for issue in study.scenario.issues}
    said = []
    for number, _ in stand.over[:most]:
        issue, kind = Complaint.of(number)
        title = titles[study.setting.table.issues[issue]] if issue >= 0 else ""
        said.append(f"{kind.amount} on {title}" if kind.amount else "over no paragraph")
    return "; ".join(said)


def _stands(study: TextStudy, n: int, most: int) -> Grid:
    name = study.texts[n].name
    now = {stand.code: stand for stand in study.stands(n, study.moments[0])}
    rows: list[tuple[Cell, ...]] = [
        (
            name_of(s.code),
            *([share_cell(now[s.code].objects)] if study.left else []),
            share_cell(s.objects),
            share_cell(s.dissociates),
            f"{_more(s.to_join)} / {_more(s.to_pass)}",
            over(study, s) or "–",
        )
        for s in _named(study, n)[:most]
    ]
    columns = (
        f"{name}: delegation",
        *(["objects now"] if study.left else []),
        "at the deadline",
        "dissociates",
    )
    caption = f"Who objects to {name}, who dissociates, and how far each is from joining"
    return Grid(caption, (*columns, "more to join / pass", "mostly over"), tuple(rows), right=1)


def _more(short: float | None) -> str:
    if short is None:
        return "–"
    return "∞" if short == float("inf") else f"+{100 * short:.0f}"


def _going(study: TextStudy) -> Iterator[Block]:
    rows = []
    for n, text in enumerate(study.texts):
        rungs, often = study.becomes(n)
        changed = changes(study.scenario.issues, text.rungs, rungs)
        most = f"{written(often)}: {', '.join(changed) or 'as it is'}"
        rows.append(
            (text.name, with_interval(study.adopted(n, Moment.FROM_HERE)), written(study.unchanged(n)), most)
        )
    columns = ("text", "adopted", "left as it is", "its most frequent end, and what changes")
    yield Grid("What becomes of each text, in shares of plays", columns, tuple(rows), right=1)
    yield note(_ON_GOING)


def _moved(study: TextStudy) -> Iterator[Block]:
    return (table for n in range(len(study.texts)) for table in _where(study, n))


def _where(study: TextStudy, n: int) -> Iterator[Block]:
    """Yield the table of the paragraphs of a text that others often replace."""
    text, issues = study.texts[n], study.scenario.issues
    ends = [
        (issue.title, rung, row) for issue, rung, row in zip(issues, text.rungs, _ends(study, n), strict=True)
    ]
    moved = sorted((one for one in ends if one[2][one[1]].share < 1 - RARELY), key=lambda one: one[2][one[1]])
    rows = [(title, rung.word, *map(written, row)) for title, rung, row in moved[:MOST_NAMED]]
    if rows:
        columns = (f"{text.name}: paragraph", "as tabled", "ends silent", "indirect", "explicit")
        yield Grid(f"Where the paragraphs of {text.name} go", columns, tuple(rows), left=2)


def _texts(study: TextStudy) -> Iterator[Block]:
    many = len(study.texts) > 1
    for first in range(0, len(study.texts) * many, _BESIDE):
        some = study.texts[first : first + _BESIDE]
        rows = tuple(
            (issue.title, *(t.rungs[k].word + "°" * (issue.code in t.left_out) for t in some))
            for k, issue in enumerate(study.scenario.issues)
        )
        names = tuple(text.name for text in some)
        yield Grid("What each text says", ("paragraph", *names), rows, left=1 + len(names))
    if many and any(text.left_out for text in study.texts):
        yield note("°: the text leaves the issue out; taken from its base.")
    known = [(t.name, ", ".join(filter(None, (t.title, t.date, t.source)))) for t in study.texts]
    if said := tuple(f"{name}: {about}" for name, about in known if about):
        yield Bullets(said)


def _facts(study: TextStudy) -> Iterator[tuple[str, str]]:
    yield scenario_fact(study.scenario, study.setting)
    yield "plays", f"{study.runs:,} of each text, numbers 0 to {study.runs - 1:,}; seed {study.seed}"
    yield "readings", f"{study.held} held, {study.left} left"
    yield parameters_fact(study.setting.known, given_beyond(study.setting.given, study.scenario))
    yield "texts in full", "texts-in-full.yaml, which gge-sim text and gge-sim package read again"
