"""Provenance: how a result was made and on what grounds, and what really happened, in every page's words."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sim.negotiation.convene import own_priors
from sim.negotiation.parameters import Prior
from sim.report.document import Facts, Section
from sim.scenario.fields import Evidence
from sim.scenario.given import Given
from sim.scenario.loading import SCENARIO, load
from sim.scenario.record import Record
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped, shipped_wider
from sim.study.calibration.result import calibrated
from sim.study.setting import Setting, scenario_digest
from sim.version import __version__

#: How to repeat a study.
RERUN = (
    "gge-sim rerun FOLDER, with the folder of this page, repeats it from the files there and compares every "
    "byte; manifest.json says when and with which libraries it was made"
)

#: Where positions of each grade come from.
FOUNDED = {
    Evidence.DOCUMENT: "from documents",
    Evidence.LITERATURE: "from the literature",
    Evidence.RECALLED: "recalled",
    Evidence.PROXY: "inferred from bloc or votes",
}


def grades(scenarios: Iterable[Scenario]) -> Counter[Evidence]:
    """Count the positions that are coded in some scenarios, by grade."""
    return Counter(
        cell.evidence or instructions.evidence
        for scenario in scenarios
        for instructions in scenario.delegations.values()
        for cell in instructions.positions.values()
    )


def fitted_to(known: Sequence[str] | None) -> str:
    """Say to which outcomes parameter sets are fitted; None for the priors alone."""
    if known is None:
        return "Parameters are drawn from the priors, none fitted to the record."
    unseen = sorted(set(calibrated().supports) - set(known))
    seen = f"all but {', '.join(unseen)}" if unseen else f"all {len(known)}"
    return f"Parameter sets are fitted to {seen} of the decided processes."


def how_made(facts: Iterable[tuple[str, str]], command: str, again: str = RERUN) -> Section:
    """Say how a study was made: from what facts, by what command if there was one, and how to repeat it."""
    made = [("command", command), ("again", again)] if command else []
    rows = (*facts, ("program", f"gge-sim {__version__}"), *made)
    return Section("How it was made", (Facts(rows),))


def typed(*words: str) -> str:
    """Return a command as it is typed into a shell."""
    return shlex.join(("gge-sim", *words))


def scenario_argument(scenario: Scenario, path: Path, otherwise: str = SCENARIO) -> str:
    """Return what a command calls a scenario of a file: its name, if it ships as it is, or else its file."""
    ours = (shipped() | shipped_wider()).get(scenario.id)
    if ours and (ours.samefile(path) or scenario_digest(load(ours)) == scenario_digest(scenario)):
        return scenario.id
    return otherwise


def scenario_fact(
    scenario: Scenario, played: Setting | None = None, name: str = "scenario", turned: Iterable[object] = ()
) -> tuple[str, str]:
    """Return which scenario was played, the digest of its content, and what no command can build again.

    Parameters
    ----------
    played : the setting that was played, where there is one
    turned : what levers were turned to
    """
    fact = f"{scenario.title} ({scenario.id}), content {scenario_digest(scenario)}"
    conducts = (instructions.conduct for instructions in scenario.delegations.values())
    named = (scenario.chair.strategy, scenario.decision, scenario.fallback, *conducts, *turned)
    brought = [str(one) for one in named if isinstance(one, Given)]
    brought += played.brought if played else ()
    if brought:
        fact += (
            f"; given in Python, so that gge-sim rerun cannot build it: {', '.join(dict.fromkeys(brought))}"
        )
    return name, fact


def given_beyond(given: Mapping[str, Prior], scenario: Scenario) -> dict[str, Prior]:
    """Return the parameters that were given for a study, and not by the scenario itself."""
    own = own_priors(scenario)
    return {name: prior for name, prior in given.items() if own.get(name) != prior}


def parameters_fact(known: Sequence[str] | None, given: Mapping[str, Prior]) -> tuple[str, str]:
    """Return where the behavioural parameters come from; see `fitted_to`, and what was given instead."""
    first = "; ".join(f"{name} {prior.describe()}" for name, prior in given.items())
    return "parameters", fitted_to(known) + (f" Replaced by the user: {first}." if first else "")


def unclaimed(supported: bool) -> str:
    """Say, after a sentence, that no probability is claimed; nothing where one is."""
    return "" if supported else " No probability is claimed for this kind of body or rule."


def plain(note: str) -> str:
    """Return a note of the terminal without the marks around commands."""
    return note.replace("`", "")


def on_record(record: Record | None) -> str:
    """Say what really happened, if that is known."""
    if record is None:
        return ""
    what = "a report was adopted by consensus" if record.adopted else "no report found consensus"
    return f"On record: {what} ({record.document}). The model never sees this."
