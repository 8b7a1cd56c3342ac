import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room import TEACHER, Refused, act, read_action, write_action
from sim.classroom.room import actions as do
from sim.classroom.room.messages import KINDS, LONGEST_MESSAGE
from tests.classroom.room.rooms import gathered

KEY = "0" * 64
SOME = (
    do.Enter("Ann", KEY), do.TakeSeat(), do.TakeSeat("FRA"), do.Answer("IHL", "brackets"),
    do.Propose("IHL", "silent"), do.Ready(), do.Ready(False), do.SendNote("FRA", "Ça va ? 👍🏽"),
    do.Decide("objects", "no"), do.Table({"IHL": "explicit"}), do.Table(), do.AppointChair(3),
    do.AppointChair("computer"), do.Place(1, "FRA"), do.SetTimer(0), do.End(),
)  # fmt: skip


@pytest.mark.parametrize("action", SOME, ids=write_action)
def test_what_is_written_is_read(action: do.Action) -> None:
    assert read_action(write_action(action)) == action


def test_every_kind_has_a_name_and_what_is_too_long_a_bound() -> None:
    assert len(KINDS) == 46
    assert KINDS["take-seat"] is do.TakeSeat
    with pytest.raises(Refused, match="at most 280"):
        read_action(json.dumps({"do": "send-note", "to": "FRA", "text": "x" * 281}))
    with pytest.raises(Refused, match="at most 40"):
        read_action(json.dumps({"do": "enter", "name": "x" * 41, "key": KEY}))
    with pytest.raises(Refused, match="too long"):
        read_action(" " * (LONGEST_MESSAGE + 1))


@pytest.mark.parametrize(
    "message",
    [
        "", "null", "[]", "{}", "nonsense", '{"do": "nothing"}', '{"do": ["answer"]}', '{"do": "answer"}',
        '{"do": "answer", "issue": "IHL", "stance": "brackets", "seat": "RUS"}',
        '{"do": "answer", "issue": "IHL", "stance": "loves"}',
        '{"do": "answer", "issue": 3, "stance": "brackets"}',
        '{"do": "answer", "issue": "ihl; drop table", "stance": "brackets"}',
        '{"do": "ready", "ready": 1}', '{"do": "ready", "ready": "yes"}',
        '{"do": "set-timer", "seconds": 1e3}', '{"do": "set-timer", "seconds": -1}',
        '{"do": "set-timer", "seconds": NaN}', '{"do": "set-timer", "seconds": 99999}',
        '{"do": "place", "player": true}', '{"do": "place", "player": 1, "seat": "France"}',
        '{"do": "appoint-chair", "chair": "student"}', '{"do": "table", "text": {"IHL": 2}}',
        '{"do": "table", "text": [["IHL", "silent"]]}', '{"do": "enter", "name": "", "key": "' + KEY + '"}',
        '{"do": "enter", "name": "Ann", "key": "short"}', "[" * 8000, '{"do":' * 1000,
        '{"do": "send-note", "to": "FRA", "text": "\\ud800"}', b"\xff\xfe", '"' + "x" * 9000 + '"',
        '{"do": "send-note", "to": "FRA", "text": ""}', '{"do": "send-note", "to": "FRA", "text": " "}',
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused(message: str | bytes) -> None:
    with pytest.raises(Refused) as told:
        read_action(message)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("message", [None, 7, 1.5, ["ready"], {"do": "ready"}])
def test_what_is_no_text_at_all_is_refused(message: Any) -> None:
    with pytest.raises(Refused, match="That did not work"):
        read_action(message)


def test_the_rules_check_what_was_not_read_from_json() -> None:
    lesson = gathered("FRA")
    for bad in (
        do.Reveal(1),  # type: ignore[arg-type]
        do.SetTimer(True),
        do.SendNote("FRA", object()),  # type: ignore[arg-type]
        do.Table({"IHL": {}}),  # type: ignore[dict-item]
        "advance",
        None,
        do.Advance,
    ):
        with pytest.raises(Refused):
            act(lesson, TEACHER, bad)  # type: ignore[arg-type]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "issue", "stance", "rung", "text", "to", "seat", "player", "chair", "ready", "seconds", "name", "key",
)  # fmt: skip


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=4))
def test_any_message_is_read_or_refused(name: str, told: dict[str, Any]) -> None:
    message = json.dumps({"do": name, **told})
    try:
        action = read_action(message)
    except Refused:
        return
    assert read_action(write_action(action)) == action
