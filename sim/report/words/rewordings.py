"""What would make an objector join, in words."""

from __future__ import annotations

from sim.report.words.numbers import part_of, percent, written
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.what_if.objector import Objector, Rewording
from sim.study.what_if.pressure import Effect, Kind
from sim.study.what_if.question import LIKELY, WhatIf


def nobody(result: WhatIf) -> str:
    """Say that nobody is a likely objector, and who comes nearest."""
    rarely = f"Nobody objects in as many as {percent(LIKELY)} of the {result.runs:,} plays"
    often = result.base.objects
    if not often.any():
        return f"{rarely}, or in any."
    name = name_of(result.setting.table.codes[int(often.argmax())])
    return f"{rarely}; most often {name}, in {percent(float(often.max()) / result.runs)}."


def smallest(result: WhatIf, one: Objector) -> str:
    """Say which is the smallest rewording that would make a delegation join, and what it costs."""
    who = f"{one.name} objects in {percent(one.objections / result.runs)} of plays ({one.objections:,})"
    change = one.smallest or one.surest
    if not change:
        return f"{who}. No single rewording ever makes it join."
    joins = Counted(change.joins, one.objections)
    if not one.smallest:
        most = f"in {written(joins)} if {_reworded(result, change)}"
        return f"{who}. No single rewording makes it join in a tenth of these; most often, it does {most}."
    cost = "That costs nobody else's consent"
    if change.costs:
        estranged = name_of(change.estranged[0][0])
        costs = part_of(Counted(change.costs, change.joins), "these")
        cost = f"That costs somebody else's consent in {costs} (most often {estranged})"
    return (
        f"{who}. It would join in {part_of(joins, 'these')} if {_reworded(result, change)}. {cost}; a report "
        f"would be adopted in {written(Counted(change.carries, change.joins))}."
    )


def _reworded(result: WhatIf, change: Rewording) -> str:
    start, end, often = change.wordings[0]
    mostly = "" if often == change.joins else "mostly "
    title = result.titles[change.issue]
    return f"the paragraph {title} were {how_far(change)} ({mostly}{end.word} instead of {start.word})"


def how_far(change: Rewording) -> str:
    """Say how far a rewording goes."""
    many = ("one rung", "two rungs")[abs(change.rungs) - 1]
    return f"{many} {'weaker' if change.rungs < 0 else 'stronger'}"


def subject(result: WhatIf, effect: Effect) -> str:
    """Name the delegation or the paragraph that is changed; nothing for the room."""
    if effect.kind is Kind.ROOM:
        return ""
    return name_of(effect.of) if effect.kind is Kind.DELEGATION else result.titles[effect.of]


def change_named(effect: Effect, name: str) -> str:
    """Name a change in a list of its kind, where the name of its subject may be shortened."""
    if effect.kind is Kind.DELEGATION:
        return name
    return f"{name}: {effect.change}" if name else effect.change
