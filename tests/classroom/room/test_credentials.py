import hashlib

import pytest

from sim.classroom.room import TEACHER, act, key_of, new_token, who_is, whose_link
from sim.classroom.room.actions import NewKey, Remove, UseLink
from tests.classroom.room.rooms import gathered
from tests.classroom.room.test_action_rules import refused


def test_tokens_are_long_and_never_the_same_and_only_their_digests_are_kept() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert min(map(len, tokens)) >= 22, "128 bits in base 64"
    lesson = gathered("FRA")
    assert lesson.players[0].key == hashlib.sha256(b"p0").hexdigest()
    assert "'p0'" not in repr(lesson)


def test_a_class_knows_people_by_their_tokens_until_they_are_shut_out() -> None:
    lesson = gathered("FRA", None)
    assert who_is(lesson, "teacher") == TEACHER
    assert [who_is(lesson, f"p{n}") for n in range(2)] == [0, 1]
    lesson = act(gathered("FRA", None), TEACHER, NewKey(0, key_of("link")))
    assert who_is(lesson, "p0") is None
    assert who_is(act(lesson, TEACHER, Remove(1)), "p1") is None


@pytest.mark.parametrize(
    "token", ["", "0", "Teacher", "p9", key_of("teacher"), "x" * 10**6, "\ud800", None, 3]
)
def test_a_class_knows_nobody_else(token: str) -> None:
    assert who_is(gathered("FRA"), token) is None


def test_a_link_is_exchanged_once_for_a_fresh_token_and_lets_nobody_in_itself() -> None:
    lesson = act(gathered("FRA", None), TEACHER, NewKey(0, key_of("link")))
    assert (who_is(lesson, "link"), whose_link(lesson, "link")) == (None, 0)
    assert whose_link(lesson, "p1") is None, "the token of somebody who is in is no link"
    lesson = act(lesson, 0, UseLink(key_of("fresh")))
    assert (who_is(lesson, "fresh"), whose_link(lesson, "fresh")) == (0, None)
    assert (who_is(lesson, "link"), whose_link(lesson, "link")) == (None, None)
    assert "has been used" in refused(lesson, 0, UseLink(key_of("another")))
    assert "has been used" in refused(lesson, 1, UseLink(key_of("another")))
    lesson = act(gathered("FRA", None), TEACHER, NewKey(0, key_of("link")))
    for known in ("link", "p1", "teacher"):
        assert "in use" in refused(lesson, 0, UseLink(key_of(known)))
    removed = act(lesson, TEACHER, Remove(0))
    assert whose_link(removed, "link") is None
