"""The tree keeps its shape: imports run one way, and the product stands alone."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "sim").rglob("*.py"))
#: Each may import itself and what stands after it.
ORDER = [
    "__main__", "__init__", "cli", "commands", "classroom", "testing", "report", "study", "negotiation",
    "scenario", "version",
]  # fmt: skip


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: relative import"
            names.add(node.module)
    return names


def layer(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


def test_imports_run_one_way_and_mesa_and_what_is_slow_where_needed() -> None:
    for file in FILES:
        here = ORDER.index(file.relative_to(ROOT / "sim").with_suffix("").parts[0])
        back = [
            name for name in imported(file) if layer(name) in ORDER[:here] and name.split(".")[0] == "sim"
        ]
        assert not back, f"{file} reaches back to {back}"
    users = {f.name for f in FILES if any(n.split(".")[0] == "mesa" for n in imported(f))}
    assert users == {"room.py"}


def test_the_command_line_starts_without_what_only_some_commands_need() -> None:
    slow = ("matplotlib", "mesa", "numpy", "pandas", "pydantic", "scipy")
    asked = f"import sys, sim.cli; print([name for name in {slow!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_forecast_waits_for_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    words = ["run", "lone-blocker", "--runs", "50", "--quiet", "--out", str(tmp_path / "result")]
    asked = (
        f"import sys; from sim.cli import app; app({words!r}, standalone_mode=False); "
        "print([name for name in ('mesa', 'pandas', 'scipy') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_one_concept_a_file_and_nothing_beside_the_checkout() -> None:
    for file in [*FILES, *(ROOT / "scenarios").rglob("*.yaml")]:
        text = file.read_text(encoding="utf-8")
        assert "shared/" not in text, file
        assert file.suffix == ".yaml" or len(text.splitlines()) <= 300, file


def test_every_public_name_exists_and_the_version_is_the_same_everywhere() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
    assert set(sim.__all__) <= set(dir(sim))
    with pytest.raises(AttributeError):
        sim.nothing_of_the_kind  # noqa: B018
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert f"version: {sim.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"[{sim.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
