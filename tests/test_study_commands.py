"""Study commands where something is asked for that cannot be, and what they print for programs."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import found_in, here


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text("outlets\n1\n")
    (tmp_path / "calm.yaml").write_text("stake_scale: 50\nstake_noise: 0\n")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "sweep gge-2014-2015 --points points.csv --sizes 5,10",
            "--points: says it all; leave out --sizes and --over",
        ),
        ("sweep gge-2014-2015 --points points.csv --over outlets=1", "leave out --sizes and --over"),
        ("sweep gge-2014-2015", "sweep: is asked for nothing to change; allowed: --sizes 5:193:4"),
        (
            "sweep gge-2014-2015 --over outlets=0,1 --over readings=1,2 --over inertia=0,1",
            "--over: is given more than twice; a list of points goes by --points",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_told_and_nothing_is_written(place: Path, typed: str, says: str) -> None:
    before = found_in(place)
    told = here(*typed.split())
    assert (told.exit_code, told.stdout) == (2, "")
    assert says in " ".join(told.stderr.split())
    assert found_in(place) == before


@pytest.mark.slow
def test_parameters_of_a_comparison_are_kept_beside_it(place: Path) -> None:
    words = (
        "compare", "gge-2014-2015", "--with", "outlets=1", "-p", "calm.yaml", "-n", "20", "-o", "X", "-w",
        "1",
    )  # fmt: skip
    told = here(*words, "--json")
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


def test_a_machine_in_no_network_lets_nobody_in(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = pytest.importorskip("sim.classroom.site.address", reason="the extra classroom is not installed")
    pytest.importorskip("nicegui", reason="the extra classroom is not installed")
    monkeypatch.setattr(address, "network_address", lambda: None)
    told = here("classroom", "lone-blocker", "--lan")
    assert (told.exit_code, told.stderr) == (2, "gge-sim: --lan: this machine is not on a network\n")


def test_phones_are_told_every_address_and_that_all_can_come_in(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = pytest.importorskip("sim.classroom.site.address", reason="the extra classroom is not installed")
    serving = pytest.importorskip("sim.classroom.site.serve", reason="the extra classroom is not installed")
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
    serving = pytest.importorskip("sim.classroom.site.serve", reason="the extra classroom is not installed")

    def stopped(where: Any, hall: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "serve", stopped)
    told = here("classroom", "lone-blocker", "--port", "8124")
    assert told.exit_code == 0, told.stderr
    assert told.stdout.endswith("Stopped; the class is saved.\n")
    assert (place / "results" / "lone-blocker-class" / "class.sqlite").exists()


@pytest.mark.parametrize("name", ["summary.csv", "compare.json", "manifest.json", "page.html"])
def test_an_input_called_like_a_file_of_the_result_is_refused(place: Path, name: str) -> None:
    (place / name).write_text("stake_scale: 50\n")
    typed = f"compare gge-2014-2015 --with outlets=1 -p {name} -n 20 -o X -w 1"
    told = here(*typed.split())
    assert told.exit_code == 2
    assert f"{name}: has the name of a file of the result" in " ".join(told.stderr.split())
    assert not (place / "X" / "manifest.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("sweep", "lone-blocker", "--over", "outlets=0,1"),
        ("sweep", "gge-2009-2010", "--over", "decision=consensus,two-thirds"),
        ("compare", "lone-blocker", "--with", "outlets=1"),
        ("compare", "gge-2009-2010", "--with", "decision=two-thirds"),
        ("compare", "gge-2009-2010", "lone-blocker"),
        ("what-if", "lone-blocker"),
        ("sensitivity", "lone-blocker"),
        ("sensitivity", "gge-2009-2010", "--factor", "decision=consensus:two-thirds"),
        ("coding", "lone-blocker"),
    ],
)
def test_shares_of_plays_out_of_scope_are_given_only_if_asked_for(
    words: tuple[str, ...], place: Path
) -> None:
    told = here(*words)
    assert told.exit_code == 2, told.output
    assert "no probability is claimed" in " ".join(told.output.split())
    assert "--raw-shares" in told.output
    assert not (place / "results").exists()


def test_asked_for_they_are_given_and_the_page_names_the_option(place: Path) -> None:
    folder = place / "raw"
    words = ("what-if", "lone-blocker", "--raw-shares", "--runs", "20", "--workers", "1", "--quiet")
    assert here(*words, "--out", str(folder)).exit_code == 0
    assert "--raw-shares" in (folder / "page.html").read_text(encoding="utf-8")
    assert here("rerun", str(folder)).exit_code == 0


def test_a_campaign_of_which_nothing_is_claimed_is_refused(place: Path) -> None:
    (place / "c.yaml").write_text("id: c\ntitle: C\nprocesses: [lone-blocker]\n", encoding="utf-8")
    told = here("campaign", "c.yaml", "--runs", "4")
    assert told.exit_code == 2, told.output
    assert "has no process for which a probability is claimed" in " ".join(told.output.split())
    assert here("campaign", "c.yaml", "--runs", "4", "--raw-shares", "--quiet").exit_code == 0
