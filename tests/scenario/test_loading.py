import itertools
import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from sim.negotiation.convene import convene
from sim.scenario.ict_issues import ict_issues
from sim.scenario.loading import load, load_with_record
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from tests.scenario.files import (
    NAMES,
    TEXT,
    Slip,
    altered,
    assert_told_once,
    refusal,
    shipped_scenario,
    slips,
    written,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_loads_by_name_and_by_path(name: str) -> None:
    scenario = shipped_scenario(name)
    assert scenario.id == name
    assert load(shipped()[name]) == scenario


def test_a_scenario_holds_what_its_file_says() -> None:
    scenario = load("gge-2016-2017")
    assert scenario.mandate.resolution == "A/RES/70/237"
    assert (scenario.starts, scenario.ends) == ("2016-08-29", "2017-06-23")
    assert scenario.readings == 12
    assert [report.document for report in scenario.acquis] == ["A/65/201", "A/68/98", "A/70/174"]
    assert (len(scenario.members), scenario.issues) == (25, ict_issues())
    assert (scenario.chair.camp, scenario.chair.strategy) == ("West", "mediator")
    assert scenario.delegations["RUS"].date == "2016-12"
    assert scenario.delegations["CAN"].positions["CM"].value == 2


FROM_RECORD = TEXT[TEXT.index("\nrecord:\n") + 1 :]
OTHER_RECORD = """record:
  adopted: true
  document: another
  date: 2017-06-23
  language: {IL: explicit, CM: explicit}
  source: invented
"""


def test_a_scenario_has_no_record() -> None:
    assert "record" not in Scenario.model_fields
    assert not hasattr(load("gge-2016-2017"), "record")


@pytest.mark.parametrize("record", [OTHER_RECORD, ""])
def test_no_word_of_the_record_reaches_the_table(tmp_path: Path, record: str) -> None:
    path = written(tmp_path, altered(FROM_RECORD, record))
    assert load(path) == load("gge-2016-2017")
    ours, theirs = convene(load(path)), convene(load("gge-2016-2017"))
    assert fields(ours)
    for field in fields(ours):
        np.testing.assert_array_equal(getattr(ours, field.name), getattr(theirs, field.name))


def test_the_record_loads_apart(tmp_path: Path) -> None:
    kept = load_with_record("gge-2014-2015")[1]
    assert kept is not None
    assert kept.adopted
    assert kept.language["ART51"].word == "indirect"
    assert load_with_record(written(tmp_path, altered(FROM_RECORD, "")))[1] is None


@pytest.mark.parametrize(
    ("part", "name"), [("", "title"), ("chair", "camp"), ("mandate", "adopted"), ("stakes", "sponsors")]
)
def test_nothing_can_be_changed_after_loading(part: str, name: str) -> None:
    scenario = load("gge-2016-2017")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(getattr(scenario, part) if part else scenario, name, "other")


@slips(r"""
sessions: 4 => sesions: 4 | sesions && did you mean sessions? && allowed: id, title
  camp: West =>   kamp: West | chair.kamp && did you mean camp? && name, state, camp
change: -0.2 => chang: -0.2 | stakes.signals.0.chang && did you mean change?
  resolution: A/RES/70/237\n =>  | mandate.resolution: is missing | mandate:
FRA, DEU => FAR, DEU | members.9 = FAR && did you mean FRA (France)? && alpha-3
GBR, USA] => UK, USA] | members.23 = UK && is not a member state && alpha-3
FRA, DEU => FRA, Germany | did you mean DEU (Germany)?
  FRA:\n =>   FAR:\n | delegations.FAR && did you mean FRA (France)?
  FRA:\n =>   12:\n | delegations.12: is not a member state
{IL: 3, => {IL: 4, | delegations.AUS.positions.IL && = 4: is out of range && at most 3
{IL: 3, => {IL: -3.5, | = -3.5: is out of range && at least -3
  FRA:\n =>   FRA:\n    stake: 1.1\n | delegations.FRA.stake = 1.1 && at most 1
{IL: 3, => {IL: .nan, | = nan: is not a finite number
{IL: 3, => {IL: -.inf, | = -inf: is not a finite number
{IL: 3, => {IL: strong, | = strong: is not a number
{IL: 3, => {IL: '3', | is text, not a number
{IL: 3, => {IL: true, | = true: is true or false, not a number
  FRA:\n =>   FRA:\n    weight: true\n | delegations.FRA.weight = true: is not a number
adopted: false => adopted: 'no' | record.adopted && is not true or false
sessions: 4 => sessions: 4.5 | = 4.5: is not a whole number
sessions: 4 => sessions: 0 | = 0: is out of range; allowed: at least 1
title: Fifth Group => title: 5 # | title = 5: is not text
title: Fifth Group => title: '' # | title: is empty; allowed: some text
body: GGE => body: [GGE] | body: is not one of the values allowed; allowed: GGE, OEWG, CCW group
{IL: 3, => {IL: , | positions.IL: does not contain keys and values && value, source
acquis: [A/65/201, A/68/98, A/70/174] => acquis: A/65/201 | acquis = A/65/201: is not a list
ends: 2017-06-23 => ends: June 2017 | ends = June 2017: is not a date && YYYY-MM-DD
ends: 2017-06-23 => ends: 2017-06-31 | = 2017-06-31: is not a day of the calendar
ends: 2017-06-23 => ends: 2017-13 | = 2017-13: is not a day of the calendar
ends: 2017-06-23 => ends: true | ends = true: is not a date
A/65/201,  => A/65/999,  | acquis.0 = A/65/999 && A/65/201; A/68/98 && written out
strategy: mediator => strategy: autocrat | chair.strategy = autocrat && allowed: mediator, median-seeker
evidence: recalled => evidence: rumour | document, literature, recalled or proxy
body: GGE => body: NATO | body = NATO && GGE, OEWG, CCW group && or other
asks: [threats, => asks: [threat, | mandate.asks.0 = threat && allowed: threats, norms
id: gge-2016-2017 => id: GGE 2016 | id = GGE 2016: does not have the required form && pattern
  adopted: false\n =>   adopted: false\n  language: {IL: strong}\n | record.language.IL = strong
  && silent, indirect or explicit
title: Fifth => title: "\e[31m" # | title = && contains control characters
""")
def test_a_fault_is_told_once_with_line_key_value_and_what_is_allowed(tmp_path: Path, slip: Slip) -> None:
    assert_told_once(tmp_path, slip)


def test_faults_are_told_in_the_order_of_the_file_and_not_all(tmp_path: Path) -> None:
    number = itertools.count()
    path = written(tmp_path, re.sub("TREATY: ", lambda _: f"TREAT{next(number)}: ", TEXT))
    told = refusal(path).splitlines()
    lines = [int(line.removeprefix(f"{path}:").split(":")[0]) for line in told[:-1]]
    assert lines == sorted(lines)
    assert len(told) == 8
    assert told[-1].startswith("… and ")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "TREATY: ",
            "TREATIES: ",
            "is an issue without a ladder; did you mean TREATY? (also in line 51, 74, 100 and 15 more)",
        ),
        (
            "    evidence: ",
            "    evidense: ",
            "AUS.evidense: is not a known key; did you mean evidence? (also in line 50,",
        ),
        ("{IL: 3,", "{IL: 33,", "= 33: is out of range (also in line"),
    ],
)
def test_one_slip_in_many_rows_is_one_message(tmp_path: Path, old: str, new: str, told: str) -> None:
    messages = refusal(written(tmp_path, TEXT.replace(old, new))).splitlines()
    assert len([message for message in messages if told in message]) == 1
    # Where other keys are allowed, as in a cell, it is one more.
    assert len(messages) <= 3


def test_a_thousand_unknown_keys_are_still_told_in_eight_lines(tmp_path: Path) -> None:
    text = "".join(f"key{number}: 1\n" for number in range(1000)) + TEXT
    assert len(refusal(written(tmp_path, text)).splitlines()) == 8
