"""Class files that somebody has changed: a case is a file, opened as `gge-sim classroom` opens it."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import struct
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from checks.fuzz.attempt import Case, Step, command
from checks.fuzz.classroom_values import anything, garbled
from sim.classroom.room import NOBODY, TEACHER, Action, Who, act, key_of
from sim.classroom.room import actions as do
from sim.classroom.store import Founding, Store
from tests.scenario.files import OWN

TOKEN = "a" * 22
#: What is in the class that is spoiled.
DEEDS: tuple[tuple[Who, Action], ...] = (
    (NOBODY, do.Enter("Ünal", key_of("p"))), (0, do.TakeSeat("FRA")), (NOBODY, do.Enter("Bo", key_of("q"))),
    (1, do.TakeSeat("CHN")), (TEACHER, do.Begin()), (0, do.Answer("CABLES", "brackets")),
    (1, do.Propose("CABLES", "explicit")), (0, do.SendNote("CHN", "for you")), (TEACHER, do.SetTimer(60)),
    (TEACHER, do.Advance()), (1, do.AskFloor("a word")), (TEACHER, do.AppointChair("teacher")),
    (TEACHER, do.Advance()), (TEACHER, do.Table({"FUND": "explicit"})), (TEACHER, do.PutUnderSilence()),
)  # fmt: skip
COMMAND = ("classroom", "own.yaml", "--out", "class", "--port", "18099")
_SEALED = "files"


@cache
def sound() -> bytes:
    """Return the file of a class as the program writes it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as home:
        scenario, path = Path(home) / "own.yaml", Path(home) / "class.sqlite"
        scenario.write_text(OWN, encoding="utf-8")
        with Store.create(path, Founding.of(scenario, key_of(TOKEN), coded=True)) as store:
            lesson = store.lesson
            for at, (who, action) in enumerate(DEEDS):
                lesson = act(lesson, who, action, float(at))
                store.keep(who, action, float(at))
        return path.read_bytes()


def case(seed: int, number: int) -> Case:
    """Return a class file with something wrong."""
    import sim.classroom.site.serve  # noqa: F401  (so that no attempt has to)

    luck = random.Random(f"store {seed} {number}")
    what, change = luck.choice(_WAYS)
    chance = random.Random(luck.random())

    def lay(folder: Path) -> None:
        change(folder / "class" / "class.sqlite", chance)

    files = {
        "own.yaml": OWN.encode(),
        "class/class.sqlite": sound(),
        "class/teacher.key": f"{TOKEN}\n".encode(),
        "secret.txt": b"topsecret",
    }
    return Case(what, files, (Step(COMMAND, opened, _untouched),), lay)


def opened() -> int | None:
    """Open a class with the real command, which then serves nobody."""
    import sim.classroom.site.serve as site

    site.serve = lambda place, hall: hall and hall.store.deeds()  # type: ignore[assignment]
    done = command(COMMAND)
    sys.stdout.flush()
    return done


def _untouched(folder: Path, outcome: object) -> list[str]:
    whole = (folder / "secret.txt").is_file() and (folder / "secret.txt").read_bytes() == b"topsecret"
    return [] if whole else ["changed a file that is none of the class"]


def _bytes(path: Path, luck: random.Random) -> None:
    path.write_bytes(garbled(path.read_bytes(), luck))


def _somewhere(path: Path, luck: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(luck.choice((1, 1, 3, 30))):
        raw[luck.choice((luck.randrange(len(raw)), luck.randrange(100)))] = luck.randrange(256)
    path.write_bytes(raw)


def _cut(path: Path, luck: random.Random) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: luck.choice((0, 1, 16, 100, 4096, luck.randrange(len(raw))))])


def _rows(path: Path, luck: random.Random) -> None:
    """Change a row by hand, and what vouches for it where that is easily done."""
    with closing(sqlite3.connect(path)) as base:
        match luck.randrange(8):
            case 0:
                name = luck.choice(
                    ("source", "seed", "replicate", "readings", "teacher", "coded", "version", "digest")
                )
                base.execute("UPDATE OR IGNORE class SET value = ? WHERE name = ?", (_json(luck), name))
            case 1:
                base.execute(
                    "UPDATE OR IGNORE deeds SET action = ? WHERE number = ?",
                    (_deed(luck), luck.randint(1, 15)),
                )
            case 2:
                base.execute(
                    "UPDATE OR IGNORE deeds SET who = ? WHERE number = ?", (_json(luck), luck.randint(1, 15))
                )
            case 3:
                odd = (None, "x", b"x", float("inf"), 1e308, -1, "1e999", 2**62)
                base.execute(
                    "UPDATE OR IGNORE deeds SET at = ? WHERE number = ?",
                    (luck.choice(odd), luck.randint(1, 15)),
                )
            case 4:
                base.execute("DELETE FROM deeds WHERE number = ?", (luck.randint(1, 15),))
            case 5:
                base.execute(
                    "UPDATE OR REPLACE deeds SET number = number + ?", (luck.choice((1, -1, 2**40)),)
                )
            case 6:
                name = luck.choice(
                    ("../../secret.txt", "..", ".", "", "\x00", "a/b", "x" * 300, "\n", "cells.csv", "é")
                )
                base.execute(
                    "INSERT OR REPLACE INTO files VALUES (?, ?)", (name, luck.choice((b"x", "x", b"", 7)))
                )
                _vouch(base)
            case _:
                old = base.execute("SELECT content FROM files").fetchone()[0]
                new = luck.choice(
                    (garbled(OWN, luck), old.replace(b"sessions: 2", b"sessions: 1"), "text", b"\x00")
                )
                base.execute("UPDATE files SET content = ?", (new,))
                _vouch(base)
        base.commit()


