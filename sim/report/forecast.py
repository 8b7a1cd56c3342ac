"""What a forecast has to say: the answer, the likely report, who fights, who blocks, and why."""

from __future__ import annotations

from sim.report.degrees import how_much_it_adds
from sim.report.document import Block, Bullets, Document, Draft, Picture, Section, Steps, Words, annexed, note
from sim.report.figures import forecast_drawings
from sim.report.figures.drawing import pictures
from sim.report.forecast_answer import answer_of, in_short
from sim.report.forecast_assumptions import assumptions, sources
from sim.report.forecast_columns import KIND, summary, tables
from sim.report.forecast_drivers import driver_lines, what_goes_with_adoption
from sim.report.forecast_fighters import who_fights
from sim.report.forecast_language import on_the_odds, paragraphs
from sim.report.forecast_objectors import objectors, who_stands_apart
from sim.report.forecast_plays import how_it_moves, typical_plays
from sim.report.forecast_reasons import (
    cure_summary,
    failures,
    further_reasons,
    what_would_carry,
    why_it_fails,
)
from sim.report.forecast_references import how_such_bodies_ended, what_was_said_before
from sim.report.glossary import glossary
from sim.report.not_known import not_known, what_is_not_known
from sim.report.provenance import given_beyond, how_made, parameters_fact, scenario_fact
from sim.report.result import Report
from sim.scenario.record import Record
from sim.study.forecast import Forecast

#: This many reasons for failure are described before the annex, and on a terminal.
MOST_REASONS = 2


def forecast_report(forecast: Forecast, record: Record | None = None, command: str = "") -> Report:
    """Report a forecast, with what really happened, if that is known, and the command as it is typed."""
    figures = forecast_drawings(forecast)
    document = _document(forecast, record, pictures(figures), command)
    sheets = tuple(table.sheet(forecast) for table in tables(forecast))
    return Report(KIND, document, summary(forecast), sheets, figures)


def _document(forecast: Forecast, record: Record | None, shown: dict[str, Picture], command: str) -> Document:
    scenario, last = forecast.scenario, forecast.runs - 1
    language, moves = Draft(tuple(paragraphs(forecast))), how_it_moves(forecast)
    fights = tuple(who_fights(forecast))
    apart = [block for block in who_stands_apart(forecast) if block not in fights]  # a mark is explained once
    plays, steps = typical_plays(forecast), tuple(objectors(forecast))
    adoption = tuple(what_goes_with_adoption(forecast))
    drivers = (Bullets(tuple(driver_lines(forecast))),) if forecast.supported else ()
    cited = Bullets(tuple(f"{source}: {who}" for source, who in sources(forecast)), note=True)
    adds = (Section.everywhere("How much it adds", *how_much_it_adds(forecast)),)
    short, such = (Bullets(tuple(in_short(forecast))),), tuple(how_such_bodies_ended(forecast))
    before = tuple(what_was_said_before(forecast))
    references = tuple(
        Section(title, blocks, () if forecast.supported else blocks)
        for title, blocks in (("How such bodies ended", such), ("What could have been said before", before))
        if blocks
    )
    facts = (
        scenario_fact(scenario, forecast.setting),
        ("plays", f"{last + 1:,}, number{f's 0 to {last:,}' if last else ' 0'}, seed {forecast.seed}"),
        ("chair", forecast.chair.called),
        parameters_fact(forecast.setting.known, given_beyond(forecast.given, scenario)),
        ("one play", "gge-sim replay FOLDER --replicate N tells any of these plays as a story"),
    )
    unknown = tuple(what_is_not_known(scenario, forecast.setting))
    assumed = tuple(assumptions(forecast))
    why = tuple(why_it_fails(forecast, MOST_REASONS))
    carried = tuple(what_would_carry(forecast, MOST_REASONS))
    each: tuple[Block, ...] = (*(Steps(steps),) * bool(steps),)
    further = tuple(further_reasons(forecast, MOST_REASONS))
    sections = (
        Section("In short", short, () if forecast.supported else short),
        *(() if forecast.supported else references),
        Section("What the report would say, if adopted", (language, on_the_odds(forecast)), (language,)),
        Section.everywhere("Who fights, over what", *fights),
        Section.everywhere("Who blocks", *apart),
        Section(
            "Why it fails, where it fails",
            (Words(failures(forecast)), *why),
            (Words(" ".join([failures(forecast), *cure_summary(forecast)])), *why),
        ),
        *(Section("What would carry it", carried),) * bool(carried),
        not_known(scenario, forecast.setting),
        *annexed(
            *(Section("Each objector", each),) * bool(each),
            *(Section("On the reasons for failure", further),) * bool(further),
            *((*adds, *references) if forecast.supported else ()),
            Section("The room", (shown["horseshoe"], shown["room"])),
            Section(
                "How the draft moves, from the zero draft to the end",
                (*(moves,) * isinstance(moves, Words), shown["path"], plays),
                (moves, plays),
            ),
            Section("What the answer depends on", (*adoption, *drivers), adoption),
            Section(
                "What was assumed",
                (Bullets(tuple(line for line in assumed if line not in unknown)),),
                (Bullets(assumed),),
            ),
            Section(
                "Where the positions come from",
                (cited, note("Every cell with its value, grade and rule: positions.csv.")),
            ),
            glossary(),
            how_made(facts, command),
        ),
    )
    return Document(KIND, scenario.title, answer_of(forecast, record), sections)
