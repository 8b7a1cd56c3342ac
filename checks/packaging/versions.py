"""Run the tests with the oldest versions that pyproject.toml allows, or with the newest there are.

    python -m checks.packaging.versions oldest [--python PYTHON] [what pytest is told, such as -k record]
    python -m checks.packaging.versions newest

In a folder that is gone afterwards: a source distribution is built and unpacked, installed with the extra
`test` into a fresh virtual environment, and its tests are run: so it also tells whether it holds all that
they need. `oldest` takes the oldest Python of the classifiers and turns every `>=` into `==`, that of the
build backend too; `newest` takes the newest Python and whatever pip finds. What pip chooses for packages that
only others ask for is left to it. Prints what is installed, then what pytest says. Needs a registry.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
#: Neither tests nor CI install it: a peer of the benchmarks.
APART = ("bench",)


def main() -> int:
    """Install, say what, run the tests; pytest's exit status."""
    asked = argparse.ArgumentParser(
        prog="python -m checks.packaging.versions",
        description="Run the tests with the oldest versions that pyproject.toml allows, or with the newest.",
    )
    asked.add_argument("which", choices=("oldest", "newest"))
    asked.add_argument("--python", help="the interpreter; found by itself if not given")
    options, for_pytest = asked.parse_known_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = options.which == "oldest"
    versions = pythons(project)
    python = interpreter(versions[0] if oldest else versions[-1], options.python)
    bounds = lower_bounds(project) if oldest else {}
    with tempfile.TemporaryDirectory(prefix="gge-sim-") as folder:
        return tried(Path(folder), python, bounds, for_pytest)


def pythons(project: dict[str, Any]) -> list[str]:
    """Return the versions of Python that the classifiers name, the oldest first."""
    named = re.findall(r":: Python :: (3\.\d+)\b", "\n".join(project["project"]["classifiers"]))
    return sorted(named, key=lambda version: int(version.split(".")[1]))


def lower_bounds(project: dict[str, Any]) -> dict[str, str]:
    """Return the oldest version allowed of every package that pyproject.toml names, by name."""
    return {
        canonicalize_name(one.name): next(s.version for s in one.specifier if s.operator == ">=")
        for one in asked_for(project)
    }


def asked_for(project: dict[str, Any]) -> Iterator[Requirement]:
    """Yield what pyproject.toml asks for: to build, the core, and every extra that tests and checks need."""
    extras = project["project"]["optional-dependencies"]
    lists = [project["build-system"]["requires"], project["project"]["dependencies"]]
    for lines in [*lists, *(lines for extra, lines in extras.items() if extra not in APART)]:
        for one in map(Requirement, lines):
            if canonicalize_name(one.name) != project["project"]["name"]:
                yield one


def interpreter(version: str, wanted: str | None) -> str:
    """Return an interpreter of a version of Python: the one wanted, this one, or one on the path."""
    for candidate in (wanted,) if wanted else (sys.executable, f"python{version}"):
        found = shutil.which(candidate)
        ask = "import sys; print('{}.{}'.format(*sys.version_info))"
        if found and (wanted or _said([found, "-c", ask]) == version):
            return found
    raise SystemExit(
        f"no Python {version} found; say where one is with --python, or any other to try it with that"
    )


def tried(folder: Path, python: str, bounds: dict[str, str], for_pytest: list[str]) -> int:
    """Build, install and test in a folder; pytest's exit status."""
    place, constraints = folder / "venv", folder / "constraints.txt"
    constraints.write_text(
        "".join(f"{name}=={version}\n" for name, version in bounds.items()), encoding="utf-8"
    )
    _run([python, "-m", "venv", str(place)])
    inside = str(place / ("Scripts" if os.name == "nt" else "bin") / "python")
    install = [inside, "-m", "pip", "install", "--disable-pip-version-check", "-c", str(constraints)]
    # What the backend asks for by itself where pip gives it a place of its own.
    _run([*install, "hatchling", "editables"])
    built = _said(
        [inside, "-c", f"from hatchling.build import build_sdist as b; print(b({str(folder)!r}))"], ROOT
    )
    shutil.unpack_archive(folder / built.splitlines()[-1], folder)
    tree = folder / built.splitlines()[-1].removesuffix(".tar.gz")
    started = time.monotonic()
    _run([*install, "--no-build-isolation", "--editable", f"{tree}[test]"])
    print(f"installed in {time.monotonic() - started:.0f} s with {_said([inside, '-V'])}:")
    print(
        told(_said([inside, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]), bounds)
    )
    sys.stdout.flush()
    # CI: Hypothesis sets no deadline and draws the same examples each time.
    away = {
        "CI": "1", "HYPOTHESIS_STORAGE_DIRECTORY": str(folder), "MPLCONFIGDIR": str(folder / "matplotlib"),
    }  # fmt: skip
    command = [inside, "-m", "pytest", "-p", "no:cacheprovider", "-rfE", *for_pytest]
    return subprocess.run(command, cwd=tree, env={**_environment(), **away}, check=False).returncode


def told(freeze: str, bounds: dict[str, str]) -> str:
    """Return what is installed, in lines; a star marks what is held at its lower bound."""
    lines = [
        f"{'*' if canonicalize_name(name) in bounds else ' '} {name} {version}"
        for name, version in (line.split("==") for line in freeze.splitlines() if "==" in line)
    ]
    return "\n".join(sorted(lines, key=lambda line: line[2:].lower()))


def _environment() -> dict[str, str]:
    """Return the environment without what would bring another environment's packages or pins in."""
    unwanted = ("PIP_CONSTRAINT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=_environment(), text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


def _said(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(
        command, cwd=folder, env=_environment(), text=True, capture_output=True, check=False
    )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
