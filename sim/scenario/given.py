"""Given: an object of Python that stands in a scenario where a file has a name."""

from __future__ import annotations

import hashlib
import inspect
import pickle
from typing import Any

#: A longer state of an object is named by a digest of it.
_LONGEST = 40


class Given(str):
    """What results call an object: its name, class and state; the object comes along.

    Files, rows and digests see text. Only Python can make one: no text of a file is ever taken for an object.

    Parameters
    ----------
    text : what results call it
    thing : the object
    """

    thing: Any

    def __new__(cls, text: str, thing: Any) -> Given:
        """Return the text, with the object."""
        new = super().__new__(cls, text)
        new.thing = thing
        return new

    def __reduce__(self) -> tuple[Any, ...]:
        return Given, (str(self), self.thing)


def made(given: Any, kind: str) -> Any:
    """Return an object, or one of a class that was given.

    Raises ValueError if the class makes none by itself, or it lacks what people read.

    Parameters
    ----------
    kind : what such objects are called
    """
    of = given if isinstance(given, type) else type(given)
    where = f"{of.__module__}.{of.__qualname__}"
    for part in ("name", "story"):
        if not isinstance(getattr(of, part, None), str):
            raise ValueError(f"the {kind} {where} has no {part}")
    if of is not given:
        if of.__hash__ is None:
            raise ValueError(f"the {kind} {where} cannot be hashed; a data class has to be frozen")
        return given
    if inspect.isabstract(of):
        raise ValueError(f"the {kind} {where} lacks {', '.join(sorted(of.__abstractmethods__))}")
    try:
        return of()
    except TypeError as error:
        raise ValueError(f"the {kind} {where} cannot be made: {error}; give an object of it") from error


def state(thing: Any) -> list[tuple[str, Any]]:
    """Return the attributes of an object by name, in the order of their names."""
    kept = object.__getstate__(thing)
    parts = kept if isinstance(kept, tuple) else (kept,)
    return sorted(item for part in parts if part for item in part.items())


def written(thing: Any) -> str:
    """Return what results call an object: its name, its class with the module, and its state if any."""
    kind, kept = type(thing), ", ".join(f"{key}={value!r}" for key, value in state(thing))
    if len(kept) > _LONGEST or not kept.isprintable():
        kept = f"state {hashlib.sha256(content(thing)).hexdigest()[:12]}"
    return f"{kind.name} ({', '.join(filter(None, (f'{kind.__module__}.{kind.__qualname__}', kept)))})"


def content(thing: Any) -> bytes:
    """Return the state of an object as bytes: equal bytes mean an equal state."""
    try:
        return pickle.dumps(state(thing), protocol=5)
    except Exception:  # whatever a class of somebody else's raises that cannot be pickled
        return repr(state(thing)).encode()
