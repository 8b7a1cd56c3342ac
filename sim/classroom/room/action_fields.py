"""Fields of actions: what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, StrictInt

from sim.classroom.room.plain_text import line, written
from sim.scenario.ladder import RungWord

#: Lengths in characters. A note fits a phone without scrolling.
LONGEST_NAME, LONGEST_TEXT = 40, 280
#: The timer counts at most two hours.
LONGEST_TIMER = 7200

Name = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(written)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(line)]
WrittenText = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(written)]
#: SHA-256 of a token, in hexadecimal.
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Seat = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
IssueCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,15}$")]
PlayerId = Annotated[StrictInt, Field(ge=0, le=10**6)]
#: Number of a package or of a room, from 1.
Number = Annotated[StrictInt, Field(ge=1, le=10**6)]
#: A formulation for each of some paragraphs.
Wording: TypeAlias = Mapping[IssueCode, RungWord]


class Strict:
    """Settings for reading all actions: no other keys, no other types."""

    __pydantic_config__ = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=False)
