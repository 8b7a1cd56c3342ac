"""What all parts of a scenario file have in common: frozen, no unknown keys, evidence, dates, codes."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sim.scenario.roster import roster, suggest_state


class Strict(BaseModel):
    """A part of a scenario: it cannot change, and knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class Evidence(StrEnum):
    """How well a coded value is founded; sets the spread that it is drawn from."""

    DOCUMENT = "document"
    LITERATURE = "literature"
    RECALLED = "recalled"
    PROXY = "proxy"


#: Standard deviation of a position (scale -1..1) by grade of evidence. Fixed by convention of the
#: codebook, so that it cannot be fitted: docs/model.md, table of parameters, sigma_v.
SPREAD = {
    Evidence.DOCUMENT: 0.12,
    Evidence.LITERATURE: 0.12,
    Evidence.RECALLED: 0.18,
    Evidence.PROXY: 0.27,
}


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date | int) and not isinstance(value, bool) else value


def _partial_date(text: str) -> str:
    allowed = {"allowed": "a date as YYYY, YYYY-MM or YYYY-MM-DD"}
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise PydanticCustomError("date", "is not a date", allowed)
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    try:
        dt.date(year, month, day)
    except ValueError:
        raise PydanticCustomError("date", "is not a day of the calendar", allowed) from None
    return text


#: A date that may leave out day and month.
PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_partial_date)]


def last_day(date: str) -> dt.date:
    """Return the last day that a date with its day or month left out may mean."""
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    if day:
        return dt.date(year, month, day)
    first_after = dt.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return first_after - dt.timedelta(days=1)


def _member_state(code: str) -> str:
    if code not in roster():
        hint = suggest_state(code)
        raise PydanticCustomError(
            "unknown_state",
            "is not a member state{hint}",
            {
                "hint": f"; did you mean {hint}?" if hint else "",
                "allowed": "ISO 3166 alpha-3 codes of UN members",
            },
        )
    return code


#: ISO 3166 alpha-3 code of a UN member state.
StateCode = Annotated[str, AfterValidator(_member_state)]

#: A share or a degree between nothing and all.
Share = Annotated[float, Field(ge=0, le=1)]


class Sourced(Strict):
    """A coded fact, with where it comes from."""

    source: str = Field(min_length=1)
    """Document or publication that shows it."""
    date: PartialDate
    """When it could be known."""
    evidence: Evidence
    """Grade: document, literature, recalled or proxy."""
