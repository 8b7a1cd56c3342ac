"""Public positions: what member states are known to want, where a document or a publication shows it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.classroom.room.attitude import attitude
from sim.scenario.positions import cells
from sim.scenario.schema import Scenario
from sim.scenario.strict import Evidence

#: What is inferred from votes or told from memory is not public; nor is what a rule derives.
_SHOWN = (Evidence.DOCUMENT, Evidence.LITERATURE)


@dataclass(frozen=True)
class PublicPosition:
    """What a member state is known to want of a paragraph.

    Parameters
    ----------
    seat : its code
    says : the word of its attitude, from insists to rejects
    source : the document or publication
    """

    seat: str
    says: str
    source: str


def public_positions(scenario: Scenario) -> dict[str, tuple[PublicPosition, ...]]:
    """Return the public positions by issue, by the code of the delegation.

    They are those of the file. In a class whose instructions are drawn a capital may want a little more or
    less than it has said.
    """
    grid = cells(scenario)
    return {
        issue.code: tuple(
            PublicPosition(seat, attitude(cell.value).value, cell.source)
            for seat, row in grid.items()
            if (cell := row[issue.code]).evidence in _SHOWN and not cell.rule
        )
        for issue in scenario.issues
    }
