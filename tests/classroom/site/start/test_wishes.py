"""What the page may ask for when it starts a class."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.hall.settings import MOST_ROOMS
from sim.classroom.site.start.wishes import MOST_READINGS, Wishes, read_wishes

KNOWN = {"package-deal"}
SOUND: dict[str, Any] = {"scenario": "package-deal", "readings": 3, "chair": "teacher", "lan": False}


def test_what_the_page_sends_is_read() -> None:
    assert read_wishes(SOUND, KNOWN) == Wishes("package-deal", 3, "teacher", False)
    assert read_wishes({**SOUND, "language": "ar"}, KNOWN) == Wishes(
        "package-deal", 3, "teacher", False, "ar"
    )
    assert read_wishes({**SOUND, "language": "xx"}, KNOWN) is None
    found = read_wishes({**SOUND, "quiz": True}, KNOWN)
    assert found == Wishes("package-deal", 3, "teacher", False, quiz=True)
    assert read_wishes({**SOUND, "more": 1}, KNOWN) == Wishes("package-deal", 3, "teacher", False)


@pytest.mark.parametrize(
    ("key", "value"),
    [("scenario", "../../etc/passwd"), ("scenario", None), ("scenario", ["package-deal"]), ("readings", 0),
     ("readings", MOST_READINGS + 1), ("readings", 3.0), ("readings", True), ("readings", "3"),
     ("chair", "nobody"), ("chair", 0), ("chair", None), ("lan", 1), ("lan", None), ("quiz", 1),
     ("quiz", "yes")],
)  # fmt: skip
def test_anything_else_is_dropped(key: str, value: object) -> None:
    assert read_wishes({**SOUND, key: value}, KNOWN) is None
    if key in SOUND:
        assert read_wishes({k: v for k, v in SOUND.items() if k != key}, KNOWN) is None


def test_rooms_are_read_with_the_scenario_of_each() -> None:
    two = {**SOUND, "rooms": 3, "second": "lone-blocker", "second_rooms": 2}
    found = read_wishes(two, {*KNOWN, "lone-blocker"})
    assert found is not None
    assert found.scenarios == ("package-deal", "lone-blocker", "lone-blocker")
    alone = read_wishes({**SOUND, "rooms": MOST_ROOMS, "chair": "student"}, KNOWN)
    assert alone is not None
    assert alone.scenarios == ("package-deal",) * MOST_ROOMS


@pytest.mark.parametrize(
    "odd",
    [{"rooms": 0}, {"rooms": MOST_ROOMS + 1}, {"rooms": True}, {"rooms": "2"}, {"second": "package-deal"},
     {"rooms": 3, "second_rooms": 1}, {"rooms": 3, "second": "../x", "second_rooms": 1},
     {"rooms": 3, "second": "package-deal", "second_rooms": 3},
     {"rooms": 3, "second": "package-deal", "second_rooms": -1}],
)  # fmt: skip
def test_rooms_that_no_page_offers_are_dropped(odd: dict[str, object]) -> None:
    assert read_wishes({**SOUND, **odd}, KNOWN) is None


def grown(one: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(one) | st.dictionaries(st.sampled_from([*SOUND, "x"]), one)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), grown))
def test_no_message_is_too_odd(told: object) -> None:
    found = read_wishes(told, KNOWN)
    assert found is None or found.scenario in KNOWN
