"""`gge-sim package`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands import options
from sim.commands.text import read_files, read_texts

if TYPE_CHECKING:
    from sim.scenario.ladder import Rung
    from sim.scenario.schema import Scenario
    from sim.scenario.texts import Text
    from sim.study.package.wish import Wish

_ONE = "ISSUE=FORMULATION"


def package(
    context: typer.Context,
    scenario: options.ScenarioOrResult,
    files: options.TextFiles = None,
    only: options.Only = None,
    settings: options.SetIssue = None,
    base: options.Base = None,
    also: options.Also = None,
    above: Annotated[
        float,
        typer.Option(min=0.01, max=0.99, metavar="SHARE", help="Share of plays in which a text is to pass."),
    ] = 0.5,
    weigh: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE=WEIGHT", help="Weight of an issue in the strength, 1 if not named."),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--for", metavar="STATE", help="Count the worth to this delegation, not strength."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar=_ONE, help="What stays; the issue alone for what the text has; can be repeated."
        ),
    ] = None,
    never: Annotated[
        list[str] | None, typer.Option(metavar=_ONE, help="What no text may have; can be repeated.")
    ] = None,
    held: Annotated[
        int | None,
        typer.Option("--after", min=0, max=800, metavar="READINGS", help="Readings held; all if not given."),
    ] = None,
    runs: options.RunsOrResult = None,
    seed: options.SeedOrResult = None,
    workers: options.Workers = 0,
    cluster: options.Cluster = None,
    out: options.Out = None,
    parameters: options.Parameters = None,
    behaviour: options.BehaviourOrResult = None,
    raw_shares: options.Raw = False,
    brief: options.Brief = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Search for the texts that would pass as they stand, and the smallest amendments that carry a text.

    The search sees other plays than those that its results are judged by. The results folder holds the texts
    as a file that gge-sim text reads.
    """
    from sim.commands.input import taken_up
    from sim.commands.study import Study
    from sim.report.package import package_report
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.loading import load
    from sim.scenario.texts import texts_file
    from sim.study.claims import check_raw
    from sim.study.package import question
    from sim.study.setting import setting
    from sim.study.texts.question import check_held

    given, made = taken_up(scenario, question.RUNS, runs, seed, behaviour, parameters)
    runs, seed, behaviour, priors = made.runs, made.seed, made.behaviour, made.priors
    loaded = load(given.path)
    played = setting(loaded, priors, behaviour=behaviour)
    named = read_files(files or (), only or (), loaded)
    check_raw(raw_shares, loaded)
    study = Study.open(
        context, "package", out, given.path, loaded, parameters, apart=files or (), result=given.result
    )
    text = None
    if files or settings or also or base is not None:
        plays = (min(runs, question.RUNS), seed)
        texts = read_texts(loaded, named, settings or (), base, also or (), plays, priors, behaviour)
        text = texts[-1]
        if len(texts) > 1 and not settings:
            problem = f"there are {len(texts)} texts to amend: {', '.join(one.name for one in texts)}"
            raise BadInput(
                [Fault("package", problem, allowed="one: name it with --only, or amend by --set and --base")]
            )
    wish = _wish(loaded, text, above, weigh or (), state, keep or (), never or ())
    held = loaded.readings if held is None else held
    check_held(held, loaded.readings)
    question.searching(played, text, wish, held, seed)
    total = 1 + len(question.verdict_spans(runs))
    with study.at_work(total, workers, cluster, quiet) as (executor, progress):
        found = question.package(
            loaded, text, wish, held, runs, seed, priors, behaviour, study.tasks, executor, progress
        )
    beside = {"packages.yaml": texts_file(found.texts(), loaded)}
    study.deliver(package_report(found, study.command), as_json, quiet, beside)


def _wish(
    scenario: Scenario,
    text: Text | None,
    above: float,
    weigh: Sequence[str],
    state: str | None,
    keep: Sequence[str],
    never: Sequence[str],
) -> Wish:
    """Read what a package is to be; raises BadInput if the scenario does not have it."""
    from sim.scenario.did_you_mean import hint
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.texts import checked_rung
    from sim.study.package.wish import Wish

    if state is not None and weigh:
        raise BadInput([Fault("--weigh", "is for strength, which --for replaces", value=weigh[0])])
    if state is not None and state not in scenario.members:
        problem = f"is not in the room{hint(state, scenario.members)}"
        raise BadInput([Fault("--for", problem, value=state, allowed=", ".join(sorted(scenario.members)))])
    codes = [issue.code for issue in scenario.issues]
    kept: dict[str, Rung] = {}
    for one in keep:
        code, equals, word = one.partition("=")
        if not equals and text is not None and code in codes:
            kept[code] = text.rungs[codes.index(code)]
        else:
            kept[code] = checked_rung(code, word, scenario, "--keep", one)
    excluded = [(code, checked_rung(code, word, scenario, "--never", one)) for one in never
                for code, _, word in [one.partition("=")]]  # fmt: skip
    return Wish(dict(_weight(one, codes) for one in weigh), state, above, kept, excluded)


def _weight(one: str, codes: Sequence[str]) -> tuple[str, float]:
    from sim.study.package.wish import check_weight

    code, _, number = one.partition("=")
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    check_weight(code, weight, codes, one)
    return code, weight
