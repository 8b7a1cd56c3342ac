"""The folder of an assignment on a server: resumed as it was, for one server and one teacher."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from sim.classroom.alone.assignment import Assignment
from sim.classroom.alone.played_out import played_out
from sim.classroom.alone.register import REGISTER, Entry, Register, read_register, write_register
from sim.classroom.alone.served import ASSIGNMENT, served, set_aside
from sim.classroom.room import new_token
from sim.scenario.fault import BadInput
from tests.classroom.alone.plays import Playing, given, path


def made(readings: int | None = 2, until: float | None = None) -> Assignment:
    return Assignment.of(path(), "BOL", readings, until)


def test_the_same_command_goes_on_and_a_deadline_in_it_takes_the_place_of_the_other(tmp_path: Path) -> None:
    token = new_token()
    with closing(served(tmp_path, made(until=1.9e9), token)) as files:
        key, identity = files.assignment.key, files.lobby.identity
        with pytest.raises(BadInput, match="another server"):
            served(tmp_path, made(), token)
    with closing(served(tmp_path, made(), token)) as files:
        assert (files.assignment.key, files.assignment.until, files.lobby.identity) == (key, 1.9e9, identity)
    with closing(served(tmp_path, made(until=2.0e9), token)) as files:
        assert (files.assignment.key, files.assignment.until) == (key, 2.0e9)
    with closing(served(tmp_path, Assignment.of(path()), token)) as files:
        assert (files.assignment.key, files.assignment.seat, files.assignment.readings) == (key, "BOL", 2)
    others = made(readings=3), Assignment.of(path(), "NLD"), Assignment.of(path(), drawn=7)
    for other in others:
        with pytest.raises(BadInput, match="another assignment"):
            served(tmp_path, other, token)
    with pytest.raises(BadInput, match="not the key"):
        served(tmp_path, made(), new_token())


def test_another_leaves_the_one_before_whole(tmp_path: Path) -> None:
    token = new_token()
    with closing(served(tmp_path, made(), token)) as files:
        write_register(tmp_path, Register(False, {"Ana": Entry(seat="BOL")}))
        first = files.assignment.id
    set_aside(tmp_path)
    with closing(served(tmp_path, made(readings=3), token)) as files:
        assert files.register == Register()
        assert files.assignment.id != first
    with closing(served(tmp_path / "assignment-1", made(), token)) as files:
        assert files.register.of("Ana").seat == "BOL"
        assert files.assignment.id == first


def test_only_the_owner_reads_names_and_keys(tmp_path: Path) -> None:
    with closing(served(tmp_path, made(), new_token())):
        write_register(tmp_path, Register())
        for name in (ASSIGNMENT, REGISTER):
            assert (tmp_path / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "told",
    ["", "[]", '{"open": 1, "entries": {}}', '{"open": true, "entries": {"Ana": {"links": -1}}}',
     '{"open": true, "entries": {"Ana": {"until": "soon"}}}', '{"open": true, "entries": {"Ana": {"x": 1}}}'],
)  # fmt: skip
def test_a_damaged_register_is_refused_in_words(tmp_path: Path, told: str) -> None:
    (tmp_path / REGISTER).write_text(told)
    with pytest.raises(BadInput, match="does not say what is settled"):
        read_register(tmp_path)


def test_a_register_is_read_as_it_was_written(tmp_path: Path) -> None:
    register = Register(False, {"Zoë": Entry("z@x.example", "BOL", 1.9e9, 2)}).settled("Ben", contact="7")
    write_register(tmp_path, register)
    assert read_register(tmp_path) == register
    assert json.loads((tmp_path / REGISTER).read_text())["entries"]["Ben"]["links"] == 0


@pytest.mark.parametrize("readings", [0, 1, 2])
def test_a_play_that_stops_is_played_out_with_what_was_said(readings: int) -> None:
    from sim.classroom.room import actions as do

    playing = Playing(*given())
    for _ in range(readings):
        playing.do(0, do.Ready())
        playing.pace()
        playing.do(0, do.Answer("GAUGES", "brackets"))
    before = playing.lesson
    ended = played_out(before)
    assert ended.phase == "over"
    assert ended.play.outcome is not None
    assert playing.lesson is before
    if readings:
        assert ended.play.held[readings - 1].stances["GAUGES"]["BOL"] == "brackets"
