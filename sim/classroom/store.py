"""The store: a class in one file. It writes every action at once, so that a crash loses at most the last one.

It uses SQLite in write-ahead mode, with one transaction for each action, flushed before the screens change.
The file contains the scenario and the seed, so that the class can continue even if the scenario's file has
changed since. Only one server can open it: the operating system holds the lock, and releases it with the
process.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType

from sim.classroom.class_file import (
    APPLICATION,
    RULES,
    SCHEMA,
    SENT,
    TABLES,
    bad,
    faults,
    opened,
    refuse_company,
)
from sim.classroom.room.action_rules import act
from sim.classroom.room.actions import Action
from sim.classroom.room.class_setup import ClassSetup
from sim.classroom.room.credentials import new_token
from sim.classroom.room.lesson import NOBODY, TEACHER, Lesson, Mark, Refused, Who
from sim.classroom.room.messages import read_action, write_action
from sim.version import __version__

__all__ = ["ClassSetup", "Store", "StoredAction"]

#: Values of a setup in the file, beside the scenario's files.
_VALUES = tuple(field.name for field in fields(ClassSetup) if field.name != "files")
_NO_START = "is damaged: it does not say what the class started from"


@dataclass(frozen=True)
class StoredAction:
    """An action that was done: its number from 1, the time, the person and the action."""

    number: int
    at: float
    who: Who
    action: Action


class Store:
    """A class in its file, open for one server at a time.

    Made by `create` or `resume`; a context manager.

    Attributes
    ----------
    path : the file
    founding : the setup of the class
    case, record : the play, and separately what really happened, if known
    identity : tells this class from every other
    lesson : the class as it stood when the file was opened
    done : sender and id of every action done by then
    """

    def __init__(self, path: Path, database: sqlite3.Connection, founding: ClassSetup) -> None:
        self.path = path
        self.founding = founding
        self.case, self.record = founding.scenario()
        self.lesson = Lesson.gathering(self.case, founding.teacher)
        self.done: frozenset[Mark] = frozenset()
        self.identity = ""
        self._database = database
        self._number = 0

    @classmethod
    def create(cls, path: Path, founding: ClassSetup) -> Store:
        """Begin a class in a new file, which is complete or does not exist.

        Raises
        ------
        BadInput
            if the file already exists or cannot be written, or the scenario is not valid
        """
        case, _ = founding.scenario()
        if path.exists():
            raise bad(path, "already exists; resume that class, or name another file")
        draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            with faults(path):
                draft.unlink(missing_ok=True)
                _write_founding(draft, founding, case.setting.digest)
                os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        return cls.resume(path)

    @classmethod
    def resume(cls, path: Path) -> Store:
        """Open a class where it stopped, by repeating every action.

        Raises
        ------
        BadInput
            if the file does not exist, is not a class or is damaged, another server has it open, or it was
            begun with another version of the model
        """
        if not path.is_file():
            raise bad(path, "no such file")
        refuse_company(path)
        with faults(path):
            database = opened(path)
        try:
            with faults(path):
                founding = _read_founding(path, database)
                try:
                    store = cls(path, database, founding)
                except ValueError:  # a seed, replicate or number of readings out of range
                    raise bad(path, _NO_START) from None
                store._redo()
        except BaseException:
            database.close()
            raise
        return store

    def keep(self, who: Who, action: Action, at: float, mark: Mark | None = None) -> None:
        """Store an action that the rules have accepted; it is on the disk when this returns.

        Parameters
        ----------
        who, action, at : as in `sim.classroom.room.act`
        mark : the sender, and the id that their screen gave it; each pair once

        Raises
        ------
        OSError
            if it cannot be written; the file then does not contain it
        """
        try:
            with self._database:
                self._database.execute(
                    "INSERT INTO deeds (number, at, who, action) VALUES (?, ?, ?, ?)",
                    (self._number + 1, at, json.dumps(who), write_action(action)),
                )
                if mark:
                    owner, sent = mark
                    self._database.execute(
                        "INSERT INTO sent (who, id, number) VALUES (?, ?, ?)",
                        (json.dumps(owner), sent, self._number + 1),
                    )
        except sqlite3.Error as error:
            raise OSError(f"{self.path} cannot be written: {error}") from None
        self._number += 1

    def deeds(self) -> tuple[StoredAction, ...]:
        """Return every action, in order."""
        with faults(self.path):
            return tuple(_deeds(self.path, self._database))

    def close(self) -> None:
        """Close the file, so that another server can open it."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _redo(self) -> None:
        """Repeat every action, if the model has not changed."""
        begun = dict(self._database.execute("SELECT name, value FROM class"))
        version = begun["version"]
        if begun.get("rules", "1") != str(RULES):
            raise bad(
                self.path, f"was begun under other rules of the class; resume it with version {version}"
            )
        if begun["digest"] != self.case.setting.digest:
            raise bad(self.path, f"was begun with another model; resume it with version {version}")
        # Classes of earlier versions have none.
        self.identity = begun.get("identity", begun["files"])
        for deed in _deeds(self.path, self._database):
            try:
                self.lesson = act(self.lesson, deed.who, deed.action, deed.at)
            except Refused as refused:
                raise bad(self.path, f"action {deed.number} cannot be repeated: {refused}") from None
            self._number = deed.number
        self.done = frozenset(_sent(self.path, self._database))


