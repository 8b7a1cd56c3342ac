"""What became of the mutants."""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

KILLED, SURVIVED, TIMEOUT, UNTESTED, UNTRIED = "killed", "survived", "timeout", "no tests", "not tried"
VERDICTS = (KILLED, SURVIVED, TIMEOUT, UNTESTED, UNTRIED)
#: Put before the name of a function that was decorated.
PREFIX = "plain_"
#: What mutmut adds to the name of a function.
NUMBER = re.compile(r"__mutmut_\d+$")


@dataclass(frozen=True)
class Mutant:
    """One small fault, and whether a test noticed it.

    Parameters
    ----------
    file : of the program, from sim/negotiation on
    name : of the mutant, as mutmut has it; or of the constant
    verdict : one of `VERDICTS`
    change : the lines that differ, - before and + after
    key : name and digest of the function, by which a verdict is known again
    """

    file: str
    name: str
    verdict: str
    change: tuple[str, ...] = ()
    key: str = ""


def mutants(copy: Path, verdicts: Mapping[str, str]) -> Iterator[Mutant]:
    """Return the mutants of functions in a copy.

    Parameters
    ----------
    verdicts : by key
    """
    folder = copy / "mutants" / "sim" / "negotiation"
    for path in sorted(folder.rglob("*.meta")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if not told["exit_code_by_key"]:
            continue
        source = path.with_suffix("")
        functions = _functions(source.read_text(encoding="utf-8"))
        for name in told["exit_code_by_key"]:
            last = name.rpartition(".")[2]
            change = _change(functions[NUMBER.sub("__mutmut_orig", last)], functions[last])
            key = f"{name} {told['hash_by_function_name'].get(NUMBER.sub('', last), '')}"
            yield Mutant(str(source.relative_to(folder)), name, verdicts.get(key, UNTRIED), change, key)


def _functions(source: str) -> dict[str, list[str]]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return {node.name: _told(node).splitlines() for node in nodes if "__mutmut_" in node.name}


def _told(node: ast.FunctionDef) -> str:
    name, node.name, node.decorator_list = node.name, "f", []
    told = ast.unparse(node)
    node.name = name
    return told


def _change(before: list[str], after: list[str]) -> tuple[str, ...]:
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))


def function(mutant: Mutant) -> str:
    """Return the name of the function that a mutant is of, as a reader knows it."""
    name = NUMBER.sub("", mutant.name.rpartition(".")[2])
    return name.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".").replace(PREFIX, "")


def table(found: Iterable[Mutant]) -> list[str]:
    """Return a row for each file and one for all."""
    counts: dict[str, Counter[str]] = {}
    for mutant in found:
        counts.setdefault(mutant.file, Counter())[mutant.verdict] += 1
    whole: Counter[str] = sum(counts.values(), Counter())
    rows = [f"{'file':32} {'mutants':>8} " + " ".join(f"{v:>9}" for v in VERDICTS) + f" {'noticed':>8}"]
    for file, count in [*sorted(counts.items()), ("all", whole)]:
        tried = count.total() - count[UNTRIED]
        noticed = f"{100 * (count[KILLED] + count[TIMEOUT]) / tried:7.1f}%" if tried else "        "
        cells = " ".join(f"{count[verdict]:9d}" for verdict in VERDICTS)
        rows.append(f"{file:32} {count.total():8d} {cells} {noticed}")
    return rows


def survivors(found: Iterable[Mutant]) -> list[str]:
    """Return what each mutant is that no test noticed."""
    lines = []
    for mutant in found:
        if mutant.verdict not in (KILLED, UNTRIED):
            lines.append(f"{mutant.file} {function(mutant)} ({mutant.verdict}) {mutant.name}")
            lines += [f"    {line}" for line in mutant.change]
    return lines
