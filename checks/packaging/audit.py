"""Say which packages of constraints.txt have known security problems, by a database that can be reached.

    python -m checks.packaging.audit

Exit status 0: every package was looked up, and none has a known problem. 1: some have; each is listed with
the versions that mend it. 3: no database could be reached, or it does not know some packages, and nothing
else was found. (`make` turns 1 and 3 into its own 2, and says which it was.) pip-audit asks, in an
environment of its own: first the database of the Python Package Index, then OSV. Only names and versions
leave the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from checks.packaging.tool import tool
from checks.packaging.versions import ROOT

SERVICES = {"pypi": "the Python Package Index", "osv": "OSV"}
CLEAN, PROBLEMS, UNKNOWN = 0, 1, 3
#: Asks a service about pinned packages: a row for each, as pip-audit's JSON has them, or why there are none.
Ask = Callable[[str, list[str]], "list[dict[str, Any]] | str"]


def main() -> int:
    """Look the packages up, print what was found, and return the status."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    with tool("pip-audit") as program:
        told, status = audited(pins, lambda service, lines: asked(str(program), service, lines))
    print("\n".join(told))
    return status


def audited(pins: list[str], ask: Ask) -> tuple[list[str], int]:
    """Ask one service after the other until one answers; return what to print, and the status.

    A service is tried with one package, so that one that cannot be reached is not asked for all.
    """
    told = []
    for service, name in SERVICES.items():
        first = ask(service, pins[:1])
        found = ask(service, pins) if known(first) else first
        if isinstance(found, str) or not known(found):
            why = found if isinstance(found, str) else found[0]["skip_reason"]
            told.append(f"{name} cannot be asked: {why}")
            continue
        return report(name, found)
    return [
        *told,
        "No database of known problems could be reached, so nothing is known about the packages.",
    ], UNKNOWN


def known(rows: list[dict[str, Any]] | str) -> bool:
    """Return whether a service knows any of the packages."""
    return not isinstance(rows, str) and any("skip_reason" not in row for row in rows)


def report(name: str, rows: Iterable[dict[str, Any]]) -> tuple[list[str], int]:
    """Return what to print of an answer, and the status."""
    rows = list(rows)
    unknown = [row for row in rows if "skip_reason" in row]
    wrong = [(row, problem) for row in rows for problem in row.get("vulns", ())]
    told = [
        f"{row['name']} {row['version']}: {problem['id']}, mended in "
        f"{', '.join(problem['fix_versions']) or 'no version yet'}"
        for row, problem in wrong
    ]
    told += [f"{row['name']}: not looked up: {row['skip_reason']}" for row in unknown]
    many = len({row["name"] for row, _ in wrong})
    told.append(f"{name}: {len(rows) - len(unknown)} packages looked up, {many} with known problems.")
    return told, PROBLEMS if wrong else UNKNOWN if unknown else CLEAN


def asked(program: str, service: str, lines: list[str]) -> list[dict[str, Any]] | str:
    """Ask a service with pip-audit; return its rows, or why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pins.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        command = [
            program,
            "--requirement",
            str(file),
            "--no-deps",
            "--disable-pip",
            "--vulnerability-service",
        ]
        command += [service, "--format", "json", "--progress-spinner", "off"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        rows: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = done.stderr.strip().splitlines() or ["pip-audit says nothing"]
        return last[-1].strip()[:200]
    return rows


if __name__ == "__main__":
    sys.exit(main())
