"""Mutants that mutmut does not make: numbers and switches outside functions, each changed a little."""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.util
import io
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from tests.mutants.judging import SLOW, Quickly
from tests.mutants.verdicts import KILLED, SURVIVED, TIMEOUT, UNTRIED, Mutant

#: The tests that judge.
JUDGES = ("tests/negotiation",)
#: The tests that judge one file before: the table of parameters is held to the model's document.
FIRST = {
    "parameters.py": (
        "tests/test_model_document.py::test_every_parameter_has_its_source_and_what_the_record_made_of_it",
    )
}
#: A mutant that takes longer, in seconds, is taken to run for ever.
LONGEST = 300
#: Imported once, before the first is judged. Hypothesis is not: pytest would warn that it is there already.
HEAVY = ("numpy", "mesa", "pydantic", "pytest", "rich", "yaml", "typer")


@dataclass(frozen=True)
class Constant:
    """A number or switch at a place in a file: its line and column, its text, and another in its place."""

    line: int
    column: int
    old: str
    new: str

    def replaced(self, source: str) -> str:
        """Return the file's text with the other in its place."""
        lines = source.splitlines(keepends=True)
        line = lines[self.line - 1]
        assert line[self.column :].startswith(self.old)
        lines[self.line - 1] = line[: self.column] + self.new + line[self.column + len(self.old) :]
        return "".join(lines)


def constants(source: str) -> Iterator[Constant]:
    """Find the constants of a file that stand outside functions."""
    stack: list[ast.AST] = [ast.parse(source)]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            old = ast.get_source_segment(source, node) or ""
            yield Constant(node.lineno, node.col_offset, old, other(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "lru_cache":
            continue  # what opening put there
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "decorator_list"):
                continue
            inner = value if isinstance(value, list) else [value]
            stack += [n for n in inner if isinstance(n, ast.AST) and not isinstance(n, ast.FunctionDef)]


def other(value: float) -> str:
    """Return another switch, the next whole number, or a number half as large again."""
    if isinstance(value, bool):
        return repr(not value)
    return repr(value + 1 if isinstance(value, int) else 1.5 * value or 0.5)


class Swapped(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from another text than its file's."""

    def __init__(self, module: str, path: Path, source: str) -> None:
        self.module, self.path, self.source = module, path, source

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """Find this module alone."""
        if name != self.module:
            return None
        inside = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, self.path, loader=self, submodule_search_locations=inside
        )

    def create_module(self, spec: ModuleSpec) -> None:
        """Let Python make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the other text."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def judged(copy: Path, files: list[str], share: float) -> list[Mutant]:
    """Judge the constants of the copy's files, a share of them at random."""
    for name in HEAVY:
        importlib.import_module(name)
    folder = copy / "sim" / "negotiation"
    for file in ("parameters.py", "stance.py"):
        if judge(copy, folder / file, (folder / file).read_text(encoding="utf-8")) != SURVIVED:
            raise SystemExit("the tests fail on the code as it is")
    found = []
    for path in sorted(folder.rglob("*.py")):
        file = str(path.relative_to(folder))
        source = path.read_text(encoding="utf-8")
        of_file = list(constants(source))
        random.Random(file).shuffle(of_file)
        some = of_file[: max(1, round(share * len(of_file)))] if not files or file in files else []
        for constant in of_file:
            verdict = judge(copy, path, constant.replaced(source)) if constant in some else UNTRIED
            line = source.splitlines()[constant.line - 1].strip()
            change = (f"{line}   # {constant.old} becomes {constant.new}",)
            found.append(Mutant(file, f"constant.{constant.old}", verdict, change))
    return found


def judge(copy: Path, path: Path, source: str) -> str:
    """Run the tests in a process of their own with another text for one file."""
    child = os.fork()
    if not child:
        code = 3
        try:
            code = tested(copy, path, source)
        finally:
            os._exit(code)
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return SURVIVED if os.waitstatus_to_exitcode(status) == 0 else KILLED
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TIMEOUT


def tested(copy: Path, path: Path, source: str) -> int:
    """Return what the tests say, 0 if they notice nothing."""
    import pytest

    os.chdir(copy)
    for name in [n for n in sys.modules if n.split(".")[0] in ("sim", "tests")]:
        del sys.modules[name]
    sys.path.insert(0, str(copy))
    module = ".".join(path.relative_to(copy).with_suffix("").parts).removesuffix(".__init__")
    sys.meta_path.insert(0, Swapped(module, path, source))
    sys.dont_write_bytecode = True
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        slow = [f"--deselect=tests/negotiation/{name}" for name in SLOW]
        arguments = [
            "-x",
            "-q",
            "--tb=no",
            "-p",
            "no:cacheprovider",
            *slow,
            *FIRST.get(path.name, ()),
            *JUDGES,
        ]
        return int(pytest.main(arguments, plugins=[Quickly()]))
