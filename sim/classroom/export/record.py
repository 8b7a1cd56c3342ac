"""The record: a class as a document, from its outcome to what would have changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sim.classroom.room.case import Case
from sim.classroom.room.debrief_data import Debrief, Standing
from sim.classroom.room.lesson import Held
from sim.classroom.room.numbered import numbered
from sim.classroom.room.package import Package
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Grid,
    Section,
    Share,
    Step,
    Steps,
    Words,
)
from sim.report.words.names import called, listed
from sim.report.words.numbers import ends, percent, spelt_out
from sim.scenario.ladder import Rung
from sim.study.setting import scenario_digest
from sim.version import __version__

#: Most computer delegations to name; the others are counted.
NAMED = 4


def class_document(
    case: Case, debrief: Debrief, number: str, times: tuple[float, float] | None = None
) -> Document:
    """Return a class as a document.

    Parameters
    ----------
    number : of the class
    times : of the first action and of the last, in seconds since the epoch
    """
    sections = (
        Section("The text put to the room", (_text(debrief),)),
        Section("Reading by reading", tuple(_readings(debrief))),
        Section("Packages", tuple(_packages(case, debrief))),
        Section("Who stood apart", tuple(_apart(debrief))),
        Section("What would have changed the outcome", tuple(_instead(debrief))),
        Section("The same play with computers in all seats", tuple(_computers(case, debrief))),
        Section("What the model forecast for this room", tuple(_forecast(case, debrief))),
        Section("What really happened", tuple(_history(case, debrief))),
        Section("How this class was set up", (Facts(tuple(_facts(case, number, times))),)),
    )
    answer = Answer(debrief.verdict, debrief.question)
    return Document("class", f"{debrief.title}: as a class negotiated it", answer, sections)


def _text(debrief: Debrief) -> Grid:
    """Return the text with the numbers of the draft, which silent paragraphs have, too."""
    rows = tuple(
        (str(number), title, *debrief.text[code]) for number, (code, title) in enumerate(debrief.issues, 1)
    )
    return Grid("The text put to the room", ("number", "paragraph", "formulation", "words"), rows, left=4)


def _readings(debrief: Debrief) -> Iterator[Block]:
    if not debrief.readings:
        yield Words("No reading was held.")
        return
    yield Steps(tuple(_step(debrief, held) for held in debrief.readings))
    if repairs := _moves(debrief, debrief.path[len(debrief.readings)], debrief.last):
        yield Words(f"Before the decision the chair changed: {'; '.join(repairs)}.")


def _step(debrief: Debrief, held: Held) -> Step:
    lines = []
    numbers = {code: number for number, (code, _) in enumerate(debrief.issues, 1)}
    for code, title in debrief.issues:
        bracketing = [seat for seat, stance in held.stances[code].items() if stance == "brackets"]
        wishes = held.proposals[code]
        told = [f"in brackets by {_named(bracketing, held)}"] if bracketing else []
        for rung in Rung:
            if asking := [seat for seat, wish in wishes.items() if wish == rung.word]:
                what = "silence" if rung is Rung.SILENT else f"{rung.word} text"
                told.append(f"{what} proposed by {_named(asking, held)}")
        if told:
            lines.append(f"{numbers[code]} {title}: {'; '.join(told)}.")
    words = [tuple(Rung(rung).word for rung in text) for text in (held.draft, held.revised)]
    moves = _moves(debrief, *words)
    changed = f"Revised by {held.chair}: {'; '.join(moves)}."
    lines.append(changed if moves else f"Left unchanged by {held.chair}.")
    return Step(f"Reading {held.number}", tuple(lines), quiet=not moves)


def _named(seats: list[str], held: Held) -> str:
    """Name delegations, first those that people played; count those beyond the first few."""
    order = sorted(seats, key=lambda seat: (seat not in held.people, seat))
    told = [called(seat) + (f" ({held.people[seat]})" if seat in held.people else "") for seat in order]
    most = max(NAMED, sum(seat in held.people for seat in order))
    more = len(told) - most
    return listed(told[:most] + ([spelt_out(more, "other")] if more > 0 else []))


def _moves(debrief: Debrief, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    pairs = zip(debrief.issues, before, after, strict=True)
    return [
        f"{number} {title} from {old} to {new}"
        for number, ((_, title), old, new) in enumerate(pairs, 1)
        if old != new
    ]


def _packages(case: Case, debrief: Debrief) -> Iterator[Block]:
    if not debrief.packages:
        yield Words("Nobody offered a package.")
        return
    numbers = {code: (title, number) for number, (code, title) in enumerate(debrief.issues, 1)}

    def side(words: Mapping[str, str]) -> str:
        return ", ".join(f"{numbered(*numbers[issue])} {rung}" for issue, rung in words.items())

    def seats(codes: tuple[str, ...]) -> str:
        names = [case.name(seat) for seat in codes]
        more = len(names) - NAMED
        return listed(names[:NAMED] + ([spelt_out(more, "other")] if more > 0 else []))

    columns = ("package", "offered by", "to", "takes", "asks", "accepted by", "what became of it")
    rows = tuple(
        (
            str(package.number),
            f"{case.name(package.sender)} ({package.by})",
            "everybody" if package.everybody else seats(package.to),
            side(package.takes),
            side(package.asks),
            seats(package.accepted),
            _became(package),
        )
        for package in debrief.packages
    )
    yield Grid("Packages", columns, rows, left=len(columns))


def _became(package: Package) -> str:
    said = f"; the chair: {_quoted(package.answer)}" if package.answer else ""
    return f"{package.state.value}{said}"


def _apart(debrief: Debrief) -> Iterator[Block]:
    apart = [s for s in debrief.standings if s.decided != "joins"]
    if debrief.adopted is None:
        yield Words("Nothing was decided.")
    elif not apart:
        yield Words("Nobody: all join.")
    else:
        columns = ("delegation", "played by", "stance", "from", "reason given", "under its instructions")
        rows = tuple(
            (
                s.name,
                _player(s),
                s.decided,
                _from(s),
                _quoted(s.reason),
                f"{s.instructed}. {s.sentence}",
            )
            for s in apart
        )
        yield Grid("Who stood apart, and why", columns, rows, left=len(columns))
    if debrief.against_instructions:
        yield Words("Decided against their instructions:")
        yield Bullets(
            tuple(
                f"{s.name} ({_player(s)}) {s.decided}; under its instructions it {s.instructed}. {s.sentence}"
                for s in debrief.against_instructions
            )
        )


def _player(standing: Standing) -> str:
    return standing.player if standing.player else "the computer"


def _from(standing: Standing) -> str:
    if standing.decided != "dissociates":
        return ""
    return ", ".join(standing.apart_from) or "the whole report"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _instead(debrief: Debrief) -> Iterator[Block]:
    yield Words(
        "The last text with one paragraph reworded, judged by the instructions of all seats. People who "
        "decided against their instructions are assumed to stand by their decision.",
        note=True,
    )
    if not debrief.rewordings:
        yield Words("No rewording of a single paragraph would have won anybody over.")
        return
    told = []
    for r in debrief.rewordings:
        won = f"{', '.join(r.won)} would no longer object" if r.won else "nobody is won over"
        lost = f"; {', '.join(r.lost)} would start to" if r.lost else ""
        end = f"the room would {'' if r.adopted else 'still not '}have adopted it"
        told.append(f"{r.number} {r.title} {r.after} instead of {r.before}: {won}{lost}; {end}. “{r.text}”")
    yield Bullets(tuple(told))


def _computers(case: Case, debrief: Debrief) -> Iterator[Block]:
    played = debrief.computers
    told = "A report is adopted." if played.adopted else "There is no report."
    if played.objecting:
        told += f" Objecting: {', '.join(case.name(seat) for seat in played.objecting)}."
    moves = _moves(debrief, debrief.last, played.text)
    yield Words(told)
    if moves:
        yield Words(f"Its text differs from the class's: {'; '.join(moves)}.")
    else:
        yield Words("Its text is the same as the class's.")


def _forecast(case: Case, debrief: Debrief) -> Iterator[Block]:
    forecast = debrief.forecast
    if forecast is None:
        yield Words("No forecast was made.")
        return
    if forecast.probability is None or forecast.band is None:
        yield Words(forecast.answer)
    else:
        yield Words(
            f"Probability of a report by consensus: {percent(forecast.probability)}, plausibly "
            f"{ends(forecast.band)} %, "
            f"from {forecast.runs:,} plays."
        )
    columns = ("paragraph", "the class", *Rung.words())
    rows: list[tuple[Cell, ...]] = []
    for number, (code, title) in enumerate(debrief.issues, 1):
        shares = [Share(share) for share in forecast.language[code]]
        rows.append((f"{number} {title}", debrief.text[code][0], *(shares or forecast.odds[code])))
    yield Grid("The class's wording, and the odds of each wording", columns, tuple(rows), left=2)
    if forecast.objectors:
        named = "; ".join(f"{name} {often}".strip() for _, name, often in forecast.objectors)
        share = ", by share of plays" if forecast.adopted is not None else ""
        yield Words(f"Most likely to object{share}: {named}.")


def _history(case: Case, debrief: Debrief) -> Iterator[Block]:
    history = debrief.history
    if history is None:
        yield Words("There is no outcome on record.")
        return
    what = "A report was adopted" if history.adopted else "No report was adopted"
    yield Words(f"{what} ({history.document}, {history.date}). Source: {history.source}")
    if history.stood_apart:
        yield Bullets(tuple(f"{line}." for line in history.stood_apart))
    if history.language:
        real = tuple(history.language[code] for code, _ in debrief.issues)
        moves = _moves(debrief, debrief.last, real)
        yield Words(f"Where the real report differs: {'; '.join(moves) or 'nowhere'}.")


def _facts(case: Case, number: str, times: tuple[float, float] | None) -> Iterator[tuple[str, str]]:
    yield "Class", number
    yield "Scenario", f"{case.scenario.id} ({scenario_digest(case.scenario)})"
    if case.coded:
        yield "Instructions", "as coded, the same as on the role sheets"
    else:
        yield "Instructions", f"drawn: seed {case.draws.seed}, replicate {int(case.draws.replicates[0])}"
    yield "Readings", str(case.last)
    if times:
        first, last = (_day(at) for at in times)
        yield "Held", f"{first} to {last} (UTC)"
    yield "Version", __version__


def _day(at: float) -> str:
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return f"{at:.0f}"
