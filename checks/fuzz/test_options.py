"""Options and arguments of the command line, with values that nobody would type."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks.fuzz.attempt import attempt, lay, looking, prepare
from checks.fuzz.scenario_files import lay_strange_files
from checks.fuzz.values import NUMBERS, PATHS, TEXTS, texts
from sim.scenario.shipped import shipped

_STUDY = ("--runs", "2", "--workers", "1", "--quiet")
#: Commands, with what makes them cheap to carry out.
COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("s.yaml", "--runs", "2", "--quiet"), "check": ("s.yaml",), "show": ("s.yaml",), "scenarios": (),
    "schema": (), "kit": ("s.yaml", "--runs", "2", "--quiet"), "replay": ("s.yaml", "--quiet"),
    "compare": ("s.yaml", "--with", "outlets=1", *_STUDY),
    "sweep": ("s.yaml", "--over", "outlets=0,1", "--rooms", "2", *_STUDY),
    "text": ("s.yaml", "--also", "indirect", *_STUDY), "package": ("s.yaml", *_STUDY),
    "follow": ("f.yaml", *_STUDY),
    "what-if": ("s.yaml", "--top", "1", *_STUDY), "sensitivity": ("s.yaml", "--samples", "4", *_STUDY),
    "coding effect": ("s.yaml", "--codings", "2", "--plays", "2", "--quiet"), "rerun": ("nothing",),
    "coding sheet": ("g.yaml", "--quiet"), "coding codes": ("g.yaml", "--quiet"),
    "coding agree": ("a.csv", "b.csv", "--resamples", "100", "--quiet"),
    "campaign": ("c.yaml", *_STUDY),
}  # fmt: skip
#: What a coder filled in.
CODES = b"process,kind,delegation,matter,value\np,position,FRA,IL,2\np,position,FRA,CM,-1\n"
#: Never given: they make a command work for hours, or on other machines, which is what was asked for.
NOT = {"cluster", "workers", "help", "install_completion", "show_completion", "force"}
#: Where a large number is a large order, no larger one is given.
LARGEST = {
    "runs": 50,
    "rooms": 6,
    "samples": 8,
    "codings": 5,
    "plays": 20,
    "top": 300,
    "readings": 40,
    "resamples": 200,
}
WRITTEN = (
    "0", "1", "-1", "1.0", "1e3", "0x10", "1_000", " 5", "５", "٣", "", "nan", "inf", "1e999", "9" * 20,
    "1" + "0" * 400, "9223372036854775808", "-9223372036854775809", "1,2", "5:193:4", "193:5:4", "5,5",
    "1:1:1", "0:193:1", "1:999999999:1", "5:193:-1", ",", ":", "5,", "5,,6", "real", "random,real",
    "random,random", "outlets=0,1", "outlets=", "=1", "=", "outlets=0:1e9:1", "outlets=1:0:-1",
    "inertia=0:1:1e-9", "inertia=nan", "inertia=inf:inf:1", "x.y=1", "decision=two-thirds,consensus",
    "chair.strategy=mediator", "stake.XXX=0.5", "position.PAN.LIMIT=3", "position..=3", "readings=1000000000",
    "readings=0:1000000:100000", "harm_weight=1", "inertia=0.1:0.2", "adopted", "text", "parameters",
    "parameters,parameters", "morris", "sobol", "priors", "calibrated", "2026-01-01", "2026-02-30", "--help",
    "--", "-", "-n", "s.yaml", "p.yaml", "points.csv", "sub", "file", "full", "new/deeper", "fifo", "out",
)  # fmt: skip
values = st.sampled_from(WRITTEN) | st.sampled_from(PATHS) | st.sampled_from(NUMBERS).map(str) | texts
arguments = st.sampled_from(
    (*PATHS, *TEXTS, "s.yaml", "lone-blocker", "fifo", "file", "full", "c.yaml", "--", "-x")
)


def as_typed(word: str) -> str:
    """Return a word as the system hands it over: no zero in it, and bytes, of which half a letter is some."""
    return word.replace("\x00", "").encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, ...]:
    """Return a command with one to three options or arguments that are not as they should be."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    words = list(COMMANDS[name])
    group, _, part = name.partition(" ")
    command = prepare().commands[group]
    known = [one for one in (command.commands[part] if part else command).params if one.name not in NOT]
    for one in draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)) if known else ():
        if one.param_type_name == "argument":
            words[:1] = [draw(arguments)]
        elif getattr(one, "is_flag", False):
            words.append(one.opts[0])
        else:
            words += [one.opts[0], within(one.name, draw(values))]
    if draw(st.integers(0, 19)) == 0:
        words.insert(draw(st.integers(0, len(words))), draw(texts))
    if name == "rerun" or draw(st.booleans()):
        words = [word for word in words if word != "--quiet"]
    return tuple(map(as_typed, (*name.split(), *words)))


def within(name: str, word: str) -> str:
    """Return a word, or the largest number that is given where a large one is a large order."""
    try:
        return str(min(int(word), LARGEST[name])) if name in LARGEST else word
    except ValueError:
        return word


@looking(60)
@given(typed())
def test_options_are_followed_or_clearly_refused(tmp_path_factory: Any, words: tuple[str, ...]) -> None:
    folder: Path = tmp_path_factory.getbasetemp() / "options"
    kept = {"full/notes.txt": b"mine", "file": b"x"}
    lay(folder, {
        "s.yaml": shipped()["lone-blocker"].read_bytes(),
        "f.yaml": b"scenario: gge-2004-2005\nentries: []\n",
        "c.yaml": b"id: c\ntitle: C\nprocesses: [lone-blocker]\n",
        "g.yaml": shipped()["gge-2004-2005"].read_bytes(), "a.csv": CODES, "b.csv": CODES.replace(b"2", b"1"),
        "p.yaml": b"psi: 0.5\n", "points.csv": b"outlets\n0\n1\n", "sub/x": b"", **kept,
    })  # fmt: skip
    lay_strange_files(folder)
    attempt(words, folder, statuses=(0, 1, 2) if words[0] == "rerun" else (0, 2))
    for name, content in kept.items():
        assert (folder / name).read_bytes() == content, f"{name} is gone"
