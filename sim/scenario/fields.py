"""Fields of a scenario file: what all its parts have in common, and the types of their values."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from enum import Enum, StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic_core import PydanticCustomError

from sim.scenario.roster import roster
from sim.scenario.tabular.misread import taken_for

#: Control characters but for the line feed and the tab; separators of lines and paragraphs; marks that turn
#: the direction of what stands around them (Boucher & Anderson 2021, "Trojan Source"); and what no XML holds.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


#: Maximum lengths of a title and of any other text.
TITLE, _LONGEST = 200, 20_000


class Strict(BaseModel):
    """A part of a scenario: it cannot change, knows all its keys, and takes only numbers for numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    @field_validator("*", mode="wrap")
    @classmethod
    def _of_its_kind(cls, value: Any, read_as: ValidatorFunctionWrapHandler) -> Any:
        read = read_as(value)
        if isinstance(read, bool) != isinstance(value, bool):
            no_bool = "is true or false, not a number"
            raise PydanticCustomError("kind", "is not true or false" if isinstance(read, bool) else no_bool)
        if isinstance(read, int | float) and not isinstance(read, Enum) and isinstance(value, str):
            raise PydanticCustomError("kind", "is text, not a number; remove the quotation marks")
        for text in _texts(read):
            if len(text) > _LONGEST:
                allowed = {"allowed": f"up to {_LONGEST} letters"}
                raise PydanticCustomError("kind", f"is too long ({len(text)} letters)", allowed)
            if found := _CONTROL.search(text):
                raise PydanticCustomError("kind", f"contains control characters (U+{ord(found[0]):04X})")
        return read


def _texts(read: Any) -> Iterator[str]:
    """Yield what is text: the value, the items of a list, the keys of a mapping."""
    for text in (read,) if isinstance(read, str) else read if isinstance(read, tuple | dict) else ():
        if isinstance(text, str):
            yield text


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


def _partial_date(value: Any) -> str:
    allowed = {"allowed": "a date as YYYY, YYYY-MM or YYYY-MM-DD"}
    text = "" if isinstance(value, bool) or not isinstance(value, str | int | dt.date) else str(value)
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise PydanticCustomError("date", "is not a date", allowed)
    try:
        first_day(text)
    except ValueError:
        raise PydanticCustomError("date", "is not a day of the calendar", allowed) from None
    return text


#: A date that may leave out day and month.
PartialDate = Annotated[str, BeforeValidator(_partial_date, json_schema_input_type=str | int)]


def first_day(date: str) -> dt.date:
    """Return the first day that a date with its day or month left out may mean."""
    return dt.date.fromisoformat((date + "-01-01")[:10])


def last_day(date: str) -> dt.date:
    """Return the last day that a date with its day or month left out may mean."""
    if len(date) == 10:
        return dt.date.fromisoformat(date)
    first = first_day(date if len(date) == 7 else date + "-12")
    return first.replace(day=monthrange(first.year, first.month)[1])


#: What the validation of a scenario calls the codes of its seats that are no member state.
OTHER_SEATS = "other_seats"


def _member_state(code: str, info: ValidationInfo) -> str:
    if code not in roster() and code not in (info.context or {}).get(OTHER_SEATS, ()):
        allowed = {"allowed": "ISO 3166 alpha-3 codes of UN members, or codes under other_seats"}
        raise PydanticCustomError("unknown_state", "is not a member state", allowed)
    return code


#: ISO 3166 alpha-3 code of a UN member state, or a code that the scenario declares under `other_seats`.
StateCode = Annotated[str, AfterValidator(_member_state)]


def _name_in_tables(name: str) -> str:
    if what := taken_for(name):
        problem = f"would be taken for {what} by spreadsheets, pandas or R"
        raise PydanticCustomError("misread", problem, {"allowed": "another name"})
    return name


#: A name that stands in a column of our tables, and is read there as what it is.
NameInTables = AfterValidator(_name_in_tables)

#: A share or a degree between nothing and all.
Share = Annotated[float, Field(ge=0, le=1, strict=True)]


class Sourced(Strict):
    """A coded fact, with where it comes from."""

    source: str = Field(min_length=1)
    """Document or publication that shows it."""
    date: PartialDate
    """When it could be known."""
    evidence: Evidence
    """Grade: document, literature, recalled or proxy."""
