"""What a record of one's own has to say: how the model did on it, beside forecasts that need no model."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report import own_record_columns
from sim.report.document import Answer, Block, Cell, Document, Grid, Section, Share, note
from sim.report.figures.drawing import pictures
from sim.report.figures.own_record import own_record_drawings
from sim.report.provenance import how_made
from sim.report.result import Report
from sim.report.ways import HOW_TO_READ, found_in, gain, ways_grids, written
from sim.report.words.names import listed
from sim.report.words.numbers import number_of, percent
from sim.study.group_scores import BASE_RATE, GroupScore
from sim.study.interval import CEILING
from sim.study.own_record import ALL, ALWAYS, MEASURES, MODEL, OwnRecord, families
from sim.study.ways import AS_BUILT

#: From fewer processes, or fewer that ended either way, next to nothing can be learnt.
FEW, FEW_EITHER = 20, 5


def own_record_report(own: OwnRecord, command: str = "") -> Report:
    """Report a record of one's own, with the command that made it, as it is typed."""
    figures, number = own_record_drawings(own), len(own.forecasts)
    given, answer = tuple(_processes(own)), _answer(own)
    sections = (
        Section.everywhere("Outcomes, beside forecasts that need no model", *_scores(own)),
        *_by_family(own),
        *_without(own),
        Section("How sure the forecasts should have been", (pictures(figures)["calibration"],)),
        Section.everywhere("Language of the adopted reports", *_wording(own)),
        Section.everywhere("Who stood in the way", *_objectors(own)),
        Section("What each process was given, and how it ended", given, given),
        how_made([("plays", f"{own.runs:,} of each process in each way, seed {own.seed}")], command),
    )
    title = f"A record of {number_of(number, 'decided process', 'decided processes')}"
    document = Document(own_record_columns.KIND, title, answer, sections)
    return Report.of(own, own_record_columns, document, figures, empty=False, headline=answer.sentence)


def _answer(own: OwnRecord) -> Answer:
    found = found_in(own.scores, ALL)
    model, others = found[MODEL], (BASE_RATE, ALWAYS)
    beside = listed([f"{found[name].brier:.3f} for {_named(name)}" for name in others])
    better = "better" if model.gain > 0 else "worse"
    clear = "more" if abs(model.gain) > 2 * model.gain_error else "no more"
    asides = [
        f"That is {better} than the base rate by {gain(abs(model.gain), model.gain_error)[1:]}, {clear} than "
        "two standard errors.",
        f"{model.adopted} of {model.processes} adopted a report.",
    ]
    rarer = min(model.processes - model.adopted, model.adopted)
    if model.processes < FEW:
        asides.append("So few processes can hardly tell a good model from a bad one.")
    elif rarer < FEW_EITHER:
        few = f"Only {rarer}" if rarer else "None"
        asides.append(f"{few} ended otherwise than the rest, which tells little of any model.")
    if own.open:
        asides.append(f"Not scored, since no outcome is recorded: {listed(own.open)}.")
    return Answer(
        f"Brier score {model.brier:.3f}, against {beside}; 0 is best.",
        "How well does the model forecast these processes?",
        tuple(asides),
    )


#: What counts once for a standard error within a family.
_BODIES = (
    "A standard error counts bodies: processes that name the same resolution as their mandate count as one. "
    "There is none for a single body."
)


def _named(forecast: str) -> str:
    return "the base rate" if forecast == BASE_RATE else forecast


