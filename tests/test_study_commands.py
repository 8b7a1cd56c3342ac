"""What study commands keep and print for programs, and how a class begins; bad input: test_bad_input.py."""

import builtins
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import loading
from sim.scenario.shipped import shipped
from sim.study import history
from sim.study.history import decided_among
from tests.command import found_in, here
from tests.conftest import EMPTY
from tests.scenario.campaigns import campaign
from tests.scenario.files import OWN
from tests.study.campaign.chronicles import TEXTS


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calm.yaml").write_text("stake_scale: 50\nstake_noise: 0\n")
    return tmp_path


#: What is typed; the folder that it makes, words on its page, and its tables, its figures and other files.
STUDIES = {
    "replay gge-2009-2010 --seed 3 --replicate 5": ("gge-2009-2010-replay-3-5",
        "Reading by reading|Words used here|How it was made|"
        "gge-sim replay gge-2009-2010 --seed 3 --replicate 5",
        "readings stances", "horseshoe path room", "replay.json manifest.json input/gge-2009-2010.yaml"),
    "what-if scenario.yaml --runs 100 --top 3 --workers 1": ("scenario-what-if",
        "What moves the share adopted|gge-sim what-if scenario.yaml --runs 100 --top 3",
        "cover effects objections objectors rewordings", "joining pressure",
        "what-if.json manifest.json scenario.yaml"),
    "campaign campaign.yaml --runs 20 --seed 3 --behaviour priors --workers 1": ("small-campaign",
        "20 plays of 4 processes, seed 3|gge-sim campaign campaign.yaml --runs 20 ",
        "entries histories links plays processes", "entries histories",
        "campaign.json manifest.json campaign.yaml a.yaml b.yaml c.yaml d.yaml"),
    "record --runs 40": ("record",
        "gge-2004-2005|gge-2012-2013|gge-2014-2015|Outcomes, beside simple forecasts|"
        "command: gge-sim record --runs 40 --seed 1",
        "cells degrees language objectors outcome processes", "calibration record", "record.json"),
}  # fmt: skip


@pytest.mark.parametrize("typed", STUDIES)
def test_a_study_is_printed_written_and_made_again(
    place: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = ("gge-2004-2005", "gge-2012-2013", "gge-2014-2015")
    few = decided_among([shipped()[name] for name in three])
    monkeypatch.setattr(history, "decided", lambda *_: few)
    (place / "scenario.yaml").write_text(OWN, encoding="utf-8")
    assert campaign(place, TEXTS).name == "campaign.yaml"
    folder, said, tables, figures, others = STUDIES[typed]
    done = here(*typed.split())
    assert done.exit_code == 0, done.output
    first = written(place / "results" / folder)
    told = " ".join((done.stdout + first["story.md"].decode()).split())
    assert [words for words in said.split("|") if words not in told] == []
    assert f"Written to results/{folder}" in told
    drawn = {f"{name}.{kind}" for name in figures.split() for kind in ("svg", "png")}
    named = {f"{name}.csv" for name in tables.split()} | {
        *others.split(),
        "page.html",
        "story.md",
        "dictionary.csv",
    }
    assert set(first) == named | drawn
    quiet = here(*typed.split(), "--quiet", "--out", "again")
    assert (quiet.exit_code, quiet.output) == (0, "")
    again = written(place / "again")
    assert {**again, "manifest.json": b""} == {**first, "manifest.json": b""}  # it carries the time
    with monkeypatch.context() as patch:
        patch.setattr("sim.report.figures.drawing.rendered", lambda figure, kind: EMPTY)
        answer = json.loads(here(*typed.split(), "--json", "--out", "answer").stdout)
    assert answer == json.loads(first[others.split()[0]])
    assert "--top 3" not in typed or len(answer["objectors"]) == 3
    assert (place / "again" / "tasks").is_dir() == ("--workers 1" in typed)
    if typed.startswith("record"):
        return  # is not made of files
    for file in place.glob("*.yaml"):
        file.unlink()
    made = here("rerun", "again")
    assert made.exit_code == 0, made.output
    assert "Reproduced: all " in made.output


def written(folder: Path) -> dict[str, bytes]:
    """The files of a result, without what a study keeps of its work and what needs an extra."""
    left_out = ("tasks", ".parquet")
    found = found_in(folder)
    return {
        name: found[name]
        for name in found
        if (folder / name).is_file()
        if not any(part in name for part in left_out)
    }


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


def test_a_forecast_loads_its_scenario_once_and_calls_it_by_its_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, loaded = loading._load, list[str]()

    def noted(path: Path, after: tuple[Path, ...]) -> Any:
        loaded.append(path.stem)
        return load(path, after)

    monkeypatch.setattr(loading, "_load", noted)
    assert here("run", "gge-2016-2017", "-n", "4", "-o", "X", "-w", "1", "-q").exit_code == 0
    assert loaded.count("gge-2016-2017") == 1
    assert "gge-sim run gge-2016-2017 --runs 4" in (place / "X" / "story.md").read_text()


@pytest.mark.usefixtures("empty_pictures")
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
        if name == "sim.classroom.site.lesson.hosted_class":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return found(name, *about)

    monkeypatch.setattr(builtins, "__import__", lacking)
    told = here("classroom", "lone-blocker")
    assert told.exit_code == 2
    assert told.stderr == (
        "gge-sim: classroom: needs the package uvicorn, which is not installed: "
        "pip install 'gge-sim[classroom]'\n"
    )


def of_the_class(module: str) -> Any:
    for name in ("uvicorn", "segno", "ifaddr"):
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


@pytest.mark.usefixtures("empty_pictures")
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
