"""A copy of the checkout, in which mutmut can do what it likes."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What is mutated.
NEGOTIATION = Path("sim", "negotiation")
#: What the tests of the negotiation need beside the program.
BESIDE = ("tests", "scenarios", "docs", "README.md", "pyproject.toml")
_SETTINGS = """
[tool.mutmut]
source_paths = ["sim"]
only_mutate = ["sim/negotiation/*"]
also_copy = ["scenarios", "docs", "README.md"]
"""


def lay(folder: Path) -> Path:
    """Lay a copy into a folder, leaving files that are the same, and with them their verdicts, alone."""
    fresh = folder / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    unwanted = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in ("sim", *BESIDE):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, fresh / name, ignore=unwanted)
        else:
            shutil.copy2(source, fresh / name)
    from tests.mutants.opening import open_decorated  # needs what mutmut brings with it

    open_decorated(fresh / NEGOTIATION)
    with (fresh / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(_SETTINGS)
    copy = folder / "copy"
    for path in sorted(p for p in fresh.rglob("*") if p.is_file()):
        place = copy / path.relative_to(fresh)
        if not place.exists() or not filecmp.cmp(path, place, shallow=False):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    for path in sorted((copy / "sim").rglob("*.py")) + sorted((copy / "tests").rglob("*.py")):
        if not (fresh / path.relative_to(copy)).exists():
            path.unlink()
    shutil.rmtree(fresh)
    return copy
