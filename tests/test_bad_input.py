"""Bad input through the command line: exit status 2, a few lines on standard error, nothing left behind."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command import COMMAND, ENVIRONMENT, found_in, gge
from tests.scenario.files import OWN, TEXT, altered

pytestmark = pytest.mark.usefixtures("empty_pictures")

MANIFEST = (
    '{"kind": "forecast", "version": "0", "arguments": ["run", "{folder}/scenario.yaml"%s], "sha256": {}}'
)

#: Files that stand in the folder before the command runs.
FILES: dict[str, str] = {
    "open.yaml": altered("body: GGE", "body: [GGE"),
    "high.yaml": altered("{IL: 3,", "{IL: 30,"),
    "many.yaml": TEXT.replace("TREATY: ", "TREATIES: "),
    "narrow.yaml": altered("asks: [", "# asks: ["),
    "tabled.yaml": OWN + "positions_file: cells.csv\n",
    "cells.csv": "iso3,issue,value,source,date,evidence\nTON,CABLES,much,x,2020,proxy\n",
    "c.yaml": "id: c\ntitle: C\nprocesses: [lone-blocker]\n",
    "unknown-parameter.yaml": "harm_wait: 2\n",
    "high-parameter.yaml": "psi: 1.5\n",
    "scenario.yaml": "chair_partiality: 0.8\n",
    **dict.fromkeys(("summary.csv", "compare.json", "manifest.json", "page.html"), "stake_scale: 50\n"),
    "points.csv": "outlets\n1\n",
    "lines.csv": "outlets,seats\n1,5\nmany,5\n1,5,9\n2,900\n",
    "twice.csv": "iota,inertia\n0.1,0.2\n",
    "large.csv": "seats,rule\n10,nested\n60,like-minded\n",
    "file": "a regular file",
    "notes/diary.txt": "not a result",
    "broken/manifest.json": '{"kind": "forecast",',
    "bare/manifest.json": MANIFEST % "",
    "studied/manifest.json": '{"kind": "sweep", "version": "0", "arguments": ["sweep"], "sha256": {}}',
    "odd/manifest.json": MANIFEST % ', "--parameters", "{folder}/luck.yaml"',
    "odd/scenario.yaml": TEXT,
    "odd/luck.yaml": "luck: 1.0\n",
}

#: What is typed, and the words of the message, parted by " && ".
COMMANDS = """
check nothing.yaml | nothing.yaml: no such file
check gge-2016-2071 | did you mean gge-2016-2017?
kit lone-blokcer | did you mean lone-blocker?
check open.yaml | open.yaml:9: is not valid YAML
check many.yaml | did you mean TREATY? (also in line 51, 74, 100 and 15 more)
run high.yaml --quiet | = 30: is out of range; allowed: at most 3
show tabled.yaml | cells.csv:2: value = much: is not a number
check narrow.yaml --strict | narrow.yaml:9: mandate: has neither asks nor ambition
run narrow.yaml --strict --quiet | the mandate is taken to promise nothing on any issue
show gge-2016-2017 --figure room.gif | .svg, .png or .pdf
show gge-2016-2017 --figure nowhere/room.svg | nowhere/room.svg: cannot be written
run gge-2016-2017 --runs 0 | --runs && greater than or equal
run gge-2016-2017 --seed -1 | --seed && greater than or equal
run gge-2016-2017 --parameters unknown-parameter.yaml | 1: harm_wait && did you mean harm_weight?
run gge-2016-2017 --parameters high-parameter.yaml | yaml:1: psi = 1.5 && allowed: 0 to 1
run | Missing argument
negotiate | No such command
rerun notes | notes: holds no manifest.json; is it a results folder of gge-sim?
rerun broken | broken/manifest.json: is not valid JSON
rerun bare | bare/scenario.yaml: no such file
rerun odd | odd/luck.yaml:1: luck: is not a parameter
replay | Missing argument
replay nothing.yaml | nothing.yaml: no such file
replay gge-2016-2071 | did you mean gge-2016-2017?
replay gge-2016-2017 --replicate -1 | --replicate && greater
replay gge-2016-2017 --replicate 10000000 | --replicate && to 9999999
replay gge-2016-2017 --replicate many | --replicate && as an integer
replay gge-2016-2017 --seed -1 | --seed && greater than or equal
replay gge-2016-2017 --behaviour guessed | --behaviour && guessed
replay gge-2016-2017 --parameters none.yaml | none.yaml:
replay gge-2016-2017 --out notes | notes: holds other files than a result && --out
replay gge-2016-2017 --out file/below | file/below: cannot be written
replay notes | notes: holds no manifest.json; is it a results folder of gge-sim?
replay studied | studied: is a result of gge-sim sweep; allowed: a result of gge-sim run
replay bare | bare/scenario.yaml: no such file
rerun nowhere | nowhere: no such folder
rerun file | file: is not a folder
compare gge-2016-2017 | there is nothing to compare with
compare gge-2016-2017 notes | holds no manifest.json
compare gge-2016-2017 nowhere | no such file
compare gge-2016-2017 --with decision | NAME=VALUE
compare gge-2016-2017 --with =two-thirds | NAME=VALUE
compare gge-2016-2017 --with decison=two-thirds | did you mean decision?
compare gge-2016-2017 --with decision=lots | is not one of the values allowed
compare gge-2016-2017 --with outlets=-1 | is out of range
compare gge-2016-2017 --with inertia=much | is not a number
compare gge-2016-2017 --with position.XXX.IHL=1 | which the scenario does not have
compare gge-2016-2017 --with outlets=1 --with outlets=2 | is turned twice
compare gge-2016-2017 gge-2014-2015 --parameters nowhere | no such file
compare gge-2016-2017 gge-2014-2015 --out file | is not a folder
compare gge-2016-2017 gge-2014-2015 --out notes | holds other files
compare gge-2016-2017 gge-2014-2015 --runs 0 | --runs
compare gge-2016-2017 gge-2014-2015 --seed -1 | --seed
sensitivity gge-2016-2017 --over everybody | is not a group of factors
sensitivity gge-2016-2017 --method sobol --samples 6 | is not a power of two
sensitivity gge-2016-2017 --samples 4 --factor iota=0.1:0.01 | must go from a smaller number
sensitivity gge-2016-2017 --samples 2000000 | or --force
calibrate --sets 9 | --sets
calibrate --sets many | --sets
calibrate --workers -1 | --workers
calibrate --seed 1 | --seed
calibrate --sets 10 --date nonsense | --date: nonsense: is not a date; allowed: YYYY-MM-DD
calibrate --sets 10 --workers 1 --store file | file: cannot be written
calibrate --out file | file:
calibrate --out notes | notes: holds other files
record --runs 9 | --runs
record --seed -1 | --seed
record --sets 100 | --sets
record --ensemble nowhere | nowhere: is not a calibration
record --out file | file:
record --out notes | notes: holds other files
record --wider --ensemble nowhere | --ensemble: does not go with --wider
record --wider --issues core | --issues: does not go with --wider
record --behaviour priors | --behaviour: goes only with --wider
record --wider --out notes | notes: holds other files
sweep lone-blocker --over outlets=0,1 | no probability is claimed && --raw-shares
sweep gge-2009-2010 --over decision=consensus,two-thirds | no probability is claimed && --raw-shares
compare lone-blocker --with outlets=1 | no probability is claimed && --raw-shares
compare gge-2009-2010 --with decision=two-thirds | no probability is claimed && --raw-shares
compare gge-2009-2010 lone-blocker | no probability is claimed && --raw-shares
what-if lone-blocker | no probability is claimed && --raw-shares
text lone-blocker --also silent | no probability is claimed && --raw-shares
follow gge-2004-2062 | no shipped follow file of that name
follow gge-2016-2017 --until soon | --until: soon: is not a date; allowed: a date as YYYY
follow gge-2016-2017 --until 2018 | --until: 2018: is outside the process; allowed: 2016-08-29 to 2017-06-23
follow gge-2016-2017 --scenario lone-blocker | has no seat in lone-blocker
package lone-blocker | no probability is claimed && --raw-shares
sensitivity lone-blocker | no probability is claimed && --raw-shares
sensitivity gge-2009-2010 --factor decision=consensus:two-thirds | no probability is claimed && --raw-shares
coding lone-blocker | no probability is claimed && --raw-shares
campaign 2004-2062 | no shipped campaign of that name; did you mean 2004-2026?
campaign c.yaml --runs 4 | has no process for which a probability is claimed
COMPARE -p summary.csv | summary.csv: has the name of another file in the results folder
COMPARE -p compare.json | compare.json: has the name of another file in the results folder
COMPARE -p manifest.json | manifest.json: has the name of another file in the results folder
COMPARE -p page.html | page.html: has the name of another file in the results folder
SWEEP | sweep: has nothing to vary; allowed: --sizes 5:193:4
SWEEP --points points.csv --sizes 5,10 | --points: lists every point; omit --sizes and --over
SWEEP --points points.csv --over outlets=1 | omit --sizes and --over
SWEEP --over outlets=0,1 --over readings=1,2 --over inertia=0,1
  | --over: is given more than twice; give a list of points with --points
