"""Result files: what is in them, and that none is accepted whose actions do not give its outcome."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.checking import CheckedResult, checked_result
from sim.classroom.alone.result_file import result_file
from sim.classroom.alone.signed_file import Unusable, written
from tests.classroom.alone.plays import Playing, given, path, played


@cache
def good() -> bytes:
    return played("objects", "brackets")


def checked(content: bytes, assignment: Assignment | None = None) -> CheckedResult:
    return checked_result("ana.json", content, *given(), assignment)


def changed(change: Callable[[dict[str, Any]], Any], content: bytes | None = None, key: str = "") -> bytes:
    """The file with something else in it, signed anew, as somebody could who takes the program apart."""
    told = json.loads(content or good())
    del told["signature"]
    change(told)
    return written(told, key)


def test_what_was_played_is_accepted_with_its_outcome() -> None:
    found = checked(good())
    assert (found.name, found.seat, found.late) == ("Ana", "BOL", False)
    assert (found.outcome.adopted, found.outcome.decided) == (False, "objects")
    assert found.outcome.brackets == (1, 1)
    assert found.minutes > 0
    assert checked(played()).outcome.adopted is True


def test_it_has_no_token_of_anybody() -> None:
    playing = Playing(*given()).plays()
    key = next(deed.action.key for deed in playing.deeds if hasattr(deed.action, "key"))
    assert key not in playing.file().decode()


def test_there_is_none_before_somebody_sits() -> None:
    case, setup = given()
    assert result_file(case, setup, Playing(case, setup, seat=None).deeds) is None


@cases(st.integers(0, 10**9), st.integers(1, 255))
def test_a_changed_byte_is_refused_with_the_reason(place: int, change: int) -> None:
    content = bytearray(good())
    content[place % len(content)] ^= change
    with pytest.raises(Unusable, match=r"^It[ s].*\.$"):
        checked(bytes(content))


@cases(st.integers(0, 10**9))
def test_a_file_cut_short_or_with_more_is_refused(place: int) -> None:
    for content in (good()[: place % len(good())], good() + b" "):
        with pytest.raises(Unusable):
            checked(content)


FORGED: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda told: told["outcome"].update(adopted=True), "not what its actions give: adopted"),
    (lambda told: told["outcome"].update(reached=9, musts=9), "not what its actions give: musts, reached"),
    (lambda told: told["outcome"].update(more=1), "not what its actions give: more"),
    (lambda told: told.update(name="Ben"), "another name or seat"),
    (lambda told: told.update(seat="NPL"), "another name or seat"),
    (lambda told: told["actions"].__delitem__(slice(-2, None)), "not finished"),
    (lambda told: told["actions"].pop(0), "not played alone"),
    (lambda told: told["actions"].insert(3, [1_800_000_006.5, "teacher", {"do": "reveal", "shown": True}]),
     "a teacher's, and none was due"),
    (lambda told: told["actions"].insert(4, [1_800_000_006.5, 0, {"do": "take-seat", "seat": "NPL"}]),
     "Action 5 of it is not possible: You already speak for Bolivia"),
    (lambda told: told["actions"][4].__setitem__(0, 1.0), "no valid form"),
    (lambda told: told["actions"].append("nothing"), "no valid form"),
    (lambda told: told.update(actions=[]), "no actions"),
    (lambda told: told["setup"].update(readings=3), "other settings: readings"),
    (lambda told: told["scenario"].update(files="0"), "another scenario"),
    (lambda told: told["scenario"].update(model="0"), "rules or model differ"),
    (lambda told: told.update(rules=1), "rules or model differ"),
    (lambda told: told.pop("outcome"), "does not say what it must: outcome"),
    (lambda told: told.update(format="gge-sim result 9"), "no result file"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), FORGED)
def test_signed_anew_it_is_still_refused_unless_its_actions_give_it(
    change: Callable[[dict[str, Any]], Any], why: str
) -> None:
    with pytest.raises(Unusable, match=why):
        checked(changed(change))


def test_a_reading_that_is_not_over_is_no_result() -> None:
    with pytest.raises(Unusable, match="not finished"):
        checked(Playing(*given()).file())


def test_a_file_belongs_to_its_assignment_and_to_no_other() -> None:
    mine, other = (Assignment.of(path(), "BOL", 2) for _ in range(2))
    content = Playing(*given()).plays().file(mine)
    assert checked(content, mine).outcome.adopted
    with pytest.raises(Unusable, match="does not belong to this assignment"):
        checked(content, other)
    with pytest.raises(Unusable, match="name that with --assignment"):
        checked(content)
    with pytest.raises(Unusable, match="does not belong to this assignment"):
        checked(good(), mine)
    with pytest.raises(Unusable, match="signature does not fit"):
        checked(changed(lambda told: told, content, key="another"), mine)


@pytest.mark.parametrize(("until", "late"), [(1.0, True), (4e9, False), (None, False)])
def test_what_is_done_after_the_deadline_is_late(until: float | None, late: bool) -> None:
    assignment = Assignment.of(path(), "BOL", 2, until)
    assert checked(Playing(*given()).plays().file(assignment), assignment).late is late


def test_what_the_room_does_by_itself_after_the_deadline_makes_nobody_late() -> None:
    play = Playing(*given()).plays()
    decided = max(deed.at for deed in play.deeds if deed.who == 0)
    for until, late in ((decided, False), (decided - 1, True)):
        assignment = Assignment.of(path(), "BOL", 2, until)
        assert checked(play.file(assignment), assignment).late is late


def test_an_assignment_holds_for_its_seat() -> None:
    assignment = Assignment.of(path(), "NPL", 2)
    content = Playing(*given()).plays().file(assignment)
    with pytest.raises(Unusable, match="another seat than the assignment's"):
        checked(content, assignment)
