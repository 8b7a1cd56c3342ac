"""The lessons: each shows one mechanism, proved by taking it away, and the guide gives the figures."""

import re
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.outcome import Outcomes
from sim.negotiation.payoff import weigh
from sim.negotiation.reading import open_reading
from sim.negotiation.silence import sounded
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.lever import lever
from sim.study.plays import play_many
from sim.study.setting import setting
from sim.study.turning import turned
from tests.scenario.test_teaching import LESSONS, PLENARY

#: Plays of either side of a comparison, and what a difference of shares must clear.
RUNS, CLEARLY = 600, 0.1
#: Plays behind the figures of the guide.
PLAYS = 2000

DOCS = Path(__file__).parents[2] / "docs"
TEACHING_GUIDE = (DOCS / "explanation" / "lessons.md").read_text(encoding="utf-8")
_ROW = r"^\| ([a-z0-9-]+) \| [^|]+ \| `([^`]+)` \| (\d+) % \| (\d+) % \|$"
_ADOPTED, _SPEAKS = TEACHING_GUIDE.split("reports that speak of dark skies", 1)
TOLD = re.findall(_ROW, _ADOPTED, re.MULTILINE)
SAID = re.findall(_ROW, _SPEAKS, re.MULTILINE)


def plays(scenario: Scenario, *levers: str, runs: int = RUNS) -> Outcomes:
    """Play a room, some levers turned; all meet the same luck and the same behaviour."""
    played = setting(scenario)
    for told in levers:
        name, _, value = told.partition("=")
        one = lever(name, played, "test")
        played = turned(played, {one: one.value(value, "test")})
    return play_many(played, runs, 1)


def share(outcomes: Outcomes) -> float:
    return float(outcomes.adopted.mean())


def seat(scenario: Scenario, code: str) -> int:
    return sorted(scenario.members).index(code)


def reports_that_speak(outcomes: Outcomes, paragraph: int) -> float:
    """Return the share of the adopted reports in which a paragraph is not silent."""
    return float((outcomes.text[outcomes.adopted, paragraph] > 0).mean())


def objects(outcomes: Outcomes, scenario: Scenario, *codes: str) -> float:
    """Return the share of plays in which one of these delegations objects."""
    return float(outcomes.objects[:, [seat(scenario, code) for code in codes]].any(axis=1).mean())


def percent(share: float) -> str:
    """A share as the guide writes it, with the space before it."""
    return f" {100 * share:.0f} %"


def section(title: str) -> str:
    """A section of the guide, on one line."""
    return " ".join(TEACHING_GUIDE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0].split())


def shown(name: str, turns: str) -> str:
    """The command of the guide that turns these levers."""
    given = " ".join(f"--with {turn}" for turn in turns.split())
    return f"$ gge-sim compare {name} {given} --raw-shares\n"


def test_the_guide_speaks_of_every_lesson() -> None:
    assert {name for name, *_ in (*TOLD, *SAID)} == {*LESSONS, PLENARY}


@pytest.mark.parametrize(("name", "turn", "before", "after"), TOLD, ids=[turn for _, turn, *_ in TOLD])
def test_figures_of_the_guide_are_those_of_the_plays(name: str, turn: str, before: str, after: str) -> None:
    scenario = load(name)
    assert f"{100 * share(plays(scenario, runs=PLAYS)):.0f}" == before
    assert f"{100 * share(plays(scenario, turn, runs=PLAYS)):.0f}" == after
    assert shown(name, turn) in TEACHING_GUIDE


@pytest.mark.parametrize(("name", "turns", "before", "after"), SAID, ids=[turns for _, turns, *_ in SAID])
def test_what_reports_say_is_what_the_guide_says(name: str, turns: str, before: str, after: str) -> None:
    scenario = load(name)
    dark = [issue.code for issue in scenario.issues].index("DARK")
    assert f"{100 * reports_that_speak(plays(scenario, runs=PLAYS), dark):.0f}" == before
    assert f"{100 * reports_that_speak(plays(scenario, *turns.split(), runs=PLAYS), dark):.0f}" == after
    assert shown(name, turns) in TEACHING_GUIDE


