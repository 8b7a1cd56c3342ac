"""A forecast as a document: the answer, the likely report, the room, who stands in the way and why."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.account import (
    OFTEN,
    answer,
    deciding,
    movement,
    nobody,
    on_record,
    on_standing_apart,
    others_apart,
    paragraphs,
    reach,
    so_often,
    standing_apart,
)
from sim.report.assumptions import assumptions
from sim.report.digest import digest
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Document,
    Draft,
    Grid,
    Picture,
    Section,
    Share,
    Step,
    Steps,
    Wording,
    Words,
)
from sim.report.figures import FORECAST_DESCRIPTIONS
from sim.report.glossary import glossary
from sim.report.hinging import hinge_lines
from sim.report.making import (
    fitted_or_not,
    given_beyond,
    how_made,
    parameters_fact,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.moving import movers
from sim.report.portion import plays
from sim.report.reasoning import cure_lines, reason_lines, rest_lines, told_reasons
from sim.report.sourcing import sources
from sim.report.telling import typical_plays
from sim.report.wording import INFERRED, named, percent, written
from sim.scenario.schema import Record
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast

#: Another wording of a paragraph is told if it is as likely as this; the likeliest of an open one always.
WORTH_TELLING = 0.25


def forecast_document(forecast: Forecast, record: Record | None = None) -> Document:
    """Write a forecast down.

    Parameters
    ----------
    record : what really happened, if that is known
    """
    sections = (
        Section("In short", (Bullets(tuple(digest(forecast))),)),
        Section("What the report would say, if adopted", tuple(_language(forecast))),
        Section("Who stands in the way", tuple(_apart(forecast))),
        Section("Why it fails, where it fails", tuple(_reasons(forecast))),
        Section("The room", tuple(_room(forecast))),
        Section("How the draft moves, from the zero draft to the end", tuple(_movement(forecast))),
        Section("What the answer depends on", tuple(_depends(forecast))),
        Section("What was assumed", (Bullets(tuple(assumptions(forecast))),)),
        Section("Where the positions come from", tuple(_sources(forecast))),
        glossary(),
        _made(forecast),
    )
    return Document("forecast", forecast.scenario.title, _answer(forecast, record), sections)


def _answer(forecast: Forecast, record: Record | None) -> Answer:
    return Answer(
        sentence=answer(forecast),
        question=forecast.scenario.question,
        asides=tuple(filter(None, (reach(forecast), on_record(record)))),
        probability=forecast.probability,
        interval=forecast.interval,
    )


def _picture(forecast: Forecast, name: str) -> Picture:
    return Picture(name, FORECAST_DESCRIPTIONS[name](forecast))


def _language(forecast: Forecast) -> Iterator[Block]:
    yield Draft(tuple(_wordings(forecast)))
    yield Words(
        f"Odds: how often each wording stands in {_texts(forecast)}. "
        "In square brackets: text that is less than likely to be the one agreed, or that another wording "
        f"replaces in {percent(WORTH_TELLING)} or more, and what may stand instead. Wordings are ours, after "
        "documents that speak so.",
        note=True,
    )
    yield _picture(forecast, "language")


def _texts(forecast: Forecast) -> str:
    """Say in which texts wordings are counted."""
    many, one = forecast.outcomes.adoptions, forecast.runs == 1
    if not forecast.supported:
        return "the reports that are adopted" if many else "the last drafts"
    of = f"the {many:,} reports" if many > 1 else "the one report"
    if not many:
        of = "the last draft, which is not adopted," if one else "the last drafts, none of them adopted,"
    return f"{of} of {'the one play' if one else plays(forecast.runs)}"


def _wordings(forecast: Forecast) -> Iterator[Wording]:
    for row, issue in zip(paragraphs(forecast), forecast.scenario.issues, strict=True):
        others = sorted(
            (
                (formulation.text, rung, share, written)
                for rung, share, written in zip(type(row.rung), row.probabilities, row.odds, strict=True)
                if rung is not row.rung and (formulation := issue.formulation(rung)) is not None
            ),
            key=lambda other: -other[2],
        )
        instead = tuple(
            (rung, written, text)
            for n, (text, rung, share, written) in enumerate(others)
            if share >= WORTH_TELLING or (row.open and not n)
        )
        bar = row.probabilities if any(row.odds) else ()
        yield Wording(row.code, row.title, row.rung, row.text, bar, instead, row.odds, row.open)


def _apart(forecast: Forecast) -> Iterator[Block]:
    found = standing_apart(forecast)
    if not found:
        yield Words(nobody(forecast))
        return
    if told := movers(forecast):
        lines = ((m.title, (m.over, f"{m.far} {m.offer}".strip())) for m in told)
        yield Steps(tuple(Step(title, tuple(filter(None, said))) for title, said in lines))
    yield Grid(
        "Delegations that object or dissociate, by how often",
        ("delegation", *(OFTEN if forecast.supported else ()), "over"),
        tuple((named(d), *so_often(forecast, d), over) for d, over in found),
        right=1,
    )
    yield Words(on_standing_apart(forecast), note=True)
    if any(d.inferred for d, _ in found):
        yield Words(
            f"{INFERRED} All its positions are inferred from bloc or votes; no statement is located.",
            note=True,
        )
    if rest := others_apart(forecast):
        yield Words(rest, note=True)
    yield _picture(forecast, "objectors")


def _reasons(forecast: Forecast) -> Iterator[Block]:
    reasons, cures = reason_lines(forecast), cure_lines(forecast)
    yield Words(" ".join([reasons[0], *cures[:1]]))
    if not cures and forecast.supported:
        return
    if told := told_reasons(forecast):
        yield Steps(tuple(Step(t.title, tuple(filter(None, (t.who, t.squeeze, t.cure)))) for t in told))
        for line in rest_lines(forecast):
            yield Words(line)
    else:
        yield Bullets((*reasons[1:], *cures[1:]))
    yield Words(
        "Found from the plays: who objects to the last text and over what, and whether the same room, with "
        "the same luck and nobody moving further, would have adopted it with one or two paragraphs worded "
        "otherwise. A trade: something else is granted, or dropped, and the complaint outweighed.",
        note=True,
    )


def _room(forecast: Forecast) -> Iterator[Block]:
    yield _picture(forecast, "horseshoe")
    yield _picture(forecast, "room")


def _movement(forecast: Forecast) -> Iterator[Block]:
    if rows := movement(forecast):
        yield Grid(
            "Paragraphs that end stronger or weaker than in the zero draft, by share of plays",
            ("paragraph", "stronger", "weaker"),
            tuple((row.title, *(_often(forecast, s) for s in (row.stronger, row.weaker))) for row in rows),
        )
    else:
        yield Words("No paragraph changes in more than a tenth of plays.")
    yield _picture(forecast, "path")
    yield Steps(tuple(Step(title, tuple(lines)) for title, lines in typical_plays(forecast)))


def _often(forecast: Forecast, share: float) -> Cell:
    return Share(share) if forecast.runs >= ENOUGH else written(Counted.of(share, forecast.runs))


def _depends(forecast: Forecast) -> Iterator[Block]:
    decided = deciding(forecast)
    if not forecast.supported:
        yield Words("No share of plays is given for this kind of body or rule, and so none is compared.")
        return
    if decided:
        yield Words("What goes with adoption, in the plays:")
        yield Bullets(tuple(decided))
    else:
        yield Words("No paragraph is put under silence in more than one common wording.")
    yield Bullets(tuple(hinge_lines(forecast)))


def _sources(forecast: Forecast) -> Iterator[Block]:
    yield Bullets(tuple(f"{source}: {who}" for source, who in sources(forecast)), note=True)
    yield Words("Every cell with its value, grade and rule: positions.csv.", note=True)


def _made(forecast: Forecast) -> Section:
    scenario, given = forecast.scenario, given_beyond(forecast.given, forecast.scenario)
    known = forecast.setting.known
    facts = (
        scenario_fact(scenario),
        ("plays", f"{forecast.runs:,}, {_numbers(forecast)}, seed {forecast.seed}"),
        ("chair", forecast.chair.name),
        parameters_fact(known, given),
        ("one play", "gge-sim replay FOLDER --replicate N tells any of these plays as a story"),
    )
    words = ("--runs", str(forecast.runs), "--seed", str(forecast.seed))
    return how_made(facts, typed("run", scenario_argument(scenario), *words, *fitted_or_not(known, given)))


def _numbers(forecast: Forecast) -> str:
    return "number 0" if forecast.runs == 1 else f"numbers 0 to {forecast.runs - 1:,}"
