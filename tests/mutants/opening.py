"""Open decorated functions: mutmut passes over them, and the mediator's arithmetic stands in some."""

from __future__ import annotations

from pathlib import Path

import libcst as cst

from tests.mutants.verdicts import PREFIX

#: Decorators that can as well be called once the function is defined.
WRAPPERS = ("property", "cached_property", "lru_cache")


class Opener(cst.CSTTransformer):
    """Turns ``@property def name`` into ``def plain_name`` and ``name = property(plain_name)``."""

    def leave_FunctionDef(  # noqa: N802
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef | cst.FlattenSentinel[cst.BaseStatement]:
        """Open a function that has one such decorator."""
        if len(updated_node.decorators) != 1:
            return updated_node
        wrapper = cst.Module([]).code_for_node(updated_node.decorators[0].decorator)
        if wrapper.split("(")[0] not in WRAPPERS:
            return updated_node
        # A cache would hide from the tests that came later which functions they need.
        wrapper = "lru_cache(maxsize=0)" if wrapper.startswith("lru_cache") else wrapper
        name = updated_node.name.value
        after = [f"{name} = {wrapper}({PREFIX}{name})\n"]
        if wrapper == "cached_property":
            after.append(f"{name}.__set_name__(None, {name!r})\n")
        plain = updated_node.with_changes(name=cst.Name(PREFIX + name), decorators=[])
        return cst.FlattenSentinel([plain, *map(cst.parse_statement, after)])


def open_decorated(folder: Path) -> None:
    """Open the decorated functions of every file under a folder."""
    for path in sorted(folder.rglob("*.py")):
        path.write_text(opened(path.read_text(encoding="utf-8")), encoding="utf-8")


def opened(source: str) -> str:
    """Return a file's text with its decorated functions open."""
    return cst.parse_module(source).visit(Opener()).code
