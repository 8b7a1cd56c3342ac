"""Public positions: what member states want, according to a document or a publication."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.room.attitude import attitude
from sim.classroom.words.message import say
from sim.scenario.fields import Evidence
from sim.scenario.positions import cells
from sim.scenario.schema import Scenario


def is_public(evidence: Evidence, rule: str) -> bool:
    """Return whether a position is public: inferences, recollections and derivations by a rule are not."""
    return evidence in (Evidence.DOCUMENT, Evidence.LITERATURE) and not rule


@dataclass(frozen=True)
class PublicPosition:
    """What a member state is known to want from a paragraph.

    Parameters
    ----------
    seat : its code
    says : the word for its attitude, from insists to rejects
    source : the document or publication
    """

    seat: str
    says: str
    source: str


def public_positions(scenario: Scenario) -> dict[str, tuple[PublicPosition, ...]]:
    """Return the public positions by issue, sorted by delegation.

    They come from the scenario's file. In a class with drawn instructions, a capital may want a little more
    or less than it has said.
    """
    grid = cells(scenario)
    return {
        issue.code: tuple(
            PublicPosition(seat, attitude(cell.value).value, say(cell.source))
            for seat, row in grid.items()
            if is_public((cell := row[issue.code]).evidence, cell.rule)
        )
        for issue in scenario.issues
    }
