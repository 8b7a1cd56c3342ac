"""Scores of the record on a page: outcomes, degrees of outcome and language, beside simple forecasts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.negotiation.degree import MEANING, Degree
from sim.report.document import Block, Cell, Grid, Share, note
from sim.report.words.names import capital
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung
from sim.study.baselines import CONSTANT
from sim.study.judged import Mode
from sim.study.record import Verdict
from sim.study.record_scores import Cells

#: At most this many paragraphs that were forecast wrong are shown.
MOST_WRONG = 20
#: What each mode knows; the mode that forecasts are judged by comes first.
KNOWS = {
    Mode.PRIORS: "Behaviour from the priors: no outcome known (priors)",
    Mode.LEAVE_ONE_OUT: "All outcomes known but those of its own body (leave-one-out)",
    Mode.CHRONOLOGICAL: "Only outcomes from before it began (chronological)",
    Mode.IN_SAMPLE: "All outcomes known, its own included (in-sample)",
}
#: The paragraphs that are scored, at the beginning of a sentence.
AMONG = {
    Cells.ALL: "Paragraphs",
    Cells.CONTESTED: "Contested paragraphs",
    Cells.CHANGING: "Paragraphs that changed against the body's last text",
}


def outcomes(verdict: Verdict) -> Iterator[Block]:
    """Yield the scores on the outcomes, by mode."""
    columns = ("Brier", "95 %", "ranking", f"gain on {CONSTANT}", "± s.e.")
    for mode, known in KNOWS.items():
        rows = tuple(
            (s.predictor, f"{s.brier:.3f}", _ends(s.brier_interval), f"{s.ranking:.2f}",
             f"{s.gain:+.3f}", f"{s.gain_error:.3f}")
            for s in verdict.outcomes[mode]
        )  # fmt: skip
        yield Grid(known, (mode, *columns), rows)
    yield note(
        "Brier: mean squared error, 0 best, 0.25 a coin. Ranking: how often a process that adopted stands "
        "above one that failed. Gain: how much lower the Brier score is. Intervals and errors count bodies."
    )
    logs = tuple(
        (of[0].predictor, *(f"{s.log:.3f} ({_ends(s.log_interval)})" for s in of))
        for of in zip(*(verdict.outcomes[mode] for mode in Mode), strict=True)
    )
    yield Grid("Log scores, with their 95 % intervals, in each mode", ("log score", *Mode), logs)


def _ends(ends: tuple[float, float]) -> str:
    return f"{ends[0]:.3f} to {ends[1]:.3f}"


def _error(error: float, digits: int) -> str:
    return "–" if np.isnan(error) else f"{error:.{digits}f}"


def degrees(verdict: Verdict) -> Iterator[Block]:
    """Yield how much was achieved, what was given to each degree, and the scores of that."""
    rows: list[tuple[Cell, ...]] = []
    for p, judged in zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True):
        rows.append((p.id, p.degree.word, *map(Share, judged.degrees.tolist())))
    caption = "Probability of each degree of outcome (leave-one-out)"
    yield Grid(caption, ("process", "in reality", *Degree.words()), tuple(rows), left=2)
    meant = "; ".join(f"{degree.word}: {MEANING[degree]}" for degree in Degree)
    yield note(f"The degree is computed from the coded report. {capital(meant)}.")
    for mode, known in KNOWS.items():
        scores = tuple(
            (s.predictor, Share(s.right), f"{s.rps:.3f}", _ends(s.rps_interval), f"{s.gain:+.3f}",
             _error(s.gain_error, 3))
            for s in verdict.degrees[mode]
        )  # fmt: skip
        yield Grid(known, (mode, "right", "RPS", "95 %", "gain", "± s.e."), scores)
    yield note(
        "Right: share of processes whose degree was the likeliest. RPS: ranked probability score, 0 best, 1 "
        "worst; a miss by one degree costs less than one by two. Climatology: how often the known processes "
        "of other bodies reached each degree, half a process of each added."
    )


def languages(verdict: Verdict) -> Iterator[Block]:
    """Yield the scores on the language of the reports, by mode."""
    columns = ("paragraphs", "exact", "95 %", "gain", "distance")
    for mode, known in KNOWS.items():
        rows: list[tuple[Cell, ...]] = []
        for s in verdict.language[mode]:
            low, high = (100 * end for end in s.exact_interval)
            gain = f"{100 * s.gain:+.0f} ± {_error(100 * s.gain_error, 0)}"
            exact = Share(s.exact), f"{low:.0f} to {high:.0f} %"
            rows.append((s.predictor, f"{s.among}, {s.cells}", *exact, gain, f"{s.distance:.3f}"))
        if rows:
            yield Grid(known, (mode, *columns), tuple(rows), left=2)
    logs = (f"{s.among} {s.log:.3f}" for s in verdict.language[Mode.LEAVE_ONE_OUT] if not np.isnan(s.log))
    yield note(f"Log score of the model, by paragraphs: {', '.join(logs)} (leave-one-out).")
    yield note(
        "Exact: share of the paragraphs of the real reports whose formulation was the likeliest one. "
        "Contested: coded at 2 or more by some and at -2 or less by others. Changing: agreed otherwise than "
        "in the body's last text, or for a new body in the acquis. Gain: on the last text again, in points; "
        "intervals and errors count bodies. Distance: mean over paragraphs, in formulations (0 to 2)."
    )


def wrong_paragraphs(verdict: Verdict) -> Iterator[Block]:
    """Show the paragraphs whose real formulation was not the likeliest, the least expected first."""
    wrong = []
    for judged in verdict.judged[Mode.LEAVE_ONE_OUT]:
        for k, real in judged.process.language.items():
            shares, title = judged.language[k], judged.process.scenario.issues[k].title
            likely = Rung(int(shares.argmax()))
            if likely != real:
                row = (judged.process.id, title, real.word, f"{likely.word}, {percent(shares[likely])}")
                wrong.append((*row, Share(float(shares[real]))))
    if wrong:
        wrong.sort(key=lambda row: row[-1].value)
        caption = "Paragraphs agreed otherwise than forecast (leave-one-out)"
        columns = ("process", "paragraph", "really", "likeliest", "given to the real one")
        yield Grid(caption, columns, tuple(wrong[:MOST_WRONG]), left=4)
        rest = len(wrong) - MOST_WRONG
        some = f"{rest} more are not shown; all" if rest > 0 else "All"
        yield note(f"Leave-one-out forecasts. {some} paragraphs are in cells.csv.")
