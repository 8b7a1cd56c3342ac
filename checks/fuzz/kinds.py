"""The kinds of fuzzing by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from checks.fuzz.attempt import Case

#: Module by kind; each has `case(seed, number)`.
KINDS = {
    "scenario": "checks.fuzz.scenario",
    "files": "checks.fuzz.files",
    "options": "checks.fuzz.options",
    "results": "checks.fuzz.results",
    "classroom": "checks.fuzz.classroom",
    "class-file": "checks.fuzz.classroom_store",
}


def kind_named(name: str) -> Callable[[int, int], Case]:
    """Return the function that makes cases of a kind."""
    function: Callable[[int, int], Case] = importlib.import_module(KINDS[name]).case
    return function
