"""Messages: reads actions from JSON, checks every field, and writes them as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from sim.classroom.room.actions import Action
from sim.classroom.room.lesson import Refused
from sim.classroom.words.message import Message, counted, say

#: Longest message in bytes; a draft of forty issues takes less than half of it.
LONGEST_MESSAGE = 8192

#: Form of the ids that screens make: at least 96 bits, in characters that are safe anywhere.
_SENT = re.compile(r"[A-Za-z0-9_-]{16,64}")
_UNCLEAR = say("That did not work. Please tap again.")


def name_of(action: object) -> str:
    """Return the name of a kind of action in messages: take-seat."""
    kind = action if isinstance(action, type) else type(action)
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("-")


#: Every kind of action by its name.
KINDS: Mapping[str, type[Action]] = {name_of(kind): kind for kind in get_args(Action)}


def read_action(message: str | bytes) -> Action:
    """Read an action from JSON, such as ``{"do": "answer", "issue": "IHL", "stance": "brackets"}``.

    Raises
    ------
    Refused
        if it is too long, not JSON, or not an action with exactly its fields
    """
    return action_of(_opened(message))


def read_sent(message: object) -> tuple[str, dict[str, Any]]:
    """Read what a screen sends: the id that it made, and the rest of the message.

    Raises
    ------
    Refused
        if it is too long, not a JSON object, or has no valid id
    """
    told = _opened(message)
    sent = told.pop("id", None)
    if not isinstance(sent, str) or not _SENT.fullmatch(sent):
        raise Refused(_UNCLEAR)
    return sent, told


def action_of(told: dict[str, Any]) -> Action:
    """Return the action in an object: see `read_action`."""
    name = told.pop("do", None)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise Refused(_UNCLEAR)
    return _validated(kind, told)


def _opened(message: object) -> dict[str, Any]:
    if not isinstance(message, str | bytes):
        raise Refused(_UNCLEAR)
    try:
        raw = message.encode() if isinstance(message, str) else message
        if len(raw) > LONGEST_MESSAGE:
            raise Refused("This message is too long.")
        told = from_json(raw, allow_inf_nan=False)
    except ValueError:
        raise Refused(_UNCLEAR) from None
    if not isinstance(told, dict):
        raise Refused(_UNCLEAR)
    return told


def write_action(action: Action) -> str:
    """Write an action as JSON that `read_action` reads."""
    told = {field.name: getattr(action, field.name) for field in fields(action)}
    return json.dumps({"do": name_of(action), **_plain(told)}, ensure_ascii=False)


def checked(action: Action) -> Action:
    """Return an action with every field checked, however it was made.

    Raises
    ------
    Refused
        if a field is not valid
    """
    kind = type(action)
    if KINDS.get(name_of(kind)) is not kind:
        raise Refused(_UNCLEAR)
    return _validated(kind, {field.name: getattr(action, field.name) for field in fields(action)})


def _validated(kind: type[Action], told: Mapping[str, Any]) -> Action:
    try:
        return _reader(kind).validate_json(json.dumps(_plain(told)))
    except (TypeError, ValueError, RecursionError) as error:
        if not isinstance(error, ValidationError):
            raise Refused(_UNCLEAR) from None
        raise Refused(_sentence(error.errors(include_url=False, include_input=False)[0])) from None


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in told.items()}


def _reader(kind: type[Action]) -> TypeAdapter[Action]:
    return _readers()[kind]


@cache
def _readers() -> Mapping[type[Action], TypeAdapter[Action]]:
    return {kind: TypeAdapter(kind) for kind in KINDS.values()}


def _sentence(error: ErrorDetails) -> Message:
    """Say in a sentence what is wrong, without repeating what was sent."""
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        # Its sentence is one of `plain_text`'s.
        return say(str(context["error"]))
    if error["type"] == "string_too_long":
        most = int(context["max_length"])
        return counted(most, "Please write at most {n} character.", "Please write at most {n} characters.")
    return _UNCLEAR
