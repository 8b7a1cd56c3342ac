"""A narrow terminal: nothing that a user must type is cut, in the help or in what a command prints."""

import sys
from pathlib import Path

import pytest
import typer.main
from rich.console import Console

from sim.cli import app, main
from sim.negotiation.convene import convene
from sim.report.render.terminal import page_as_text
from sim.report.room_table import room_page, sources_page
from sim.scenario.loading import load
from sim.scenario.shipped import shipped
from tests.command import here

pytestmark = pytest.mark.usefixtures("empty_pictures")

WIDTHS = (40, 60, 80, 120)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_names_every_option_in_full(
    command: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "argv", ["gge-sim", command, "--help"])
    monkeypatch.setattr(app, "rich_markup_mode", app.rich_markup_mode)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    told = capsys.readouterr().out
    for parameter in COMMANDS[command].params:
        for name in parameter.opts if parameter.param_type_name == "option" else []:
            assert name in told


@pytest.mark.parametrize("width", WIDTHS)
def test_every_name_of_a_scenario_is_printed_in_full(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.cli.console", lambda: Console(width=width, highlight=False, markup=False))
    told = here("scenarios").stdout
    assert "…" not in told
    words = set(told.split())
    assert set(shipped()) <= words


@pytest.mark.parametrize("width", WIDTHS)
def test_codes_of_issues_states_and_sources_are_printed_in_full(width: int) -> None:
    scenario = load("gge-2016-2017")
    room = page_as_text(room_page(scenario, convene(scenario)), width)
    sources = page_as_text(sources_page(scenario), width)
    for told in (room, sources):
        assert "…" not in told
        assert all(code in told for code in scenario.members)
    assert all(issue.code in sources for issue in scenario.issues)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "typed",
    [
        "run lone-blocker -n 40",
        "replay lone-blocker",
        "compare lone-blocker --with decision=two-thirds -n 40 -w 1 --raw-shares",
        "sweep lone-blocker --over outlets=0,1 --rooms 2 -n 10 -w 1 --raw-shares",
        "what-if lone-blocker -n 40 -w 1 --raw-shares",
        "text lone-blocker --also likeliest --also explicit -n 40 -w 1 --raw-shares",
        "follow gge-2016-2017 -n 40 -w 1",
        "package lone-blocker --also explicit -n 40 -w 1 --raw-shares",
    ],
)
def test_no_page_cuts_anything(
    typed: str, width: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    narrow = Console(width=width, highlight=False, markup=False, emoji=False)
    monkeypatch.setattr("sim.commands.printing.console", lambda: narrow)
    out = tmp_path / "a-folder-with-a-long-name-that-somebody-may-want-to-copy"
    told = here(*typed.split(), "--out", str(out))
    assert told.exit_code == 0, told.output
    assert "…" not in told.stdout
    assert f"Written to {out}" in told.stdout
