"""What study commands keep and print for programs, and how a class begins; bad input: test_bad_input.py."""

import builtins
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.command import here

pytestmark = pytest.mark.usefixtures("empty_pictures")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calm.yaml").write_text("stake_scale: 50\nstake_noise: 0\n")
    return tmp_path


@pytest.mark.slow
def test_parameters_of_a_comparison_are_kept_beside_it(place: Path) -> None:
    typed = "compare gge-2014-2015 --with outlets=1 -p calm.yaml -n 20 -o X -w 1"
    told = here(*typed.split(), "--json")
    assert told.exit_code == 0, told.stderr
    assert json.loads(told.stdout) == json.loads((place / "X" / "compare.json").read_text())
    assert (place / "X" / "calm.yaml").read_bytes() == (place / "calm.yaml").read_bytes()
    again = here("rerun", "X")
    assert again.exit_code == 0
    assert again.stdout.startswith("Reproduced: ")


def test_coding_prints_a_page_an_object_or_nothing(place: Path) -> None:
    words = ("coding", "gge-2014-2015", "--codings", "2", "--plays", "4")
    told = json.loads(here(*words, "--json").stdout)
    assert {"scenario", "weak", "all_cells", "probability", "effects"} <= set(told)
    page = here(*words).stdout
    assert f"{told['weak']} of {told['all_cells']} cells are recalled or inferred" in " ".join(page.split())
    quiet = here(*words, "--quiet")
    assert (quiet.exit_code, quiet.stdout) == (0, "")


def test_without_the_extra_a_class_says_what_to_install(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def lacking(name: str, *about: Any) -> Any:
        if name == "sim.classroom.site.hosted_class":
            raise ModuleNotFoundError("No module named 'nicegui'", name="nicegui")
        return found(name, *about)

    monkeypatch.setattr(builtins, "__import__", lacking)
    told = here("classroom", "lone-blocker")
    assert told.exit_code == 2
    assert told.stderr == (
        "gge-sim: classroom: needs the package nicegui, which is not installed: "
        "pip install 'gge-sim[classroom]'\n"
    )


def of_the_class(module: str) -> Any:
    for name in ("nicegui", "segno", "ifaddr"):
        pytest.importorskip(name, reason="the extra classroom is not installed")
    return import_module(f"sim.classroom.site.{module}")


def test_phones_are_told_every_address_and_the_risk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = of_the_class("address")
    monkeypatch.setattr(address, "network_address", lambda: None)
    told = here("classroom", "lone-blocker", "--lan")
    assert (told.exit_code, told.stderr) == (2, "gge-sim: --lan: this machine is not on a network\n")
    address = of_the_class("address")
    serving = of_the_class("serve")
    served: list[Any] = []
    monkeypatch.setattr(address, "network_address", lambda: "192.0.2.7")
    monkeypatch.setattr(address, "own_addresses", lambda: ("192.0.2.7", "198.51.100.9"))
    monkeypatch.setattr(address, "port_taken", lambda host, port: False)
    monkeypatch.setattr(serving, "serve", lambda where, hall: served.append((where, hall)))
    told = here("classroom", "--lan", "--port", "8123")
    assert told.exit_code == 0, told.stderr
    assert "everybody on it can come in. The traffic is not encrypted" in told.stdout
    assert "this machine's other addresses: 198.51.100.9" in told.stdout
    assert told.stdout.endswith("Students and visitors:  http://192.0.2.7:8123\n")
    assert served == [(serving.Place("0.0.0.0", 8123, "http://192.0.2.7:8123"), None)]
    monkeypatch.setattr(address, "own_addresses", lambda: ("192.0.2.7",))
    assert "is also" not in here("classroom", "--lan", "--port", "8123").stdout


def test_a_class_that_is_stopped_is_kept_and_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving = of_the_class("serve")

    def stopped(where: Any, hall: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "serve", stopped)
    told = here("classroom", "lone-blocker", "--port", "8124")
    assert told.exit_code == 0, told.stderr
    assert told.stdout.endswith("Stopped; the class is saved.\n")
    assert (place / "results" / "lone-blocker-class" / "class.sqlite").exists()


def test_raw_shares_are_given_if_asked_for_and_the_page_says_so(place: Path) -> None:
    folder = place / "raw"
    typed = "what-if lone-blocker --raw-shares --runs 20 --workers 1 --quiet"
    assert here(*typed.split(), "--out", str(folder)).exit_code == 0
    assert "--raw-shares" in (folder / "page.html").read_text(encoding="utf-8")
    assert here("rerun", str(folder)).exit_code == 0
    (place / "c.yaml").write_text("id: c\ntitle: C\nprocesses: [lone-blocker]\n", encoding="utf-8")
    assert (
        here("campaign", "c.yaml", "--runs", "4", "--raw-shares", "--workers", "1", "--quiet").exit_code == 0
    )
