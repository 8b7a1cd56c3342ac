"""How Griffe reads our docstrings: a parameter is `name : meaning`, since annotations tell its type."""

from __future__ import annotations

import re
from typing import Any

import griffe

_SECTION = re.compile(r"^(Parameters|Attributes|Returns)\n-+\n((?:.+\n?)+)", re.MULTILINE)
_FIRST = re.compile(r"^(\w+(?:, \w+)*) : (.+)$", re.MULTILINE)


class Meanings(griffe.Extension):
    """Puts the meaning of a parameter where NumPy's style has it."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of an object before it is parsed."""
        if obj.docstring:
            obj.docstring.value = numpydoc(obj.docstring.value, getattr(obj, "returns", None))


def numpydoc(text: str, returns: Any) -> str:
    """Return a docstring of ours as NumPy writes it: name and type on one line, the meaning below."""

    def one(match: re.Match[str]) -> str:
        body = match[2]
        if match[1] == "Returns":
            body = f"{returns}\n" + "".join(f"    {line}\n" for line in body.splitlines())
        else:
            body = _FIRST.sub(r"\1\n    \2", body)
        return f"{match[1]}\n{'-' * len(match[1])}\n{body}"

    return _SECTION.sub(one, text)
