"""Writing content as YAML, in the many ways in which the same thing can be written."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True)
class Raw:
    """Text that stands in the file as it is."""

    text: str


@dataclass(frozen=True)
class Pairs:
    """A mapping as keys and values in order, so that a key can stand twice."""

    items: tuple[tuple[Any, Any], ...]


#: What can stand without quotation marks and is text.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z ./()-]*[A-Za-z)]")
_MEANS_ANOTHER = re.compile(r"(?i)(true|false|yes|no|on|off|null|y|n)")


def written(content: Any, chance: Random | None = None) -> bytes:
    """Return content as the bytes of a YAML file.

    Parameters
    ----------
    chance : of the ways of writing; without it, the plainest
    """
    if isinstance(content, bytes):
        return content
    if chance and chance.random() < 0.1:
        return _flow(content, chance).encode("utf-8", "surrogatepass") + b"\n"
    return ("\n".join(_block(content, 0, chance)) + "\n").encode("utf-8", "surrogatepass")


def _block(content: Any, depth: int, chance: Random | None) -> Iterator[str]:
    pad = " " * (2 * depth)
    if isinstance(content, dict | Pairs) and _items(content):
        for key, value in _items(content):
            yield from _entry(f"{pad}{_key(key, chance)}:", value, depth, chance)
    elif isinstance(content, list) and content:
        for value in content:
            yield from _entry(f"{pad}-", value, depth, chance)
    else:
        yield pad + _flow(content, chance)


def _entry(start: str, value: Any, depth: int, chance: Random | None) -> Iterator[str]:
    large = isinstance(value, dict | list | Pairs) and bool(_items(value))
    if large and not (chance and chance.random() < 0.15) and not _only_scalars(value):
        yield start
        yield from _block(value, depth + 1, chance)
    elif chance and isinstance(value, str) and chance.random() < 0.05 and _fits_block(value):
        yield f"{start} {chance.choice(('|-', '>-'))}"
        yield " " * (2 * depth + 2) + value
    else:
        comment = "  # a remark" if chance and chance.random() < 0.02 else ""
        yield f"{start} {_flow(value, chance)}{comment}"


def _only_scalars(value: Any) -> bool:
    parts = [part for _, part in _items(value)]
    return len(parts) < 40 and not any(isinstance(part, dict | list | Pairs) for part in parts)


def _items(content: Any) -> list[tuple[Any, Any]]:
    if isinstance(content, dict):
        return list(content.items())
    return list(content.items) if isinstance(content, Pairs) else list(enumerate(content))


def _fits_block(text: str) -> bool:
    return text.isprintable() and bool(text.strip()) and text == text.strip()


def _key(key: Any, chance: Random | None) -> str:
    return key.text if isinstance(key, Raw) else _scalar(key, chance)


def _flow(value: Any, chance: Random | None) -> str:
    if isinstance(value, dict | Pairs):
        inner = ", ".join(f"{_key(k, chance)}: {_flow(v, chance)}" for k, v in _items(value))
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, chance) for item in value) + "]"
    return _scalar(value, chance)


def _scalar(value: Any, chance: Random | None) -> str:
    if isinstance(value, Raw):
        return value.text
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else (".inf" if value > 0 else "-.inf")
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _MEANS_ANOTHER.fullmatch(text):
        return text
    if chance and chance.random() < 0.1 and "'" not in text and text.isprintable():
        return f"'{text}'"
    return _escaped(text)


def _escaped(text: str) -> str:
    """Return a text in double quotes; a lone surrogate as an escape that YAML reads as one."""
    told = json.dumps(text, ensure_ascii=False)
    return "".join(
        f"\\u{ord(c):04x}"
        if "\ud800" <= c <= "\udfff" or c in "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff"
        else c
        for c in told
    ).replace("\\/", "/")
