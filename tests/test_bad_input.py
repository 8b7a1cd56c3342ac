"""Bad input through the command line: exit status 2, a few lines on standard error, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command import COMMAND, ENVIRONMENT, found_in, gge
from tests.scenario.files import TEXT, altered

MANIFEST = (
    '{"kind": "forecast", "version": "0", "arguments": ["run", "{folder}/scenario.yaml"%s], "sha256": {}}'
)

#: Files that stand in the folder before the command runs.
FILES: dict[str, str | bytes] = {
    "open.yaml": altered("body: GGE", "body: [GGE"),
    "key.yaml": altered("sessions: 4", "sesions: 4"),
    "code.yaml": altered("FRA, DEU", "FAR, DEU"),
    "high.yaml": altered("{IL: 3,", "{IL: 30,"),
    "camp.yaml": altered("camp: West", "camp: Wets"),
    "chair.yaml": altered("strategy: mediator", "strategy: autocrat"),
    "many.yaml": TEXT.replace("TREATY: ", "TREATIES: "),
    "narrow.yaml": altered("asks: [", "# asks: ["),
    "unknown-parameter.yaml": "harm_wait: 2\n",
    "high-parameter.yaml": "psi: 1.5\n",
    "file": "a regular file",
    "notes/diary.txt": "not a result",
    "broken/manifest.json": '{"kind": "forecast",',
    "bare/manifest.json": MANIFEST % "",
    "odd/manifest.json": MANIFEST % ', "--parameters", "{folder}/luck.yaml"',
    "odd/scenario.yaml": TEXT,
    "odd/luck.yaml": "luck: 1.0\n",
}

#: What is typed, and what must be said.
COMMANDS = {
    "check nothing.yaml": ["nothing.yaml: no such file"],
    "check gge-2016-2071": ["did you mean gge-2016-2017?"],
    "check open.yaml": ["open.yaml:9: is not valid YAML"],
    "check many.yaml": ["did you mean TREATY? (also in line 49, 67, 73 and 20 more)"],
    "check key.yaml": ["key.yaml:16: sesions: is not a known key; did you mean sessions?"],
    "check code.yaml": ["members.9 = FAR: is not a member state; did you mean FRA (France)?"],
    "run high.yaml --quiet": ["= 30: is out of range; allowed: at most 3"],
    "check camp.yaml": ["did you mean West?", "allowed: neutral, AFR"],
    "check narrow.yaml --strict": ["narrow.yaml:9: mandate: has neither asks nor ambition"],
    "run narrow.yaml --strict --quiet": ["the mandate is taken to promise nothing on any issue"],
    "check chair.yaml": ["chair.strategy = autocrat", "allowed: mediator, median-seeker"],
    "show gge-2016-2017 --figure room.gif": [".svg, .png or .pdf"],
    "show gge-2016-2017 --figure nowhere/room.svg": ["nowhere/room.svg: cannot be written"],
    "run gge-2016-2017 --out file/below": ["file/below: cannot be written"],
    "run gge-2016-2017 --out notes": ["notes: holds other files than a result", "--out"],
    "run gge-2016-2017 --runs 0": ["--runs", "greater than or equal"],
    "run gge-2016-2017 --seed -1": ["--seed", "greater than or equal"],
    "run gge-2016-2017 --parameters unknown-parameter.yaml": ["1: harm_wait", "did you mean harm_weight?"],
    "run gge-2016-2017 --parameters high-parameter.yaml": ["yaml:1: psi = 1.5", "allowed: 0 to 1"],
    "run": ["Missing argument"],
    "negotiate": ["No such command"],
    "rerun notes": ["notes: holds no manifest.json"],
    "rerun broken": ["broken/manifest.json: is not valid JSON"],
    "rerun bare": ["bare/scenario.yaml: no such file"],
    "rerun odd": ["odd/luck.yaml:1: luck: is not a parameter"],
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("typed", COMMANDS)
def test_bad_input_is_told_in_a_few_lines_and_leaves_nothing(place: Path, typed: str) -> None:
    before = found_in(place)
    told = gge(place, *typed.split())
    assert told.returncode == 2, told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) <= 8
    flowing = " ".join(told.stderr.split())
    for words in COMMANDS[typed]:
        assert words in flowing
    assert found_in(place) == before


@pytest.mark.slow
def test_an_interrupted_run_says_so_and_keeps_what_is_finished(tmp_path: Path) -> None:
    ours, theirs = pytest.importorskip("pty").openpty()
    command = [*COMMAND, "run", "gge-2016-2017", "--runs", "500000", "--out", "X", "--workers", "1"]
    playing = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**ENVIRONMENT, "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    os.close(theirs)
    told = b""
    while b"/500000" not in told:  # the bar appears once plays are being played
        told += os.read(ours, 4096)
    playing.send_signal(signal.SIGINT)
    told += _all_of(ours)
    printed, _ = playing.communicate(timeout=60)
    assert playing.returncode == 130, told
    assert printed == b""
    assert b"interrupted; what is finished is kept" in told
    assert b"Traceback" not in told
    assert set(found_in(tmp_path)) >= {"X/tasks"}
    assert all(name.startswith("X/tasks/") for name in set(found_in(tmp_path)) - {"X", "X/tasks"})


def _all_of(terminal: int) -> bytes:
    """What is still written to a terminal until the other side closes it."""
    told = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            part = b""
        if not part:
            os.close(terminal)
            return told
        told += part


def test_a_word_too_many_disturbs_no_terminal(tmp_path: Path) -> None:
    told = gge(tmp_path, "check", "lone-blocker", "\u2028\u202ex")
    assert told.returncode == 2
    assert "unexpected extra argument" in " ".join(told.stderr.split())
    assert not {"\u2028", "\u202e"} & set(told.stderr)
