"""Other seats: observers, organisations and others in the room that are no member state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sim.scenario.fields import OTHER_SEATS, TITLE, NameInTables, Strict
from sim.scenario.roster import MemberState, roster


def _no_state(code: str) -> str:
    if code in roster():
        problem = f"is the code of a member state ({roster()[code].name})"
        raise PydanticCustomError("taken", "{problem}", {"problem": problem, "allowed": "another code"})
    return code


#: Code of a seat that is no member state.
OtherCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_-]{1,15}$"), NameInTables, AfterValidator(_no_state)]


class OtherSeat(Strict):
    """Somebody in the room that is no member state."""

    name: str = Field(min_length=1, max_length=TITLE)
    """Its name."""
    what: str | None = Field(default=None, min_length=1, max_length=TITLE)
    """What it is, such as regional organisation, observer state or NGO."""

    def seated(self, code: str) -> MemberState:
        """Return it as the roster has member states: without regional group and standing, at all times."""
        return MemberState(code, self.name, "", permanent=False, g20=False, since=dt.date.min)


def declared(content: Any) -> dict[str, Any]:
    """Return what the validation of a scenario's content has to know: the codes of its other seats."""
    others = content.get(OTHER_SEATS) if isinstance(content, Mapping) else None
    return {OTHER_SEATS: frozenset(others) if isinstance(others, Mapping) else frozenset()}
