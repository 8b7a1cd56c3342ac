"""Results are found again by the code that made them, and never by other code."""

import py_compile
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.scenario.fault import BadInput
from sim.study import tasks
from sim.study.code import code_digest
from sim.study.plays import Plays
from sim.study.setting import setting
from sim.study.tasks import carry_out, task_key
from sim.study.workers import workers
from tests.scenario.files import shipped_scenario
from tests.study.reasons.rooms import Stubborn

HOME = Path(sim.__file__).parent


def digest_of(place: Path) -> str:
    """The digest that a process has that imports the program from elsewhere."""
    asked = "from sim.study.code import code_digest; print(code_digest())"
    words = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(place)!r}); {asked}"]
    return subprocess.run(
        words, cwd=place.parent, env={}, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the program, in the folder that is returned."""
    place = tmp_path / "copy"
    shutil.copytree(HOME, place / "sim", ignore=shutil.ignore_patterns("__pycache__", "classroom", "report"))
    return place


def test_the_same_code_elsewhere_has_the_same_digest(copied: Path) -> None:
    assert digest_of(copied) == code_digest()
    for path in (copied / "sim").rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copied / "sim" / "study" / ".tasks.py.swp").write_bytes(b"of an editor")
    assert digest_of(copied) == code_digest()


@pytest.mark.parametrize(
    "file",
    [
        "negotiation/concession.py",
        "negotiation/chairs/mediator.py",
        "scenario/ladder.py",
        "scenario/data/votes.csv",
        "scenario/data/issues.yaml",
        "study/play_counts.py",
    ],
)
def test_a_change_of_a_rule_or_of_its_data_changes_it(copied: Path, file: str) -> None:
    with (copied / "sim" / file).open("a", encoding="utf-8") as opened:
        opened.write("# changed\n")
    assert digest_of(copied) != code_digest()


def test_calibrating_anew_leaves_the_trials_valid(copied: Path) -> None:
    (copied / "sim" / "study" / "data" / "ensemble.json").write_text("{}")
    assert digest_of(copied) == code_digest()


def test_it_is_found_in_an_archive_and_without_sources(copied: Path, tmp_path: Path) -> None:
    archive = tmp_path / "sim.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(copied.rglob("*")):
            packed.write(path, path.relative_to(copied))
    assert digest_of(archive) == code_digest()

    def compiled() -> str:
        for path in (copied / "sim").rglob("*.py"):
            py_compile.compile(str(path), str(path.with_suffix(".pyc")), doraise=True)
            path.rename(path.with_suffix(".source"))
        told = digest_of(copied)
        for path in (copied / "sim").rglob("*.source"):
            path.rename(path.with_suffix(".py"))
            path.with_suffix(".pyc").unlink()
        return told

    one = compiled()
    rule = copied / "sim" / "negotiation" / "concession.py"
    rule.write_text(f"{rule.read_text(encoding='utf-8')}CHANGED = 1\n", encoding="utf-8")
    assert compiled() != one


def test_what_cannot_be_read_is_told_by_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(package: str) -> None:
        raise NotImplementedError

    monkeypatch.setattr("sim.study.code.resources.files", unread)
    assert (without := code_digest.__wrapped__()) != code_digest()
    monkeypatch.setattr("sim.study.code.__version__", "99.0")
    assert code_digest.__wrapped__() != without


def test_no_old_result_is_taken_for_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = setting(shipped_scenario("gge-2014-2015"))
    carry_out([Plays(here, 1, 0, 5)], tmp_path)
    monkeypatch.setattr(tasks, "CODE", "other code")
    assert task_key("tally") != content(monkeypatch)
    carry_out([Plays(here, 1, 0, 5)], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def content(monkeypatch: pytest.MonkeyPatch) -> str:
    """The key that a task has by the code that is here."""
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "CODE", code_digest())
        return task_key("tally")


def test_a_worker_of_other_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = setting(shipped_scenario("gge-2014-2015"))
    work = [Plays(here, 1, first, first + 5) for first in (0, 5)]
    monkeypatch.setattr(tasks, "CODE", "that of before")
    told = rf"a worker has other code \({code_digest()}\) than .* \(that of before\); restart both"
    with workers(2) as pool, pytest.raises(BadInput, match=told):
        carry_out(work, tmp_path, pool)
    assert not list(tmp_path.iterdir())


def test_the_code_of_an_own_chair_is_in_the_digest_of_a_setting() -> None:
    scenario = shipped_scenario("gge-2014-2015")

    def of(text: str) -> str:
        """The digest with a chair of that code, which has no source, as what is typed has none."""
        told: dict[str, Any] = {"Stubborn": Stubborn, "__name__": "typed"}
        exec(f"class Own(Stubborn):\n    def revise(self, reading, draft): return {text}", told)
        return setting(scenario, chair=told["Own"]()).digest

    assert of("draft") == of("draft")
    assert of("draft") != of("draft + 0")
    one, other = Stubborn(), Stubborn()
    other.firmness = 2  # type: ignore[attr-defined]
    assert setting(scenario, chair=one).digest != setting(scenario, chair=other).digest
