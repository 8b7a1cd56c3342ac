"""What is not known: up to when the coding goes, on what grounds, and how states behave."""

from __future__ import annotations

from collections.abc import Iterator

from sim.negotiation.parameters import PARAMETERS
from sim.report.document import Block, Bullets, Section
from sim.report.provenance import FOUNDED, grades
from sim.report.words.numbers import spelt
from sim.scenario.as_known_on import as_known_on
from sim.scenario.schema import Scenario
from sim.study.calibration.likelihood import effective_sets
from sim.study.calibration.result import calibrated
from sim.study.setting import Setting


def not_known(scenario: Scenario, played: Setting, *first: Block) -> Section:
    """Return the section that ends a brief: what a study adds, which a terminal shows too, then the rest."""
    return Section("What is not known", (*first, Bullets(tuple(what_is_not_known(scenario, played)))), first)


def what_is_not_known(scenario: Scenario, played: Setting) -> Iterator[str]:
    """Say what is uncertain: up to when the coding goes, on what grounds, and how states behave."""
    yield f"All that is coded could be known on {as_known_on(scenario)}. End of the process: {scenario.ends}."
    found, number = grades([scenario]), len(scenario.members) * len(scenario.issues)
    coded = ", ".join(f"{found[grade]} {words}" for grade, words in FOUNDED.items())
    rest = "All" if scenario.own_issues else "What the file does not name follows from these by rule; all"
    drawn = f"{rest} {number} cells are drawn again for every play, within the spread of their grade."
    yield f"{found.total()} positions are coded: {coded}. {drawn}"
    yield _behaviour(scenario, played)


def _behaviour(scenario: Scenario, played: Setting) -> str:
    fixed = sum(p.prior.kind == "fixed" for p in PARAMETERS)
    given = f", {len(played.given)} given by the user or the scenario" if played.given else ""
    origin = f"Of {len(PARAMETERS)} behavioural parameters {fixed} are fixed by theory{given}; the others are"
    if played.ensemble is None:
        return f"{origin} drawn again for every play from their priors, none fitted to the record."
    carry = f"about {effective_sets(played.ensemble.weights):.0f} sets carry the weight."
    known, decided = played.known or (), calibrated().supports
    some = "the" if len(known) == len(decided) else f"{len(known)} of the"
    explained = f"{some} {spelt(len(decided))} decided processes"
    own = calibrated().same_body(scenario)
    if own and set(known) == set(decided) - own:  # all but those of the body that is forecast
        some = (
            "the {} decided processes of other bodies" if len(own) > 1 else "the other {} decided processes"
        )
        explained = some.format(spelt(len(known)))
    together = "drawn again for every play, together, from the sets that best explain"
    return f"{origin} {together} {explained}; {carry}"
