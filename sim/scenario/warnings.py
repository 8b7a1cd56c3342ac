"""Warnings: what a scenario says but probably does not mean, and what is assumed instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.scenario.events import in_time, known_events
from sim.scenario.fault import Contradiction
from sim.scenario.fields import last_day
from sim.scenario.ict_issues import ict_issues
from sim.scenario.kind_of_body import misfit, shipped_kind
from sim.scenario.positions import SIDES
from sim.scenario.schema import SCALE, Scenario

#: States or issues that one warning names at most.
_NAMED = 6
_IDLE = "applies to the ICT issues only and has no effect on issues of your own"


def warnings(scenario: Scenario) -> list[Contradiction]:
    """Return what is probably not meant, each with what is assumed; nothing is refused."""
    return [
        *_narrow_scale(scenario),
        *_no_promise(scenario),
        *_idle_leaning(scenario),
        *_ict_codes(scenario),
        *_not_yet_members(scenario),
        *_misfit(scenario),
        *_left_out_in_vain(scenario),
    ]


def _left_out_in_vain(scenario: Scenario) -> Iterator[Contradiction]:
    """Find events left out that do not count for the process in any case."""
    for place, name in enumerate(scenario.events.left_out):
        event = known_events()[name]
        if not in_time(event, scenario.starts, scenario.ends):
            problem = f"is of {event.date} and does not count in any case: too long before, or after the end"
            yield Contradiction(("events", "left_out", place), problem, name)


def _narrow_scale(scenario: Scenario) -> Iterator[Contradiction]:
    """Find positions on a scale from -1 to 1."""
    cells = {
        (code, issue): abs(cell.value)
        for code, given in scenario.delegations.items()
        for issue, cell in given.positions.items()
    }
    # Where nobody minds anything, or few cells are coded, nothing shows the scale.
    if len(cells) > 1 and 0 < max(cells.values()) <= 1:
        problem = f"all positions lie within -1 and 1; the scale is -{SCALE} to {SCALE}, so nobody wants much"
        yield Contradiction(("delegations",), problem)


def _no_promise(scenario: Scenario) -> Iterator[Contradiction]:
    """Find a mandate that promises nothing because a key is missing, or is the wrong one."""
    given, nothing = scenario.mandate.model_fields_set, "the mandate is taken to promise nothing on any issue"
    if not scenario.own_issues:
        if given.isdisjoint({"asks", "ambition"}):
            ways = "asks, ambition or both; asks: [] for nothing"
            yield Contradiction(("mandate",), f"has neither asks nor ambition; {nothing}", allowed=ways)
        return
    allowed = f"ambition by issue, as in {{{scenario.issues[0].code}: 0}}"
    if scenario.mandate.asks:
        ending = "" if "ambition" in given else f", and ambition is missing: {nothing}"
        yield Contradiction(("mandate", "asks"), f"{_IDLE}{ending}", allowed=allowed)
    elif "ambition" not in given:
        yield Contradiction(("mandate",), f"has no ambition; {nothing}", allowed=allowed)


def _idle_leaning(scenario: Scenario) -> Iterator[Contradiction]:
    for code, given in scenario.delegations.items():
        if scenario.own_issues and given.leaning is not None:
            yield Contradiction(("delegations", code, "leaning"), _IDLE, allowed="caucus")


def _ict_codes(scenario: Scenario) -> Iterator[Contradiction]:
    theirs = {*(issue.code for issue in ict_issues()), "FLOW"}
    if scenario.own_issues and (
        same := [i.code for i in scenario.issues if i.code in theirs and not (i.line or i.vote)]
    ):
        is_are = "is the code of an ICT issue" if len(same) == 1 else "are codes of ICT issues"
        problem = f"{_some(same)} {is_are}; they are taken as your own issues, without the codebook's rules"
        yield Contradiction(("issues",), problem, allowed="other codes")


def _not_yet_members(scenario: Scenario) -> Iterator[Contradiction]:
    """Find states that the United Nations had not admitted by the first meeting."""
    begins, stakes = last_day(scenario.starts), scenario.stakes
    named: dict[tuple[str | int, ...], Sequence[str]] = {
        ("members",): scenario.members,
        ("chair", "state"): [scenario.chair.state] if scenario.chair.state else [],
        **{("stakes", side): getattr(stakes, side) for side in SIDES},
    }
    for path, codes in named.items():
        if early := [code for code in codes if scenario.state(code).since > begins]:
            found = [scenario.state(code) for code in early]
            some = _some([f"{state.code} ({state.name}, admitted {state.since})" for state in found])
            verb, taken = (
                ("was not a member", "a member") if len(early) == 1 else ("were not members", "members")
            )
            problem = f"{some} {verb} of the United Nations at the first meeting, {scenario.starts}"
            yield Contradiction(path, f"{problem}; taken as {taken}")


def _misfit(scenario: Scenario) -> Iterator[Contradiction]:
    """Find a body of which a probability would be claimed if it were what the file calls it."""
    # A file that ships as it stands is coded so on purpose.
    if shipped_kind(scenario) != scenario.body and (problem := misfit(scenario)):
        yield Contradiction(("body",), f"{problem}; no probability is claimed", allowed="the kind that fits")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
