"""Class files that somebody has changed, opened as `gge-sim classroom` opens them."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from checks.fuzz.attempt import command
from checks.fuzz.values import broken
from sim.classroom.room import key_of
from sim.classroom.store import ClassSetup, Store
from tests.classroom.test_store import hot_journal, kept
from tests.scenario.files import OWN

TOKEN = "a" * 22
COMMAND = ("classroom", "own.yaml", "--out", "class", "--port", "18099")
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"
_SCHEMAS = (
    "DROP TABLE class", "DROP TABLE files", "DROP TABLE deeds",
    "DROP TABLE deeds; CREATE TABLE deeds (number)", "ALTER TABLE deeds ADD COLUMN more",
    "ALTER TABLE class RENAME TO lesson",
    "DROP TABLE deeds; CREATE VIEW deeds AS " + _ENDLESS.format("i, 0.0, '\"nobody\"', '{}'"),
    "DROP TABLE class; CREATE VIEW class AS " + _ENDLESS.format("'x' || i AS name, 'y' AS value"),
    "DROP TABLE files; CREATE VIEW files AS " + _ENDLESS.format("'x' || i AS name, 'y' AS content"),
    "CREATE TRIGGER t AFTER INSERT ON deeds BEGIN DELETE FROM deeds; END",
    "CREATE INDEX i ON deeds (randomblob(3))",
    "CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(9999999))", "PRAGMA application_id = 1",
    "PRAGMA user_version = 2", "PRAGMA user_version = -1", "PRAGMA journal_mode = DELETE",
    "DROP TABLE deeds; CREATE TABLE deeds (number INTEGER PRIMARY KEY, at REAL AS (1.0), who, action)",
)  # fmt: skip
_JSONS = (
    "[" * 100_000, "9" * 5000, "", "{", b"\xff", "NaN", "1e400", '"\\ud800"', 1.5, "null", "[]", '"x"', "-1",
    "true",
)  # fmt: skip
_ACTIONS = (
    '{"do": "end"}', '{"do": "enter", "name": "\x1b[2J", "key": "x"}', "{}", "[" * 9000, b"\xff", 7,
    '{"do": "pause"}', '{"do": "remove", "player": 0}', '{"do": "begin", "x": 1}',
)  # fmt: skip
_NAMES = ("../../secret.txt", "..", ".", "", "\x00", "a/b", "x" * 300, "\n", "cells.csv", "é")
#: A change of one row: what it is, what may stand there, and whether the class vouches for its files anew.
_ROWS: tuple[tuple[str, tuple[Any, ...], bool], ...] = (
    *((f"UPDATE OR IGNORE class SET value = ? WHERE name = '{name}'", _JSONS, False)
      for name in ("source", "seed", "replicate", "readings", "teacher", "coded", "version", "digest")),
    ("UPDATE OR IGNORE deeds SET action = ? WHERE number = 6", _ACTIONS, False),
    ("UPDATE OR IGNORE deeds SET who = ? WHERE number = 6", _JSONS, False),
    ("UPDATE OR IGNORE deeds SET at = ? WHERE number = 6", (None, "x", b"x", 1e999, -1, "1e999"), False),
    ("DELETE FROM deeds WHERE number = ?", (1, 5, 15), False),
    ("UPDATE OR REPLACE deeds SET number = number + ?", (1, -1, 2**40), False),
    ("INSERT OR REPLACE INTO files VALUES (?, x'78')", _NAMES, True),
    ("UPDATE files SET content = ?", ("text", OWN.replace("sessions: 2", "sessions: 1").encode()), True),
)  # fmt: skip
Spoil = Callable[[Path], None]


@cache
def sound_file() -> bytes:
    """Return the file of a class as the program writes it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as home:
        scenario, path = Path(home) / "own.yaml", Path(home) / "class.sqlite"
        scenario.write_text(OWN, encoding="utf-8")
        with Store.create(path, ClassSetup.of(scenario, key_of(TOKEN), coded=True)) as store:
            kept(store)
        return path.read_bytes()


def files() -> dict[str, bytes]:
    """Return the files of a folder in which a class was held, and one beside it that is none of the class."""
    return {"own.yaml": OWN.encode(), "class/class.sqlite": sound_file(),
            "class/teacher.key": f"{TOKEN}\n".encode(), "secret.txt": b"topsecret"}  # fmt: skip


def opened() -> int | None:
    """Open a class with the real command, which then serves nobody."""
    import sim.classroom.site.serve as site

    site.serve = lambda place, hall: hall and hall.store.deeds()  # type: ignore[assignment]
    done = command(COMMAND)
    sys.stdout.flush()
    return done


def _row(path: Path, statement: str, value: Any, vouch: bool) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute(statement, (value,))
        if vouch:
            contents = dict(base.execute("SELECT name, content FROM files"))
            if all(isinstance(content, bytes) for content in contents.values()):
                digest = ClassSetup("", contents, 1, 0, None, "").digest
                base.execute("UPDATE class SET value = ? WHERE name = 'files'", (digest,))
        base.commit()


def _schema(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.executescript(script)
        base.commit()


def _instead(path: Path, way: int, target: str) -> None:
    """Put something else in the place of the file, or of the teacher's key."""
    path.unlink()
    if way == 0:
        path.mkdir()
    elif way == 1:
        path.symlink_to(target)
    elif way == 2:
        os.mkfifo(path)
    elif way == 3:
        with path.open("wb") as file:
            file.truncate(2 * 10**9)
    elif way == 4:
        path.write_bytes(target.encode() + b"\x00\xff" + b"\n" * 3000)


@st.composite
def spoils(draw: st.DrawFn) -> Spoil:
    """Return something that spoils the class file in a folder, or what lies beside it."""
    way = draw(st.integers(0, 7))
    if way < 3:
        statement, values, vouch = draw(st.sampled_from(_ROWS))
        value = draw(st.sampled_from(values))
        return lambda path: _row(path, statement, value, vouch)
    if way == 3:
        script = draw(st.sampled_from(_SCHEMAS))
        return lambda path: _schema(path, script)
    if way == 4:
        raw = draw(broken(sound_file()))
        return lambda path: path.write_bytes(raw) and None
    if way == 5:
        side, raw = draw(st.sampled_from(["-journal", "-wal", "-shm"])), draw(st.binary(max_size=99))
        head = draw(st.sampled_from([b"", b"\x37\x7f\x06\x82"]))
        return lambda path: path.with_name(path.name + side).write_bytes(head + raw) and None
    if way == 6:
        return lambda path: hot_journal(path, str(path.parent.parent / "secret.txt"))
    name, put = draw(st.sampled_from(["class.sqlite", "teacher.key"])), draw(st.integers(0, 5))
    target = draw(
        st.sampled_from(["/dev/zero", "/etc/passwd", "../secret.txt", "../nothing", "..", name, "\x1b[2J"])
    )
    return lambda path: _instead(path.with_name(name), put, target)
