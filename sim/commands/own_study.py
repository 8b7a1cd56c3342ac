"""Studies of plug-ins: each is a command, which takes a scenario and writes a results folder."""

from __future__ import annotations

import os
import sys
from concurrent.futures import BrokenExecutor, CancelledError
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from sim.commands import options
from sim.scenario.family import STUDIES
from sim.scenario.fault import BadInput, Fault
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from sim.report.own_study import OwnResult, OwnStudy
    from sim.scenario.schema import Scenario
    from sim.study.work import Work


def own_study(
    context: typer.Context,
    scenario: options.ScenarioName,
    runs: options.Runs = 1000,
    seed: options.Seed = 1,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    parameters: options.Parameters = None,
    behaviour: options.Behaviour = BehaviourSource.PRIORS,
    raw_shares: options.Raw = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Play the study of a plug-in: the one that has the name of the command."""
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.own_study import study_named
    from sim.report.own_study_report import own_study_report
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate
    from sim.study.claims import check_raw
    from sim.study.work import Work

    name = str(context.info_name)
    brought = study_named(name)
    path = locate(scenario)
    loaded = load(path)
    check_raw(raw_shares, loaded)
    priors = load_parameters(parameters) if parameters else {}
    study = Study.open(context, name, out, path, loaded, parameters)
    with study.at_work(None, workers, cluster, quiet) as (executor, progress):
        result = _played(
            brought, loaded, Work(runs, seed, behaviour, priors, study.tasks, executor, progress)
        )
    study.deliver(own_study_report(result, study.command), as_json, quiet)


def _played(study: OwnStudy, scenario: Scenario, work: Work) -> OwnResult:
    """Play a study; raise BadInput if somebody else's code fails."""
    from sim.report.own_study import play

    try:
        return play(study, scenario, work)
    except (BadInput, OSError, MemoryError, BrokenExecutor, CancelledError):
        raise
    except Exception as error:
        if os.environ.get("GGE_SIM_TRACEBACK"):
            raise
        problem = (
            f"the study {study.name} fails ({type(error).__name__}: {error}); GGE_SIM_TRACEBACK=1 shows where"
        )
        raise BadInput([Fault(f"plug-in {STUDIES.brought_by(study.name)}", problem)]) from error


class WithPlugIns(TyperGroup):
    """Commands of ours, and the studies of plug-ins."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands: ours, and the studies of plug-ins."""
        ours = super().list_commands(ctx)
        return [*ours, *(name for name in STUDIES.plugins if name not in ours)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a name; a name of ours stays ours."""
        ours = super().get_command(ctx, cmd_name)
        return _command(cmd_name) if ours is None and cmd_name in STUDIES.plugins else ours

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is asked for; say so if a plug-in has a study of its name."""
        name, command, rest = super().resolve_command(ctx, args)
        if name and name in self.commands and name in STUDIES.plugins:
            left = f"the study {name} of the plug-in {STUDIES.brought_by(name)} is left out"
            print(f"gge-sim: warning: {left}: the name is that of a command of the program", file=sys.stderr)
        return name, command, rest


def _command(name: str) -> Any:
    """Return the command of a plug-in's study; one that cannot be loaded says so when it runs."""
    from rich.markup import escape

    from sim.report.own_study import study_named

    try:
        study = study_named(name)
        told = f"{study.story}\n\nA study of the plug-in {STUDIES.brought_by(name)}. Source: {study.source}."
    except BadInput as error:
        told = f"{error.faults[0].problem} (plug-in {STUDIES.brought_by(name)})"
    alone = typer.Typer(add_completion=False)
    alone.command(name, help=escape(told))(own_study)
    return typer.main.get_command(alone)
