"""`gge-sim text`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.commands import options
from sim.study.source import BehaviourSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sim.negotiation.parameters import Prior
    from sim.scenario.schema import Scenario
    from sim.scenario.texts import Text


def text(
    context: typer.Context,
    scenario: options.ScenarioName,
    files: options.TextFiles = None,
    only: options.Only = None,
    settings: options.SetIssue = None,
    base: options.Base = None,
    also: options.Also = None,
    held: options.After = 0,
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
    """Put texts to the room: would each pass as it stands, where does it go from here, how do they compare.

    A text is only a draft here; nobody counts it as agreed language. All texts meet the same luck. The
    results folder holds them in full, as a file that this command reads again.
    """
    from sim.commands.study import Study
    from sim.negotiation.parameter_file import load_parameters
    from sim.report.texts import texts_report
    from sim.scenario.loading import load
    from sim.scenario.shipped import locate
    from sim.scenario.texts import texts_file
    from sim.study.claims import check_raw
    from sim.study.texts.question import check_held, put_texts, task_spans

    path = locate(scenario)
    loaded = load(path)
    check_raw(raw_shares, loaded)
    priors = load_parameters(parameters) if parameters else None
    check_held(held, loaded.readings)
    named = read_files(files or (), only or (), loaded)
    study = Study.open(context, "text", out, path, loaded, parameters, apart=files or ())
    texts = read_texts(loaded, named, settings or (), base, also or (), (runs, seed), priors, behaviour)
    total = len(task_spans(len(texts), len(loaded.members), runs))
    with study.at_work(total, workers, cluster, quiet) as (executor, progress):
        found = put_texts(loaded, texts, held, runs, seed, priors, behaviour, study.tasks, executor, progress)
    in_full = {"texts-in-full.yaml": texts_file(texts, loaded)}
    study.deliver(texts_report(found, study.command), as_json, quiet, in_full)


def read_files(files: Sequence[Path], only: Sequence[str], scenario: Scenario) -> list[Text]:
    """Return the texts of some files, or those of some names; raises BadInput if there are none of a name."""
    from sim.scenario.did_you_mean import hint
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.texts import load_texts

    texts = [text for file in files for text in load_texts(file, scenario)]
    names = {text.name: text.name.partition(" [")[0] for text in texts}
    known = {*names, *names.values()}
    if unknown := [name for name in only if name not in known]:
        problem = f"is no text of the files{hint(unknown[0], known)}"
        raise BadInput([Fault("--only", problem, value=unknown[0], allowed=", ".join(names) or "none")])
    return [text for text in texts if not only or {text.name, names[text.name]} & {*only}]


def read_texts(
    scenario: Scenario,
    named: Sequence[Text],
    settings: Sequence[str],
    base: str | None,
    also: Sequence[str],
    plays: tuple[int, int],
    priors: Mapping[str, Prior] | None,
    behaviour: BehaviourSource,
) -> tuple[Text, ...]:
    """Return the texts that a command names: those of its files, of words, and of options.

    Raises BadInput if there is none, there are too many, or one of them cannot be used.

    Parameters
    ----------
    plays : number of plays, and seed, of the texts that plays lead to
    """
    from sim.scenario.fault import BadInput, Fault
    from sim.scenario.texts import MOST, renamed, set_text
    from sim.study.texts.named import named_texts

    texts = list(named)
    texts += named_texts(also, scenario, *plays, priors, behaviour)
    if settings:
        texts.append(set_text(settings, base, scenario, texts))
    elif base is not None:
        raise BadInput(
            [Fault("--base", "is for a text of --set", value=base, allowed="--set ISSUE=FORMULATION")]
        )
    if not texts:
        allowed = "a file of texts, --set ISSUE=FORMULATION, --also likeliest"
        raise BadInput([Fault("text", "there is no text to put to the room", allowed=allowed)])
    if len(texts) > MOST:
        problem, allowed = f"there are {len(texts)} texts", f"up to {MOST} at once: name some with --only"
        raise BadInput([Fault("text", problem, allowed=allowed)])
    return renamed(texts)
