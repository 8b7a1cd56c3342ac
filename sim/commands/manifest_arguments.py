"""The arguments of a manifest, checked before a study is run again: its own options and inputs only.

People send each other results folders. So arguments are accepted only as `Study` writes them: nothing in them
says where to write, where to work, or which file outside the folder to read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from sim.commands.study import WHERE
from sim.report.file_names import MANIFEST, is_of_the_folder
from sim.report.manifest import FOLDER
from sim.scenario.campaign import CAMPAIGN, lying_outside
from sim.scenario.fault import BadInput, Fault

#: Options that name a file, which must be one of the folder (a test holds that no study has another).
FILES = frozenset({"ensemble", "history", "parameters", "points", "scenario"})
_HELP = "help"


class Command(Protocol):
    """A command as the library of options describes it."""

    params: list[Any]


def given_again(command: Command, arguments: Sequence[str], folder: Path) -> list[str]:
    """Return the options and inputs of a study to be run again, as words for the command line.

    Raises BadInput if a study does not write such arguments.
    """
    own = [p for p in command.params if p.param_type_name == "option" and p.name not in {*WHERE, _HELP}]
    options, inputs, words = {option.opts[0]: option for option in own}, [], []
    rest = deque(arguments)
    while rest:
        word = rest.popleft()
        option = options.get(word)
        if option is None:
            if word.startswith("-"):
                raise _bad(folder, word, "is not an option that a manifest of this study may contain")
            inputs.append(_placed(word, folder))
            _refuse_processes(folder, inputs[-1])
        elif option.is_flag:
            words.append(word)
            if rest and rest[0] == "True":  # as earlier versions wrote it down
                rest.popleft()
        else:
            words.append(f"{word}={_value(option, word, rest.popleft() if rest else None, folder)}")
    return [*words, "--", *inputs]


def _refuse_processes(folder: Path, file: str) -> None:
    """Refuse a campaign that takes its processes from outside the folder."""
    if Path(file).name == CAMPAIGN and (outside := lying_outside(Path(file))):
        problem = "lies outside the results folder, which is therefore incomplete"
        raise BadInput([Fault(file, problem, key="processes", value=outside[0])])


def _value(option: Any, name: str, value: str | None, folder: Path) -> str:
    if value is None:
        raise _bad(folder, name, "has no value")
    return _placed(value, folder) if option.name in FILES else value


def _placed(word: str, folder: Path) -> str:
    """Return where an input lies, which must be in the folder."""
    name = word.removeprefix(f"{FOLDER}/")
    if name == word or not is_of_the_folder(name):
        raise _bad(folder, word, "is not an input in this folder")
    return str(folder / name)


def _bad(folder: Path, value: str, problem: str) -> BadInput:
    return BadInput([Fault(str(folder / MANIFEST), problem, key="arguments", value=value or "nothing")])
