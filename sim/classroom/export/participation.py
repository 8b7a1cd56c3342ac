"""Participation: what every student did, for a grade book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sim.classroom.export.kept import Kept
from sim.classroom.room import actions as do
from sim.classroom.room.package import PackageState

#: Actions that are counted, by column.
_COUNTED: dict[str, tuple[type, ...]] = {
    "answers": (do.Answer,),
    "proposals": (do.Propose,),
    "packages_offered": (do.OfferPackage,),
    "packages_answered": (do.AcceptPackage, do.DeclinePackage),
    "packages_sponsored": (do.CoSponsor,),
    "notes": (do.SendNote, do.SayInRoom),
    "floor_asked": (do.AskFloor,),
}


def participation(kept: Kept) -> Iterator[dict[str, Any]]:
    """Yield a row for each student who ever came in, in that order."""
    lesson, play = kept.lesson, kept.lesson.play
    done: Counter[tuple[int, str]] = Counter()
    brackets: Counter[int] = Counter()
    for deed in kept.deeds:
        if isinstance(deed.who, int):
            done.update(
                (deed.who, name) for name, kinds in _COUNTED.items() if isinstance(deed.action, kinds)
            )
            bracketed = isinstance(deed.action, do.Answer) and deed.action.stance == "brackets"
            brackets[deed.who] += bracketed
    for player in lesson.players:
        seats = {seat for held in play.held for seat, names in held.people.items() if _in(names, player.name)}
        seat = player.seat or next(iter(sorted(seats)), "")
        outcome = play.outcome
        mine = seat if outcome and _in(outcome.people.get(seat, ""), player.name) else ""
        yield {
            "student": player.number + 1,
            "player": player.name,
            "seat": seat,
            "seat_name": kept.case.name(seat) if seat else "",
            "readings": sum(
                any(_in(names, player.name) for names in held.people.values()) for held in play.held
            ),
            **{name: done[player.number, name] for name in _COUNTED},
            "brackets": brackets[player.number],
            "packages_carried_out": sum(
                p.by == player.name and p.state is PackageState.CARRIED for p in play.packages
            ),
            "decision": outcome.stances[mine] if outcome and mine else "",
            "instructed": outcome.instructed[mine] if outcome and mine else "",
            "removed": player.removed,
        }


def _in(names: str, name: str) -> bool:
    """Return whether somebody is named, alone or as one of two who share a seat."""
    return names == name or names.startswith(f"{name} and ") or names.endswith(f" and {name}")
