"""Invariances: what must not matter, tried on random negotiations.

Three grades, each said of every law:

- *to the bit*: every number that is kept of a play, worth included, has the same bytes;
- *in what is said*: path, text, stances, complaints and adoption are equal, and the worth to the last
  bits only, because the same numbers are added up in another order;
- *one way*: an outcome can change in one direction and never in the other.

There is no law of mirror images: text adds to what is agreed, so resisting it is not wanting it turned round
(harm weighs kappa, wanting disappoints by mu, and one starts from silence).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from checks.verify import laws, laws_of_parameters
from checks.verify.finding import Ask, Finding, Part
from checks.verify.laws_of_files import files_that_say_the_same
from checks.verify.rooms import random_draws, random_table
from sim.negotiation.outcome import Outcomes

PLAYS = 6
#: What is said in a play, without what it is worth.
SAID = ("path", "text", "stances", "complaints", "added", "adopted")


@dataclass(frozen=True)
class Law:
    """Something that must not matter: what it is, how exactly it holds, and how it is tried."""

    name: str
    exact: bool
    tried: Callable[[laws.Room], tuple[Outcomes, Outcomes] | None]


LAWS = (
    Law("plays in batches of any kind", True, laws.in_batches),
    Law("size of the chunks of a batch", True, laws.in_other_chunks),
    Law("luck drawn alone, in any order, or at once", True, laws.drawn_otherwise),
    Law("names of delegations, issues, caucuses", True, laws.renamed),
    Law("numbers of caucuses; caucuses without members", True, laws.caucuses_renumbered),
    Law("who sits where", False, laws.reseated),
    Law("order of the paragraphs", False, laws.reordered),
    Law("an onlooker who minds nothing and weighs nothing", False, laws.with_an_onlooker),
    Law("an issue nobody minds and nobody promised", False, laws.with_an_idle_issue),
    Law("unit of worth (doubled)", True, laws.in_another_unit),
    Law("weights halved, where blocking costs nothing", True, laws.lighter),
    Law("two outlets of rho, one of rho squared", False, laws.one_outlet_as_good_as_two),
    Law("rho without outlets", True, laws_of_parameters.no_outlets),
    Law("tau without events between members", True, laws_of_parameters.no_events),
    Law("pi under a neutral chair", True, laws_of_parameters.neutral_chair),
    Law("delta and xi without acquis", True, laws_of_parameters.no_acquis),
    Law("xi where the acquis is the body's own", False, laws_of_parameters.all_own_acquis),
    Law("lambda where the mandate asks for everything", True, laws_of_parameters.all_in_scope),
    Law("rho and chi without disappointment", True, laws_of_parameters.no_disappointment),
    Law("mu, chi, rho and phi where nobody wants anything", True, laws_of_parameters.nobody_wants),
    Law("kappa, psi and iota where nobody resists", True, laws_of_parameters.nobody_resists),
    Law("c without moods", True, laws_of_parameters.no_moods),
    Law("beta where nobody concedes", True, laws_of_parameters.no_concession),
    Law("eta where everybody complains of another paragraph", True, laws_of_parameters.no_company),
    Law("log-rolling with one paragraph", True, laws_of_parameters.one_paragraph),
    Law("repairs where the text is adopted without", True, laws_of_parameters.needs_no_repairs),
    Law("moves beyond those that are made", True, laws_of_parameters.moves_to_spare),
)


def invariances(ask: Ask) -> Finding:
    """Try every law on random negotiations, and those of files on what ships."""
    cases = ask.cases(4, 40, 200)
    parts = [held(law, cases) for law in LAWS]
    parts += [one_way(cases), other_seeds(cases), neighbours_keep_their_luck(cases)]
    if ask.case is None:
        parts.append(files_that_say_the_same(ask.effort))
    return Finding("invariances", tuple(parts))


def held(law: Law, cases: range) -> Part:
    """Try one law."""
    tried, faults, bits = 0, [], 0
    for case in cases:
        table = random_table(case)
        both = law.tried(laws.Room(table, random_draws(table, case, PLAYS), case))
        if both is None:
            continue
        tried += len(both[0])
        apart = differences(*both)
        bits += len(both[0]) * (not apart)
        if not law.exact and near(*both):
            apart.discard("worth")
        if apart:
            faults.append(f"--only invariances --case {case}: {', '.join(sorted(apart))} differ")
    grade = "to the bit" if law.exact else f"in what is said; worth to the bit in {bits / max(1, tried):.1%}"
    return Part(law.name, tried, grade if tried else "", tuple(faults), "" if tried else "no case applies")


def differences(first: Outcomes, second: Outcomes) -> set[str]:
    """Return which of the kept numbers do not have the same bytes."""
    return {
        name
        for name in (*SAID, "worth")
        if getattr(first, name).shape != getattr(second, name).shape
        or getattr(first, name).tobytes() != getattr(second, name).tobytes()
    }


def near(first: Outcomes, second: Outcomes) -> bool:
    """Return whether the worths are equal but for rounding."""
    return first.worth.shape == second.worth.shape and np.allclose(
        first.worth, second.worth, rtol=1e-5, atol=1e-6
    )


def one_way(cases: range) -> Part:
    """Try that a weaker rule of decision never loses a report, the text being the same."""
    tried, faults, gained = 0, [], 0
    for case in cases:
        table = random_table(case)
        for name, strict, lax in laws.easier_rules(laws.Room(table, random_draws(table, case, PLAYS), case)):
            tried += len(strict)
            gained += int((lax & ~strict).sum())
            if (strict & ~lax).any():
                faults.append(f"--only invariances --case {case}: {name}")
    return Part("an easier rule of decision", tried, f"one way; {gained:,} reports gained", tuple(faults))


def other_seeds(cases: range) -> Part:
    """Try that another seed, or another play, is other luck and mostly another worth."""
    tried, same = 0, []
    for case in cases:
        found = laws.another_seed(case)
        tried += len(found)
        same += [
            f"--only invariances --case {case}: {what} is the same" for what, equal in found.items() if equal
        ]
    return Part("another seed", tried, "every kind of luck differs", tuple(same))


def neighbours_keep_their_luck(cases: range) -> Part:
    """Try that adding a delegation and an issue leaves everybody else's luck as it was, to the bit."""
    faults = [f"--only invariances --case {case}" for case in cases if not laws.luck_stays(case)]
    return Part("luck of the others when somebody joins", len(cases), "to the bit", tuple(faults))
