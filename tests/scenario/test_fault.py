from __future__ import annotations

import pytest

from sim.scenario.fault import BadInput, Fault, nearest
from sim.scenario.roster import roster, suggest_state


def test_a_fault_names_file_line_key_value_and_what_is_allowed() -> None:
    fault = Fault("a.yaml", "is out of range", 3, "sessions", "0", "at least 1")
    assert str(fault) == "a.yaml:3: sessions = 0: is out of range; allowed: at least 1"
    assert str(Fault("a.yaml", "is empty")) == "a.yaml: is empty"


def test_a_message_stays_on_one_line_and_is_cut() -> None:
    told = str(Fault("a.yaml", "is wrong", 1, "k" * 500, "a\nb\x1b[31m\u2028" + "v" * 500))
    assert told.isprintable()
    assert len(told) < 160


def test_no_more_than_eight_lines_are_told() -> None:
    told = str(BadInput([Fault("a.yaml", f"problem {n}") for n in range(20)])).splitlines()
    assert len(told) == 8
    assert told[0] == "a.yaml: problem 0"
    assert told[-1] == "… and 13 more"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("FRC", "FRA (France)"), ("fra", "FRA (France)"), ("Germny", "DEU (Germany)"), ("", ""), ("?" * 99, "")],
)
def test_a_wrong_code_gets_the_state_that_it_most_likely_means(word: str, meant: str) -> None:
    suggested = suggest_state(word)
    assert meant in suggested
    assert not suggested or suggested[:3] in roster()


def test_nothing_near_gives_no_suggestion() -> None:
    assert nearest("xyz", ["IL", "IHL"]) == ""
    assert nearest("il", ["IL", "IHL"]) == "IL"
