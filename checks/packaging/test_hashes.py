"""The files with hashes hold what constraints.txt holds, and pip takes nothing else with them."""

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

import sim
from checks.packaging.hashes import ENTRY, FILES, HOME
from checks.packaging.test_distributions import build
from checks.packaging.test_versions import PINNED
from checks.packaging.versions import ROOT

TEXTS = {name: (HOME / f"{name}.txt").read_text(encoding="utf-8") for name in FILES}


def test_every_pin_is_there_once_and_what_else_is_there_is_for_other_systems() -> None:
    entries = [match for text in TEXTS.values() for match in ENTRY.finditer(text)]
    markers = {(canonicalize_name(m[1]), m[2], (m[3] or "").removeprefix(" ; ")) for m in entries}
    assert len(markers) == len(entries)
    assert {name: version for name, version, _ in markers if name in PINNED} == PINNED
    others = [marker for name, _, marker in markers if name not in PINNED]
    assert all(others)
    linux = {"sys_platform": "linux", "platform_system": "Linux", "implementation_name": "cpython"}
    assert not [marker for marker in others if Marker(marker).evaluate(linux)]


def test_the_files_hold_nothing_but_hashes_and_name_no_address() -> None:
    for name, text in TEXTS.items():
        rest = re.sub(r"^#.*\n", "", ENTRY.sub("", text), flags=re.MULTILINE)
        assert rest == (f"-r {FILES[name]}.txt\n" if FILES[name] else "")
        assert "://" not in text


def test_a_release_has_a_hash_for_each_system() -> None:
    """NumPy has a wheel for each system and each Python; of one system there would be a few."""
    (numpy,) = (m for m in ENTRY.finditer(TEXTS["core"]) if m[1] == "numpy")
    assert numpy[3] is None
    assert numpy[4].count("sha256:") >= 30


def pip(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pip in a folder, without the pins that this environment may be set to."""
    alone = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words]
    done = subprocess.run(command, cwd=folder, env=alone, capture_output=True, text=True, timeout=600)
    if "connection broken" in done.stderr:
        pytest.skip("no registry can be reached")
    return done


def test_the_wheel_and_all_that_it_needs_are_installed_by_hash(tmp_path: Path) -> None:
    """As a dry run: every file is downloaded and compared, and a requirement without a hash is refused."""
    wheel = build(ROOT, tmp_path / "dist", "--target", "wheel")[".whl"]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lines = f"-r {HOME / 'core.txt'}\n./dist/{wheel.name} --hash=sha256:{digest}\n"
    (tmp_path / "all.txt").write_text(lines, encoding="utf-8")
    venv.create(tmp_path / "fresh", with_pip=False)
    fresh = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = pip(tmp_path, "--python", str(fresh), "install", "--dry-run", "--require-hashes", "-r", "all.txt")
    assert done.returncode == 0, done.stderr
    last = next(line for line in done.stdout.splitlines() if line.startswith("Would install"))
    chosen = {word.replace("_", "-") for word in last.split()}
    assert {f"gge-sim-{sim.__version__}", f"numpy-{PINNED['numpy']}"} <= chosen


def test_a_file_that_is_not_the_one_of_the_hash_is_refused(tmp_path: Path) -> None:
    (entry,) = (m for m in ENTRY.finditer(TEXTS["core"]) if m[1] == "mdurl")
    sound = entry[0]
    tampered = re.sub("sha256:(.)", lambda m: f"sha256:{int(m[1], 16) ^ 1:x}", sound)
    for text, status in ((sound, 0), (tampered, 1)):
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        done = pip(tmp_path, "download", "--no-deps", "--require-hashes", "-r", "one.txt", "-d", "got")
        assert done.returncode == status, done.stderr
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
