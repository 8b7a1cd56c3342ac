"""What a followed process has to say: the forecast now, what each entry changed, and how good it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report import follow_columns
from sim.report.claimed import of_another_field
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Grid,
    Section,
    Share,
    Words,
    annexed,
)
from sim.report.figures.drawing import pictures
from sim.report.figures.follow import follow_drawings
from sim.report.follow_columns import Chained
from sim.report.follow_stands import share, where_it_stands
from sim.report.not_known import not_known
from sim.report.provenance import given_beyond, how_made, on_record, parameters_fact, scenario_fact, unclaimed
from sim.report.result import Report
from sim.report.words.happened import happened
from sim.report.words.names import called, listed
from sim.report.words.numbers import band_in_words, ends, number_of, percent
from sim.scenario.ladder import Rung
from sim.study.claims import ENOUGH
from sim.study.follow.history import Link
from sim.study.follow.question import FollowStudy, Move, Step
from sim.study.follow.weighing import THIN, Weighed
from sim.study.interval import CEILING

#: Moves named of an entry; the least that is named; objectors and rows of a table.
_NAMED, _LEAST, _ROWS = 3, 0.02, 12
#: The error rates that the result is shown for beside its own, as multiples of it, and the largest.
_OTHER_RATES, _LARGEST = (0.5, 2.0), 0.5
#: Letters of a digest that a table shows.
_SHORT = 12


def follow_report(study: FollowStudy, links: Sequence[Link] = (), command: str = "") -> Report:
    """Report a followed process.

    Parameters
    ----------
    links : its history, as `sim.study.follow.history.continued` returns it
    command : that made it
    """
    figures = follow_drawings(study)
    changed, last = tuple(_changed(study)), study.steps[-1]
    sections = [
        Section.everywhere("What each entry changed", *changed),
        *(where_it_stands(study) if last.effective >= ENOUGH else ()),
        not_known(last.scenario, last.setting, *_method(study)),
    ]
    annex = [
        Section("The forecast, entry by entry", (pictures(figures)["follow"],)),
        Section.everywhere("What was seen, and where it is said", *_seen(study)),
        Section.everywhere("The forecasts as they were made", *_history(study, links)),
        how_made(_facts(study, links), command),
    ]
    sections += annexed(*(section for section in annex if section.blocks))
    document = Document(follow_columns.KIND, study.scenario.title, _answer(study), tuple(sections))
    result = Chained(study, tuple(links))
    return Report.of(result, follow_columns, document, figures, headline=headline(study))


def headline(study: FollowStudy) -> str:
    """Say where the forecast stands."""
    first, last = study.steps[0], study.steps[-1]
    when = f"on {last.logged.entry.date}" if last.logged else "before anything has happened"
    if last.adopted.effective < ENOUGH:
        return (
            f"After {number_of(last.number, 'entry', 'entries')}, {when}, fewer than {ENOUGH} plays' worth "
            "resemble what was seen: no probability is given."
        )
    what = (
        "The probability of a consensus report"
        if study.scenario.supported
        else "The share of plays with a report"
    )
    now, band = share(last.adopted, study.scenario.supported), study.band(last)
    if band is not None:
        now = f"{percent(study.claimed(last) or 0.0)}, plausibly {ends(band.ends)} %: {band_in_words(band)},"
    if last is first:
        return f"{what} is {now.rstrip(',')}, {when}."
    then = percent(min(first.adopted.value, CEILING)) if band else share(first.adopted, False)
    entries = number_of(last.number, "entry", "entries")
    return f"{what} is {now} {when}, after {entries}; it was {then} before."


def _answer(study: FollowStudy) -> Answer:
    last = study.steps[-1]
    notes = [
        f"{study.runs:,} plays of each step, with the same luck; effective plays now: {last.effective:,.0f}. "
        "The intervals (95 %) cover the number of effective plays alone: not the model, not the coding.",
        *_warnings(study),
        on_record(study.followed.record),
        unclaimed(study.scenario.supported).strip(),
    ]
    if study.scenario.supported:
        notes.append(of_another_field(study.scenario))
    claimed = study.claimed(last)
    asked = study.scenario.question
    interval = None
    if claimed is not None:
        interval = (min(last.adopted.low, CEILING), min(last.adopted.high, CEILING))
    return Answer(headline(study), asked, tuple(filter(None, notes)), claimed, interval)


def _warnings(study: FollowStudy) -> Iterator[str]:
    thin = [step for step in study.steps if step.sightings and step.adopted.thin]
    if thin:
        yield (
            f"Warning: from entry {thin[0].number} on, what was seen leaves fewer than {THIN} effective "
            "plays. Few plays resemble it: the result depends on these few. Take more plays (--runs), and "
            "doubt the model: the room may do what it hardly ever does."
        )


def _changed(study: FollowStudy) -> Iterator[Block]:
    if len(study.steps) == 1:
        yield Words("No entry counts yet.")
        return
    claim = study.scenario.supported
    rows, moved = [], []
    for before, step in zip(study.steps, study.steps[1:], strict=False):
        assert step.logged
        what = happened(step.logged, step.scenario)
        rows.append(
            (
                f"{step.number}",
                step.logged.entry.date,
                _alone(before.adopted, claim),
                _alone(step.adopted, claim),
                f"{step.effective:,.0f}",
                what,
            )
        )
        moved.append(f"{step.number}, {step.logged.entry.date}: {_moves(study, step)}")
    columns = ("entry", "date", "before", "after", "effective plays", "what happened")
    caption = "The probability of a report before and after each entry"
    yield Grid(caption, columns, tuple(rows), left=2, right=1)
    yield Bullets(tuple(moved))


def _seen(study: FollowStudy) -> Iterator[Block]:
    if seen := list(_surprises(study)):
        yield Grid(
            "What was seen, and how far it was expected",
            ("entry", "delegation", "what it was seen to do", "expected before", "after"),
            tuple(seen),
            left=3,
        )
    sources = tuple(f"{s.number}: {s.logged.entry.source}" for s in study.steps[1:] if s.logged)
    yield from (Bullets(sources, note=True),) * bool(sources)


def _alone(found: Weighed, claim: bool) -> Cell:
    if found.effective < ENOUGH:
        return "–"
    return Share(min(found.value, CEILING) if claim else found.value)


def _moves(study: FollowStudy, step: Step) -> str:
    """Say what an entry moved most."""
    large = [move for move in study.moves(step.number) if abs(move.change) >= _LEAST]
    said = [
        f"{what} {listed([_move(study, move) for move in large if move.kind == kind][:_NAMED])}"
        for kind, what in (("paragraph", "paragraphs:"), ("objector", "objectors:"))
        if any(move.kind == kind for move in large)
    ]
    return "; ".join(said) or f"moves nothing by {100 * _LEAST:.0f} points"


def _move(study: FollowStudy, move: Move) -> str:
    titles = {issue.code: issue.title for issue in study.scenario.issues}
    points = f"{percent(move.before)} → {percent(move.after)}"
    if move.kind == "objector":
        return f"{called(move.code)} {points}"
    return f"{titles[move.code]} {Rung(move.rung).word} {points}"


def _surprises(study: FollowStudy) -> Iterator[tuple[Cell, ...]]:
    for row in list(follow_columns.sighted(study))[-_ROWS:]:
        expected = "–" if row["expected"] is None else Share(row["expected"])
        does = f"{row['stance']} {row['issue']} at reading {row['reading']}"
        yield str(row["entry"]), row["name"], does, expected, Share(row["after"])


def _history(study: FollowStudy, links: Sequence[Link]) -> Iterator[Block]:
    if not links:
        return
    record = study.followed.record
    rows, scored = [], []
    for link in links:
        scores = link.scores(record) if record else None
        scored += [scores] if scores else []
        cells = tuple(f"{score:.3f}" for score in scores) if scores else ("–", "–")
        claimed = "–" if link.probability is None else Share(link.probability)
        entry = str(link.number) if link.number else "before any"
        rows.append((entry, link.date, claimed, *(cells if record else ()), link.hash[:_SHORT]))
    columns = ("entry", "date", "forecast", *(("Brier", "log") if record else ()), "digest")
    yield Grid("Every forecast as it was first made", columns, tuple(rows), left=2, right=1)
    if scored:
        brier, log = (sum(each) / len(scored) for each in zip(*scored, strict=True))
        means = f"Means: Brier score {brier:.3f}, logarithmic score {log:.3f}; lower is better."
        yield Words(f"{means} A process has one outcome: these scores say little by themselves.")
    yield Words(
        f"history.jsonl keeps them in full. Each line holds the digest of the line above; the last is "
        f"{links[-1].hash}. Note it where others can see it: then nobody can improve a forecast afterwards.",
        note=True,
    )


def _method(study: FollowStudy) -> Iterator[Block]:
    rate = study.followed.error_rate
    said = [
        "A statement replaces the coded position, with the spread of its grade of evidence; positions that "
        "follow by rule follow from it. It counts for the whole process, earlier readings too.",
        "A draft replaces the text on the table when its reading opens; the chair goes on from it.",
        f"A stance that was seen weighs the plays: the delegation is seen to do what it does in a play with "
        f"probability {percent(1 - rate)}, and each other thing with {percent(rate / 2)} (error rate "
        f"{rate:g}), sightings independently.",
    ]
    last = study.steps[-1]
    if last.sightings:
        others = [min(rate * times, _LARGEST) for times in _OTHER_RATES]
        each = (f"{share(last.adopted_at(other))} with {other:g}" for other in others)
        said.append(
            f"The error rate is a convention. The share of plays with a report would be {listed([*each])}."
        )
    yield Bullets(tuple(said), note=True)


def _facts(study: FollowStudy, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    yield scenario_fact(study.scenario, study.setting)
    yield "plays", f"{study.runs:,} of each step, numbers 0 to {study.runs - 1:,}; seed {study.seed}"
    counted = number_of(len(study.steps) - 1, "entry", "entries")
    yield (
        "entries",
        f"{counted} of {len(study.followed.entries)}" + f" up to {study.until}" * bool(study.until),
    )
    yield parameters_fact(study.setting.known, given_beyond(study.setting.given, study.scenario))
    if links:
        yield "history", f"{number_of(len(links), 'forecast')}, last digest {links[-1].hash}"
