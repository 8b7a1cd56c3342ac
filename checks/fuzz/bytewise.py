"""Bytes: flips, cuts, splices of two files, insertions, blocks over and over."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

#: What a reader of YAML, UTF-8 or CSV may stumble over.
_PIECES = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xc3", b"\r", b"\r\n", b"\t", b"\x0b", b"\x0c", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\x1b[2J",
    b"'", b'"', b"{", b"}", b"[", b"]", b",", b": ", b"- ", b"? ", b"#", b"&a ", b"*a", b"!", b"|",
    b">", b"%", b"@",
    b"`", b"---\n", b"...\n", b"<<: ", b"\n\n", b"  ", b"0x", b"1e9999", b"-", b".", b"_", b"~",
    b"\\", b"\"\\ud800\"",
)  # fmt: skip


def mangled(chance: Random, raw: bytes, other: bytes) -> bytes:
    """Return a file with one to eight changes of its bytes.

    Parameters
    ----------
    other : another file, from which pieces are taken
    """
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        raw = chance.choice(_CHANGES)(raw, other, chance)
    return raw[: 2**21]


def _place(raw: bytes, chance: Random) -> int:
    return chance.randint(0, len(raw))


def _flipped(raw: bytes, other: bytes, chance: Random) -> bytes:
    if not raw:
        return raw
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 20))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(raw: bytes, other: bytes, chance: Random) -> bytes:
    return raw[: _place(raw, chance)] if chance.random() < 0.5 else raw[_place(raw, chance) :]


def _without(raw: bytes, other: bytes, chance: Random) -> bytes:
    start = _place(raw, chance)
    return raw[:start] + raw[start + chance.choice((1, 2, 10, 200)) :]


def _spliced(raw: bytes, other: bytes, chance: Random) -> bytes:
    return raw[: _place(raw, chance)] + other[_place(other, chance) :]


def _inserted(raw: bytes, other: bytes, chance: Random) -> bytes:
    place = _place(raw, chance)
    piece = chance.choice(_PIECES) if chance.random() < 0.7 else chance.randbytes(chance.randint(1, 8))
    return raw[:place] + piece + raw[place:]


def _over_and_over(raw: bytes, other: bytes, chance: Random) -> bytes:
    start = _place(raw, chance)
    block = raw[start : start + chance.choice((1, 4, 40, 400))]
    return raw[:start] + block * chance.choice((2, 5, 50)) + raw[start:]


def _lines_moved(raw: bytes, other: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _indented(raw: bytes, other: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    start = chance.randrange(len(lines))
    for number in range(start, min(len(lines), start + chance.randint(1, 8))):
        lines[number] = b" " + lines[number] if chance.random() < 0.5 else lines[number][1:]
    return b"\n".join(lines)


_CHANGES: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    _flipped, _flipped, _cut, _without, _spliced, _inserted, _inserted, _over_and_over,
    _lines_moved, _indented,
)  # fmt: skip