def _scores(own: OwnRecord) -> Iterator[Block]:
    found = found_in(own.scores, ALL)
    rows = tuple(
        (name, f"{s.brier:.3f}", f"{s.log:.3f}", written(s.ranking, 2), written(s.intercept, 2),
         written(s.slope, 2), "–" if name == BASE_RATE else gain(s.gain, s.gain_error))
        for name in (MODEL, BASE_RATE, ALWAYS)
        for s in [found[name]]
    )  # fmt: skip
    columns = ("forecast", "Brier", "log", "ranking", "intercept", "slope", "gain on base")
    yield Grid("Scores of the share of plays that adopt a report", columns, rows)
    yield note(
        "Brier: mean squared error, 0 best, 0.25 a coin. Ranking: how often a process that adopted stands "
        "above one that failed. Intercept and slope: of a logistic regression of what happened on the "
        "log-odds; 0 and 1 are best, a slope below 1 is too sure. Nothing is fitted to these processes."
    )
    many = len(families(own.forecasts))
    yield note(
        f"The base rate of a process is that of the other {'families' if many > 1 else 'bodies'}, with "
        "one success and one failure added. A family is the one that the record names, or the kind of body; "
        + (f"there are {many}. A standard error counts families." if many > 1 else f"there is one. {_BODIES}")
    )


def _by_family(own: OwnRecord) -> Iterator[Section]:
    names = families(own.forecasts)
    if len(names) > 1:
        rows = tuple(_family(found_in(own.scores, name)) for name in names)
        columns = ("family", "adopted", MODEL, BASE_RATE, ALWAYS, "gain on base")
        grid = Grid("Brier scores by family", columns, rows)
        yield Section.everywhere("By family", grid, note(_BODIES))


def _family(found: dict[str, GroupScore]) -> tuple[Cell, ...]:
    model = found[MODEL]
    briers = (f"{found[name].brier:.3f}" for name in (MODEL, BASE_RATE, ALWAYS))
    adopted = f"{model.adopted} of {model.processes}"
    return (model.group, adopted, *briers, gain(model.gain, model.gain_error))


def _without(own: OwnRecord) -> Iterator[Section]:
    """Yield what the model scores without some rules, where that was asked for."""
    found = found_in(own.scores, ALL)
    if AS_BUILT in found:
        grids = ways_grids("all", list(found.values()))
        yield Section.everywhere("What the rules are worth", *grids, note(HOW_TO_READ))


def _wording(own: OwnRecord) -> Iterator[Block]:
    if not own.wording:
        yield note("No adopted report has its language recorded (record, language).")
        return
    rows = tuple((w.predictor, Share(w.exact), gain(w.gain, w.gain_error)) for w in own.wording)
    first = own.wording[0]
    told = f"{number_of(first.paragraphs, 'paragraph')} of {number_of(first.processes, 'report')}"
    yield Grid(f"Wording of {told}", ("forecast", "right", "gain on the last text"), rows)
    yield note(f"Right: share of {told} whose recorded formulation was the likeliest one.")


def _objectors(own: OwnRecord) -> Iterator[Block]:
    if not own.objectors:
        yield note("For no process is it recorded who stood in the way (record, resistance).")
        return
    rows: list[tuple[Cell, ...]] = [
        (one.process, str(len(one.named)), *(f"{one.rankings[m]:.2f}" for m in MEASURES))
        for one in own.objectors
    ]
    rows.append(("mean", "", *(f"{mean:.2f}" for mean in own.mean_rankings.values())))
    columns = ("process", "named", "objections", "latent", "distance", "opposition")
    yield Grid("How well those who really stood in the way rank among all delegations", columns, tuple(rows))
    yield note(
        f"By {listed([measure.words for measure in MEASURES])}: 1 always above the others, 0.5 by chance. "
        "The first measure needs plays, the others only the codes."
    )


def _processes(own: OwnRecord) -> Iterator[Block]:
    ended = {True: "adopted", False: "FAILED"}
    rows = tuple(
        (f.process.id, f.family, f.kind, ended[f.process.record.adopted], Share(f.shares[MODEL]))
        for f in own.forecasts
    )
    yield Grid("Every process", ("process", "family", "body", "outcome", "given"), rows, left=4)
    yield note(
        f"Given: share of plays that adopt a report, at most {percent(CEILING)}. It is no probability of "
        "consensus beyond groups of experts and open-ended groups; whether it is one here, the scores tell."
    )
