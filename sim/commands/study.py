"""What all studies share on the command line: results folder, workers, progress, and arguments to rerun."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import typer

from sim.commands.printing import print_result
from sim.report.brief import brief_files, require_libraries
from sim.report.file_names import CSV_ALONE, MANIFEST, PAGE, STORY, TASKS, result_names
from sim.report.manifest import FOLDER, manifest
from sim.report.progress import Progress
from sim.report.provenance import scenario_argument, typed
from sim.report.render.tables import parquet_files
from sim.report.result import Report
from sim.report.results_folder import Target
from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import SCENARIO, scenario_files
from sim.scenario.schema import Scenario
from sim.scenario.tabular.table import file_and_sheet
from sim.scenario.text import read_raw
from sim.study.workers import here
from sim.study.workers import workers as provided

#: Options that change where and how a study is done, and nothing about what comes out.
WHERE = {"out", "store", "workers", "cluster", "as_json", "quiet"}
#: Of more tables than this only the number is printed.
MOST_NAMED = 5
#: Folder of a result for inputs that may have the name of one of its files.
APART = "given"


@dataclass(frozen=True)
class Study:
    """A study under way.

    Parameters
    ----------
    kind : name of the command
    target : results folder
    arguments : the command again, its inputs within the results folder
    inputs : files that the study reads, by their names within the folder
    called : what a page calls an input, by its name within the folder, if not so
    brief : whether a brief of two pages is asked for
    """

    kind: str
    target: Target
    arguments: tuple[str, ...]
    inputs: Mapping[str, bytes]
    called: Mapping[str, str] = field(default_factory=dict)
    brief: bool = False

    @classmethod
    def open(
        cls,
        context: typer.Context,
        kind: str,
        out: Path | None,
        path: Path,
        scenario: Scenario,
        *others: Path | None,
        apart: Sequence[Path] = (),
        result: tuple[str, Mapping[str, bytes]] | None = None,
    ) -> Study:
        """Begin a study, and refuse a folder that could not be written before anything is played.

        Parameters
        ----------
        out : results folder; results/NAME-KIND if not given
        path, scenario : the scenario file, and what it was loaded as
        others : other inputs, if given
        apart : inputs that are kept in a folder of their own, since they may have the name of a result
        result : place and files of a result that is given instead of the scenario
        """
        place, given_files = result or (SCENARIO, scenario_files(path))
        inputs, places = dict(given_files), {context.params["scenario"]: place}
        name = place.removeprefix("input-") if result else path.stem
        for given in (*others, *apart):
            if given:
                file, sheet = file_and_sheet(given)
                kept = f"{APART}/{file.name}" if given in apart else file.name
                if kept in inputs:
                    raise BadInput([name_taken(file)])
                inputs[kept] = read_raw(file, str(file))
                places[str(given)] = f"{kept}#{sheet}" if sheet else kept
        target = out or Path("results") / f"{name}-{kind}"
        called = {} if result else {SCENARIO: scenario_argument(scenario, path)}
        return cls.begin(context, kind, target, inputs, places, called)

    @classmethod
    def begin(
        cls,
        context: typer.Context,
        kind: str,
        out: Path,
        inputs: Mapping[str, bytes],
        places: Mapping[str, str],
        called: Mapping[str, str] | None = None,
    ) -> Study:
        """Begin a study of any inputs.

        Raises BadInput if the folder cannot be written, an input has the name of a file of the result, or a
        library is missing for what is asked for.

        Parameters
        ----------
        places : where in the folder the input lies that an argument names
        called : what a page calls an input, by its name within the folder, if not so
        """
        brief = bool(context.params.get("brief"))
        if brief:
            require_libraries()
        names = result_names(kind)
        if taken := sorted(names & set(inputs)):
            raise BadInput([name_taken(name) for name in taken])
        target = Target.open(out, kind, names | set(inputs), unfinished=True)
        return cls(kind, target, tuple(_arguments(context, places)), inputs, called or {}, brief)

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
        self, tasks: int | None, workers: int, cluster: str | None, quiet: bool, steps: int = 0
    ) -> Iterator[tuple[Executor | None, Callable[[int], None]]]:
        """Provide workers and a bar of progress.

        Parameters
        ----------
        tasks : how many there are; None if nobody knows it beforehand
        steps : what the bar counts up to, if it is not the tasks
        """
        number = workers or here() if tasks is None else min(tasks, workers or here())
        with Progress(steps or tasks, quiet) as progress, provided(number, cluster) as executor:
            yield executor, progress

    @property
    def command(self) -> str:
        """The command as it is typed; a shipped scenario goes by its name, other inputs by their files."""
        places = (word.removeprefix(f"{FOLDER}/") for word in self.arguments)
        return typed(*(self.called.get(place, place) for place in places))

    def deliver(
        self, report: Report, as_json: bool, quiet: bool, beside: Mapping[str, bytes] | None = None
    ) -> None:
        """Write a report into the results folder, other files beside it, and print what was asked for."""
        more = {} if self.kind in CSV_ALONE else parquet_files(report.sheets)
        handed = brief_files(report.document) if self.brief else {}
        self.write({**report.files(), **more, **handed, **(beside or {})})
        tables = [f"{sheet.name}.csv" for sheet in report.sheets]
        tables = tables if len(tables) <= MOST_NAMED else [f"{len(tables)} tables"]
        figures = ["figures"] if report.figures else []
        instead = ", in place of an earlier result" if self.target.replaces else ""
        names = [*reversed(handed), PAGE, STORY, *tables, *figures, MANIFEST]
        written = f"{', '.join(names)}{instead}"
        print_result(report.document, report.summary, as_json, quiet, f"Written to {self.out}: {written}")

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write the results and the inputs, and last the manifest."""
        everything = {**self.inputs, **files}
        self.target.write(everything, manifest(self.kind, self.arguments, everything))


def name_taken(file: str | Path) -> Fault:
    """Return what is wrong with an input that cannot be stored under its own name."""
    return Fault(str(file), "has the name of another file in the results folder", allowed="another name")


def _arguments(context: typer.Context, places: Mapping[str, str]) -> Iterator[str]:
    """Yield the command and its arguments as they were given, inputs as they lie in the folder."""
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
                yield f"{FOLDER}/{places[str(one)]}" if str(one) in places else str(one)
