from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.loading import load
from tests.scenario.files import OWN, altered, line_of, refusal, written

OUTLET = "outlets: [{what: a forum, source: invented, date: %s, evidence: proxy}]  #"
REPORT = (
    "acquis: [{document: X, body: GGE, adopted: %s, language: {%s: explicit}, source: x, evidence: proxy}] #"
)

#: What is altered, where the contradiction must be told, and what must be said of it.
CONTRADICTIONS = {
    "seat taken twice": ("FRA, DEU", "FRA, FRA, DEU", "FRA, FRA", ["members.10 = FRA: duplicate seat"]),
    "seat without instructions": ("FRA, DEU", "FRA, ITA, DEU", "ITA",
        ["members.10 = ITA: has a seat but no entry"]),
    "instructions without seat": ("FRA, DEU", "DEU", "  FRA:\n",
        ["delegations.FRA: has instructions but no seat"]),
    "no position": ("{IL: 3, IHL: 3,", "{IHL: 3,", "positions: {IHL: 3,",
        ["delegations.AUS.positions: has no position on IL", "IL, IHL, ART51, FLOW, CM, TREATY"]),
    "position on no issue": ("{IL: 3,", "{IL: 3, ART52: 1,", "ART52",
        ["delegations.AUS.positions.ART52: is an issue without a ladder", "did you mean ART51?", "FLOW"]),
    "ambition on no issue": ("  asks: [", "  ambition: {NORM: 1}\n  asks: [", "NORM",
        ["mandate.ambition.NORM: is an issue without a ladder", "did you mean NORMS?"]),
    "record on no issue": ("  adopted: false\n", "  adopted: false\n  language: {ICL: silent}\n", "ICL",
        ["record.language.ICL: is an issue without a ladder"]),
    "resistance on no issue": ("issues: [IHL, ART51, CM]", "issues: [IHL, LAW]", "- issues: [IHL, LAW]",
        ["record.resistance.0.LAW: is an issue without a ladder"]),
    "earlier report on no issue": ("acquis: ", REPORT % (2010, "LAW"), "acquis: ",
        ["acquis.0.language.LAW: is an issue without a ladder"]),
    "position newer than the end": ("date: 2016-04\n", "date: 2017-07\n", "date: 2017-07\n",
        ["delegations.AUS.date = 2017-07: may lie after the end, 2017-06-23",
         "allowed: dates up to 2017-06-23"]),
    "position of the year of the end": ("date: 2016-04\n", "date: 2017\n", "date: 2017\n",
        ["= 2017: may lie after the end"]),
    "cell newer than the end": ("        date: 2013\n", "        date: 2017-10\n", "date: 2017-10\n",
        ["delegations.BRA.positions.FLOW.date = 2017-10: may lie after the end"]),
    "signal newer than the end": ("date: 2017-01-20", "date: 2018-01-20", "date: 2018-01-20",
        ["stakes.signals.0.date = 2018-01-20: may lie after the end"]),
    "outlet newer than the end": ("outlets: ", OUTLET % 2018, "outlets:",
        ["outlets.0.date = 2018: may lie after the end"]),
    "mandate newer than the end": ("adopted: 2015-12-23", "adopted: 2017-12-23", "adopted: 2017",
        ["mandate.adopted = 2017-12-23: is after the first meeting"]),
    "report adopted after the start": ("A/70/174]", "A/75/816]", "acquis:",
        ["acquis.2 = A/75/816: was adopted on 2021-03-12", "first meeting, 2016-08-29"]),
    "report adopted in the year of the start": ("acquis: ", REPORT % (2016, "IL"), "acquis:",
        ["acquis.0 = X: was adopted on 2016"]),
    "end before the start": ("ends: 2017-06-23", "ends: 2016-07", "ends:",
        ["ends = 2016-07: is before the first meeting, 2016-08-29"]),
    "mandate of later": ("adopted: 2015-12-23", "adopted: 2016-09", "adopted: 2016-09",
        ["mandate.adopted = 2016-09: is after the first meeting, 2016-08-29"]),
    "sponsor that sponsors twice": ("sponsors: [RUS, USA]", "sponsors: [RUS, USA, RUS]", "sponsors:",
        ["stakes.sponsors.2 = RUS: is named twice under stakes"]),
    "camp that nobody sits in": ("camp: West", "camp: Wets", "Wets",
        ["chair.camp = Wets: is not the caucus of any member; did you mean West?",
         "allowed: neutral, AFR, APG, EEG, East, GRULAC, West"]),
    "caucus named neutral": ("  FRA:\n", "  FRA:\n    caucus: neutral\n", "caucus:",
        ["delegations.FRA.caucus = neutral: cannot be a caucus"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_told_where_it_stands(tmp_path: Path, name: str) -> None:
    old, new, place, said = CONTRADICTIONS[name]
    text = altered(old, new)
    path = written(tmp_path, text)
    message = refusal(path)
    for words in said:
        assert words in message
    assert f"{path}:{line_of(place, text)}: " in message


#: The same for a scenario with issues of its own.
OWN_CONTRADICTIONS = {
    "issue named twice": ("code: FUND", "code: CABLES", "  - {code: CABLES, title: Fund",
        ["issues.1 = CABLES: is named twice"]),
    "report on an issue that is not ours": ("{CABLES: indirect}", "{IL: indirect}", "{IL: ind",
        ["acquis.0.language.IL: is an issue without a ladder; allowed: CABLES, FUND"]),
    "wording that a ladder lacks": ("{CABLES: indirect}", "{FUND: indirect}", "{FUND: ind",
        ["acquis.0.language.FUND = indirect: the ladder of FUND has no such formulation"]),
    "coded position of another subject": ("{CABLES: 3,", "{FLOW: 3, CABLES: 3,", "  FRA:",
        ["delegations.FRA.positions.FLOW: is an issue without a ladder"]),
    "no position": ("CABLES: 3, ", "", "  FRA:",
        ["delegations.FRA.positions: has no position on CABLES; allowed: one for each of CABLES, FUND"]),
    "camp by a rule that does not hold": ("{name: Somebody,", "{name: Somebody, camp: West,", "chair:",
        ["chair.camp = West: is not the caucus", "AFR, APG, Friends, GRULAC"]),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN_CONTRADICTIONS)
def test_a_contradiction_among_issues_of_ones_own_is_told(tmp_path: Path, name: str) -> None:
    old, new, place, said = OWN_CONTRADICTIONS[name]
    text = altered(old, new, OWN)
    path = written(tmp_path, text)
    message = refusal(path)
    for words in said:
        assert words in message
    assert f"{path}:{line_of(place, text)}: " in message


SOUND = {
    "neutral chair": ("camp: West", "camp: neutral"),
    "chair of a caucus of one's own": ("  FRA:\n", "  FRA:\n    caucus: Wets\n"),
    "vague end": ("ends: 2017-06-23", "ends: 2017"),
    "end in the year of the start": ("starts: 2016-08-29", "starts: 2017"),
    "end of the calendar": ("ends: 2017-06-23", "ends: 9999"),
    "position of the day of the end": ("date: 2016-04\n", "date: 2017-06-23\n"),
    "report of the day before": ("starts: 2016-08-29", "starts: 2015-06-27"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_unusual_but_sound_loads(tmp_path: Path, name: str) -> None:
    text = altered(*SOUND[name])
    if name == "chair of a caucus of one's own":
        text = text.replace("camp: West", "camp: Wets")
    if name == "report of the day before":
        text = text.replace("adopted: 2015-12-23", "adopted: 2015-06-27")
    assert load(written(tmp_path, text)).id == "gge-2016-2017"


def test_the_same_faults_are_told_in_the_same_order(tmp_path: Path) -> None:
    text = altered("FRA, DEU", "AFG, ALB, DZA, FRA, DEU")
    told = [line for line in refusal(written(tmp_path, text)).splitlines() if "has a seat" in line]
    assert [line.split(" = ")[1][:3] for line in told] == ["AFG", "ALB", "DZA"]
