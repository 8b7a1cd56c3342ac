"""Names as messages: member states, by the table of their names, and groups of them."""

from __future__ import annotations

from sim.classroom.words.message import Message, say
from sim.report.words import names
from sim.scenario.roster import name_of

#: Regional groups, and the camps of the ICT negotiations.
GROUPS = {
    "AFR": say("the African group"),
    "APG": say("the Asia-Pacific group"),
    "EEG": say("the Eastern European group"),
    "GRULAC": say("the Latin American and Caribbean group"),
    "WEOG": say("the Western European and other group"),
    "West": say("West"),
    "East": say("East"),
}


def state(code: str) -> Message:
    """Return the name of a member state; the code itself of any other."""
    return say(name_of(code))


def called(code: str) -> Message:
    """Return the name of a member state as it stands in a sentence; other languages leave out its article."""
    return say(names.called(code))


def group(name: str) -> Message:
    """Return the name of a caucus: of a regional group in full, of a scenario's own as it has it."""
    return GROUPS.get(name) or say(name)
