"""The options of the commands as the command line declares them."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import typer

from sim.cli import app

#: Commands that share most options; these stand once, under "Options of all studies".
STUDIES = ("compare", "text", "package", "follow", "sweep", "what-if", "sensitivity", "campaign")
#: Where a reader finds more about what an option names; the first in a text is a link.
MORE = {
    "results folder": "#the-results-folder",
    "parameter file": "#parameter-files",
    "lever": "#levers",
    "one JSON object": "json.md",
    "no probability is claimed": "../model.md#what-is-claimed",
    "fitted to the record": "../model.md#fitting",
    "warnings about the file": "scenario-files.md#what-is-doubted",
    "who is in the room": "#who-is-in-a-room",
    "table (CSV or .xlsx)": "scenario-files.md#tables",
    "Dask scheduler": "../how-to/run-a-study.md#use-more-machines",
}
HEAD = "| option | short | default | meaning |\n|---|---|---|---|\n"


def option_parts() -> dict[str, str]:
    """Return a table of options for each command that has any, and one for what studies share."""
    rows = {name: [_row(option) for option in options(command)] for name, command in commands().items()}
    shared = [row for row in rows["sweep"] if all(row in rows[study] for study in STUDIES)]
    parts = {
        f"options of {name}": [row for row in found if name not in STUDIES or row not in shared]
        for name, found in rows.items()
        if found
    }
    return {name: HEAD + "\n".join(found) for name, found in {**parts, "shared options": shared}.items()}


def commands() -> dict[str, Any]:
    """Return every command by its name; those of a group by the name of both, `coding sheet`."""
    group: Any = typer.main.get_command(app)
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        within = getattr(command, "commands", {})
        found |= {f"{name} {one}": part for one, part in within.items()} or {name: command}
    return found


def options(command: Any) -> list[Any]:
    """Return the options of a command but for its help."""
    return [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]


def _row(option: Any) -> str:
    long = next((name for name in option.opts if name.startswith("--")), option.opts[0])
    short = ", ".join(f"`{name}`" for name in option.opts if name != long)
    meaning = option.help.rstrip(".")
    if not (meaning[:2].isalpha() and meaning[:2].isupper()):  # no abbreviation, such as DOI
        meaning = meaning[0].lower() + meaning[1:]
    meaning = _linked(meaning) + _allowed(option)
    names = "`, `".join([f"{long}{_value(option)}", *option.secondary_opts])
    return f"| `{names}` | {short} | {_default(option)} | {meaning} |".replace("|  |", "| |").replace(
        "|  |", "| |"
    )


def _value(option: Any) -> str:
    if option.is_flag or _choices(option):
        return ""
    return f" {option.metavar or 'N'}"


def _choices(option: Any) -> list[str]:
    kind = option.type_descriptor.annotation
    return [one.value for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _default(option: Any) -> str:
    if option.is_flag:
        return "on" if option.default else "off"
    if isinstance(option.show_default, str):
        return option.show_default
    default = option.default.value if isinstance(option.default, Enum) else option.default
    if default is None or callable(default) or str(default) == "":
        return ""
    return f"{default:g}" if isinstance(default, int | float) else f"`{default}`"


def _allowed(option: Any) -> str:
    """Return what a value may be, in brackets."""
    if choices := _choices(option):
        return f" ({', '.join(f'`{one}`' for one in choices)})"
    if option.min is None:
        return ""
    return f" ({option.min:,g} or more)" if option.max is None else f" ({option.min:,g} to {option.max:,})"


def _linked(text: str) -> str:
    """Return a text in Markdown, with links to where a reader finds more."""
    text = re.sub(r"(?<![\w`])(?:--[a-z][a-z-]*|[\w.]+=\S*\w|tcp://\S+\w|results/\S+\w)", r"`\g<0>`", text)
    for phrase, target in MORE.items():
        text = re.sub(re.escape(phrase), rf"[\g<0>]({target})", text, count=1, flags=re.IGNORECASE)
    return text