def _vouch(base: sqlite3.Connection) -> None:
    """Let the class vouch for its files as they now are."""
    files = dict(base.execute("SELECT name, content FROM files"))
    try:
        digest = Founding("", files, 1, 0, None, "").digest
    except (TypeError, ValueError):
        return
    base.execute("UPDATE class SET value = ? WHERE name = ?", (digest, _SEALED))


def _json(luck: random.Random) -> Any:
    if luck.random() < 0.25:
        return luck.choice(
            ("[" * 100_000, "9" * 5000, "", "{", b"\xff", "NaN", "Infinity", "1e400", '"\\ud800"', 1.5)
        )
    try:
        return json.dumps(anything(luck, plain=True))
    except (TypeError, ValueError, RecursionError):
        return "null"


def _deed(luck: random.Random) -> Any:
    odd = ('{"do": "end"}', '{"do": "enter", "name": "\x1b[2J", "key": "x"}', "{}", "[" * 9000, b"\xff", 7)
    return luck.choice((*odd, '{"do": "remove", "player": 0}', '{"do": "pause"}', '{"do": "begin", "x": 1}'))


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"
_SCHEMAS = (
    "DROP TABLE class", "DROP TABLE files", "DROP TABLE deeds",
    "DROP TABLE deeds; CREATE TABLE deeds (number)", "ALTER TABLE deeds ADD COLUMN more",
    "ALTER TABLE class RENAME TO lesson",
    "DROP TABLE deeds; CREATE VIEW deeds AS " + _ENDLESS.format("i, 0.0, '\"nobody\"', '{}'"),
    "DROP TABLE class; CREATE VIEW class AS " + _ENDLESS.format("'x' || i AS name, 'y' AS value"),
    "DROP TABLE files; CREATE VIEW files AS " + _ENDLESS.format("'x' || i AS name, 'y' AS content"),
    "CREATE TRIGGER t AFTER INSERT ON deeds BEGIN DELETE FROM deeds; END",
    "CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(9999999))",
    "CREATE INDEX i ON deeds (randomblob(3))", "PRAGMA application_id = 1", "PRAGMA user_version = 2",
    "PRAGMA user_version = -1", "PRAGMA journal_mode = DELETE", "CREATE VIRTUAL TABLE v USING fts5 (x)",
    "DROP TABLE deeds; CREATE TABLE deeds (number INTEGER PRIMARY KEY, at REAL AS (1.0), who, action)",
)  # fmt: skip


def _schema(path: Path, luck: random.Random) -> None:
    with closing(sqlite3.connect(path)) as base:
        try:
            base.executescript(luck.choice(_SCHEMAS))
        except sqlite3.Error:
            base.execute("PRAGMA user_version = 9")
        base.commit()


def _else(path: Path, luck: random.Random) -> None:
    """Put something else in the place of the file, or of the teacher's key."""
    if luck.random() < 0.5:
        path = path.with_name("teacher.key")
    path.unlink()
    match luck.randrange(8):
        case 0:
            path.mkdir()
        case 1:
            path.symlink_to(path.name)
        case 2:
            path.symlink_to(luck.choice(("/dev/zero", "/etc/passwd", "../secret.txt", "../nothing", "..")))
        case 3:
            os.mkfifo(path)
        case 4:
            path.write_bytes(
                luck.choice(
                    (b"", b"\xff\xfe", b"x" * 22, b"a" * 22 + b"\x00", b"\x1b[2J" * 9, b"SQLite format 3")
                )
            )
        case 5:
            with path.open("wb") as file:
                file.truncate(2 * 10**9)
        case 6:
            pass
        case _:
            path.write_bytes(("a" * 22 + "\n" * 3000).encode())


def _journal(path: Path, luck: random.Random) -> None:
    """Lay a journal beside the file, as a crash leaves one."""
    side = path.with_name(path.name + luck.choice(("-journal", "-wal", "-shm")))
    if luck.random() < 0.5:
        some = luck.randbytes(4096)
        side.write_bytes(luck.choice((b"", some, b"\x37\x7f\x06\x82" + some)))
        return
    hot_journal(path, str(path.parent.parent / "secret.txt"))


def hot_journal(path: Path, named: str) -> None:
    """Lay a rollback journal beside a database that names a file in which other journals are listed.

    SQLite takes such a list, where all those journals are gone, for the rest of a transaction that is over,
    and deletes it (file format, 3: the rollback journal; atomic commit, 5.5).
    """
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = DELETE")
    pages, name = path.stat().st_size // 4096, named.encode()
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">iIIII", 0, 0, pages, 512, 4096)
    locks = struct.pack(">I", 2**30 // 4096 + 1)
    tail = (
        locks
        + name
        + struct.pack(">iI", len(name), sum(name) & 0xFFFFFFFF)
        + bytes.fromhex("d9d505f920a163d7")
    )
    path.with_name(path.name + "-journal").write_bytes(head.ljust(512, b"\x00") + tail)


_WAYS: tuple[tuple[str, Callable[[Path, random.Random], None]], ...] = (
    ("bytes", _bytes), ("some bytes", _somewhere), ("cut short", _cut), ("a row", _rows), ("a row", _rows),
    ("a row", _rows), ("another schema", _schema), ("something else", _else), ("a journal", _journal),
)  # fmt: skip
