"""What a command promises when it ends with status 0: its files are there, can be read, and are sane."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

from checks.fuzz.attempt import Promise
from checks.fuzz.cage import Outcome

#: What must stand in a folder, by command.
FILES = {
    "run": ("page.html", "story.md", "forecast.json", "delegations.csv", "room.svg", "room.png"),
    "kit": ("index.html", "role-sheets.html", "guide.html", "kit.json"),
    "replay": ("page.html", "story.md", "replay.json", "readings.csv"),
    "what-if": ("page.html", "story.md", "what-if.json"),
    "text": ("page.html", "story.md", "text.json", "texts.csv", "texts-in-full.yaml"),
    "follow": ("page.html", "story.md", "follow.json", "steps.csv", "history.jsonl"),
    "package": ("page.html", "story.md", "package.json", "frontier.csv", "packages.yaml"),
    "sweep": ("page.html", "story.md", "sweep.json", "sweep.csv", "rooms.csv"),
    "compare": ("page.html", "story.md", "compare.json"),
    "sensitivity": ("page.html", "sensitivity.json", "effects.csv"),
    "campaign": ("page.html", "campaign.json", "histories.csv"),
}
#: Columns of a table that may say `inf`, for "by no amount" (docs/reference/study-tables.md).
_BOUNDLESS = re.compile(r"_to_(join|pass)_?")
_NO_NUMBER = re.compile(r"(?i)[+-]?(nan|inf|infinity)")
#: What a spreadsheet takes for a formula, unless it is a number with its sign.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9.]*(e[+-]?[0-9]+)?$)")


def folder_of(command: str) -> Promise:
    """Return what checks the folder ``out`` that a command has written."""

    def check(folder: Path, outcome: Outcome) -> Iterator[str]:
        target = folder / "out"
        beside = [path for path in [*folder.glob("*.*"), *folder.glob("sub/*")] if path.is_file()]
        given = {path.read_bytes() for path in beside if path.stat().st_size < 10**7}
        wanted = FILES[command] if command == "kit" else (*FILES[command], "manifest.json")
        yield from (f"leaves no {name}" for name in wanted if not (target / name).is_file())
        if command == "run" and (target / "forecast.json").is_file():
            # The plays give the share away, which is withheld where no probability is claimed.
            supported = json.loads((target / "forecast.json").read_bytes())["supported"]
            if (target / "plays.csv").is_file() is not supported:
                yield f"has plays.csv: {not supported}, and a probability: {supported}"
        for path in sorted(target.rglob("*")):
            if path.is_file() and "tasks" not in path.parts and path.read_bytes() not in given:
                try:
                    yield from (
                        f"{path.name} {wrong}" for wrong in _READERS.get(path.suffix, _any)(path.read_bytes())
                    )
                except Exception as error:  # whatever a reader of that format says
                    yield f"{path.name} cannot be read: {type(error).__name__}: {str(error)[:100]}"

    return check


def _any(raw: bytes) -> Iterator[str]:
    return iter(())


def _json(raw: bytes) -> Iterator[str]:
    found: list[str] = []
    json.loads(raw, parse_constant=found.append)
    yield from (f"holds {name}, which is no JSON" for name in set(found))


def _csv(raw: bytes) -> Iterator[str]:
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
    if any(len(row) != len(head) for row in rows):
        yield "has rows of other lengths than its head"
    for name, cell in ((name, cell) for row in rows for name, cell in zip(head, row, strict=False)):
        if _NO_NUMBER.fullmatch(cell) and not (cell == "inf" and _BOUNDLESS.search(name)):
            yield f"holds {cell} under {name}"
        if _FORMULA.match(cell):
            yield f"holds {cell[:30]!r} under {name}, which a spreadsheet computes"


def _html(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8")
    if "</html>" not in text[-200:]:
        yield "has no end"
    if re.search(r"<script>\s*alert", text, re.IGNORECASE):
        yield "holds a script of the scenario's"
    yield from words(re.sub(r"<(style|script|svg).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL))


def _text(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8")
    if bad := {letter for letter in text if letter < " " and letter not in "\n\t\r"}:
        yield f"holds U+{ord(min(bad)):04X}"
    yield from words(text)


def words(text: str) -> Iterator[str]:
    """Yield the first number that is none."""
    if found := re.search(r"(?<![\w.])(nan|NaN|-?inf)(?![\w.])( ?%)?", text):
        yield f"says {found[0]}: …{text[max(0, found.start() - 60) : found.end() + 20].strip()!r}"


def _svg(raw: bytes) -> Iterator[str]:
    ET.fromstring(raw)
    return iter(())


def _png(raw: bytes) -> Iterator[str]:
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in raw[-12:]:
        yield "is no picture"


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".json": _json, ".csv": _csv, ".html": _html, ".md": _text, ".txt": _text, ".svg": _svg, ".png": _png,
}  # fmt: skip


def sound(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check what `gge-sim check` prints of a sound scenario: one line."""
    if len(outcome.out.splitlines()) != 1 or ": sound; " not in outcome.out:
        yield f"check prints {outcome.out[:100]!r}"


def said_something(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check that a command prints a page without numbers that are none."""
    if not outcome.out.strip():
        yield "prints nothing"
    yield from words(outcome.out)


def one_object(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Check that a command prints one JSON object."""
    return _json(outcome.out.encode())