SWEEP --sizes 5:x | --sizes: 5:x: is not made of whole numbers
SWEEP --sizes 3 | permanent
SWEEP --sizes 5 --rule alphabetic | --rule: alphabetic: is not a rule for who is in the room
SWEEP --sizes 60 --rule like-minded | the caucus West has 55 members
SWEEP --sizes 5 --rule like-minded --camp North | North
SWEEP --over inertia | --over: inertia: gives no values
SWEEP --over inertia=a | inertia = a: is not a number
SWEEP --over inertia=0,0 | names a value twice
SWEEP --over inertia=1:0:1 | is not a range
SWEEP --over inertness=1 | did you mean inertia
SWEEP --over decision=dice | decision = dice: is not one of the values allowed
SWEEP --over position.ATL.IHL=1 | names ATL, which the scenario does not have
SWEEP --over outlets=0,1 --over outlets=2,3 | sets a lever that is already set
SWEEP --over iota=0.01 --over inertia=0.1 | sets a lever that is already set
SWEEP --points nowhere.csv | nowhere.csv
SWEEP --points twice.csv | sets a lever in two columns
SWEEP --points large.csv | too few for a room of 60
SWEEP --points lines.csv | csv:3: outlets = many: is not a number && :4: has 3 columns && :5: seats = 900
SWEEP --over outlets=0,1 --parameters scenario.yaml | has the name of another file in the results folder
"""
LONG = {
    "SWEEP": "sweep membership-2019 --raw-shares --rooms 2 --runs 2 --workers 1",
    "COMPARE": "compare gge-2014-2015 --with outlets=1 -n 20 -o X -w 1",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", COMMANDS.strip().replace("\n  |", " |").splitlines())
def test_bad_input_is_told_in_a_few_lines_and_leaves_nothing(place: Path, case: str) -> None:
    before = found_in(place)
    typed, _, said = case.partition(" | ")
    first, *more = typed.split()
    told = gge(place, *LONG.get(first, first).split(), *more)
    assert told.returncode == 2, told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) <= 8
    flowing = " ".join(told.stderr.replace("│", " ").split())
    for words in said.split(" && "):
        assert words in flowing
    assert found_in(place) == before


@pytest.mark.slow
def test_an_interrupted_run_says_so_and_keeps_what_is_finished(tmp_path: Path) -> None:
    ours, theirs = pytest.importorskip("pty").openpty()
    command = [*COMMAND, "run", "gge-2016-2017", "--runs", "500000", "--out", "X", "--workers", "1"]
    playing = subprocess.Popen(
        command, cwd=tmp_path, env={**ENVIRONMENT, "TERM": "xterm"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=theirs,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    os.close(theirs)
    told = b""
    while b"/500000" not in told:  # the bar appears once plays are being played
        told += os.read(ours, 4096)
    playing.send_signal(signal.SIGINT)
    told += _all_of(ours)
    printed, _ = playing.communicate(timeout=300)
    assert playing.returncode == 130, told
    assert printed == b""
    assert b"interrupted; finished work is kept" in told
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
