"""Public positions: what member states want, according to a document or a publication."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.room.attitude import attitude
from sim.classroom.words.message import say
from sim.scenario.positions import cells
from sim.scenario.schema import Scenario


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
            if (cell := row[issue.code]).public
        )
        for issue in scenario.issues
    }
