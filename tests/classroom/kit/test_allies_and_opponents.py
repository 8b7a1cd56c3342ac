from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.kit.allies_and_opponents import Company, company
from sim.classroom.kit.instructions import all_instructions
from sim.classroom.kit.negotiation_tips import TIPS, tips
from sim.scenario.fields import Evidence
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from tests.classroom.kit.rooms import lone, rewritten

QUIET = st.sampled_from([Evidence.PROXY, Evidence.RECALLED])


def near(scenario: Scenario, code: str) -> Company:
    return company(code, all_instructions(scenario))


def test_friends_are_those_who_said_the_same() -> None:
    norway = near(lone(), "NOR")
    assert {voice.code for voice in norway.alike} == {"CRI", "FJI", "GHA", "JPN", "NZL"}
    assert [voice.code for voice in norway.against] == ["PAN"]
    assert norway.against[0].titles == ("Limit on noise",)


@settings(max_examples=25)
@given(st.integers(-3, 3), st.integers(-3, 3), QUIET)
def test_what_others_have_not_said_in_public_is_not_told(limit: int, refit: int, grade: Evidence) -> None:
    known = rewritten(lone(), "JPN", {"LIMIT": 0, "REFIT": 0}, grade)
    other = rewritten(lone(), "JPN", {"LIMIT": limit, "REFIT": refit}, grade)
    assert near(other, "PAN") == near(known, "PAN")


def test_company_on_a_red_line_is_noticed_once_it_is_public() -> None:
    assert near(lone(), "PAN").on_red_lines == ()
    beside = rewritten(lone(), "JPN", {"LIMIT": -3}, Evidence.DOCUMENT)
    assert near(beside, "PAN").on_red_lines == ("JPN",)
    own = all_instructions(beside)["PAN"]
    assert any("Japan" in tip.text for tip in tips(own, near(beside, "PAN")))
    assert any(
        "Nobody else" in tip.text for tip in tips(all_instructions(lone())["PAN"], near(lone(), "PAN"))
    )


def test_every_seat_gets_three_tips_that_fit() -> None:
    for name in shipped():
        every = all_instructions(load(name))
        for code in list(every)[:30]:
            told = [tip.text for tip in tips(every[code], company(code, every))]
            assert len(set(told)) == TIPS, (name, code)
    every = all_instructions(load("package-deal"))
    told = tips(every["NLD"], company("NLD", every))
    assert any("I take Paying for gauges (2) if I get Open measurements (1)." in tip.text for tip in told)