def test_the_lone_blocker_stops_all_others_and_is_held_back_by_standing_alone() -> None:
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")
    alone = plays(scenario)
    failed = ~alone.adopted
    by_panama_only = alone.objects[:, panama] & (alone.objects.sum(axis=1) == 1)
    assert 0.4 < share(alone) < 0.7
    assert (by_panama_only & failed).sum() / failed.sum() > 0.9
    gone = scenario.model_copy(update={"members": tuple(m for m in scenario.members if m != "PAN")})
    assert share(plays(gone)) > 0.95
    assert share(plays(scenario, "position.PAN.LIMIT=0")) > 0.95
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")
    alone, company = plays(scenario), plays(scenario, "position.JPN.LIMIT=-3")
    free, dear = plays(scenario, "blocking_cost=0"), plays(scenario, "blocking_cost=1")
    assert share(company) < share(alone) - CLEARLY
    assert share(free) + CLEARLY < share(alone) < share(dear) - CLEARLY
    # Where it let the text pass alone: beside another it hardly ever does, and for free it mostly objects.
    let_pass = alone.dissociated[:, panama]
    assert let_pass.mean() > 0.2
    assert company.dissociated[:, panama].mean() < 0.1
    assert free.objects[let_pass, panama].mean() > 0.5


def test_company_lowers_the_price_of_an_objection() -> None:
    scenario = load("lone-blocker")
    panama = seat(scenario, "PAN")

    def objects(*levers: str) -> float:
        """How often it objects where the limit stays in the text and leaves it worse off."""
        played = plays(scenario, *levers)
        hurt = (played.text[:, 0] == 2) & (played.worth[:, panama] < 0)
        return float(played.objects[hurt, panama].mean())

    company = "position.JPN.LIMIT=-3"
    assert objects(company) > objects() + CLEARLY / 2
    assert objects(company) > objects(company, "cover_exponent=0") + CLEARLY / 2


def test_indirect_words_carry_what_explicit_ones_split() -> None:
    scenario = load("constructive-ambiguity")
    k = [issue.code for issue in scenario.issues].index("CONSENT")
    bare = tuple(
        issue.model_copy(update={"indirect": None}) if issue.code == "CONSENT" else issue
        for issue in scenario.issues
    )
    indirect, without = plays(scenario), plays(scenario.model_copy(update={"issues": bare}))
    read_alike = plays(scenario, "indirect_harm=1")
    assert share(indirect) > 0.7
    assert share(without) < share(indirect) - 3 * CLEARLY
    assert share(read_alike) < share(indirect) - 3 * CLEARLY
    assert (indirect.text[indirect.adopted, k] == 1).mean() > 0.8
    # Without indirect words either side stops the text: some plays fail over each.
    wants, resists = (
        without.objects[:, [seat(scenario, code) for code in codes]].any(axis=1).mean()
        for codes in (("ETH", "MNG", "NPL"), ("ARE", "AUS", "THA"))
    )
    assert min(wants, resists) > CLEARLY


def test_only_a_trade_leads_to_the_package() -> None:
    scenario = load("package-deal")
    codes = [issue.code for issue in scenario.issues]
    pair = [codes.index("DATA"), codes.index("GAUGES")]
    traded, forbidden = plays(scenario), plays(scenario, "log_rolling=0")
    assert share(traded) > 0.75
    assert share(forbidden) < share(traded) - 3 * CLEARLY
    # The two stand or fall together, reading by reading, in nearly all plays.
    together = traded.path[:, :, pair[0]] == traded.path[:, :, pair[1]]
    assert together.all(axis=1).mean() > 0.95
    assert (traded.text[:, pair] == 2).all(axis=1).mean() > 0.85
    assert (forbidden.text[:, pair] == 2).all(axis=1).mean() < 0.5


def test_the_text_that_fails_early_passes_in_the_last_reading() -> None:
    played = setting(load("eleventh-hour"))
    outcomes = play_many(played, PLAYS, 1)
    every = np.arange(PLAYS)
    draws = played.draws(1, every)
    interests = weigh(played.table, draws)
    passes = [
        float(sounded(open_reading(played.table, draws, interests, number), outcomes.text, every)[0].mean())
        for number in range(1, 5)
    ]
    assert passes[-1] == share(outcomes)
    assert 3 * passes[1] < passes[3]
    for at in passes:
        assert percent(at) in section("The eleventh hour")
    # No trade and no vague words are needed.
    scenario = load("eleventh-hour")
    for lever_ in ("log_rolling=0", "indirect_harm=1"):
        assert share(plays(scenario, lever_)) > share(plays(scenario)) - CLEARLY


