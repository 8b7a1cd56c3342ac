"""What all studies have in common on the command line: folder, workers, progress, and what to rerun by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from sim.report.columns import with_parquet
from sim.report.folder import study_manifest
from sim.report.names import TASKS, result_names
from sim.report.progress import Progress
from sim.report.target import Target
from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import SCENARIO, scenario_files
from sim.scenario.text import read_raw
from sim.study.workers import here
from sim.study.workers import workers as provided

#: Options that change where and how a study is done, and nothing about what comes out.
WHERE = {"out", "workers", "cluster", "as_json", "quiet"}
#: Stands for the results folder in the arguments that a manifest keeps.
FOLDER = "{folder}"


@dataclass(frozen=True)
class Study:
    """A study under way.

    Parameters
    ----------
    kind : name of the command
    target : results folder
    arguments : the command again, its inputs within the results folder
    inputs : files that the study reads, by their names within the folder
    """

    kind: str
    target: Target
    arguments: tuple[str, ...]
    inputs: Mapping[str, bytes]

    @classmethod
    def open(
        cls,
        context: typer.Context,
        kind: str,
        out: Path | None,
        scenario: Path,
        *others: Path | None,
    ) -> Study:
        """Begin a study, and refuse a folder that could not be written before anything is played.

        Parameters
        ----------
        context : the command as it was given
        out : results folder; results/NAME-KIND if not given
        scenario : the scenario file
        others : other files that are read
        """
        inputs = scenario_files(scenario)
        places = {context.params["scenario"]: SCENARIO}
        for path in others:
            if path:
                if path.name in inputs:
                    problem = "has the name of another input of this study, beside which it is to be kept"
                    raise BadInput([Fault(str(path), problem, allowed="another name")])
                inputs[path.name] = read_raw(path, str(path))
                places[str(path)] = path.name
        return cls.begin(context, kind, out or Path("results") / f"{scenario.stem}-{kind}", inputs, places)

    @classmethod
    def begin(
        cls,
        context: typer.Context,
        kind: str,
        out: Path,
        inputs: Mapping[str, bytes],
        places: Mapping[str, str],
    ) -> Study:
        """Begin a study of any inputs.

        Parameters
        ----------
        places : where in the folder the input lies that an argument names

        Raises
        ------
        BadInput
            if the folder cannot be written, or an input has the name of a file of the result
        """
        names = result_names(kind)
        if taken := sorted(names & set(inputs)):
            problem = "has the name of a file of the result, beside which it is to be kept"
            raise BadInput([Fault(name, problem, allowed="another name") for name in taken])
        target = Target.open(out, kind, names | set(inputs), unfinished=True)
        return cls(kind, target, tuple(_arguments(context, places)), inputs)

    @property
    def out(self) -> Path:
        """Results folder."""
        return self.target.folder

    @property
    def tasks(self) -> Path:
        """Where finished tasks are kept."""
        return self.out / TASKS

    @contextmanager
    def at_work(
        self, tasks: int, workers: int, cluster: str | None, quiet: bool
    ) -> Iterator[tuple[Executor | None, Callable[[int], None]]]:
        """Provide workers and a bar of progress.

        Parameters
        ----------
        tasks : number of tasks in all
        workers : processes on this machine; 0 for as many as it has cores
        """
        number = min(tasks, workers or here())
        with Progress(tasks, quiet) as progress, provided(number, cluster) as executor:
            yield executor, progress

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write the results and the inputs, and last the manifest."""
        everything = {**self.inputs, **with_parquet(files)}
        self.target.write(everything, study_manifest(self.kind, self.arguments, everything))


def _arguments(context: typer.Context, places: Mapping[str, str]) -> Iterator[str]:
    """Yield the command and its arguments as they were given, inputs as they lie in the folder."""

    def told(value: object) -> str:
        place = places.get(str(value))
        return f"{FOLDER}/{place}" if place else str(value)

    yield str(context.info_name)
    for parameter in context.command.params:
        name = str(parameter.name)
        source = context.get_parameter_source(name)
        if source is None or source.name != "COMMANDLINE" or name in WHERE:
            continue
        value = context.params[name]
        for one in value if isinstance(value, list | tuple) else [value]:
            if parameter.param_type_name == "option":
                yield parameter.opts[0]
            if not isinstance(one, bool):
                yield told(one)
