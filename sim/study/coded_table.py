"""Coded tables: codes as a coder filled them in, read back from one table or a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault
from sim.scenario.tabular.table import Columns, read_table
from sim.study.codes import SCALES, Code, Key, Kind

#: Columns of a table of codes that are read; a note may be missing.
READ = ("process", "kind", "delegation", "matter", "value")
_COLUMNS = Columns(READ.__contains__, lambda _: False, READ, ("delegation", "value"))


def coded(given: str | Path) -> dict[Key, Code]:
    """Return the codes of a table, or of all tables (CSV) of a folder, that have a value, by key.

    Raises BadInput if a table cannot be read, has a kind or a value that is not allowed or a code twice,
    or if nothing is filled in.
    """
    path = Path(given)
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    found: dict[Key, Code] = {}
    faults: list[Fault] = []
    for file in files:
        for code in _read(file, found, faults):
            found[code.key] = code
    if not faults and not found:
        problem = "has no code with a value" if files else "holds no table (.csv)"
        faults.append(Fault(str(path), problem, allowed="a sheet of `gge-sim coding sheet`, filled in"))
    if faults:
        raise BadInput(faults)
    return found


def _read(file: Path, before: Mapping[Key, Code], faults: list[Fault]) -> Iterator[Code]:
    table = read_table(file, _COLUMNS)
    faults += table.faults
    if missing := [name for name in READ if name not in table.header]:
        raise BadInput(
            [Fault(str(file), "has no such column", table.line, missing[0], allowed=", ".join(READ))]
        )
    for line, row in table.rows:
        if not row["value"]:
            continue
        if row["kind"] not in [*Kind]:
            problem = f"is not a kind of code{hint(row['kind'], Kind)}"
            faults.append(Fault(str(file), problem, line, "kind", row["kind"], ", ".join(Kind)))
            continue
        key = Key(row["process"], Kind(row["kind"]), row["delegation"], row["matter"])
        try:
            value = SCALES[key.kind].read(row["value"])
        except (ValueError, StopIteration):
            allowed = SCALES[key.kind].allowed
            faults.append(
                Fault(str(file), f"is not a code of kind {key.kind}", line, "value", row["value"], allowed)
            )
            continue
        if key in before:
            what = " ".join(filter(None, key))
            faults.append(Fault(str(file), "is coded twice", line, "", what, "each code once"))
            continue
        yield Code(key, value, note=row.get("note", ""))
