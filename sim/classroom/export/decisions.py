"""Decisions: what every delegation decided, people and computers, one row for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.classroom.export.kept import Kept
from sim.scenario.ladder import Rung


def decisions(kept: Kept) -> Iterator[dict[str, Any]]:
    """Yield a row for each stance on a paragraph at each reading, each answer to a package, each decision."""
    yield from _on_paragraphs(kept)
    yield from _on_packages(kept)
    yield from _on_the_report(kept)


def _row(kept: Kept, reading: int, seat: str, player: str, about: str, decision: str) -> dict[str, Any]:
    return {
        "reading": reading,
        "seat": seat,
        "seat_name": kept.case.name(seat),
        "player": player,
        "played": "person" if player else "computer",
        "about": about,
        "paragraph": None,
        "issue": "",
        "title": "",
        "drafted": "",
        "decision": decision,
        "proposal": "",
        "package": None,
        "instructed": "",
        "reason": "",
        "apart_from": "",
    }


def _on_paragraphs(kept: Kept) -> Iterator[dict[str, Any]]:
    for held in kept.lesson.play.held:
        for k, issue in enumerate(kept.case.issues):
            for seat, stance in sorted(held.stances[issue.code].items()):
                yield {
                    **_row(kept, held.number, seat, held.people.get(seat, ""), "paragraph", stance),
                    "paragraph": k + 1,
                    "issue": issue.code,
                    "title": issue.title,
                    "drafted": Rung(held.draft[k]).word,
                    "proposal": held.proposals[issue.code].get(seat, ""),
                }


def _on_packages(kept: Kept) -> Iterator[dict[str, Any]]:
    for package in kept.lesson.play.packages:
        for seat, yes in package.answers.items():
            player = package.people.get(seat, "")
            decision = "accepts" if yes else "declines"
            yield {
                **_row(kept, package.reading, seat, player, "package", decision),
                "package": package.number,
            }


def _on_the_report(kept: Kept) -> Iterator[dict[str, Any]]:
    play = kept.lesson.play
    if play.outcome is None:
        return
    for seat, stance in play.outcome.stances.items():
        yield {
            **_row(kept, play.number, seat, play.outcome.people.get(seat, ""), "report", stance),
            "instructed": play.outcome.instructed[seat],
            "reason": play.outcome.reasons.get(seat, ""),
            "apart_from": " ".join(play.outcome.apart_from.get(seat, ())),
        }
