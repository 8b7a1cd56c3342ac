"""What a comparison of classes has to say: outcomes, texts, who stood apart, packages, brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.classroom.comparison import columns
from sim.classroom.comparison.compared import ComparedClass, Comparison
from sim.classroom.comparison.figure import comparison_drawings
from sim.classroom.room.debrief_data import Standing
from sim.classroom.words.message import joined, say
from sim.classroom.words.message import listed as listing
from sim.report.document import Answer, Block, Bullets, Cell, Document, Facts, Grid, Section, Words, note
from sim.report.figures.drawing import pictures
from sim.report.result import Report
from sim.report.words.names import listed
from sim.report.words.numbers import ends, percent
from sim.scenario.ladder import Rung
from sim.version import __version__


def comparison_report(found: Comparison, command: str = "") -> Report:
    """Report a comparison of classes, and the command that made it."""
    figures, brackets = comparison_drawings(found), _brackets(found)
    made = Facts((("program", f"gge-sim {__version__}"), *([("command", command)] if command else [])))
    sections = (
        Section.everywhere("How they ended", _outcomes(found)),
        *(_text(classes) for classes in found.scenarios),
        Section.everywhere("Who stood apart, and over what", *_apart(found)),
        Section("Brackets, reading by reading", (*pictures(figures).values(), brackets), (brackets,)),
        Section.everywhere("The model and history", *_references(found)),
        Section("How it was made", (made,)),
    )
    document = Document(columns.KIND, _title(found), Answer(headline(found), _question(found)), sections)
    return Report.of(found, columns, document, figures, headline=headline(found))


def headline(found: Comparison) -> str:
    """Say how many classes adopted a report, and which did not; a message."""
    failed, undecided = ([one.label for one in found.classes if one.adopted is how] for how in (False, None))
    adopted = sum(bool(one.adopted) for one in found.classes)
    return joined(
        say("{n} of {all} classes adopted a report.", n=adopted, all=len(found.classes)),
        say("No report: {names}.", names=listing(failed)) if failed else "",
        say("No decision: {names}.", names=listing(undecided)) if undecided else "",
    )


def _title(found: Comparison) -> str:
    titles = dict.fromkeys(one.title for one in found.classes)
    return f"{listed(list(titles))}: {len(found.classes)} classes compared"


def _question(found: Comparison) -> str:
    questions = {one.question for one in found.classes}
    return questions.pop() if len(questions) == 1 else "What did each class make of its room?"


def _outcomes(found: Comparison) -> Grid:
    several = len(found.scenarios) > 1
    counts = ("dissociate", "object", "packages", "in the text", "played by people")
    header = ("class", *(["scenario"] * several), "outcome", *counts)
    rows = []
    for one in found.classes:
        numbers = (one.count("dissociates"), one.count("objects"), one.offered, one.carried, one.people)
        rows.append((one.label, *([one.title] * several), one.outcome, *map(str, numbers)))
    return Grid("How each class ended", header, tuple(rows), left=2 + several)


def _text(classes: Sequence[ComparedClass]) -> Section:
    """Put the texts of classes side by side, paragraph by paragraph."""
    first = classes[0]
    forecast, history = first.forecast, first.history
    header = ["paragraph", *(one.label for one in classes), "differ"]
    header += ["the model"] * (forecast is not None) + ["history"] * bool(history and history.language)
    rows: list[tuple[Cell, ...]] = []
    for number, (issue, title) in enumerate(first.issues, 1):
        said = [one.text.get(issue, "") for one in classes]
        row = [f"{number} {title}", *said, "≠" if len(set(said)) > 1 else ""]
        if forecast is not None:
            row.append(_likeliest(forecast.language.get(issue, ()), forecast.odds.get(issue, ())))
        if history and history.language:
            row.append(history.language.get(issue, Rung.SILENT.word))
        rows.append(tuple(row))
    grid = Grid("What each text says", tuple(header), tuple(rows), left=len(header))
    told = note("≠: the texts differ. The model: the likeliest wording and its share.")
    return Section.everywhere(f"The text, paragraph by paragraph: {first.title}", grid, told)


def _likeliest(shares: Sequence[float], odds: Sequence[str]) -> str:
    if not shares:
        return ", ".join(filter(None, odds)) or "too few reports"
    best = max(range(len(shares)), key=shares.__getitem__)
    return f"{Rung(best).word} {percent(shares[best])}"


def _apart(found: Comparison) -> Iterator[Block]:
    rows = tuple(
        (one.label, s.name, s.player or "the computer", _decided(one, s), s.over, s.reason, s.instructed)
        for one in found.classes
        for s in one.apart
    )
    if not rows:
        yield Words("Nobody stood apart in any class.")
        return
    header = (
        "class",
        "delegation",
        "played by",
        "decided",
        "minds most",
        "reason given",
        "instructed",
    )
    yield Grid("Who dissociated or objected", header, rows, left=len(header))


def _decided(one: ComparedClass, standing: Standing) -> str:
    numbers = [str(n) for n, (issue, _) in enumerate(one.issues, 1) if issue in standing.apart_from]
    return f"{standing.decided} from {listed(numbers)}" if numbers else standing.decided


def _brackets(found: Comparison) -> Grid:
    last = max((len(one.brackets) for one in found.classes), default=0)
    header = ("class", *(f"reading {n}" for n in range(1, last + 1)), "paragraphs")
    rows = tuple(
        (one.label, *map(str, one.brackets), *["–"] * (last - len(one.brackets)), str(len(one.issues)))
        for one in found.classes
    )
    return Grid("Paragraphs in brackets at the end of each reading", header, rows)


def _references(found: Comparison) -> Iterator[Block]:
    told = []
    for classes in found.scenarios:
        first, adopting = classes[0], sum(one.adopted is True for one in classes)
        told.append(f"{first.title}: {adopting} of {len(classes)} classes adopted a report.")
        if forecast := first.forecast:
            if forecast.probability is None or forecast.band is None:
                told.append(f"The model: {forecast.answer}")
            else:
                told.append(
                    f"The model gives a report {percent(forecast.probability)}, plausibly "
                    f"{ends(forecast.band)} %, from {forecast.runs:,} plays with computers in all seats."
                )
        if history := first.history:
            what = "a report was adopted" if history.adopted else "no report was adopted"
            told.append(f"History: {what} ({history.document}, {history.date}).")
        else:
            told.append("History: this room is invented, or its process has not ended.")
    yield Bullets(tuple(told))
