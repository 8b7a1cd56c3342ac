"""What a check is asked to do, and what it found."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")

#: Faults of a part that are told; the rest are counted.
TOLD = 5


class Effort(StrEnum):
    """How much is tried."""

    TINY = "tiny"
    """For the tests: seconds in all."""
    QUICK = "quick"
    """About two minutes in all."""
    FULL = "full"
    """About a quarter of an hour in all."""

    def of(self, tiny: T, quick: T, full: T) -> T:
        """Return what goes with this effort."""
        return {Effort.TINY: tiny, Effort.QUICK: quick, Effort.FULL: full}[self]


@dataclass(frozen=True)
class Ask:
    """What a check is asked to do.

    Parameters
    ----------
    effort : how much it is to try
    case : the one random case to play again; all of them if not given
    pythons : other interpreters, by path
    cache : where environments are kept between runs
    """

    effort: Effort = Effort.QUICK
    case: int | None = None
    pythons: tuple[str, ...] = ()
    cache: Path | None = None

    def cases(self, tiny: int, quick: int, full: int) -> range:
        """Return the numbers of the random cases to play."""
        if self.case is not None:
            return range(self.case, self.case + 1)
        return range(self.effort.of(tiny, quick, full))


@dataclass(frozen=True)
class Part:
    """One thing that a check looked at.

    Parameters
    ----------
    name : what was looked at
    cases : how many cases were tried
    seen : the figures
    faults : what is not as it should be, each so that it can be tried again
    skipped : why it could not be looked at, if it could not
    """

    name: str
    cases: int
    seen: str
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def verdict(self) -> str:
        """Passed, FAILED or not checked."""
        return "FAILED" if self.faults else "not checked" if self.skipped else "passed"


@dataclass(frozen=True)
class Finding:
    """What a check found, part by part, and how long it took."""

    check: str
    parts: tuple[Part, ...]
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        """Cases tried in all."""
        return sum(part.cases for part in self.parts)

    @property
    def failed(self) -> bool:
        """Whether any part failed."""
        return any(part.faults for part in self.parts)

    @property
    def verdict(self) -> str:
        """Passed, FAILED or not checked."""
        if self.failed:
            return "FAILED"
        return "passed" if any(not part.skipped for part in self.parts) else "not checked"


class Check(Protocol):
    """A check: tries what it is asked to, and says what it found."""

    def __call__(self, ask: Ask) -> Finding:
        """Check."""
        ...
