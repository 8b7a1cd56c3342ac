"""Loading: from a scenario file to a `Scenario`, or to a clear list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.scenario.checks import contradictions
from sim.scenario.fault import BadInput, Fault
from sim.scenario.other_seats import declared
from sim.scenario.record import Record
from sim.scenario.reports import known_reports
from sim.scenario.schema import Scenario, ScenarioFile
from sim.scenario.schema_faults import schema_faults
from sim.scenario.shipped import locate
from sim.scenario.shorthand import Unclear, write_out
from sim.scenario.tabular.table import file_and_sheet
from sim.scenario.text import read_raw
from sim.scenario.typos import swallowed
from sim.scenario.warnings import warnings
from sim.scenario.yaml_file import YamlFile, read_yaml, unwritten


def load(source: str | Path | Mapping[str, Any]) -> Scenario:
    """Load a scenario, without its record.

    Parameters
    ----------
    source : path of a scenario file, or the name of a shipped one, such as ``gge-2016-2017``; or the
        content of such a file: what its keys hold

    Raises
    ------
    BadInput
        if the file cannot be used: every fault with file, line, key, value and what is allowed
    TypeError
        if the source is something else
    """
    if not isinstance(source, str | Path | Mapping):
        raise TypeError(f"the name or path of a scenario is needed, or what its file holds, not {source!r}")
    if isinstance(source, Mapping):
        given = unwritten(str(source.get("id", "scenario")), source)
        return _read(given, Path.cwd() / NOWHERE, ())[0]
    return load_with_record(source)[0]


def load_with_record(source: str | Path) -> tuple[Scenario, Record | None]:
    """Load a scenario, and apart from it its record, reading the file once: see `load`."""
    return load_with_warnings(source)[:2]


def load_with_warnings(source: str | Path) -> tuple[Scenario, Record | None, tuple[Fault, ...]]:
    """Load a scenario and its record, with warnings about what was probably not meant: see `load`."""
    parsed, scenario, record = _load(locate(source), ())
    found = [parsed.fault(warning) for warning in warnings(scenario)]
    lost = "is read as a comment; put the text in quotes, or a space after #"
    found += [Fault(parsed.file, lost, line, "", comment) for line, _, comment in swallowed(parsed.text)]
    return scenario, record, tuple(sorted(found, key=lambda fault: fault.line or 0))


#: Name of a scenario that is no file; a table that it names is looked for in the working directory.
NOWHERE = "scenario"
#: Name of a scenario file in a results folder.
SCENARIO = "scenario.yaml"


def scenario_files(path: Path) -> dict[str, bytes]:
    """Return the files that a scenario consists of: itself, as scenario.yaml, and the table beside it."""
    files = {SCENARIO: read_raw(path, str(path))}
    table = read_yaml(path).value(("positions_file",))
    # A name with a folder is refused when the file is loaded; nothing outside is read.
    if isinstance(table, str) and table and Path(table).name == table:
        beside, _ = file_and_sheet(path.parent / table)
        files[beside.name] = read_raw(beside, str(beside))
    return files


def _load(path: Path, after: tuple[Path, ...]) -> tuple[YamlFile, Scenario, Record | None]:
    """Load a file, its scenario and record; `after` are the scenarios that asked for it as an earlier one."""
    parsed = read_yaml(path)
    return parsed, *_read(parsed, path, after)


def _read(parsed: YamlFile, path: Path, after: tuple[Path, ...]) -> tuple[Scenario, Record | None]:
    """Read a scenario and its record from what a file says; other files are looked for beside the path."""

    def earlier(name: str) -> Scenario:
        other = locate(name)
        if other in (*after, path):
            raise BadInput(
                [Fault(parsed.file, f"leads back to itself through {name}", key="defaults.earlier")]
            )
        return _load(other, (*after, path))[1]

    try:
        file = ScenarioFile.model_validate(parsed.content, context=declared(parsed.content))
        scenario = write_out(file, path, earlier)
        found = contradictions(scenario, file.record)
    except ValidationError as error:
        raise BadInput(schema_faults(parsed, error, ScenarioFile)) from None
    except Unclear as error:
        found = error.found
    if found:
        raise BadInput(sorted(map(parsed.fault, found), key=lambda fault: fault.line or 0))
    return scenario, file.record and _with_language(file.record, scenario)


def _with_language(record: Record, scenario: Scenario) -> Record:
    """Return a record with the language of its report where that ships and the file does not name it."""
    report = known_reports().get(record.document)
    if report is None or scenario.own_issues:
        return record
    return record.model_copy(update={"language": {**report.language, **record.language}})
