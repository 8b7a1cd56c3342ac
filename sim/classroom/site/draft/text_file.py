"""Text files that somebody pastes or drops on the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.classroom.site.draft.draft import Pasted
from sim.classroom.site.draft.subject import shown
from sim.classroom.site.explorer.changed_scenario import shipped_scenario
from sim.report.words.texts import assumed
from sim.scenario.fault import BadInput, on_lines
from sim.scenario.texts import load_texts

#: Names of tables; every other file is read as YAML.
_TABLES = (".csv", ".tsv")
#: Texts of a file that are offered.
_MOST = 12


def texts_of(pasted: Pasted) -> dict[str, Any]:
    """Return the texts of a file, or what is wrong with it.

    Raises
    ------
    BadInput
        if there is no such scenario
    """
    scenario = shipped_scenario(pasted.scenario)
    ending = Path(pasted.name).suffix.lower() if pasted.name else _guessed(pasted.content)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"text{ending if ending in _TABLES else '.yaml'}"
        file.write_text(pasted.content, encoding="utf-8")
        try:
            texts = load_texts(file, scenario)
        except BadInput as error:
            name = pasted.name or "the text"
            return {"refused": on_lines([replace(fault, file=name) for fault in error.faults])}
    return {
        "texts": [{**shown(text, scenario), "assumed": assumed(text, scenario)} for text in texts[:_MOST]],
        "more": max(0, len(texts) - _MOST),
    }


def _guessed(content: str) -> str:
    """Return the ending that a pasted table would have as a file, from its first line."""
    first = content.lstrip("\ufeff\n ").split("\n", 1)[0]
    return ".tsv" if first.startswith("issue\t") else ".csv" if first.startswith("issue,") else ""
