import pickle
from functools import partial

from sim.scenario.fault import LONGEST_NAME, BadInput, Fault


def test_a_fault_names_its_place_and_comes_back_from_another_process_as_it_was() -> None:
    fault = Fault("a.yaml", "is out of range", 3, "sessions", "0", "at least 1")
    assert str(fault) == "a.yaml:3: sessions = 0: is out of range; allowed: at least 1"
    assert str(Fault("a.yaml", "is empty")) == "a.yaml: is empty"
    told = BadInput(
        [Fault("a.yaml", "is out of range", 3, "sessions", "0", "at least 1"), Fault("b", "is empty")]
    )
    again = pickle.loads(pickle.dumps(told))
    assert (type(again), again.faults, str(again)) == (BadInput, told.faults, str(told))


def test_a_message_stays_short_and_one_slip_is_told_once() -> None:
    told = str(Fault("a.yaml", "is wrong", 1, "k" * 500, "a\nb\x1b[31m\u2028" + "v" * 500))
    assert told.isprintable()
    assert len(told) < 160
    told = str(Fault("a" * 400 + "/s.yaml", "no such file"))
    assert len(told) < LONGEST_NAME + 30
    assert told.endswith("/s.yaml: no such file"), "a long name is cut in its middle"
    told = str(BadInput([Fault("a.yaml", f"problem {n}") for n in range(20)])).splitlines()
    assert len(told) == 8
    assert told[0] == "a.yaml: problem 0"
    assert told[-1] == "… and 13 more"
    rows = [Fault("a.yaml", "is odd", line, f"rows.{line}.width", "9", "1 to 3") for line in range(4, 20)]
    told = str(BadInput([*rows, Fault("a.yaml", "is odd", 30, "rows.9.height", "9", "1 to 3")]))
    assert told.splitlines() == [
        "a.yaml:4: rows.4.width = 9: is odd (also in line 5, 6, 7 and 12 more); allowed: 1 to 3",
        "a.yaml:30: rows.9.height = 9: is odd; allowed: 1 to 3",
    ]


def test_a_hint_is_worked_out_only_if_it_is_told() -> None:
    asked: list[int] = []

    def hint(number: int) -> str:
        asked.append(number)
        return f"; hint {number}"

    faults = [Fault("a.yaml", f"problem {n}", n, hint=partial(hint, n)) for n in range(1, 100)]
    assert "problem 7; hint 7" in str(BadInput(faults))
    assert max(asked) == 7