def test_a_promise_of_the_mandate_makes_the_vague_sentence_a_defeat() -> None:
    scenario = load("mandate-step")
    considered, promised = plays(scenario, runs=PLAYS), plays(scenario, "ambition.RULES=1", runs=PLAYS)
    assert (considered.text[:, 0] == 1).all()
    told = section("One step of mandate")
    assert percent((considered.text[considered.adopted, 1] == 2).mean()) in told
    assert percent((promised.text[:, 0] == 2).mean()) in told
    assert percent(objects(promised, scenario, "CAN", "ISL", "NOR")) in told


def test_a_summary_beside_the_report_takes_up_what_nobody_can_write_into_it() -> None:
    scenario = load("chairs-summary")
    beside, none = plays(scenario, runs=PLAYS), plays(scenario, "outlets=0", runs=PLAYS)
    silent = (beside.text[beside.adopted, :3] == 0).all(axis=1).mean()
    assert percent(silent) in section("A summary by the chair")
    assert (none.text[:, :3] > 0).any(axis=1).all()
    assert objects(none, scenario, "IRL", "KOR") > 0.99


def test_islands_that_leave_the_common_line_take_its_text_with_them() -> None:
    scenario = load("one-voice")
    alone = plays(scenario, *(f"position.{code}.DARK=0" for code in ("BRB", "FJI", "MUS")), runs=PLAYS)
    maldives = seat(scenario, "MDV")
    assert percent(alone.dissociated[:, maldives].mean()) in section("One voice")
    assert alone.objects[:, maldives].mean() < 0.02


def test_what_was_agreed_before_need_not_be_won_again() -> None:
    scenario = load("old-text")
    outcomes = plays(scenario, runs=PLAYS)
    reports = outcomes.text[outcomes.adopted]
    assert (reports[:, 1] > 0).all()
    told = section("The old text")
    assert percent((reports[:, 1] == 2).mean()) in told
    assert percent((reports[:, 0] == 0).mean()) in told
    never = plays(scenario, "acquis.PERSON=silent")
    assert objects(never, scenario, "AUS", "KOR", "NZL", "USA") > 1 - share(never) - CLEARLY


def test_those_who_stand_apart_would_stop_the_text_if_it_cost_nothing() -> None:
    scenario = load("standing-apart")
    three = [seat(scenario, code) for code in ("IRL", "KOR", "SGP")]
    outcomes, free = plays(scenario, runs=PLAYS), plays(scenario, "blocking_cost=0", runs=PLAYS)
    apart = outcomes.dissociated[:, three] & outcomes.adopted[:, None]
    assert percent(apart[outcomes.adopted].any(axis=1).mean()) in section("Standing apart")
    assert free.objects[:, three][apart].mean() > 0.5


def test_three_powers_stop_the_plenary_over_different_paragraphs() -> None:
    scenario = load(PLENARY)
    outcomes, voted = plays(scenario, runs=PLAYS), plays(scenario, "decision=simple-majority", runs=PLAYS)
    told = section("The plenary")
    stopped = outcomes.objects[~outcomes.adopted][:, [seat(scenario, c) for c in ("CHN", "RUS", "USA")]]
    assert percent(stopped.any(axis=1).mean()) in told
    assert percent((voted.objects.any(axis=1) & voted.adopted).mean()) in told

    def over(code: str) -> set[str]:
        """The paragraphs that it objects over, but for rare ones."""
        place = seat(scenario, code)
        numbers = outcomes.complaints[outcomes.objects[:, place], place] // 2
        counts = np.bincount(numbers, minlength=len(scenario.issues)) / len(numbers)
        return {issue.code for issue, part in zip(scenario.issues, counts, strict=True) if part > 0.02}

    assert [over(code) for code in ("USA", "RUS", "CHN")] == [
        {"AGENDA"},
        {"FORMAT", "ACCESS"},
        {"FORMAT", "ACCESS"},
    ]
