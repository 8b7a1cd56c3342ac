"""What a collection of result files has to say: all students against the model."""

from __future__ import annotations

from collections.abc import Iterator

from sim.classroom.alone import collected_columns
from sim.classroom.alone.collected import Collected
from sim.classroom.alone.collected_figures import brought_home, collected_drawings
from sim.report.document import Answer, Block, Bullets, Document, Facts, Grid, Section, Words, note
from sim.report.figures.drawing import pictures
from sim.report.forecast_answer import answer
from sim.report.result import Report
from sim.report.words.numbers import number_of
from sim.version import __version__

#: Most students in a table on a page; the table in the folder has all.
MOST_ROWS = 40
_HONEST = (
    "Each file was checked by repetition: the program repeated all its actions by the rules of the room, and "
    "refused a file whose outcome they do not give.",
    "A file with the signature of an assignment belongs to that assignment, and is as the program wrote it. "
    "The key lies on the student's own machine: whoever takes the program apart can sign anything.",
    "Nothing here shows who sat at the keyboard, whether somebody helped, or whether the clock was right.",
)


def collected_report(collected: Collected) -> Report:
    """Report a collection of result files."""
    figures = collected_drawings(collected)
    table = tuple(_table(collected))
    sections = [
        Section("What the students achieved", (*pictures(figures).values(), *table), table),
        Section.everywhere("Against the model", Bullets(tuple(_model(collected)))),
    ]
    if collected.refusals:
        told = Bullets(tuple(f"{one.file}: {one.reason}" for one in collected.refusals))
        sections.append(Section.everywhere("Files that were refused", told))
    sections.append(
        Section("What a file shows, and what it does not", tuple(Words(told) for told in _HONEST))
    )
    sections.append(Section("How this was set up", (Facts(tuple(_facts(collected))),)))
    first = Answer(headline(collected), collected.scenario.question, tuple(_asides(collected)))
    document = Document(collected_columns.KIND, collected.scenario.title, first, tuple(sections))
    return Report.of(collected, collected_columns, document, figures, headline=headline(collected))


def headline(collected: Collected) -> str:
    """Say in a sentence how many students ended with a report."""
    return f"{collected.adopted} of {number_of(len(collected.results), 'student')} ended with a report."


def _asides(collected: Collected) -> Iterator[str]:
    if late := sum(result.late for result in collected.results):
        yield f"{number_of(late, 'file')} ended after the deadline."
    if same := sum(bool(collected.same_as(result)) for result in collected.results):
        yield f"{number_of(same, 'file')} with the same actions as another: see the column same_as."
    if refused := len(collected.refusals):
        yield f"{number_of(refused, 'file')} refused."


def _table(collected: Collected) -> Iterator[Block]:
    header = (
        "student",
        "delegation",
        "report",
        "decision",
        "brought home",
        "brackets",
        "packages",
        "hints",
        "minutes",
    )
    rows = tuple(
        (
            result.name,
            collected.case.name(result.seat),
            "yes" if result.outcome.adopted else "no",
            result.outcome.decided + ("" if result.outcome.decided == result.outcome.instructed else " *"),
            f"{result.outcome.reached} of {result.outcome.musts}",
            " ".join(map(str, result.outcome.brackets)),
            str(result.outcome.packages + result.outcome.accepted),
            str(result.outcome.hints),
            f"{result.minutes:.0f}" + (", late" if result.late else ""),
        )
        for result in sorted(collected.results, key=lambda result: result.name.casefold())[:MOST_ROWS]
    )
    yield Grid("Students, by name", header, rows, left=6)
    if len(collected.results) > MOST_ROWS:
        yield note(f"The first {MOST_ROWS} of {len(collected.results)} students; students.csv has all.")
    yield note("* otherwise than the instructions. Brackets: paragraphs at the end of each reading.")


def _model(collected: Collected) -> Iterator[str]:
    students = collected.results
    yield answer(collected.forecast)
    computers = [collected.computers[result.seat] for result in students]
    ends = "with" if computers[0].adopted else "without"
    yield f"The same play with computers in all seats ends {ends} a report."
    own = sum(brought_home(result.outcome) for result in students) / len(students)
    theirs = sum(map(brought_home, computers)) / len(students)
    yield (
        f"Of what they were to bring home the students have {100 * own:.0f} %, computers in their seats "
        f"{100 * theirs:.0f} %, on average."
    )
    astray = sum(result.outcome.decided != result.outcome.instructed for result in students)
    told = number_of(astray, "student") if astray else "No student"
    yield f"{told} decided otherwise than the instructions."


def _facts(collected: Collected) -> Iterator[tuple[str, str]]:
    case, given = collected.case, collected.assignment
    yield "scenario", case.scenario.id
    yield "readings", str(case.last)
    yield "instructions", "as coded" if case.coded else f"drawn with seed {case.draws.seed}"
    if given:
        yield "assignment", given.id
        yield "deadline", given.deadline or "none"
    yield "program", f"gge-sim {__version__}"
