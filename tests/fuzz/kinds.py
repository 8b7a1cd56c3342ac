"""The kinds of fuzzing by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from tests.fuzz.attempt import Case

#: Module by kind; each has `case(seed, number)`.
KINDS = {
    "scenario": "tests.fuzz.scenario",
    "files": "tests.fuzz.files",
    "options": "tests.fuzz.options",
    "results": "tests.fuzz.results",
    "classroom": "tests.fuzz.classroom",
    "class-file": "tests.fuzz.classroom_store",
}


def kind_named(name: str) -> Callable[[int, int], Case]:
    """Return the function that makes cases of a kind."""
    function: Callable[[int, int], Case] = importlib.import_module(KINDS[name]).case
    return function
