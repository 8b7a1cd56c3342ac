"""The registry: a folder with one file that only grows, a line for each dated forecast."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sim.negotiation.whole_numbers import whole
from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import load_with_record
from sim.scenario.schema import Scenario
from sim.scenario.shipped import locate
from sim.study.chain import linked, read_chain, written
from sim.study.claims import ENOUGH
from sim.study.forecast import forecast
from sim.study.plays import SEED
from sim.study.references import ended
from sim.study.registry.entry import Entry, entry_of
from sim.study.source import BehaviourSource

#: The file of a registry, in its folder, and the folder if none is named.
FILE, FOLDER = "registry.jsonl", Path("results/registry")
#: Default number of plays of each entry.
RUNS = 4000


@dataclass(frozen=True)
class Registry:
    """A registry as it stands.

    Parameters
    ----------
    folder : where its file lies
    entries : in the order in which they were made
    """

    folder: Path
    entries: tuple[Entry, ...]

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / FILE

    @property
    def last(self) -> str:
        """Digest of the last entry, to be noted where others can see it; nothing if there is none."""
        return self.entries[-1].hash if self.entries else ""

    def processes(self) -> tuple[tuple[Entry, ...], ...]:
        """Return the entries of each process, the process that was entered first coming first."""
        found: list[list[Entry]] = []
        for entry in self.entries:
            alike = (one for one in found if one[0].is_of(entry.scenario, entry.resolution, entry.starts))
            if (those := next(alike, None)) is not None:
                those.append(entry)
            else:
                found.append([entry])
        return tuple(map(tuple, found))

    def add(
        self,
        scenarios: str | Path | Sequence[str | Path],
        date: str = "",
        *,
        runs: int = RUNS,
        seed: int = SEED,
        behaviour: BehaviourSource | str = BehaviourSource.PRIORS,
        executor: Executor | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Registry:
        """Forecast processes that are open, add an entry of each to the file, and return the new registry.

        Parameters
        ----------
        scenarios : scenario files, or names of shipped ones; or a single one
        date : of the entries, as YYYY-MM-DD; today if not given
        runs : plays of each entry, at least 50
        seed, behaviour, executor, progress : as of `sim.forecast`

        Raises
        ------
        BadInput
            if a file or the date cannot be used, there are too few plays, an outcome is on record, or a
            process has an entry of that date; nothing is written then
        """
        date = date or dt.date.today().isoformat()
        loaded = self._checked(scenarios, date, runs)
        entries = list(self.entries)
        for scenario in loaded:
            made = forecast(scenario, runs, seed, behaviour=behaviour, progress=progress, executor=executor)
            entries.append(linked(entries, entry_of(made, date)))
        self._write(written(entries))
        return replace(self, entries=tuple(entries))

    def _checked(self, scenarios: str | Path | Sequence[str | Path], date: str, runs: int) -> list[Scenario]:
        whole(runs=runs)
        found = [*_date_faults(date, self.entries[-1].date if self.entries else "")]
        if runs < ENOUGH:
            problem = "are too few plays for a probability, and an entry is never changed"
            found.append(Fault("--runs", problem, value=str(runs), allowed=f"at least {ENOUGH}"))
        loaded: list[Scenario] = []
        for given in [scenarios] if isinstance(scenarios, str | Path) else scenarios:
            scenario, record = load_with_record(locate(given))
            key = (scenario.id, scenario.mandate.resolution, scenario.starts)
            if record or any(one.is_(scenario) for one in ended()):
                problem = "has its outcome on record; what is said of it now is no forecast"
                found.append(Fault(str(given), problem, allowed="a process that is open"))
            elif any(entry.date == date and entry.is_of(*key) for entry in self.entries):
                problem = f"has an entry of {date} already, which is never changed"
                found.append(Fault(str(given), problem, allowed="another day"))
            elif any(other.id == scenario.id for other in loaded):
                found.append(Fault(str(given), "is named twice"))
            loaded.append(scenario)
        if found:
            raise BadInput(found)
        return loaded

    def _write(self, content: bytes) -> None:
        """Put the longer file in place of the file that was read; never in place of any other."""
        there = written(self.entries)
        draft = self.folder / f".{FILE}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if (self.path.read_bytes() if self.path.exists() else b"") != there:
                problem = "has changed since it was read; nothing was added"
                raise BadInput([Fault(str(self.path), problem, allowed="the same command again")])
            draft.write_bytes(content)
            os.replace(draft, self.path)
        except OSError as error:
            raise BadInput([Fault(str(self.path), f"cannot be written: {error.strerror}")]) from None
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def registry(folder: str | Path = FOLDER, noted: str | None = None) -> Registry:
    """Read a registry; one that does not exist yet is empty.

    Parameters
    ----------
    folder : where its file lies
    noted : the last digest at some earlier time, or its first digits, 12 or more; its entry has to be there

    Raises
    ------
    BadInput
        if an entry was changed or removed, the file cannot be read, or `noted` does not tell one entry
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise BadInput([Fault(str(place), "is not a folder", allowed=f"the folder of a {FILE}")])
    path = place / FILE
    entries = read_chain(path, Entry, "registry") if path.exists() else ()
    if noted is not None:
        check_noted(str(path), [entry.hash for entry in entries], noted)
    return Registry(place, entries)


def check_noted(file: str, digests: Sequence[str], noted: str) -> None:
    """Raise BadInput unless a digest that was noted, or its first digits, tells one entry of a registry.

    Parameters
    ----------
    file : of the registry, as messages name it
    digests : of its entries
    noted : 12 to 64 hexadecimal digits
    """
    if not re.fullmatch(r"[0-9a-f]{12,64}", noted, re.IGNORECASE):
        allowed = "the 64 hexadecimal digits of a digest, or its first 12 or more"
        raise BadInput([Fault("--noted", "is not a digest", value=noted or "''", allowed=allowed)])
    found = sum(digest.startswith(noted.lower()) for digest in digests)
    if not found:
        problem = "has no entry with the digest that was noted: entries were removed or replaced"
        raise BadInput([Fault(file, problem, value=noted)])
    if found > 1:
        problem = f"begins the digests of {found} entries"
        raise BadInput([Fault("--noted", problem, value=noted, allowed="more digits of the digest")])


def _date_faults(date: str, last: str) -> Iterator[Fault]:
    """Find a date that is none, lies ahead, or before the last entry."""
    today = dt.date.today().isoformat()
    try:
        day = dt.date.fromisoformat(date).isoformat()
    except ValueError:
        day = ""
    if day != date:
        yield Fault("--date", "is not a day", value=date, allowed="a day as YYYY-MM-DD")
    elif not last <= date <= today:
        allowed = f"a day from {last} to {today}" if last else f"a day up to {today}"
        yield Fault("--date", "is not between the last entry and today", value=date, allowed=allowed)
