"""The record as a document: every decided process, how sure the model was, and how far to trust it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import isclose

import numpy as np

from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Picture, Section, Share, Words
from sim.report.figures.record import describe_calibration, describe_record
from sim.report.making import how_made, typed
from sim.report.record.page import effort, ended, interval, mean_rankings
from sim.report.wording import percent
from sim.report.words.counts import number_of as many
from sim.scenario.fields import Evidence
from sim.scenario.ladder import Rung
from sim.scenario.roster import roster
from sim.study.baselines import CONSTANT
from sim.study.calibrated import calibrated
from sim.study.history import Process
from sim.study.interval import CEILING
from sim.study.record import LanguageScore, Mode, OutcomeScore, Verdict
from sim.study.scores import brier
from sim.study.setting import scenario_digest
from sim.study.weighing import effective_sets

#: At most so many paragraphs that were forecast wrong are shown, and so many delegations named.
MOST_WRONG, MOST_NAMED = 20, 8
_KNOWS = {
    Mode.LEAVE_ONE_OUT: "All outcomes known but its own (leave-one-out)",
    Mode.CHRONOLOGICAL: "Only what had ended before it began (chronological)",
    Mode.IN_SAMPLE: "All outcomes known, its own too (in-sample)",
}


def record_document(verdict: Verdict) -> Document:
    """Write a judged record down."""
    sections = (
        Section(
            "What each process was given, and how it ended",
            (Picture("record", describe_record(verdict)), *_processes(verdict)),
        ),
        Section("How far to trust it", (Bullets(tuple(limits(verdict))),)),
        Section("Outcomes, beside simple forecasts", tuple(_outcomes(verdict))),
        Section(
            "Language of the adopted reports",
            (Picture("calibration", describe_calibration(verdict)), *_language(verdict), *_wrong(verdict)),
        ),
        Section("Who stood in the way", tuple(_objectors(verdict))),
        how_made(
            _facts(verdict), _command(verdict), "the command writes the same files again, byte for byte"
        ),
    )
    of = many(len(verdict.processes), "decided process", "decided processes")
    return Document("record", f"The model on the record: {of}", _answer(verdict), sections)


def _score(verdict: Verdict, mode: Mode, name: str) -> OutcomeScore:
    return next(s for s in verdict.outcomes[mode] if s.predictor == name)


def _given(verdict: Verdict, adopted: bool) -> list[float]:
    """Return what the processes that ended so were given without their own outcome."""
    pairs = zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True)
    return [judged.probability for process, judged in pairs if process.record.adopted is adopted]


def _span(shares: Sequence[float]) -> str:
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low} to {high}"


def _answer(verdict: Verdict) -> Answer:
    parts = [
        f"{_span(shares)} for {len(shares)} that {word}"
        for word, adopted in (("adopted a report", True), ("failed", False))
        if (shares := _given(verdict, adopted))
    ]
    told = "; ".join(parts)
    sentence = f"Probability of consensus, the own outcome of each process left out of the fitting: {told}."
    model, constant = (_score(verdict, Mode.LEAVE_ONE_OUT, name) for name in ("model", f"always {CONSTANT}"))
    scored = (
        f"Brier score {model.brier:.3f}, against {constant.brier:.3f} for always saying {percent(CONSTANT)}; "
        f"0 is best. The gain is {model.gain:+.3f} with a standard error of {model.gain_error:.3f}."
    )
    return Answer(
        sentence, "How right is the model, where it is known how it ended?", (scored, effort(verdict))
    )


def _processes(verdict: Verdict) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = [
        (p.id, ended(p), *(Share(verdict.judged[mode][n].probability) for mode in Mode))
        for n, p in enumerate(verdict.processes)
    ]
    yield Grid("Probability of consensus, in three modes", ("process", "outcome", *Mode), tuple(rows), left=2)
    yield Words(
        f"{'. '.join(told for told in _KNOWS.values())}. No probability above {percent(CEILING)} is given.",
        note=True,
    )


def _outcomes(verdict: Verdict) -> Iterator[Block]:
    columns = ("predictor", "Brier", "95 %", "ranking", f"gain on {CONSTANT}", "± s.e.")
    for mode, known in _KNOWS.items():
        rows = tuple(
            (s.predictor, f"{s.brier:.3f}", interval(s.brier_interval), f"{s.ranking:.2f}",
             f"{s.gain:+.3f}", f"{s.gain_error:.3f}")
            for s in verdict.outcomes[mode]
        )  # fmt: skip
        yield Grid(known, columns, rows)
    yield Words(
        "Brier: mean squared error, 0 best, 0.25 a coin. Ranking: how often a process that adopted stands "
        "above one that failed. Gain: how much lower the Brier score is. Log scores are in outcome.csv.",
        note=True,
    )


def _language(verdict: Verdict) -> Iterator[Block]:
    for mode, known in _KNOWS.items():
        if rows := tuple(_told(s) for s in verdict.language[mode]):
            yield Grid(known, ("predictor", "paragraphs", "exact", "95 %", "distance", "log score"), rows)
    yield Words(
        "Exact: share of the paragraphs of the real reports whose formulation was the likeliest one. "
        "Distance: mean over paragraphs, in formulations (0 to 2).",
        note=True,
    )


def _told(score: LanguageScore) -> tuple[Cell, ...]:
    logs = "–" if np.isnan(score.log) else f"{score.log:.3f}"
    low, high = (100 * end for end in score.exact_interval)
    exact = Share(score.exact), f"{low:.0f} to {high:.0f} %"
    return score.predictor, str(score.cells), *exact, f"{score.distance:.3f}", logs


def _wrong(verdict: Verdict) -> Iterator[Block]:
    """Show the paragraphs whose real formulation was not the likeliest, the least expected first."""
    found = []
    for process, judged in zip(verdict.processes, verdict.judged[Mode.LEAVE_ONE_OUT], strict=True):
        titles = [issue.title for issue in process.scenario.issues]
        for k, real in process.language.items():
            likely, shares = int(judged.language[k].argmax()), judged.language[k]
            if likely != real:
                told = (process.id, titles[k], real.word, f"{Rung(likely).word}, {percent(shares[likely])}")
                found.append((float(shares[real]), told))
    if found:
        found.sort(key=lambda one: one[0])
        rows = tuple((*told, Share(share)) for share, told in found[:MOST_WRONG])
        columns = ("process", "paragraph", "really", "likeliest", "given to the real one")
        yield Grid(
            "Paragraphs forecast otherwise than they were agreed (leave-one-out)", columns, rows, left=4
        )
        rest = len(found) - MOST_WRONG
        yield Words(
            f"{f'{rest} more are, and all' if rest > 0 else 'All'} paragraphs are in cells.csv.", note=True
        )


def _objectors(verdict: Verdict) -> Iterator[Block]:
    if not verdict.objectors:
        yield Words("Of no process is it known who stood in the way.")
        return
    rows: list[tuple[Cell, ...]] = [
        (s.process, _names(s.named), f"{s.by_plays:.3f}", f"{s.by_extremity:.3f}") for s in verdict.objectors
    ]
    rows.append(("mean", "", *(f"{mean:.3f}" for mean in mean_rankings(verdict))))
    columns = ("process", "really in the way", "by the plays", "by distance from the mean")
    yield Grid(
        "How well the real ones rank among all delegations (leave-one-out)", columns, tuple(rows), left=2
    )
    yield Words(
        "How often a delegation that really resisted, insisted, objected or dissociated ranks above one "
        "that did not: 1 always, 0.5 by chance.",
        note=True,
    )


def _names(codes: Sequence[str]) -> str:
    told = ", ".join(roster()[code].name for code in codes[:MOST_NAMED])
    rest = len(codes) - MOST_NAMED
    return f"{told} and {rest} more" if rest > 0 else told


def limits(verdict: Verdict) -> Iterator[str]:
    """Say how far the record supports the model, and where it does not; a sentence or two each."""
    failed = _given(verdict, False)
    wrong = sum(share > 0.5 for share in failed)
    if failed:
        yield (
            f"{len(failed)} of {len(verdict.processes)} processes failed. Of these {wrong} had been forecast "
            "as more likely to succeed than not."
        )
    for mode in (Mode.LEAVE_ONE_OUT, Mode.CHRONOLOGICAL):
        yield _against(verdict, mode)
    yield from _bodies(verdict)
    if scores := verdict.language[Mode.LEAVE_ONE_OUT]:
        told = ", ".join(f"{s.predictor} {percent(s.exact)}" for s in scores)
        yield f"Paragraphs worded as they were agreed: {told}."
    if verdict.objectors:
        plays, distance = mean_rankings(verdict)
        than = "worse than" if plays < distance else "better than" if plays > distance else "as well as"
        yield (
            f"Who objects is told {than} by mere distance from the middle of the room ({plays:.2f} against "
            f"{distance:.2f})."
        )
    yield from _coding(verdict)


def _against(verdict: Verdict, mode: Mode) -> str:
    """Say how the model stands beside the simple forecasts in a mode."""
    model, others = _score(verdict, mode, "model"), verdict.outcomes[mode][1:]
    best = min(others, key=lambda s: s.brier)
    word = "lower" if model.brier < best.brier else "no lower"
    clear = "more" if model.gain > 2 * model.gain_error else "no more"
    return (
        f"{_KNOWS[mode]}: the model's Brier score of {model.brier:.3f} is {word} than that of the best "
        f"simple forecast, {best.predictor} ({best.brier:.3f}). Its gain on {CONSTANT} is {clear} than two "
        "standard errors."
    )


def _bodies(verdict: Verdict) -> Iterator[str]:
    """Say how the model did on each kind of body by itself."""
    bodies = dict.fromkeys(process.scenario.body for process in verdict.processes)
    for body in bodies if len(bodies) > 1 else ():
        those = [n for n, p in enumerate(verdict.processes) if p.scenario.body == body]
        happened = np.array([verdict.processes[n].record.adopted for n in those])
        given = np.array([verdict.judged[Mode.LEAVE_ONE_OUT][n].probability for n in those])
        scores = (float(brier(p, happened).mean()) for p in (given, np.full(len(those), CONSTANT)))
        model, constant = (f"{score:.3f}" for score in scores)
        yield (
            f"{body}s alone: {int(happened.sum())} of {len(those)} adopted a report; Brier score {model}, "
            f"that of always {CONSTANT} {constant}."
        )


def _coding(verdict: Verdict) -> Iterator[str]:
    grades = sum((_grades(process) for process in verdict.processes), Counter[Evidence]())
    of = ", ".join(f"{percent(grades[grade] / grades.total())} {word}" for grade, word in _GRADES.items())
    yield f"Of {grades.total():,} coded positions in these processes, {of}."
    yield "Positions were coded, and rules of the model settled, by people who knew how the processes ended."


_GRADES = {
    Evidence.DOCUMENT: "from documents",
    Evidence.LITERATURE: "from the literature",
    Evidence.RECALLED: "recalled",
    Evidence.PROXY: "inferred from bloc or votes",
}


def _grades(process: Process) -> Counter[Evidence]:
    return Counter(
        cell.evidence or instructions.evidence
        for instructions in process.scenario.delegations.values()
        for cell in instructions.positions.values()
    )


def _facts(verdict: Verdict) -> Iterator[tuple[str, str]]:
    yield "processes", ", ".join(f"{p.id} (content {scenario_digest(p.scenario)})" for p in verdict.processes)
    yield "plays", f"{verdict.runs:,} of each process in each of {len(Mode)} modes; seed {verdict.seed}"
    source = (
        f"the calibration that ships, of {calibrated().about['date']}" if ships(verdict) else "a calibration"
    )
    yield "parameters", f"{verdict.sets:,} sets from {source}, weighed anew by what each mode lets be known"


def ships(verdict: Verdict) -> bool:
    """Whether the parameter sets are those that ship: as many, and the same weight carried by as many."""
    own, ids = calibrated(), [process.id for process in verdict.processes]
    if not set(ids) <= set(own.supports) or verdict.sets != len(next(iter(own.values.values()))):
        return False
    return isclose(effective_sets(own.ensemble(ids).weights), verdict.judged[Mode.IN_SAMPLE][0].effective)


def _command(verdict: Verdict) -> str:
    words = ["record", "--runs", str(verdict.runs), "--seed", str(verdict.seed)]
    return typed(*words, *([] if ships(verdict) else ["--ensemble", "FOLDER"]))
