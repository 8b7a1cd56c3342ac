"""The tables of the record, column by column, and its JSON object."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sim.negotiation.degree import ADDS, Degree
from sim.report.column import Column, Table
from sim.report.degrees import DEGREE
from sim.report.stamp import opened
from sim.report.ways import SCORES
from sim.scenario.ladder import Rung
from sim.study.in_the_way import Measure, ObjectorScore
from sim.study.judged import SHIPPED, Mode
from sim.study.record import Verdict

KIND = "record"
#: Probabilities and scores are given to this many digits after the point.
DIGITS = 4


_Scored = namedtuple("_Scored", "mode score")


class _Given(NamedTuple):
    """A process, or a paragraph of its report, and the probability of each ending or formulation."""

    process: str
    given: Mapping[str, float]
    adopted: bool = True
    degree: str = ""
    mode: Mode = SHIPPED
    issue: str = ""
    real: str = ""


def _forecasts(verdict: Verdict) -> list[_Given]:
    return [
        _Given(p.id, _both(verdict, n), p.record.adopted, p.degree.word)
        for n, p in enumerate(verdict.processes)
    ]


def _both(verdict: Verdict, number: int) -> dict[str, float]:
    """Return the two probabilities of a process in each mode, and that of each degree of outcome."""
    judged = {mode: verdict.judged[mode][number] for mode in Mode}
    reached = judged[SHIPPED].degrees.tolist()
    return (
        {mode: one.probability for mode, one in judged.items()}
        | {f"adds-{mode}": one.adds for mode, one in judged.items()}
        | {degree.word: share for degree, share in zip(Degree, reached, strict=True)}
    )


def _scored(scores: Mapping[Mode, Sequence[Any]]) -> Iterator[_Scored]:
    return (_Scored(mode, score) for mode in Mode for score in scores[mode])


def _cells(verdict: Verdict) -> Iterator[_Given]:
    for mode in Mode:
        for process, judged in zip(verdict.processes, verdict.judged[mode], strict=True):
            for k, real in process.language.items():
                given = {rung.word: float(judged.language[k, rung]) for rung in Rung}
                yield _Given(
                    process.id, given, True, process.degree.word, mode, process.table.issues[k], real.word
                )


def _number(name: str, meaning: str, unit: str = "number") -> Column[Any]:
    return Column(name, meaning, unit, lambda score: round(getattr(score, name), DIGITS))


def _interval(of: str) -> Column[Any]:
    def ends(score: Any) -> list[float]:
        return [round(end, DIGITS) for end in getattr(score, f"{of}_interval")]

    return Column(f"{of}_interval", "its 95 % bootstrap interval over bodies", "two numbers", ends)


def _given(name: str, meaning: str) -> Column[Any]:
    return Column(name, meaning, "0 to 1", lambda row: round(row.given[name], DIGITS))


_MODES = "`priors`, `leave-one-out` or `chronological`"
_MODE = Column[Any]("mode", "which outcomes the forecast may know", _MODES, lambda row: str(row.mode))
_PROCESS = Column[Any]("process", "`id` of the scenario", "text")
_PREDICTOR = Column[Any]("predictor", "the model, or the simple forecast beside it", "text")
_FORECASTS: tuple[Column[Any], ...] = (
    _PROCESS,
    Column("adopted", "whether a report was adopted in reality", "true or false"),
    *(_given(mode, f"probability of consensus, {mode}") for mode in Mode),
    DEGREE,
    *(_given(f"adds-{mode}", f"probability that {ADDS}, {mode}") for mode in Mode),
    *(_given(word, f"probability of the degree {word}, nothing fitted") for word in Degree.words()),
)
_ERROR = "standard error of that gain, which counts bodies; null for a single body"
_OUTCOME: tuple[Column[Any], ...] = (
    _PREDICTOR,
    _number("brier", "mean squared error; 0 is best, 0.25 a coin"),
    _interval("brier"),
    _number("log", "mean logarithmic score; 0 is best, 0.69 a coin"),
    _interval("log"),
    _number("ranking", "how often a process that adopted ranks above one that failed", "0 to 1"),
    _number("gain", "by how much its Brier score is lower than that of always saying 0.75"),
    _number("gain_error", _ERROR, "number, or null"),
)
_DEGREES: tuple[Column[Any], ...] = (
    _PREDICTOR,
    _number("rps", "ranked probability score of the degrees of outcome; 0 is best, 1 worst"),
    _interval("rps"),
    _number("right", "share of processes whose degree was the likeliest one", "0 to 1"),
    _number("gain", "by how much that score is lower than that of the climatology of other bodies"),
    _number("gain_error", _ERROR, "number, or null"),
)
_LANGUAGE: tuple[Column[Any], ...] = (
    Column(
        "among",
        "paragraphs that are scored: contested, coded at 2 or more by some and at -2 or less by "
        "others; changing, agreed otherwise than in the body's last text, or else the acquis",
        "`all`, `contested` or `changing`",
        lambda score: str(score.among),
    ),
    _PREDICTOR,
    Column("cells", "paragraphs of adopted reports that are scored", "count"),
    _number("exact", "share of paragraphs whose formulation was the likeliest one", "0 to 1"),
    _interval("exact"),
    _number("gain", "by how much that share is larger than that of the last text again"),
    _number("gain_error", _ERROR, "number, or null"),
    _number("distance", "mean distance from the real formulation", "number of formulations, 0 to 2"),
    _number("log", "mean logarithmic score; of the model only", "number, or null"),
)
_NAMED = "named", "delegations of the room that really resisted, insisted, objected or dissociated"
_DEFINED = {
    Measure.PLAYS: "how often it objects, or dissociates from an adopted report",
    Measure.RESISTANCE: "what it would lose by the drafts on the table, mean over readings and plays",
    Measure.LATENT: "the most that it could be made to complain of, summed over the paragraphs",
    Measure.EXTREMITY: "distance from the weighted mean position of the room",
    Measure.OPPOSITION: "weight times how strongly it resists, summed over the paragraphs",
}


def _by(measure: Measure) -> Column[ObjectorScore]:
    meaning = f"how often one of them ranks above another delegation by {measure.words}: {_DEFINED[measure]}"
    return Column(f"by_{measure}", meaning, "0 to 1", lambda score: round(score.rankings[measure], DIGITS))


def _right(measure: Measure) -> Column[ObjectorScore]:
    meaning = f"how many of them have a paragraph on record as the one that counts most in {measure.words}"
    return Column(f"right_{measure}", meaning, "count", lambda score: score.right[measure])


_RANKINGS: tuple[Column[ObjectorScore], ...] = (
    *map(_by, Measure),
    *map(_right, Measure),
    Column("right_chance", "how many would have one by chance", "number", lambda s: round(s.chance, DIGITS)),
)


def _in_table(columns: Sequence[Column[Any]]) -> tuple[Column[_Scored], ...]:
    """Return the columns of a score as those of a table: with its mode, and an interval in one cell."""

    def flat(column: Column[Any]) -> Column[_Scored]:
        def value(row: _Scored) -> Any:
            found = column.cell(row.score)
            return tuple(found) if isinstance(found, list) else found

        return Column(column.name, column.meaning, column.unit, value)

    return (_MODE, *map(flat, columns))


def _by_mode(name: str, of: str, meaning: str, columns: tuple[Column[Any], ...]) -> Column[Verdict]:
    """Return a key that holds scores, a list for each mode."""

    def scores(mode: Mode) -> Column[Verdict]:
        return Column(mode, meaning, "list of objects", lambda v: getattr(v, of)[mode], columns)

    return Column(name, meaning, "object by mode", lambda verdict: verdict, tuple(map(scores, Mode)))


_ON_OUTCOMES = "scores of each predictor on whether a report is adopted"
_ON_DEGREES = "scores of the model and of the climatology of other bodies on how much is achieved"
_ON_LANGUAGE = "scores of each predictor on the language of adopted reports"
TABLES: tuple[Table[Verdict], ...] = (
    Table("processes", "One row for each decided process.", _forecasts, _FORECASTS),
    Table("outcome", f"One row for each mode and predictor: {_ON_OUTCOMES}.",
          lambda verdict: _scored(verdict.outcomes), _in_table(_OUTCOME)),
    Table("degrees", f"One row for each mode and predictor: {_ON_DEGREES}.",
          lambda verdict: _scored(verdict.degrees), _in_table(_DEGREES)),
    Table("language", f"One row for each mode, kind of paragraph and predictor: {_ON_LANGUAGE}.",
          lambda verdict: _scored(verdict.language), _in_table(_LANGUAGE)),
    Table("cells", "One row for each mode and scored paragraph of an adopted report.", _cells, (
        _MODE,
        _PROCESS,
        Column("issue", "code of the paragraph's issue", "code"),
        Column("real", "its formulation in the report", "`silent`, `indirect` or `explicit`"),
        *(_given(r.word, f"probability that an adopted report is {r.word} on it") for r in Rung))),
    Table("objectors", "One row for each process of which it is known who stood in the way; nothing fitted.",
          lambda verdict: verdict.objectors,
          (_PROCESS, *_RANKINGS,
           Column[ObjectorScore](*_NAMED, "country codes, between spaces", lambda s: tuple(s.named)))),
    Table("ablations", "One row for each way to forecast all processes, if rules are left out; "
          "nothing fitted.", lambda verdict: verdict.ablations, SCORES),
)  # fmt: skip
SUMMARY: tuple[Column[Verdict], ...] = (
    *opened(KIND),
    Column("sets", "parameter sets of the calibration", "count"),
    Column("runs", "plays of each process in each mode", "count"),
    Column("seed", "seed of all chance", "count"),
    Column("processes", "every decided process", "list of objects", _forecasts, _FORECASTS),
    _by_mode("outcome", "outcomes", _ON_OUTCOMES, _OUTCOME),
    _by_mode("degrees", "degrees", _ON_DEGREES, _DEGREES),
    _by_mode("language", "language", _ON_LANGUAGE, _LANGUAGE),
    Column("objectors", "how well the real objectors rank (nothing fitted)", "list of objects", None,
           (_PROCESS, Column[ObjectorScore](*_NAMED, "list of country codes"), *_RANKINGS)),
    Column("ablations", "scores with all rules, and without those that are left out", "list of objects", None,
           SCORES),
)  # fmt: skip
