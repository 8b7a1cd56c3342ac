"""Making: how a result was made, told alike on every page."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence

from sim.negotiation.convene import level
from sim.negotiation.parameters import Prior
from sim.report.document import Facts, Section
from sim.scenario.loading import SCENARIO, load
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped
from sim.study.calibration.result import calibrated
from sim.study.claims import RAW, in_scope
from sim.study.setting import scenario_digest
from sim.version import __version__

#: How a study is done again.
RERUN = (
    "gge-sim rerun FOLDER, with the folder of this page, does it again from what lies beside it and compares "
    "every byte; when and with which libraries it was made is in manifest.json"
)


def fitted_to(known: Sequence[str] | None) -> str:
    """Say to which outcomes parameter sets are fitted; None for the priors alone."""
    if known is None:
        return "Parameters are drawn from the priors, none fitted to the record."
    unseen = sorted(set(calibrated().supports) - set(known))
    seen = f"all but {', '.join(unseen)}" if unseen else f"all {len(known)}"
    return f"Parameter sets are fitted to {seen} of the decided processes."


def how_made(facts: Iterable[tuple[str, str]], command: str, again: str = RERUN) -> Section:
    """Say how a study was made: what it was computed from, and the command that gives it.

    Parameters
    ----------
    facts : what it was computed from, by name
    command : as it is typed; nothing if it was not made by one
    again : how it is done again
    """
    made = [("command", command), ("again", again)] if command else []
    rows = (*facts, ("program", f"gge-sim {__version__}"), *made)
    return Section("How it was made", (Facts(rows),))


def typed(*words: str) -> str:
    """Return a command as it is typed into a shell."""
    return shlex.join(("gge-sim", *words))


def scenario_argument(scenario: Scenario, otherwise: str = SCENARIO) -> str:
    """Return what a command calls a scenario.

    Its name, if it ships as it is, else its file in the results folder.

    Parameters
    ----------
    otherwise : that file
    """
    path = shipped().get(scenario.id)
    ships = path is not None and scenario_digest(load(path)) == scenario_digest(scenario)
    return scenario.id if ships else otherwise


def scenario_fact(scenario: Scenario, name: str = "scenario") -> tuple[str, str]:
    """Return which scenario was played, and the digest of its content."""
    return name, f"{scenario.title} ({scenario.id}), content {scenario_digest(scenario)}"


def given_beyond(given: Mapping[str, Prior], scenario: Scenario) -> dict[str, Prior]:
    """Return the parameters that were given for a study, and not by the scenario itself."""
    own = level(scenario)
    return {name: prior for name, prior in given.items() if own.get(name) != prior}


def parameters_fact(known: Sequence[str] | None, given: Mapping[str, Prior]) -> tuple[str, str]:
    """Return where the behavioural parameters come from.

    Parameters
    ----------
    known : processes whose outcomes the parameter sets have seen; None for the priors alone
    given : parameters that replace the priors
    """
    first = "; ".join(f"{name} {prior.describe()}" for name, prior in given.items())
    return "parameters", fitted_to(known) + (f" Replaced by the user: {first}." if first else "")


def fitted_or_not(known: Sequence[str] | None, given: Mapping[str, Prior] | None = None) -> list[str]:
    """Return the options that say where parameters come from; FILE lies beside the page."""
    return ["--behaviour", "priors"] * (known is None) + ["--parameters", "FILE"] * bool(given)


def raw_shares(*sides: tuple[Scenario, str | None]) -> list[str]:
    """Return the option that a study needs of which no probability is claimed.

    Parameters
    ----------
    sides : each scenario that is played, and the decision rule if it is not its own
    """
    return [] if all(in_scope(scenario, rule) for scenario, rule in sides) else [RAW]


def plain(note: str) -> str:
    """Return a note of the terminal without the marks around commands."""
    return note.replace("`", "")
