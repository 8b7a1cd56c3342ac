"""What a command promises when it ends with status 0: its files are there, can be read, and are sane."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from checks.fuzz.attempt import Promise
from checks.fuzz.cage import Outcome

#: What must stand in a folder, beside its manifest, by command.
FILES = {
    "run": ("page.html", "story.md", "forecast.json", "plays.csv", "delegations.csv", "room.svg", "room.png"),
    "kit": ("index.html", "role-sheets.html", "guide.html", "kit.json"),
    "replay": ("page.html", "replay.md", "replay.json", "readings.csv"),
    "what-if": ("page.html", "what-if.txt", "what-if.json"),
    "sweep": ("page.html", "sweep.txt", "sweep.json", "sweep.csv", "rooms.csv"),
    "compare": ("page.html", "compare.json"),
    "sensitivity": ("page.html", "sensitivity.json", "effects.csv"),
    "campaign": ("page.html", "campaign.json", "histories.csv"),
}
#: A number that is none, as a cell of a table or a word of a page.
_NO_NUMBER = re.compile(r"(?i)[+-]?(nan|inf|infinity)")
#: Columns of a table that may say `inf`, for "by no amount" (docs/reference/study-tables.md).
_BOUNDLESS = re.compile(r"_to_(join|pass)_?")
#: What a spreadsheet takes for a formula, unless it is a number with its sign.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9.]*(e[+-]?[0-9]+)?$)")
_SCRIPT = re.compile(r"<script>\s*alert", re.IGNORECASE)


def folder_of(command: str, out: str = "out") -> Promise:
    """Return what checks the folder that a command has written."""

    def check(folder: Path, outcome: Outcome) -> Iterator[str]:
        target = folder / out
        wanted = FILES[command] if command == "kit" else (*FILES[command], "manifest.json")
        for name in wanted:
            path = target / name
            if not path.is_file() or not path.stat().st_size:
                yield f"{command} leaves no {name}"
        for path in sorted(target.rglob("*")) if target.is_dir() else ():
            checks = _BY_SUFFIX.get(path.suffix)
            if checks and path.is_file() and "tasks" not in path.parts and not _given(path, folder):
                yield from (f"{command} {path.name}: {wrong}" for wrong in _wrong(checks, path))

    return check


def _given(path: Path, folder: Path) -> bool:
    """Return whether a file is only a copy of one that was given."""
    content = path.read_bytes()
    return any(
        other.is_file() and other.stat().st_size == len(content) and other.read_bytes() == content
        for other in [*folder.glob("*.*"), *folder.glob("sub/*")]
    )


def _wrong(check: Callable[[bytes], Iterator[str]], path: Path) -> Iterator[str]:
    try:
        yield from check(path.read_bytes())
    except Exception as error:  # whatever a reader of that format says
        yield f"cannot be read: {type(error).__name__}: {str(error)[:100]}"


def _json(raw: bytes) -> Iterator[str]:
    found: list[str] = []
    json.loads(raw, parse_constant=found.append)
    yield from (f"holds {name}, which is no JSON" for name in set(found))


def _csv(raw: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    if len(rows) < 1 or not rows[0]:
        yield "is empty"
        return
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        yield f"has rows of {sorted(widths)} cells"
    for row in rows[1:]:
        for name, cell in zip(rows[0], row, strict=False):
            if _NO_NUMBER.fullmatch(cell) and not (cell == "inf" and _BOUNDLESS.search(name)):
                yield f"holds {cell} under {name}"
                return
            if _FORMULA.match(cell):
                yield f"holds {cell[:30]!r} under {name}, which a spreadsheet computes"
                return


def _html(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8")
    if "</html>" not in text[-200:]:
        yield "has no end"
    if _SCRIPT.search(text):
        yield "holds a script of the scenario's"
    yield from _words(re.sub(r"<(style|script|svg).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL))


def _text(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8")
    if bad := {c for c in text if c < " " and c not in "\n\t\r"}:
        yield f"holds U+{ord(min(bad)):04X}"
    yield from _words(text)


def _words(text: str) -> Iterator[str]:
    if found := re.search(r"(?<![\w.])(nan|NaN|-?inf)(?![\w.])( ?%)?", text):
        yield f"says {found[0]}: …{text[max(0, found.start() - 60) : found.end() + 20].strip()!r}"


def _svg(raw: bytes) -> Iterator[str]:
    ET.fromstring(raw)
    return iter(())


def _png(raw: bytes) -> Iterator[str]:
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in raw[-12:]:
        yield "is no picture"


_BY_SUFFIX: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".json": _json,
    ".csv": _csv,
    ".html": _html,
    ".md": _text,
    ".txt": _text,
    ".svg": _svg,
    ".png": _png,
}


def sound(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check what `gge-sim check` prints of a sound scenario: one line."""
    if len(outcome.out.splitlines()) != 1 or ": sound; " not in outcome.out:
        yield f"check prints {outcome.out[:100]!r}"


def said_something(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check that a command prints a page without numbers that are none."""
    if not outcome.out.strip():
        yield "prints nothing"
    yield from _words(outcome.out)


def one_object(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check that a command prints one JSON object."""
    found: list[str] = []
    value: Any = json.loads(outcome.out, parse_constant=found.append)
    if found or not isinstance(value, dict | list):
        yield f"prints JSON with {found}"
