"""The command: where a class is kept, and what it will not do."""

import socket
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")
pytest.importorskip("segno", reason="the extra classroom is not installed")

from sim.classroom.room import NOBODY, key_of, new_token
from sim.classroom.room.actions import Enter
from sim.classroom.store import Store
from sim.commands.classroom import _opened, classroom
from sim.scenario.fault import BadInput
from sim.scenario.shipped import shipped

PLASTICS = shipped()["plastics-council"]


def opened(folder: Path, token: str, new: bool = False, readings: int | None = None) -> Store:
    return _opened(folder / "class.sqlite", PLASTICS, token, new, drawn=None, readings=readings)


def test_the_same_command_goes_on_with_the_class(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    token = new_token()
    with opened(tmp_path, token, readings=3) as store:
        store.keep(NOBODY, Enter("Ana", key_of(new_token())), 1.0)
    with opened(tmp_path, token) as store:
        assert [player.name for player in store.lesson.players] == ["Ana"]
        assert store.case.last == 3
    assert ": 1 person, " in capsys.readouterr().out


def test_a_new_class_leaves_the_one_before_as_it_is(tmp_path: Path) -> None:
    token = new_token()
    with opened(tmp_path, token) as store:
        store.keep(NOBODY, Enter("Ana", key_of(new_token())), 1.0)
    (tmp_path / "class-quiz.json").write_text("its quiz")
    for _ in range(2):
        with opened(tmp_path, token, new=True) as store:
            assert store.lesson.players == ()
    assert [file.name for file in tmp_path.glob("*quiz*")] == ["class-1-quiz.json"]
    with Store.resume(tmp_path / "class-1.sqlite") as store:
        assert store.lesson.players[0].name == "Ana"
    assert (tmp_path / "class-2.sqlite").exists()


def test_a_class_opens_for_its_own_teacher_and_keeps_its_readings(tmp_path: Path) -> None:
    token = new_token()
    opened(tmp_path, token, readings=3).close()
    with pytest.raises(BadInput, match="is not the key"):
        opened(tmp_path, new_token())
    with pytest.raises(BadInput, match="3 readings"):
        opened(tmp_path, token, readings=4)
    opened(tmp_path, token, readings=3).close()


def test_a_class_plays_as_coded_unless_it_is_asked_to_draw(tmp_path: Path) -> None:
    token = new_token()
    with opened(tmp_path, token) as store:
        assert store.case.coded
    with pytest.raises(BadInput, match="other instructions"):
        _opened(tmp_path / "class.sqlite", PLASTICS, token, False, drawn=3, readings=None)
    with _opened(tmp_path / "class.sqlite", PLASTICS, token, True, drawn=3, readings=None) as store:
        assert not store.case.coded
        assert store.case.draws.seed == 3
    opened(tmp_path, token).close()


def test_a_port_that_is_taken_and_a_scenario_that_is_none_are_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(BadInput, match="listens on port"):
            classroom(["plastics-council"], port=port, out=tmp_path / "class")
    with pytest.raises(BadInput, match="no shipped scenario of that name"):
        classroom(["plastics-counsil"], port=port, out=tmp_path / "class")
    assert not (tmp_path / "class").exists()
