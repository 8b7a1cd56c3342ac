from pathlib import Path

import pytest

from sim.scenario.loading import load
from tests.scenario.files import OWN, Slip, altered, assert_told_once, refusal, slips, written


@slips(r"""
FRA, DEU => FRA, FRA, DEU | members.10 = FRA: duplicate seat
FRA, DEU => FRA, ITA, DEU | members.10 = ITA: has a seat but no entry
FRA, DEU => DEU | delegations.FRA: has instructions but no seat |   FRA:\n
{IL: 3, IHL: 3, => {IHL: 3, | delegations.AUS.positions: has no position on IL
  && IL, IHL, ART51, FLOW, CM, TREATY
{IL: 3, => {IL: 3, ART52: 1, | delegations.AUS.positions.ART52: is an issue without a ladder
  && did you mean ART51? && FLOW
  asks: [ =>   ambition: {NORM: 1}\n  asks: [ | mandate.ambition.NORM: is an issue without a ladder
  && did you mean NORMS?
  adopted: false\n =>   adopted: false\n  language: {ICL: silent}\n
  | record.language.ICL: is an issue without a ladder
issues: [IHL, ART51, CM] => issues: [IHL, LAW] | record.resistance.0.LAW: is an issue without a ladder
acquis:
 => acquis: [{document: X, body: GGE, adopted: 2010, language: {LAW: explicit}, source: x, evidence: proxy}] #
 | acquis.0.language.LAW: is an issue without a ladder
date: 2016-04\n => date: 2017-07\n | delegations.AUS.date = 2017-07: may lie after the end, 2017-06-23
  && allowed: dates up to 2017-06-23
date: 2016-04\n => date: 2017\n | = 2017: may lie after the end
        date: 2013\n =>         date: 2017-10\n
  | delegations.BRA.positions.FLOW.date = 2017-10: may lie after the end
date: 2017-01-20 => date: 2018-01-20 | stakes.signals.0.date = 2018-01-20: may lie after the end
outlets:  => outlets: [{what: a forum, source: invented, date: 2018, evidence: proxy}]  #
  | outlets.0.date = 2018: may lie after the end
adopted: 2015-12-23 => adopted: 2017-12-23 | mandate.adopted = 2017-12-23: is after the first meeting
A/70/174] => A/75/816] | acquis.2 = A/75/816: was adopted on 2021-03-12 && first meeting, 2016-08-29
acquis:
 => acquis: [{document: X, body: GGE, adopted: 2016, language: {IL: explicit}, source: x, evidence: proxy}] #
 | acquis.0 = X: was adopted on 2016
ends: 2017-06-23 => ends: 2016-07 | ends = 2016-07: is before the first meeting, 2016-08-29
adopted: 2015-12-23 => adopted: 2016-09 | mandate.adopted = 2016-09: is after the first meeting, 2016-08-29
sponsors: [RUS] => sponsors: [RUS, RUS] | stakes.sponsors.1 = RUS: is named twice under stakes
camp: West => camp: Wets | chair.camp = Wets: is not the caucus of any member; did you mean West?
  && allowed: neutral, AFR, APG, EEG, East, GRULAC, West
  FRA:\n =>   FRA:\n    caucus: neutral\n | delegations.FRA.caucus = neutral: cannot be a caucus
""")
def test_a_contradiction_is_told_once_where_it_stands(tmp_path: Path, slip: Slip) -> None:
    assert_told_once(tmp_path, slip)


@slips(r"""
members: [FRA, CHN, KEN, PER, TON] => members: [] | members: is empty; allowed: at least 1
code: FUND => code: CABLES | issues.1 = CABLES: is named twice
{CABLES: indirect} => {IL: indirect}
  | acquis.0.language.IL: is an issue without a ladder; allowed: CABLES, FUND
{CABLES: indirect} => {FUND: indirect}
  | acquis.0.language.FUND = indirect: the ladder of FUND has no such formulation
{CABLES: 3, => {FLOW: 3, CABLES: 3, | delegations.FRA.positions.FLOW: is an issue without a ladder
CABLES: 3,  =>  | delegations.FRA.positions: has no position on CABLES; allowed: one for each of CABLES, FUND
{name: Somebody, => {name: Somebody, camp: West, | chair.camp = West: is not the caucus
  && AFR, APG, Friends, GRULAC
""")
def test_a_contradiction_among_issues_of_ones_own_is_told_once(tmp_path: Path, slip: Slip) -> None:
    assert_told_once(tmp_path, slip, OWN)


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
