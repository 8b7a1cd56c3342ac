"""Loading a follow file: from what a user writes to entries in order, or to a clear list of what is wrong."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Contradiction, Fault
from sim.scenario.fields import PartialDate, last_day
from sim.scenario.follow_checks import follow_faults
from sim.scenario.follow_file import Entry, FollowFile, kind_of
from sim.scenario.loading import load_with_record
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.scenario.schema_faults import schema_faults
from sim.scenario.shipped import locate, shipped, shipped_follows, shipped_wider
from sim.scenario.texts import AS_IT_STANDS, SILENT, TextEntry, load_texts, standing_texts, within
from sim.scenario.yaml_file import YamlFile, read_yaml


@dataclass(frozen=True)
class Logged:
    """An entry as it counts.

    Parameters
    ----------
    number : from 1
    entry : as it is written
    line : of the file
    draft : (K,) the formulations that it puts on the table, -1 where a paragraph stays; None if it is none
    """

    number: int
    entry: Entry
    line: int
    draft: tuple[int, ...] | None

    @property
    def kind(self) -> str:
        """Kind of entry."""
        return kind_of(self.entry)

    @property
    def day(self) -> dt.date:
        """The last day that its date may mean."""
        return last_day(self.entry.date)

    @property
    def digest(self) -> str:
        """Digest of all that it says, whatever its form in the file."""
        said = self.entry.model_dump_json(exclude_defaults=True, exclude={"draft"})
        return hashlib.sha256(f"{said} {self.draft}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Followed:
    """A process and what has happened in it.

    Parameters
    ----------
    file : name of the file, as the user gave it
    scenario : before anything happened
    record : what really happened in the end, for scoring, if it is known
    error_rate : how often a stance seen is not the one taken
    entries : in order
    """

    file: str
    scenario: Scenario
    record: Record | None
    error_rate: float
    entries: tuple[Logged, ...]

    def until(self, date: str) -> tuple[Logged, ...]:
        """Return the entries up to a date; raise BadInput if it is outside the process."""
        try:
            TypeAdapter(PartialDate).validate_python(date)
        except ValidationError as error:
            found = error.errors()[0]
            raise BadInput(
                [Fault("--until", found["msg"], value=date, allowed=found["ctx"]["allowed"])]
            ) from None
        # A deadline that was moved is part of what happened.
        last = max([self.scenario.ends, *(e.entry.date for e in self.entries)], key=last_day)
        days = self.scenario.model_copy(update={"ends": last})
        if not within(date, days):
            allowed = f"{days.starts} to {days.ends}"
            raise BadInput([Fault("--until", "is outside the process", value=date, allowed=allowed)])
        return tuple(one for one in self.entries if one.day <= last_day(date))


def _scenario_path(path: Path, parsed: YamlFile, named: str) -> Path:
    """Return the scenario that a follow file names: beside it, or shipped; raise BadInput if neither."""
    names = shipped() | shipped_wider()
    try:
        if (beside := path.parent / named).is_file():
            return beside
    except (OSError, ValueError):
        pass
    if named in names:
        return names[named]
    problem = f"is neither a file beside this one nor the name of a shipped scenario{hint(named, names)}"
    raise BadInput([parsed.fault(Contradiction(("scenario",), problem, named))])


def locate_follow(source: str | Path) -> Path:
    """Return the follow file that a user means: a path, or the name of one that ships."""
    return locate(source, shipped_follows(), "follow file")


def follow_paths(source: str | Path, scenario: str | Path | None = None) -> tuple[Path, Path, Path | None]:
    """Return the paths of a follow file, of its scenario, and of its file of texts, if it has one.

    Raises BadInput if one of them is not there, or the file does not have the keys that it needs.

    Parameters
    ----------
    scenario : in place of the one that the file names
    """
    path = locate_follow(source)
    parsed, file = _read(path)
    texts = _beside(path, parsed, file.texts_file) if file.texts_file else None
    return path, locate(scenario) if scenario else _scenario_path(path, parsed, file.scenario), texts


def load_follow(source: str | Path, scenario: str | Path | None = None) -> Followed:
    """Load a follow file with its scenario.

    Raises BadInput if something cannot be used: every fault with file, line, key, value and what is allowed.

    Parameters
    ----------
    source : path of the file, or the name of one that ships
    scenario : in place of the one that the file names
    """
    path, place, texts = follow_paths(source, scenario)
    parsed, file = _read(path)
    loaded, record = load_with_record(place)
    known = {text.name: tuple(map(int, text.rungs)) for text in load_texts(texts, loaded)} if texts else {}
    if found := list(follow_faults(file, loaded, known)):
        raise BadInput(sorted(map(parsed.fault, found), key=lambda fault: fault.line or 0))
    entries = (
        Logged(number, entry, parsed.line(("entries", number - 1)) or 1, _draft(entry.draft, loaded, known))
        for number, entry in enumerate(file.entries, 1)
    )
    return Followed(str(path), loaded, record, file.error_rate, tuple(entries))


def _read(path: Path) -> tuple[YamlFile, FollowFile]:
    parsed = read_yaml(path)
    try:
        return parsed, FollowFile.model_validate(parsed.content)
    except ValidationError as error:
        raise BadInput(schema_faults(parsed, error, FollowFile)) from None


def _beside(path: Path, parsed: YamlFile, name: str) -> Path:
    """Return the path of a file in the same folder."""
    if Path(name).name != name or "\\" in name:
        problem, allowed = "is in another folder", "the name of a file beside this one"
        raise BadInput([parsed.fault(Contradiction(("texts_file",), problem, name, allowed))])
    return path.parent / name


def _draft(
    draft: str | TextEntry | None, scenario: Scenario, known: dict[str, tuple[int, ...]]
) -> tuple[int, ...] | None:
    """Return the formulations of a draft, -1 where a paragraph stays."""
    if draft is None or isinstance(draft, str):
        return None if draft is None else known[draft]
    base: Sequence[int] = [-1] * len(scenario.issues)
    if draft.base != AS_IT_STANDS:
        base = [int(rung) for rung in standing_texts(scenario)[draft.base or SILENT].rungs]
    given = {code: int(rungs[0]) for code, rungs in draft.paragraphs.items()}
    return tuple(given.get(issue.code, base[k]) for k, issue in enumerate(scenario.issues))
