"""Files beside a scenario: tables of positions, and what is no plain file."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from checks.fuzz.alter import base
from checks.fuzz.bytewise import mangled
from checks.fuzz.values import DATES, PATHS, some_number, some_text
from sim.scenario.strict import Evidence

HEADER = ("iso3", "issue", "value", "source", "date", "evidence")


def strange_files(folder: Path) -> None:
    """Lay what is no plain file, or none that can be read, beside the scenario: needs no rights."""
    os.mkfifo(folder / "fifo")
    (folder / "sub").mkdir(exist_ok=True)
    with suppress(FileExistsError):
        (folder / "loop.csv").symlink_to("loop.csv")
        (folder / "dangling.csv").symlink_to("nowhere.csv")
    with (folder / "huge.csv").open("wb") as huge:
        huge.truncate(3 * 10**9)  # a hole: takes no room on the disk
    (folder / "locked.csv").write_bytes(b"x")
    (folder / "locked.csv").chmod(0)
    with suppress(OSError), socket.socket(socket.AF_UNIX) as ear:
        ear.bind("socket" if len(str(folder)) > 90 else str(folder / "socket"))


def with_table(chance: Random) -> tuple[dict[str, Any], bytes]:
    """Return a scenario whose positions stand in a table, and the table, both altered by chance."""
    content = base(chance)
    rows: list[list[Any]] = []
    for name, given in (content.get("delegations") or {}).items():
        for issue, cell in given.get("positions", {}).items():
            number = cell["value"] if isinstance(cell, dict) else cell
            rows.append([name, issue, number, given["source"], given["date"], given["evidence"]])
        given["positions"] = {}
    if chance.random() < 0.5:
        content["delegations"] = {}
    content["positions_file"] = "positions.csv"
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        _altered(rows, chance)
    table = _table([list(HEADER), *rows], chance)
    if chance.random() < 0.3:
        table = mangled(chance, table, table)
    return content, table


def elsewhere(chance: Random) -> dict[str, Any]:
    """Return a scenario that speaks of a file or a scenario that is elsewhere, or nowhere."""
    content = base(chance)
    if chance.random() < 0.6:
        content["positions_file"] = chance.choice(PATHS)
    else:
        names = ("s.yaml", "./s.yaml", "other.yaml", "gge-2012-2013", "gge-2016-2017", "seabed-assembly")
        earlier = [chance.choice((*names, *PATHS)) for _ in range(chance.choice((1, 1, 2, 20)))]
        content["defaults"] = {"earlier": earlier}
        if chance.random() < 0.5:
            content["delegations"] = {}
    return content


def _altered(rows: list[list[Any]], chance: Random) -> None:
    if not rows:
        rows.append(["*", "IL", 0, "x", "2015", "proxy"])
    row = chance.choice(rows)
    column = chance.randrange(6)
    wrong: Callable[[], Any] = chance.choice(
        (
            lambda: some_text(chance),
            lambda: some_number(chance),
            lambda: chance.choice(DATES),
            lambda: chance.choice(
                (
                    *Evidence,
                    "*",
                    "EU",
                    "FRA",
                    "",
                    " ",
                    "-3",
                    "3.0",
                    "٣",
                    "１",
                    "0x1",
                    "1_0",
                    "1,5",
                    "nan",
                    "1e-400",
                )
            ),
        )
    )
    way = chance.randrange(6)
    if way < 3:
        row[column % len(row)] = wrong()
    elif way == 3:
        rows.append(list(row))
    elif way == 4:
        row.append("more")
    else:
        del row[column % len(row)]
        row or row.append("")


def _table(rows: list[list[Any]], chance: Random) -> bytes:
    """Return rows as CSV in one of many ways."""
    if chance.random() < 0.1:
        chance.shuffle(rows[0])
    if chance.random() < 0.1:
        for row in rows:
            row.insert(0, chance.choice(("more", "", "iso3")))
    apart = chance.choice((",",) * 20 + (";", "\t", ", ", " ,"))
    end = chance.choice(("\n",) * 10 + ("\r\n", "\r", "\n\n", "\u2028"))
    quote = chance.random() < 0.2
    lines = [apart.join(_cell(cell, quote) for cell in row) for row in rows]
    text = end.join(lines) + chance.choice(("", end))
    encoding = chance.choice(("utf-8",) * 20 + ("utf-8-sig", "utf-16", "latin-1"))
    return text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")


def _cell(value: Any, quote: bool) -> str:
    text = str(value)
    if quote or "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text
