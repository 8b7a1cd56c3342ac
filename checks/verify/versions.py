"""Versions: the same plays and the same files under other versions of Python, Mesa and NumPy.

Every pair of a Python and a Mesa gets a virtual environment in a cache folder,
with one wheel of the checkout and the pins of constraints.txt. Each plays
`checks/verify/digest.py`, and every digest has to be that of the first.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.verify.finding import TOLD, Ask, Effort, Finding, Part

ROOT = Path(__file__).parents[2]
DIGEST = Path(__file__).with_name("digest.py")
PYTHONS = ("3.11", "3.12", "3.13")
MESAS = ("3.3", "3.5")
#: What is not pinned where the newest NumPy is wanted, since it has to fit.
NUMERIC = ("numpy", "scipy", "pandas", "contourpy")
#: Seconds that an environment or a digest may take.
PATIENCE = 900


@dataclass(frozen=True)
class Told:
    """What one environment said: with what it played, and the digest of each item."""

    about: dict[str, str]
    items: dict[str, str]


class NotInstalled(Exception):
    """An environment that could not be made, and why."""


def versions(ask: Ask) -> Finding:
    """Compare environments; at tiny effort only the running interpreter with itself."""
    if ask.effort is Effort.TINY:
        twice = {"the first time": [sys.executable], "again": [sys.executable]}
        return Finding("versions", tuple(compared(twice, ROOT, "--brief")))
    cache = ask.cache or Path(tempfile.gettempdir()) / "gge-sim-verify"
    found, parts = interpreters(ask.pythons)
    commands: dict[str, list[str]] = {}
    wheel = built(cache, next(iter(found.values()))) if found else Path()
    for minor, python in found.items():
        for mesa in MESAS:
            _add(commands, parts, f"Python {minor}, Mesa {mesa}", cache, python, wheel, mesa)
    if found:
        minor = max(found, key=lambda m: int(m.split(".")[1]))
        name = f"Python {minor}, newest Mesa 3 and NumPy"
        _add(commands, parts, name, cache, found[minor], wheel, "", newest=True)
    return Finding("versions", (*compared(commands, cache), *parts))


def interpreters(given: Sequence[str]) -> tuple[dict[str, str], list[Part]]:
    """Return the path of each wanted Python that can be had, and a part for each that cannot."""
    found: dict[str, str] = {}
    for candidate in (*given, sys.executable, *(f"python{minor}" for minor in PYTHONS)):
        path = shutil.which(candidate)
        minor = minor_of(path) if path else ""
        if path and minor in PYTHONS:
            found.setdefault(minor, path)
    missing = [
        Part(f"Python {minor}", 0, "", skipped="no such interpreter; name one with --python")
        for minor in PYTHONS
        if minor not in found
    ]
    return dict(sorted(found.items())), missing


def minor_of(python: str) -> str:
    """Return which Python an interpreter is, such as 3.12; nothing if it does not answer."""
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run([python, "-I", "-c", asked], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def built(cache: Path, python: str) -> Path:
    """Build one wheel of the checkout for all environments."""
    tool = environment(cache / "build", python)
    wheels = cache / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    _pip(tool, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    return next(wheels.glob("gge_sim-*.whl"))


def environment(home: Path, python: str) -> Path:
    """Return the interpreter of a virtual environment, made if it is not there."""
    inside = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not inside.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        made = subprocess.run([python, "-m", "venv", "--clear", str(home)], capture_output=True, text=True)
        if made.returncode:
            raise NotInstalled(f"no virtual environment: {(made.stderr + made.stdout).strip()[-200:]}")
    return inside


def _pip(python: Path, *words: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    told = subprocess.run(
        [str(python), "-m", "pip", *words, *quiet], capture_output=True, text=True, timeout=PATIENCE
    )
    if told.returncode:
        raise NotInstalled(reason(told.stderr))


def reason(complaint: str) -> str:
    """Return why pip could not install something, in a line."""
    wanted = re.search(r"No matching distribution found for (mesa==\S+)", complaint)
    newer = sorted(set(re.findall(r"3\.5[.\w]* (Requires-Python [^;\s]+)", complaint)))
    if wanted and newer:
        return f"no such pair: {wanted[1]} {newer[0]}"
    lines = [line for line in complaint.splitlines() if "ERROR" in line] or complaint.splitlines() or ["?"]
    return f"cannot be installed: {lines[-1].strip()[-200:]}"


def installed(
    cache: Path, python: str, wheel: Path, mesa: str, newest: bool = False, name: str = ""
) -> list[str]:
    """Return the command of an environment's interpreter, with the wheel and the pins installed in it.

    Parameters
    ----------
    mesa : series of Mesa; any of the third if empty
    newest : whether the numeric libraries are the newest that resolve, in place of the pinned ones
    name : name of the environment
    """
    loose = ("mesa", *(NUMERIC if newest else ()))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line.partition("==")[0].lower() not in loose]
    stamp = hashlib.sha256("\n".join([*pins, mesa, str(newest)]).encode()).hexdigest()[:8]
    home = cache / f"{name}-{stamp}"
    inside = environment(home, python)
    (home / "pins.txt").write_text("\n".join(pins) + "\n", encoding="utf-8")
    wanted = f"mesa=={mesa}.*" if mesa else "mesa>=3,<4"
    upgrade = ("--upgrade", "--upgrade-strategy", "eager") if newest else ()
    _pip(inside, "install", *upgrade, "-c", str(home / "pins.txt"), str(wheel), wanted)
    _pip(inside, "install", "--force-reinstall", "--no-deps", str(wheel))
    return [str(inside), "-I"]


def _add(
    commands: dict[str, list[str]],
    parts: list[Part],
    name: str,
    cache: Path,
    python: str,
    wheel: Path,
    mesa: str,
    newest: bool = False,
) -> None:
    """Make an environment and note the command of its interpreter, or why there is none."""
    minor = name.removeprefix("Python ").split(",")[0]
    folder = f"py{minor}-mesa{mesa or 'newest'}"
    try:
        commands[name] = installed(cache, python, wheel, mesa, newest, folder)
    except (NotInstalled, subprocess.TimeoutExpired) as error:
        parts.append(Part(name, 0, "", skipped=str(error)))


def told_by(command: Sequence[str], cwd: Path, *words: str) -> Told:
    """Let an interpreter play the digest."""
    told = subprocess.run(
        [*command, str(DIGEST), *words], cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} if "-I" not in command else None,
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    if told.returncode:
        raise NotInstalled(f"the digest fails: {told.stderr.strip()[-300:]}")
    return Told(**json.loads(told.stdout))


def compared(commands: dict[str, list[str]], cwd: Path, *words: str) -> Iterator[Part]:
    """Compare what each environment says with what the first said.

    Parameters
    ----------
    words : of the digest
    """
    first: Told | None = None
    for name, command in commands.items():
        try:
            told = told_by(command, cwd, *words)
        except NotInstalled as error:
            yield Part(name, 0, "", faults=(str(error),))
            continue
        with_what = ", ".join(f"{n} {told.about[n]}" for n in ("python", "mesa", "numpy"))
        if first is None:
            first = told
            seen = "the others are compared with it" if len(commands) > 1 else ""
            alone = "" if len(commands) > 1 else "nothing to compare it with"
            yield Part(name, len(told.items), f"{with_what}: {seen}", skipped=alone)
            continue
        yield Part(name, len(told.items), *differences(first, told, with_what))


def differences(first: Told, other: Told, with_what: str) -> tuple[str, tuple[str, ...]]:
    """Return what is seen, and the items that differ, kind by kind."""
    names = sorted(set(first.items) | set(other.items))
    apart = [name for name in names if first.items.get(name) != other.items.get(name)]
    same = len(names) - len(apart)
    kinds = sorted({name.split("/")[0] for name in apart})
    told = [
        f"{kind}: {len(of)} differ: {', '.join(of[:TOLD])}"
        for kind in kinds
        for of in [[name for name in apart if name.startswith(kind + "/")]]
    ]
    return f"{with_what}: {same} of {len(names)} items identical", tuple(told)
