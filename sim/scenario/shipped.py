"""The scenarios and campaigns that ship with the program, and how to find them by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Fault

#: Inside the package in an installed wheel, beside it in a checkout. What lies beside an installed package
#: is somebody else's.
_HOMES = (
    Path(__file__).resolve().parents[1] / "scenarios",
    Path(__file__).resolve().parents[2] / "scenarios",
)
#: Folders of files that name scenarios but are not scenarios.
_CAMPAIGNS, _FOLLOWS = "campaign", "follow"
#: Folders of processes whose outcome is open: of ICT security, and of other fields.
_OPEN = ("forecast", "open")
#: Folder of the decided processes outside ICT security, which only their names and their study find.
_WIDER = "wider"


def shipped() -> dict[str, Path]:
    """Return the path of each shipped scenario by its name, in alphabetical order; not the wide record."""
    return {path.stem: path for path in _files() if path.parent.name not in (_CAMPAIGNS, _FOLLOWS, _WIDER)}


def shipped_open() -> dict[str, Path]:
    """Return the path of each shipped process whose outcome was open, by its name, in alphabetical order."""
    return {path.stem: path for path in _files() if path.parent.name in _OPEN}


def shipped_wider() -> dict[str, Path]:
    """Return the path of each process of the wide record by its name, in alphabetical order."""
    return {path.stem: path for path in _files() if path.parent.name == _WIDER}


def shipped_campaigns() -> dict[str, Path]:
    """Return the path of each shipped campaign by its name, in alphabetical order."""
    return {path.stem: path for path in _files() if path.parent.name == _CAMPAIGNS}


def shipped_follows() -> dict[str, Path]:
    """Return the path of each shipped follow file by its name, in alphabetical order."""
    return {path.stem: path for path in _files() if path.parent.name == _FOLLOWS}


def _files() -> list[Path]:
    home = next((home for home in _HOMES if home.is_dir()), None)
    return sorted(sorted(home.glob("*/*.yaml")) if home else [], key=lambda path: path.stem)


def locate(source: str | Path, names: Mapping[str, Path] | None = None, kind: str = "scenario") -> Path:
    """Return the path that a user means: a path, or a name that ships, even beside a folder of that name.

    Raises BadInput if it is neither.

    Parameters
    ----------
    names : path by name of what ships; the scenarios, also of the wide record, if not given
    """
    path = Path(source)
    names = shipped() | shipped_wider() if names is None else names
    try:
        if path.exists() and not (path.is_dir() and str(source) in names):
            return path
    except (OSError, ValueError):
        raise BadInput([Fault(str(source)[:200], "is not a usable file name")]) from None
    if str(source) in names:
        return names[str(source)]
    problem = f"no such file, and no shipped {kind} of that name{hint(str(source), names)}"
    known = "that `gge-sim scenarios` lists" if kind == "scenario" else f"of these: {', '.join(names)}"
    raise BadInput([Fault(str(source), problem, allowed=f"a path, or a name {known}")])