def _write_founding(path: Path, founding: ClassSetup, digest: str) -> None:
    # Only the owner may read names, notes and instructions; SQLite gives its side files the same mode.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    database = sqlite3.connect(path, isolation_level=None)
    try:
        # In one transaction: each of its own would wait for the disk.
        database.executescript(f"BEGIN; {TABLES} {SENT}")
        rows = {name: json.dumps(getattr(founding, name)) for name in _VALUES}
        rows |= {"version": __version__, "digest": digest, "files": founding.digest, "rules": str(RULES)}
        rows["identity"] = new_token()
        database.executemany("INSERT INTO class VALUES (?, ?)", rows.items())
        database.executemany("INSERT INTO files VALUES (?, ?)", founding.files.items())
        database.execute(f"PRAGMA user_version = {SCHEMA}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL")
    finally:
        database.close()


def _read_founding(path: Path, database: sqlite3.Connection) -> ClassSetup:
    told = dict(database.execute("SELECT name, value FROM class"))
    files = dict(database.execute("SELECT name, content FROM files"))
    try:
        founding = ClassSetup(files=files, **{name: json.loads(told[name]) for name in _VALUES})
        if not _sound(founding) or told["files"] != founding.digest:
            raise ValueError
        return founding
    except (KeyError, ValueError, TypeError, RecursionError):
        raise bad(path, _NO_START) from None


def _sound(founding: ClassSetup) -> bool:
    """Return whether every value of a setup has the right type."""
    numbers = (founding.seed, founding.replicate, founding.readings or 0)
    whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 2**63 for n in numbers)
    texts = isinstance(founding.source, str) and isinstance(founding.teacher, str)
    files = all(
        isinstance(content, bytes)
        and name == Path(name).name
        and name not in ("", ".", "..")
        and "\0" not in name
        for name, content in founding.files.items()
    )
    return whole and texts and files and isinstance(founding.coded, bool)


def _deeds(path: Path, database: sqlite3.Connection) -> Iterator[StoredAction]:
    for place, row in enumerate(database.execute("SELECT * FROM deeds ORDER BY number"), 1):
        number, at, who, action = row
        try:
            told = json.loads(who)
            known = told in (TEACHER, NOBODY) or (isinstance(told, int) and not isinstance(told, bool))
            if number != place or not known:
                raise ValueError
            yield StoredAction(number, float(at), told, read_action(action))
        except (ValueError, TypeError, RecursionError, Refused):
            raise bad(path, f"is damaged at action {place}") from None


def _sent(path: Path, database: sqlite3.Connection) -> Iterator[Mark]:
    for who, sent in database.execute("SELECT who, id FROM sent"):
        try:
            owner = json.loads(who)
            hash(owner)
            yield owner, sent
        except (ValueError, TypeError, RecursionError):
            raise bad(path, "is damaged: it does not say what was sent") from None
