from pathlib import Path

import pytest

from sim.scenario.fault import on_lines
from sim.scenario.loading import load_with_warnings
from sim.scenario.shipped import shipped
from tests.scenario.files import ICT, OWN, altered, line_of, written

NARROW = (
    OWN.replace("CABLES: 3,", "CABLES: 1,")
    .replace("CABLES: -3", "CABLES: -0.5")
    .replace("CABLES: 1.5", "CABLES: 1")
)
NARROW = (
    NARROW.replace("FUND: 3", "FUND: 1").replace("FUND: 2", "FUND: 0.5").replace("CABLES: 2", "CABLES: 1")
)
EARLIER = (
    OWN.replace("2021-03", "1996-03")
    .replace("2019-05-01", "1994")
    .replace("date: 2020", "date: 1995")
    .replace("2020-0", "1995-0")
)

#: A scenario, where it is doubted, and what must be said.
DOUBTED = {
    "scale of -1 to 1": (NARROW, "delegations:", "all positions lie within -1 and 1; the scale is -3 to 3"),
    "no ambition": (altered(", ambition: {CABLES: 1}", "", OWN), "mandate:", "mandate: has no ambition"),
    "asks with own issues": (altered("ambition: {", "asks: [norms], ambition: {", OWN), "mandate:",
        "mandate.asks: applies to the ICT issues only and has no effect"),
    "asks in place of ambition": (altered("ambition: {CABLES: 1}", "asks: [norms]", OWN), "mandate:",
        "no effect on issues of your own, and ambition is missing"),
    "nothing asked": (altered(", asks: [norms]", "", ICT), "mandate:", "has neither asks nor ambition"),
    "leaning with own issues": (altered("caucus: Friends", "leaning: 1, caucus: Friends", OWN), "  FRA:",
        "delegations.FRA.leaning: applies to the ICT issues only"),
    "code of an ICT issue": (OWN.replace("CABLES", "IHL"), "issues:",
        "issues: IHL is the code of an ICT issue"),
    "codes of ICT issues": (OWN.replace("CABLES", "IHL").replace("FUND", "FLOW"), "issues:",
        "issues: IHL, FLOW are codes of ICT issues"),
    "state before its time": (EARLIER.replace("TON", "SSD"), "members:",
        "members: SSD (South Sudan, admitted 2011-07-14) was not a member of the United Nations at the"),
    "chair before its time": (EARLIER.replace("TON", "DZA").replace("Somebody,", "Somebody, state: CHE,"),
        "chair:", "chair.state: CHE (Switzerland, admitted 2002-09-10) was not a member"),
    "sponsor before its time": (EARLIER.replace("TON", "DZA").replace("[FRA]", "[FRA, TLS, MNE]"), "stakes:",
        "TLS (Timor-Leste, admitted 2002-09-27), MNE (Montenegro, admitted 2006-06-28) were not members"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTED)
def test_what_can_hardly_be_meant_is_said_once_where_it_stands(tmp_path: Path, name: str) -> None:
    text, place, said = DOUBTED[name]
    path = written(tmp_path, text)
    [told] = on_lines(load_with_warnings(path)[2]).splitlines()
    assert told.startswith(f"{path}:{line_of(place, text)}: ")
    assert said in told


SOUND = {
    "as it was": OWN,
    "nobody minds anything": ICT,
    "one position above 1": NARROW.replace("CABLES: 1,", "CABLES: 1.01,", 1),
    "nothing promised, and said so": altered("{CABLES: 1}", "{CABLES: 0}", OWN),
    "nothing asked, and said so": altered("asks: [norms]", "asks: []", ICT),
    "admitted in the month of the first meeting": EARLIER.replace("TON", "PLW")
        .replace("starts: 1995-03", "starts: 1994-12")
        .replace("adopted: 1995-01", "adopted: 1994-01").replace("adopted: 1994\n", "adopted: 1993\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_what_may_well_be_meant_is_not_doubted(tmp_path: Path, name: str) -> None:
    assert load_with_warnings(written(tmp_path, SOUND[name]))[2] == ()


def test_many_early_states_are_one_warning(tmp_path: Path) -> None:
    everybody = '  "*": {source: x, date: 1995, evidence: proxy, positions: {CABLES: 2, FUND: 2}}\n  FRA:'
    text = altered("  FRA:", everybody, altered("[FRA, CHN, KEN, PER, TON]", "all", EARLIER)).replace(
        "body: GGE\nmandate", "body: other\nmandate"
    )
    [told] = load_with_warnings(written(tmp_path, text))[2]
    assert "CHE (Switzerland, admitted 2002-09-10), KIR" in told.problem
    assert " and 3 more were not members" in told.problem


@pytest.mark.parametrize("name", shipped())
def test_nothing_that_ships_is_doubted(name: str) -> None:
    assert load_with_warnings(name)[2] == ()
