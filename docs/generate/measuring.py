"""How large the core is: what pip downloads and what it leaves on the disk, package by package."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tempfile
import venv
from pathlib import Path

#: Run in the fresh place: bytes of every file of each package, and which packages there are.
_ASK = """
import json
from importlib.metadata import distributions
sizes = {}
for package in distributions():
    files = [file.locate() for file in package.files or []]
    sizes[package.metadata["Name"]] = sum(file.stat().st_size for file in files if file.is_file())
print(json.dumps(sizes))
"""
_MEGA = 1e6
#: Packages smaller than this share the last line.
_SMALL = 1.0


def measured(root: Path) -> str:
    """Install the core with the pinned versions in a fresh place, and return what it weighs, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        place, wheels = Path(folder) / "venv", Path(folder) / "wheels"
        venv.create(place, with_pip=True)
        python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        pinned = ["--constraint", str(root / "constraints.txt")]
        before = _sizes(python)
        _run([*pip, "wheel", "--wheel-dir", str(wheels), *pinned, str(root)])
        files = {file.name: file.stat().st_size for file in wheels.iterdir()}
        _run([*pip, "install", "--no-compile", "--no-index", *map(str, wheels.iterdir())])
        after = {name: size for name, size in _sizes(python).items() if name not in before}
    return _told(files, after)


def _sizes(python: Path) -> dict[str, int]:
    return dict(json.loads(_run([str(python), "-c", _ASK])))


def _run(command: list[str], check: bool = True) -> str:
    return subprocess.run(command, check=check, text=True, stdout=subprocess.PIPE).stdout


def _told(files: dict[str, int], installed: dict[str, int]) -> str:
    download = {name: _wheel(name, files) for name in installed}
    rows = sorted(installed, key=lambda name: -installed[name])
    small = [name for name in rows if installed[name] < _SMALL * _MEGA]
    mega = {what: sum(sizes.values()) / _MEGA for what, sizes in (("wheels", files), ("disk", installed))}
    python = ".".join(platform.python_version_tuple()[:2])
    lines = [
        "## Size\n",
        f"The core is {len(installed)} packages, gge-sim among them: {mega['wheels']:.0f} MB to download,",
        f"{mega['disk']:.0f} MB on the disk (without byte code, which Python adds as it runs).",
        "Measured with the pinned versions in a fresh virtual environment:",
        f"Python {python}, {platform.system()} {platform.machine()}.\n",
        "| package | download, MB | on the disk, MB |",
        "|---|---:|---:|",
    ]
    lines += [_row(name, download[name], installed[name]) for name in rows if name not in small]
    if small:
        both = sum(download[n] for n in small), sum(installed[n] for n in small)
        lines.append(_row(f"{len(small)} smaller ones", *both))
    return "\n".join([*lines, "", ""])


def _row(name: str, download: int, installed: int) -> str:
    return f"| {name} | {download / _MEGA:.1f} | {installed / _MEGA:.1f} |"


def _wheel(name: str, files: dict[str, int]) -> int:
    """Return the size of a package's wheel."""
    key = name.lower().replace("-", "_").replace(".", "_")
    return next(
        size
        for file, size in files.items()
        if file.lower().replace(".", "_").startswith(f"{key}_"[:-1] + "-")
    )
