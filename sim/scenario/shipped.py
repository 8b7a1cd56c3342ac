"""The scenarios that ship with the program, and how to find them by name."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.fault import BadInput, Fault, nearest

#: Beside the package in a checkout, inside it in an installed wheel.
_HOMES = (
    Path(__file__).resolve().parents[2] / "scenarios",
    Path(__file__).resolve().parents[1] / "scenarios",
)


def shipped() -> dict[str, Path]:
    """Return the path of each shipped scenario by its name, in alphabetical order."""
    home = next((home for home in _HOMES if home.is_dir()), None)
    paths = sorted(home.glob("*/*.yaml")) if home else []
    return {path.stem: path for path in sorted(paths, key=lambda path: path.stem)}


def locate(source: str | Path) -> Path:
    """Return the path that a user means: a path, or the name of a shipped scenario, even beside a folder.

    Raises
    ------
    BadInput
        if it is neither
    """
    path, names = Path(source), shipped()
    try:
        if path.exists() and not (path.is_dir() and str(source) in names):
            return path
    except (OSError, ValueError):
        raise BadInput([Fault(str(source)[:200], "cannot be the name of a file that can be read")]) from None
    if str(source) in names:
        return names[str(source)]
    hint = nearest(str(source), list(names))
    problem = "no such file, and no scenario of that name ships" + (f"; did you mean {hint}?" if hint else "")
    raise BadInput([Fault(str(source), problem, allowed="a path, or a name that `gge-sim scenarios` lists")])
