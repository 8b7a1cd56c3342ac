"""Class file: opens the file of a class for one process, and refuses anything that is not a class.

A class may come from somebody else. SQLite would act on files beside it and on views and triggers in it, so
this module opens none of them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sim.scenario.fault import BadInput, Fault

#: "ggec": marks a file as a class of this program.
APPLICATION = 0x67676563
#: Number of the file's layout.
SCHEMA = 2
#: Number of the rules of the class. Under other rules the same actions would give another class.
RULES = 3
#: Largest class in bytes; a whole day with sixty people takes a few megabytes.
LARGEST = 2**28
TABLES = """
CREATE TABLE class (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID;
CREATE TABLE files (name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID;
CREATE TABLE deeds (number INTEGER PRIMARY KEY, at REAL NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL);
"""
#: Who sent which action under which id. The first layout had no such table.
SENT = """
CREATE TABLE sent (who TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (who, id))
WITHOUT ROWID;
"""
_TABLES_OF = {1: TABLES, SCHEMA: TABLES + SENT}


def refuse_company(path: Path) -> None:
    """Refuse a file if files beside it would change how SQLite opens it.

    A class uses write-ahead mode from the start. A rollback journal does not belong to it, and can make
    SQLite delete any file (SQLite, file format, 3: the super-journal); through a link, SQLite would overwrite
    another file.
    """
    if path.stat().st_size > LARGEST:
        raise bad(path, f"is too large for a class (more than {LARGEST // 2**20} MB)")
    beside = {end: path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")}
    if os.path.lexists(beside["-journal"]):
        raise bad(beside["-journal"], "is not part of this class, which keeps no such journal; move it away")
    for file in (beside["-wal"], beside["-shm"]):
        plain = file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST
        if os.path.lexists(file) and not plain:
            raise bad(file, "is not part of this class; move it away")


def opened(path: Path) -> sqlite3.Connection:
    """Open a file and lock it for this process."""
    database = sqlite3.connect(path, timeout=0, check_same_thread=False)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        if _pragma(database, "application_id") != APPLICATION:
            raise bad(path, "is not a class of this program")
        if (schema := _pragma(database, "user_version")) not in _TABLES_OF:
            raise bad(path, f"was written by another version of this program (layout {schema})")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN EXCLUSIVE")
        database.commit()
        if database.execute(_LAYOUT).fetchall() != _laid_out(schema):
            raise bad(path, "is not a class of this program: its tables differ")
        if [row[0] for row in database.execute("PRAGMA quick_check")] != ["ok"]:
            raise bad(path, "is damaged")
        if schema != SCHEMA:
            database.executescript(f"BEGIN EXCLUSIVE; {SENT} PRAGMA user_version = {SCHEMA}; COMMIT;")
    except BaseException:
        database.close()
        raise
    return database


#: All parts of a database; SQLite would read a view as if it were a table.
_LAYOUT = "SELECT type, name, sql FROM sqlite_master ORDER BY name"


@cache
def _laid_out(schema: int) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_TABLES_OF[schema])
        return database.execute(_LAYOUT).fetchall()


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn errors of the database or the disk into messages about a file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise bad(path, "is open in another server") from None
        raise bad(path, f"cannot be read or written: {error}") from None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise bad(path, f"is damaged, or is not a class of this program: {error}") from None
    except OSError as error:
        raise bad(path, f"cannot be written: {error.strerror}") from None


def bad(path: Path, problem: str) -> BadInput:
    """Return an error about a file."""
    return BadInput([Fault(str(path), problem)])
