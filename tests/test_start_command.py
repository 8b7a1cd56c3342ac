"""`gge-sim start` and `gge-sim shortcut`: what they need, and the icon on a Linux desktop."""

import os
import platform
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim.commands import shortcut as command
from sim.commands.shortcut import shortcut
from sim.scenario.fault import BadInput
from tests.command import ENVIRONMENT

linux = pytest.mark.skipif(platform.system() != "Linux", reason="the icon of another system")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a desktop."""
    pytest.importorskip("pyshortcuts", reason="the extra classroom is not installed")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SUDO_USER", raising=False)
    (tmp_path / "Desktop").mkdir()
    return tmp_path


def entry(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in lines[1:])


@linux
def test_an_icon_opens_the_start_page_of_one_results_folder(home: Path) -> None:
    results = home / "my classes"
    shortcut(out=results)
    places = [home / "Desktop" / "gge-sim.desktop", home / ".local/share/applications/gge-sim.desktop"]
    for place in places:
        told = entry(place)
        words = shlex.split(told["Exec"])
        assert words == [sys.executable, "-P", "-m", "sim", "start", "--out", str(results)]
        assert (told["Terminal"], told["Path"]) == ("false", str(results))
        assert Path(told["Icon"]).is_file()
        assert os.access(place, os.X_OK)
    # What it runs is this command.
    asked = [*words[:5], "--help"]
    said = subprocess.run(
        asked, capture_output=True, text=True, env={**os.environ, **ENVIRONMENT}, check=True
    )
    assert "start page" in said.stdout
    shortcut(remove=True)
    assert not any(place.exists() for place in places)
    assert results.is_dir(), "classes stay"


@linux
def test_remove_takes_away_the_icon_alone_and_says_if_there_is_none(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "Desktop" / "other.desktop").write_text("mine", encoding="utf-8")
    shortcut(remove=True)
    assert capsys.readouterr().out == "There was no icon.\n"
    assert (home / "Desktop" / "other.desktop").exists()


@linux
def test_without_a_desktop_the_icon_is_in_the_menu_alone(home: Path) -> None:
    (home / "Desktop").rmdir()
    shortcut(out=home / "results")
    assert not (home / "Desktop").exists()
    assert (home / ".local/share/applications/gge-sim.desktop").exists()


@pytest.mark.parametrize("odd", ["100%", 'a"b', "a$b", "a`b"])
def test_a_path_that_an_icon_cannot_hold_is_refused(home: Path, odd: str) -> None:
    with pytest.raises(BadInput, match="an icon cannot open a path"):
        shortcut(out=home / odd)


def test_the_icons_of_other_systems_ship() -> None:
    image = pytest.importorskip("PIL.Image", reason="comes with matplotlib")
    folder = Path(command.__file__).parents[1] / "classroom" / "site"
    for icon in command._ICONS.values():
        with image.open(folder / icon) as drawn:
            assert drawn.size == (256, 256)


@pytest.mark.parametrize(("name", "package"), [("start", "uvicorn"), ("shortcut", "pyshortcuts")])
def test_without_the_extra_both_say_what_to_install(name: str, package: str) -> None:
    lacking = f"import sys; sys.modules[{package!r}] = None; from sim.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", lacking, name], env=ENVIRONMENT, capture_output=True, text=True, timeout=900
    )
    assert told.returncode == 2
    assert (
        f"needs the package {package}, which is not installed: pip install 'gge-sim[classroom]'"
        in told.stderr
    )
