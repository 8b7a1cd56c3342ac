"""Opening: the file of a class, held by one process, and refused where it is anything else than a class.

A class may come from somebody else. What SQLite would do with what lies beside its file, or with views and
triggers in it, is more than reading a class: nothing of that is opened.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sim.scenario.fault import BadInput, Fault

#: "ggec": what marks a file as a class of this program.
APPLICATION = 0x67676563
#: Number of the layout of the file.
SCHEMA = 2
#: No class takes more, in bytes: a whole day of sixty people is a few megabytes.
LARGEST = 2**28
TABLES = """
CREATE TABLE class (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID;
CREATE TABLE files (name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID;
CREATE TABLE deeds (number INTEGER PRIMARY KEY, at REAL NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL);
"""
#: Under which id whose screen sent which deed. The first layout had no such table.
SENT = """
CREATE TABLE sent (who TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (who, id))
WITHOUT ROWID;
"""
_TABLES_OF = {1: TABLES, SCHEMA: TABLES + SENT}


def refuse_company(path: Path) -> None:
    """Refuse a file that SQLite would not open as what it is, for what lies beside it.

    A class is kept in write-ahead mode from the first. A rollback journal is none of it, and can name any
    file to be deleted (SQLite, file format, 3: the super-journal); what a link stands for would be written
    over.
    """
    if path.stat().st_size > LARGEST:
        raise bad(path, f"is too large for a class (more than {LARGEST // 2**20} MB)")
    beside = {end: path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")}
    if os.path.lexists(beside["-journal"]):
        raise bad(beside["-journal"], "is none of this class, which keeps no such journal; take it away")
    for file in (beside["-wal"], beside["-shm"]):
        plain = file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST
        if os.path.lexists(file) and not plain:
            raise bad(file, "is none of this class; take it away")


def opened(path: Path) -> sqlite3.Connection:
    """Open a file that another process cannot open until this one is gone."""
    database = sqlite3.connect(path, timeout=0, check_same_thread=False)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        if _pragma(database, "application_id") != APPLICATION:
            raise bad(path, "is no class of this program")
        if (schema := _pragma(database, "user_version")) not in _TABLES_OF:
            raise bad(path, f"was written by another version of this program (layout {schema})")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN EXCLUSIVE")
        database.commit()
        if database.execute(_LAYOUT).fetchall() != _laid_out(schema):
            raise bad(path, "is no class of this program: its tables are others")
        if [row[0] for row in database.execute("PRAGMA quick_check")] != ["ok"]:
            raise bad(path, "is damaged")
        if schema != SCHEMA:
            database.executescript(f"BEGIN EXCLUSIVE; {SENT} PRAGMA user_version = {SCHEMA}; COMMIT;")
    except BaseException:
        database.close()
        raise
    return database


#: Everything that a database is made of; a view or a trigger would be read as if it were a table.
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
    """Tell what the database or the disk objects to in words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise bad(path, "is open in another server") from None
        raise bad(path, f"cannot be read or written: {error}") from None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise bad(path, f"is no class of this program, or damaged: {error}") from None
    except OSError as error:
        raise bad(path, f"cannot be written: {error.strerror}") from None


def bad(path: Path, problem: str) -> BadInput:
    """Return the complaint that something is wrong with a file."""
    return BadInput([Fault(str(path), problem)])
