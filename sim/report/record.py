"""What the record has to say: how sure the model was of every decided process, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.report import record_columns
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, Words, note
from sim.report.figures.drawing import pictures
from sim.report.figures.record import record_drawings
from sim.report.provenance import FOUNDED, grades, how_made
from sim.report.record_scores import AMONG, KNOWS, degrees, languages, outcomes, wrong_paragraphs
from sim.report.result import Report
from sim.report.ways import HOW_TO_READ, ways_grids
from sim.report.words.names import listed
from sim.report.words.numbers import percent
from sim.scenario.roster import name_of
from sim.study.baselines import CONSTANT
from sim.study.calibration.result import calibrated
from sim.study.in_the_way import Measure
from sim.study.interval import CEILING
from sim.study.judged import SHIPPED, Judged, Mode
from sim.study.record import Verdict
from sim.study.record_scores import Cells
from sim.study.scores import brier
from sim.study.setting import scenario_digest

#: At most this many delegations are named.
MOST_NAMED = 8
#: The measures of who stood in the way, as headings.
_HEADINGS = ("objections", "resistance", "latent", "distance", "opposition")


def record_report(verdict: Verdict, command: str = "") -> Report:
    """Report a judged record, with the command that made it, as it is typed."""
    figures, answer, number = record_drawings(verdict), _answer(verdict), len(verdict.processes)
    shown = pictures(figures)
    processes, language, wrong = (tuple(part(verdict)) for part in (_processes, languages, wrong_paragraphs))
    sections = (
        Section("What each process was given, and how it ended", (shown["record"], *processes), processes),
        Section.everywhere("How far to trust it", Bullets(tuple(limits(verdict)))),
        Section.everywhere("Outcomes, beside simple forecasts", *outcomes(verdict)),
        Section.everywhere("How much was achieved, beside what is usual", *degrees(verdict)),
        Section("Language of the adopted reports", (shown["calibration"], *language, *wrong), language),
        Section.everywhere("Who stood in the way", *_objectors(verdict)),
        *_without(verdict),
        how_made(_facts(verdict), command, "the command writes the same files again, byte for byte"),
    )
    title = f"The model on the record: {number} decided process{'es' * (number != 1)}"
    document = Document(record_columns.KIND, title, answer, sections)
    return Report.of(verdict, record_columns, document, figures, empty=False, headline=answer.sentence)


def _answer(verdict: Verdict) -> Answer:
    parts = [
        f"{' to '.join(dict.fromkeys(map(percent, (shares[0], shares[-1]))))} for {len(shares)} that {word}"
        for word, adopted in (("adopted a report", True), ("failed", False))
        if (shares := sorted(_given(verdict, adopted)))
    ]
    scores = {score.predictor: score for score in verdict.outcomes[SHIPPED]}
    model, constant = scores["model"], scores[f"always {CONSTANT}"]
    scored = (
        f"Brier score {model.brier:.3f}, against {constant.brier:.3f} for always saying {percent(CONSTANT)}; "
        f"0 is best. The gain is {model.gain:+.3f} with a standard error of {model.gain_error:.3f}."
    )
    return Answer(
        f"Probability of consensus, with nothing fitted: {'; '.join(parts)}.",
        "How well did the model forecast the processes whose outcome is known?",
        (scored, _effort(verdict)),
    )


def _given(verdict: Verdict, adopted: bool) -> list[float]:
    """Return what the processes that adopted a report, or that failed, were given."""
    judged = verdict.judged[SHIPPED]
    return [one.probability for one in judged if one.process.record.adopted is adopted]


def _effort(verdict: Verdict) -> str:
    fewest = ", ".join(f"{min(j.effective for j in verdict.judged[mode]):.0f} {mode}" for mode in Mode)
    bodies = len({p.mandate for p in verdict.processes})
    return (
        f"{verdict.runs:,} plays of each process in each mode, with {verdict.sets:,} parameter sets where "
        f"they are fitted. The effective number of sets behind a forecast is at least {fewest}. Errors and "
        f"intervals count the {bodies} bodies, since the reports of one body are not independent."
    )


def _processes(verdict: Verdict) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for n, p in enumerate(verdict.processes):
        shares = (Share(verdict.judged[mode][n].probability) for mode in Mode)
        rows.append((p.id, "adopted" if p.record.adopted else "FAILED", *shares))
    yield Grid("Probability of consensus, in each mode", ("process", "outcome", *Mode), tuple(rows), left=2)
    known = ". ".join(KNOWS.values())
    yield note(f"{known}. No probability above {percent(CEILING)} is given.")


def limits(verdict: Verdict) -> Iterator[str]:
    """Say how far the record supports the model, and where it does not; a sentence or two each."""
    if failed := _given(verdict, False):
        wrong = sum(share > 0.5 for share in failed)
        yield (
            f"{len(failed)} of {len(verdict.processes)} processes failed. The model had called {wrong} of "
            "these more likely to succeed than not."
        )
    for mode in (SHIPPED, Mode.LEAVE_ONE_OUT):
        yield _against(verdict, mode)
    yield from _bodies(verdict)
    yield _achieved(verdict)
    yield from _worded(verdict)
    if verdict.objectors:
        yield _who(verdict)
    found = grades(process.scenario for process in verdict.processes)
    of = ", ".join(f"{percent(found[grade] / found.total())} {words}" for grade, words in FOUNDED.items())
    yield f"Of {found.total():,} coded positions in these processes, {of}."
    yield "Positions were coded, and rules of the model settled, by people who knew how the processes ended."


def _who(verdict: Verdict) -> str:
    """Say how well each measure ranks those who stood in the way."""
    best, *others = sorted(verdict.mean_rankings.items(), key=lambda item: -item[1])
    rest = ", ".join(f"{measure.words} {mean:.2f}" for measure, mean in others)
    return f"Those who stood in the way rank best by {best[0].words} ({best[1]:.2f}); {rest}."


def _against(verdict: Verdict, mode: Mode) -> str:
    """Say how the model stands beside the simple forecasts in a mode."""
    model, *others = verdict.outcomes[mode]
    best = min(others, key=lambda s: s.brier)
    word = "lower" if model.brier < best.brier else "no lower"
    clear = "more" if model.gain > 2 * model.gain_error else "no more"
    return (
        f"{KNOWS[mode]}: the model's Brier score of {model.brier:.3f} is {word} than that of the best "
        f"simple forecast, {best.predictor} ({best.brier:.3f}). Its gain on {CONSTANT} is {clear} than two "
        "standard errors."
    )


def _bodies(verdict: Verdict) -> Iterator[str]:
    """Say how the model did on each kind of body by itself."""
    groups: dict[str, list[Judged]] = {}
    for one in verdict.judged[SHIPPED]:
        groups.setdefault(one.process.scenario.body, []).append(one)
    for body, those in groups.items() if len(groups) > 1 else ():
        happened = np.array([one.process.record.adopted for one in those])
        given = np.array([one.probability for one in those])
        scores = (float(brier(p, happened).mean()) for p in (given, np.full(len(those), CONSTANT)))
        model, constant = (f"{score:.3f}" for score in scores)
        yield (
            f"{body}s alone: {int(happened.sum())} of {len(those)} adopted a report; Brier score {model}, "
            f"that of always {CONSTANT} {constant}."
        )


def _achieved(verdict: Verdict) -> str:
    """Say how the model did on how much was achieved."""
    model, usual = verdict.degrees[SHIPPED]
    return (
        f"How much was achieved (none, procedural, thin, rich): the likeliest degree is right for "
        f"{percent(model.right)} of processes, that of the other bodies for {percent(usual.right)}; ranked "
        f"probability score {model.rps:.3f} against {usual.rps:.3f}."
    )


def _worded(verdict: Verdict) -> Iterator[str]:
    """Say how often the model and the simple forecasts had the wording right, and where it changed."""
    for cells in Cells:
        scores = [s for s in verdict.language[SHIPPED] if s.among is cells]
        if scores:
            shares = ", ".join(f"{s.predictor} {percent(s.exact)}" for s in scores)
            yield f"{AMONG[cells]} worded as they were agreed ({scores[0].cells}): {shares}."


def _without(verdict: Verdict) -> Iterator[Section]:
    """Yield what the model scores without some rules, where that was asked for."""
    if verdict.ablations:
        grids = ways_grids("record", verdict.ablations)
        yield Section.everywhere("What the rules are worth", *grids, note(HOW_TO_READ))


def _objectors(verdict: Verdict) -> Iterator[Block]:
    if not verdict.objectors:
        yield Words("For no process is it known who stood in the way.")
        return
    rows: list[tuple[Cell, ...]] = []
    who: list[tuple[Cell, ...]] = []
    for s in verdict.objectors:
        some = ", ".join(name_of(code) for code in s.named[:MOST_NAMED])
        more = f" and {len(s.named) - MOST_NAMED} more" if len(s.named) > MOST_NAMED else ""
        who.append((s.process, some + more, str(len(s.named)), f"{s.chance:.1f}"))
        rows.append((s.process, *(f"{s.rankings[measure]:.3f}" for measure in Measure)))
    rows.append(("mean", *(f"{mean:.3f}" for mean in verdict.mean_rankings.values())))
    named = ("process", "delegations", "number", "right by chance")
    yield Grid("Who was really in the way", named, tuple(who), left=2)
    columns = ("process", *_HEADINGS)
    caption = "How well the real ones rank among all delegations, by five measures (nothing fitted)"
    yield Grid(caption, columns, tuple(rows))
    yield note(
        f"By {listed([measure.words for measure in Measure])}. How often a delegation that really resisted, "
        "insisted, objected or dissociated ranks above one that did not: 1 always, 0.5 by chance. The first "
        "two measures need plays, the others only the codes."
    )
    right: list[tuple[Cell, ...]] = []
    for s in verdict.objectors:
        right.append((s.process, *(str(s.right[measure]) for measure in Measure)))
    chance = float(np.mean([s.chance / len(s.named) for s in verdict.objectors]))
    right.append(("mean", *map(percent, verdict.mean_right.values())))
    caption = "For how many of them the paragraph is right, by the same measures (nothing fitted)"
    yield Grid(caption, columns, tuple(right))
    yield note(
        "Right: the paragraph that counts most for the delegation, by the measure, is one that the record "
        f"names for it. By chance, any paragraph as likely as any other: {percent(chance)}."
    )


def _facts(verdict: Verdict) -> Iterator[tuple[str, str]]:
    yield "processes", ", ".join(f"{p.id} (content {scenario_digest(p.scenario)})" for p in verdict.processes)
    yield "plays", f"{verdict.runs:,} of each process in each of {len(Mode)} modes; seed {verdict.seed}"
    source = "a calibration"
    if verdict.calibration is calibrated():
        source = f"the calibration that ships, of {verdict.calibration.about['date']}"
    yield "parameters", f"{verdict.sets:,} sets from {source}, reweighted by the outcomes known in each mode"
