"""The model's document follows the ODD protocol, and says of the program what the program does."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.negotiation.behaviour import Behaviour
from sim.negotiation.draw import Draws
from sim.negotiation.outcome import Outcomes
from sim.negotiation.parameters import PARAMETERS
from sim.negotiation.table import Table
from sim.study.calibration.result import calibrated
from sim.study.history import decided
from tests.docs.pages import ROOT, headings, rows, section

TEXT = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
FITTING = (ROOT / "docs" / "explanation" / "fitting.md").read_text(encoding="utf-8")

#: Elements and design concepts, in the order and under the names that the protocol gives them: Grimm,
#: Railsback, Vincenot et al. 2020, table 1.
ELEMENTS = (
    "1. Purpose and patterns", "2. Entities, state variables, and scales",
    "3. Process overview and scheduling", "4. Design concepts", "5. Initialization", "6. Input data",
    "7. Submodels",
)  # fmt: skip
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
    "Interaction", "Stochasticity", "Collectives", "Observation",
)  # fmt: skip
EQUATIONS = range(1, 11)

PSEUDO = re.compile(r"^```pseudo\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"([A-Za-z_]\w*)\(")
#: What a line of pseudo-code says in its comment: the file under sim/, and what the step is.
PLACE = re.compile(r"#\s+([\w/]+\.py)\b")
#: Done in the program, left out of the pseudo-code: it shares out work, moves arrays about or shows them.
BOOKKEEPING = {
    "gather",
    "join",
    "whole",
    "wording",
    "opened",
    "changed",
    "repaired",
    "negotiations",
    "_counted",
}
#: Where functions and methods are looked for that the pseudo-code must not leave out.
ENGINE = [
    *sorted((ROOT / "sim" / "negotiation").rglob("*.py")),
    *(
        ROOT / "sim" / "study" / name
        for name in ("forecast.py", "plays.py", "setting.py", "calibration/result.py")
    ),
]

Step = tuple[str, int]


@dataclass(frozen=True)
class Block:
    """One function as the pseudo-code tells it: its name, its file, its steps.

    Parameters
    ----------
    steps : what is called, in order, each with the number of loops that it stands in
    places : the file that each step is said to be in
    """

    name: str
    file: str
    steps: tuple[Step, ...]
    places: tuple[tuple[str, str], ...]


def told(text: str) -> dict[str, Block]:
    """Read the pseudo-code of a document, by name of the function."""
    found = {}
    for body in PSEUDO.findall(text):
        for part in re.split(r"\n(?=\S)", body.strip("\n")):
            block = read(part)
            found[block.name] = block
    return found


def read(part: str) -> Block:
    header, *lines = part.splitlines()
    match = re.match(r"([\w.]+)\(.*\):\s+#\s+([\w/]+\.py)", header)
    assert match, f"pseudo-code without a name and a file: {header}"
    steps, places, loops = [], [], []
    for line in filter(str.strip, lines):
        indent = len(line) - len(line.lstrip())
        loops = [at for at in loops if at < indent]
        code = line.split("#")[0]
        if code.strip().startswith(("for ", "while ")):
            loops.append(indent)
            continue
        for name in CALL.findall(code):
            place = PLACE.search(line)
            assert place, f"{match[1]}: no file beside {name}"
            steps.append((name, len(loops)))
            places.append((name, place[1]))
    return Block(match[1], match[2], tuple(steps), tuple(places))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def definitions(file: Path) -> dict[str, ast.FunctionDef]:
    """Return the functions of a file by name, methods both alone and with their class."""
    found = {}
    for node in tree(file).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    found[inner.name] = found[f"{node.name}.{inner.name}"] = inner
    return found


class Calls(ast.NodeVisitor):
    """The calls of a function in the order in which they happen, each with its loops."""

    def __init__(self) -> None:
        self.found: list[Step] = []
        self.loops = 0

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)  # what is inside the brackets happens first
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        self.found.append((name, self.loops))

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self._within(node.body)

    def visit_While(self, node: ast.While) -> None:
        self._within([node.test, *node.body])

    def _within(self, nodes: list[ast.AST]) -> None:
        self.loops += 1
        for node in nodes:
            self.visit(node)
        self.loops -= 1


def done(name: str, file: Path) -> list[Step]:
    """Return what a function of the program calls of the engine, in order."""
    known = {n for path in ENGINE for n in definitions(path) if not n.startswith("__")} - BOOKKEEPING
    calls = Calls()
    for node in definitions(file)[name].body:
        calls.visit(node)
    return [(called, loops) for called, loops in calls.found if called in known]


def differences(text: str) -> Iterator[str]:
    """Say where the pseudo-code of a document and the program part."""
    for block in told(text).values():
        for name, place in ((block.name, block.file), *block.places):
            file = ROOT / "sim" / place
            if not file.is_file():
                yield f"{block.name}: no file sim/{place}"
            elif name not in definitions(file):
                yield f"{block.name}: no {name} in sim/{place}"
        file = ROOT / "sim" / block.file
        if file.is_file() and block.name in definitions(file):
            real = done(block.name, file)
            if list(block.steps) != real:
                yield f"{block.name}: the document has {list(block.steps)}, the program {real}"


def equation(number: int) -> str:
    """Return the text of an equation of the document, up to the next one or the next heading."""
    start = TEXT.index(f"**Equation {number}, ")
    end = re.search(r"^(\*\*Equation \d|#)", TEXT[start + 2 :], re.MULTILINE)
    return TEXT[start : start + 2 + end.start()] if end else TEXT[start:]


def played_by(text: str) -> list[tuple[str, str]]:
    """Return the functions said to play something, each with its file."""
    found = []
    named = r"((?:`[\w.]+`(?:, | and )?)+) in `(sim/[\w/-]+\.py)`"
    for sentence in re.findall(r"^Played by (.*?)\.$", text, re.MULTILINE | re.DOTALL):
        for names, file in re.findall(named, re.sub(r"\s+", " ", sentence)):
            found += [(name, file) for name in re.findall(r"`([\w.]+)`", names)]
    return found


def numbers(text: str) -> set[int]:
    """Return the numbers of the model's equations in a text; "Tango 1998, equation 9" is another's."""
    found: set[int] = set()
    for first, word, last in re.findall(r"(?<!\d, )[Ee]quations? (\d+)(?: (to|and) (\d+))?", text):
        found |= set(range(int(first), int(last) + 1)) if word == "to" else {int(first), int(last or first)}
    return found


def test_elements_concepts_and_equations_stand_in_order() -> None:
    second = [name for level, name in headings(TEXT) if level == 2]
    assert second[: len(ELEMENTS)] == list(ELEMENTS)
    assert "Grimm, Railsback, Vincenot et al. 2020" in TEXT
    names = [name for level, name in headings(section(TEXT, ELEMENTS[3])) if level == 3]
    assert names == list(CONCEPTS)
    assert [int(n) for n in re.findall(r"^\*\*Equation (\d+), ", TEXT, re.MULTILINE)] == list(EQUATIONS)


def test_the_pseudo_code_is_what_the_program_does() -> None:
    assert not list(differences(TEXT))
    assert set(told(TEXT)) >= {
        "forecast", "play_many", "Setting.play", "draw", "play", "play_together", "weigh", "open_reading",
        "ChairStrategy.revise", "Mediator.change", "put_under_silence", "on_package", "package", "conclude",
        "Room.step",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("conclude(draws, reading, path, text)", "decide(draws, reading, path, text)"),
        ("    for every reading", "    at every reading"),
        ("# negotiation/silence.py", "# negotiation/quiet.py"),
        ("    draft = chair.zero_draft(table, past) ", "    # the draft is blank "),
    ],
    ids=["another name", "no loop", "another file", "a step less"],
)
def test_pseudo_code_that_says_otherwise_is_found_out(right: str, wrong: str) -> None:
    assert right in TEXT
    assert list(differences(TEXT.replace(right, wrong)))


def test_steps_in_another_order_are_found_out() -> None:
    lines = TEXT.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if "= open_reading(" in line)
    lines[first : first + 2] = lines[first : first + 2][::-1]
    assert any(found.startswith("play_together") for found in differences("".join(lines)))


def test_every_state_variable_is_in_the_tables_and_says_what_it_may_be() -> None:
    listed = {name for row in rows(section(TEXT, ELEMENTS[1])) for name in re.findall(r"`(\w+)`", row[1])}
    for kind in (Table, Draws, Outcomes):
        assert {f.name for f in fields(kind)} <= listed, kind
    assert {p.name for p in PARAMETERS} == {f.name for f in fields(Behaviour)}
    table = [row for row in rows(section(TEXT, ELEMENTS[1])) if re.match(r"`\w+`", row[1])]
    assert table
    for row in table:
        assert len(row) == 7, row
        assert all(row), row
        assert row[4].startswith(("static", "play", "reading", "draft", "end")), row


@pytest.mark.parametrize("text", [TEXT, FITTING], ids=["model", "fitting"])
def test_parameters_are_counted_right(text: str) -> None:
    counted = re.findall(r"(\d+) (?:behavioural )?parameters\b|\| (\d+) of them \| `behaviour`", text)
    assert counted
    assert {int(one or other) for one, other in counted} == {len(PARAMETERS)}


def test_every_parameter_has_its_source_and_what_the_record_made_of_it() -> None:
    table = {row[0]: row for row in rows(section(TEXT, "Parameters"))}
    whole = calibrated().ensemble(tuple(calibrated().supports))
    for p in PARAMETERS:
        low, middle, high = (
            (f"{whole.quantile(p.name, at):.2g}" for at in (0.1, 0.5, 0.9))
            if p.name in whole.values
            else ("", "", "")
        )
        weighed = f"{middle} ({low} to {high})" if middle else "fixed"
        may_be = f"{p.allowed[0]:g} to {p.allowed[1]:g}"
        row = [f"`{p.name}`", f"`{p.symbol}`", p.meaning, p.prior.describe(), may_be, weighed, p.source]
        assert table[f"`{p.name}`"] == row
    told = {row[0]: row for row in rows(section(FITTING, "What is identified"))}
    supports = calibrated().supports
    failed = {process.id for process in decided() if not process.record.adopted}
    for p in PARAMETERS:
        if p.prior.kind == "fixed":
            continue
        figures = []
        for known in (supports, supports.keys() - failed):
            ensemble = calibrated().ensemble(sorted(known))
            values = ensemble.values[p.name]
            scaled = np.log(values) if p.prior.kind == "loguniform" else values
            mean = (ensemble.weights * scaled).sum()
            width = np.sqrt((ensemble.weights * (scaled - mean) ** 2).sum())
            moved = (mean - scaled.mean()) / scaled.std()
            figures += [f"{moved:+.1f}", f"{width / scaled.std():.1f}"]
        assert told[f"`{p.name}`"] == [f"`{p.name}`", f"`{p.symbol}`", *figures]


@pytest.mark.parametrize("mode", ["priors", "leave-one-out", "chronological"])
def test_the_scores_of_the_document_are_those_of_the_reference_results(mode: str) -> None:
    home = ROOT / "results" / "reference" / "record"
    scored = {
        (table, row["predictor"]): row
        for table in ("outcome", "language")
        for row in csv.DictReader((home / f"{table}.csv").read_text(encoding="utf-8").splitlines())
        if row["mode"] == mode and row.get("among", "all") == "all"
    }
    brier = f"{float(scored['outcome', 'model']['brier']):.3f}"
    right = f"{float(scored['language', 'model']['exact']):.0%}".replace("%", " %")
    gains = [float(scored["outcome", "model"][key]) for key in ("gain", "gain_error")]
    model = {row[0]: row for row in rows(section(TEXT, "The three modes"))}
    fitting = {row[0]: row for row in rows(section(FITTING, "Scores"))}
    assert model[f"`{mode}`"][2:] == [brier, right]
    assert [fitting[mode][1], fitting[mode][3]] == [brier, right]
    assert [float(told) for told in fitting[mode][2].split(" ± ")] == pytest.approx(gains, abs=0.00055)
    if mode == "priors":
        patterns = {row[0]: row[3] for row in rows(section(TEXT, ELEMENTS[0]))}
        for name in ("model", "always 0.75", "base rate"):
            assert f"{float(scored['outcome', name]['brier']):.3f}" in patterns["1"]
        for name in ("model", "usual language of the issue", "the last text again"):
            assert f"{float(scored['language', name]['exact']):.0%}".replace("%", " %") in patterns["2"]


def test_every_work_that_the_document_cites_is_in_its_references() -> None:
    listed = re.sub(r"\s+", " ", section(TEXT, "References"))
    works = [re.findall(r"\w+", work) for work in listed.split(" - ")[1:]]
    cited = re.findall(r"([A-Z]\w+)(?: et al\.)? ((?:19|20)\d\d)\b", TEXT[: TEXT.index("\n## References")])
    no_authors = {"In", "March", "Prague", "Only", "Group"}
    names = {(name, year) for name, year in cited if name not in no_authors}
    assert len(names) >= 20
    for name, year in names:
        assert any(name in work and year in work for work in works), f"{name} {year}"


def test_what_the_document_and_the_program_name_is_there() -> None:
    spoken: set[int] = set()
    for file in [*(ROOT / "sim").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        spoken |= numbers(file.read_text(encoding="utf-8"))
    assert spoken == set(EQUATIONS)
    for file in sorted((ROOT / "sim" / "negotiation").glob("*.py")):
        for name, node in definitions(file).items():
            for number in re.findall(r"\(equation (\d+)", ast.get_docstring(node) or ""):
                place = (name, str(file.relative_to(ROOT)))
                assert place in played_by(equation(int(number))), place
    for path in re.findall(r"`((?:sim|tests|docs|results|scenarios)/[\w/.-]+)`", TEXT):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("number", EQUATIONS)
def test_an_equation_is_played_where_the_document_says(number: int) -> None:
    named = played_by(equation(number))
    assert named
    for name, file in named:
        assert name in definitions(ROOT / file), f"equation {number}: no {name} in {file}"
    files = {file for _, file in named}
    assert any(number in numbers((ROOT / file).read_text(encoding="utf-8")) for file in files), files
