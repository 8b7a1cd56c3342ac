"""What the wide record has to say: how far the rules reach beyond ICT security, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report import wider_columns
from sim.report.document import Answer, Block, Cell, Document, Grid, Section, Share, note
from sim.report.figures.drawing import pictures
from sim.report.figures.wider import wider_drawings
from sim.report.provenance import how_made
from sim.report.result import Report
from sim.report.ways import HOW_TO_READ, NOT_REFITTED, found_in, gain, ways_grids
from sim.report.words.names import capital
from sim.scenario.names import ONE_OFF
from sim.study.group_scores import BASE_RATE, Forecast, GroupScore
from sim.study.interval import CEILING
from sim.study.references import ICT
from sim.study.source import BehaviourSource
from sim.study.wider import FITTED, PRIORS, Wider, families, kinds

#: Groups with a table of their own.
LARGE = ("one-off", "standing", "all", ICT)
_BEHAVIOUR = {
    BehaviourSource.PRIORS: "from the priors, so that no outcome is known to the model",
    BehaviourSource.CALIBRATED: "from the ensemble that ships, which knows the ICT processes",
}


def wider_report(wider: Wider, command: str = "") -> Report:
    """Report the forecasts of the wide record, with the command that made it, as it is typed."""
    figures, answer, given = wider_drawings(wider), _answer(wider), tuple(_processes(wider))
    shown, by_group = pictures(figures), tuple(_by_group(wider))
    sections = (
        Section.everywhere("Scores, beside the base rate of the other families", *_scores(wider)),
        Section("By kind of body, and by family", by_group, by_group),
        *_spreads(wider),
        Section("How sure the forecasts should have been", (shown["calibration"],)),
        Section("What each process was given, and how it ended", given),
        how_made([("plays", f"{wider.runs:,} of each process in each way, seed {wider.seed}")], command),
    )
    title = f"The model beyond ICT security: {len(wider.forecasts)} decided processes"
    document = Document(wider_columns.KIND, title, answer, sections)
    return Report.of(wider, wider_columns, document, figures, empty=False, headline=answer.sentence)


def _answer(wider: Wider) -> Answer:
    parts = [
        f"{group} {found[PRIORS].brier:.3f} (base rate {found[BASE_RATE].brier:.3f})"
        for group in ("one-off", "standing", "all")
        if (found := found_in(wider.scores, group))
    ]
    return Answer(
        f"Brier score of the share of plays that adopt a report: {', '.join(parts)}; 0 is best.",
        "How well do the rules forecast decided processes, most of them outside ICT security?",
        (
            "That is with behaviour from the priors alone, as the program forecasts; no outcome is known to "
            "the model. The ensemble (fitted) knows the ICT processes, but for each of them none of its own "
            "body.",
        ),
    )


def _scores(wider: Wider) -> Iterator[Block]:
    for group in LARGE:
        if found := found_in(wider.scores, group):
            first = found[BASE_RATE]
            caption = f"{group}, {first.adopted} of {first.processes}"
            yield from ways_grids(caption, list(found.values()))
    yield note(f"Beside each group, how many of its processes adopted a report. {HOW_TO_READ}")
    yield note(
        "One-off: groups of experts, open-ended groups and CCW groups; standing: all other bodies. The base "
        "rate is that of the other families; a standard error counts families, on ICT security bodies. With "
        f"the rules as built, and without a rule, behaviour comes {_BEHAVIOUR[wider.behaviour]}. Nothing was "
        "fitted to other fields, but who coded them knew how they ended, and failures were looked for."
    )
    if wider.behaviour is BehaviourSource.CALIBRATED:
        yield note(NOT_REFITTED)


def _by_group(wider: Wider) -> Iterator[Block]:
    groups = {"Kind of body": kinds(wider.forecasts), "Family": families(wider.forecasts)}
    columns = ("adopted", BASE_RATE, PRIORS, FITTED, "gain on base")
    for called, names in groups.items():
        rows = tuple(_group(found_in(wider.scores, name)) for name in names)
        yield Grid(f"Brier scores by {called.lower()}", (called.lower(), *columns), rows)
    yield note(
        "The base rate of a kind of body is that of one-off, or of standing bodies, in the other families. "
        "Gain: of the priors."
    )


def _group(found: dict[str, GroupScore]) -> tuple[Cell, ...]:
    priors = found[PRIORS]
    briers = (f"{found[way].brier:.3f}" for way in (BASE_RATE, PRIORS, FITTED))
    adopted = f"{priors.adopted} of {priors.processes}"
    return (priors.group, adopted, *briers, gain(priors.gain, priors.gain_error))


def _spreads(wider: Wider) -> Iterator[Section]:
    """Yield how far each rule that was left out moves the forecasts."""
    if not wider.spreads:
        return
    there, shifts = kinds(wider.forecasts), {(s.rule, s.kind): f"{s.shift:+.2f}" for s in wider.spreads}
    grids = []
    for side, of in (("one-off", ONE_OFF), ("standing", set(there) - set(ONE_OFF))):
        if some := [kind for kind in there if kind in of]:
            rows = tuple(
                (rule, *(shifts[rule, k] for k in some))
                for rule in dict.fromkeys(s.rule for s in wider.spreads)
            )
            caption = f"Mean change of the log-odds without a rule, {side} bodies"
            grids.append(Grid(caption, ("without", *some), rows))
    told = (
        "Mean change of the log-odds of the share of plays without each rule. The mean squares, in "
        "spreads.csv, are the part of the band for the rules."
    )
    yield Section("How far each rule moves the forecasts", (*grids, note(told)))


def _processes(wider: Wider) -> Iterator[Block]:
    for family in families(wider.forecasts):
        rows = tuple(_process(f) for f in wider.forecasts if f.family == family)
        yield Grid(capital(family), ("process", "body", "outcome", PRIORS, FITTED), rows, left=3)
    yield note(
        f"Shares of plays that adopt a report, at most {CEILING:.0%}. They are no probabilities of "
        "consensus: those are claimed for groups of experts and open-ended groups alone."
    )


def _process(forecast: Forecast) -> tuple[Cell, ...]:
    process = forecast.process
    outcome = "adopted" if process.record.adopted else "FAILED"
    return process.id, forecast.kind, outcome, *(Share(forecast.shares[way]) for way in (PRIORS, FITTED))
