"""Tricks of YAML: anchors and aliases, tags, merge keys, directives, encodings, depth, length."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from checks.fuzz.values import some_text

#: What may be said in place of a value, or on a line of its own.
_VALUES = (
    "&a x", "*a", "!!str x", "!!python/object/apply:os.system ['true']", "!!python/name:os.system",
    "!foo bar",
    "!!binary R0lGODlh", "!!set {a, b}", "!!omap [a: 1]", "!!timestamp 2001-01-01", "!!int '3'",
    "!!float 1", "! x",
    "!<tag:yaml.org,2002:str> x", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5",
    "0b101", "0o777", "1_0_0",
    "190:20:30", "0x" + "F" * 400, "9" * 5000, "1" + "0" * 400, "1e" + "9" * 50, "." + "9" * 5000,
    "-.INF", ".NaN", "+.inf",
    "+12e03", "1.", ".5", "0.", "-0", "0x", "1__0", "0b", "0o8", "08", "? a\n: b", "? [a, b]\n: c",
    "{[a]: b}", "{{a: b}: c}",
    "|", ">", "|9\n x", "|+\n\n\n", ">-\n  folded\n  text", "@at", "`tick", "%percent",
    "'unclosed", '"unclosed', '"\\x41"',
    '"\\uD800"', '"\\ud83d\\ude00"', '"\\U00110000"', '"\\q"', '"a\\\n  b"', "[a, b", "{a: b", "]",
    "}", "a: b: c", "- - - x",
    "[,]", "{,}", "[a,,b]", "null", "~", "", "=", "<<", "x\ty", "\tx", "#", "'it''s'", "---",
    "...", "*unknown",
)  # fmt: skip
_TOPS = (
    "%YAML 1.1\n---\n", "%YAML 1.2\n---\n", "%YAML 9.9\n---\n", "%TAG ! tag:x,2000:\n---\n",
    "%FOO bar\n---\n",
    "%YAML 1.2\n%YAML 1.2\n---\n", "---\n", "--- # x\n", "\ufeff", "\ufeff\ufeff", "# comment\n",
    "\n\n\n", "...\n",
)  # fmt: skip
_BOMB = "\n".join(
    [f"b0: &b0 [{', '.join(['x'] * 9)}]"]
    + [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 10)]
)


def tricked(chance: Random, text: str) -> bytes:
    """Return a file with one to three tricks in it."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_TRICKS)(text, chance)
    return _encoded(text, chance)


def _encoded(text: str, chance: Random) -> bytes:
    encoding = chance.choice(
        ("utf-8",) * 20 + ("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "utf-7")
    )
    if chance.random() < 0.1:
        text = text.replace("\n", chance.choice(("\r\n", "\r", "\u2028", "\x85", "\n\n")))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def _line(lines: list[str], chance: Random) -> int:
    return chance.randrange(len(lines))


def _other_value(text: str, chance: Random) -> str:
    lines = text.split("\n")
    number = _line(lines, chance)
    key, colon, _ = lines[number].partition(":")
    lines[number] = f"{key}{colon or ':'} {chance.choice(_VALUES)}"
    return "\n".join(lines)


def _other_line(text: str, chance: Random) -> str:
    lines = text.split("\n")
    number = _line(lines, chance)
    pad = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    more = (
        "<<: {a: 1}",
        "<<: *a",
        "<<: [*a, *b]",
        lines[number].strip(),
        "key: value",
        chance.choice(_VALUES),
    )
    lines.insert(number, pad + chance.choice(more))
    return "\n".join(lines)


def _on_top(text: str, chance: Random) -> str:
    return chance.choice(_TOPS) + text


def _at_the_end(text: str, chance: Random) -> str:
    more = (
        "---\n" + text,
        "...\n",
        "---\nid: b\n",
        "...\nx: y\n",
        _BOMB,
        "\x00",
        "\t",
        "? ",
        "- x",
        "deep: " + "[" * 60,
    )
    return text + "\n" + chance.choice(more)


def _deep(text: str, chance: Random) -> str:
    depth = chance.choice((30, 39, 40, 41, 100, 1000, 20_000))
    ways = (
        "[" * depth + "]" * depth,
        "{a: " * depth + "}" * depth,
        "[" * depth,
        "- " * depth + "x",
        "? " * depth + "x",
    )
    lines = text.split("\n")
    number = _line(lines, chance)
    lines[number] = f"{lines[number].partition(':')[0]}: {chance.choice(ways)}"
    return "\n".join(lines)


def _long(text: str, chance: Random) -> str:
    many = chance.choice((1000, 100_000, 900_000))
    ways = (
        "k: " + "x" * many, "k: [" + "0," * (many // 50) + "]",
        "\n".join(f"k{n}: 0" for n in range(many // 100)),
        "x" * many + ": 0", '"' + "\\u0041" * (many // 10) + '": 0', "# " + "x" * many, " " * many + "k: 0",
        "k: '" + "''" * (many // 2) + "'", "k: >\n" + "  x\n\n" * (many // 100), "k: " + "9" * (many // 100),
        "\n" * many, "k: {" + "a," * (many // 50) + "}",
    )  # fmt: skip
    return f"{text}\n{chance.choice(ways)}\n"


def _tabs(text: str, chance: Random) -> str:
    lines = text.split("\n")
    number = _line(lines, chance)
    lines[number] = lines[number].replace("  ", "\t", 1)
    return "\n".join(lines)


def _key_of_another_kind(text: str, chance: Random) -> str:
    lines = text.split("\n")
    number = _line(lines, chance)
    key, colon, rest = lines[number].partition(":")
    pad = key[: len(key) - len(key.lstrip())]
    keys = (
        "3",
        "1.5",
        "true",
        "null",
        "~",
        "2015-01-01",
        "''",
        '"\\uD800"',
        "[a]",
        "{a: b}",
        ".nan",
        "0x1F",
        "? k",
        "!!str k",
    )
    lines[number] = f"{pad}{chance.choice(keys)}{colon}{rest}"
    return "\n".join(lines)


def _strange_text(text: str, chance: Random) -> str:
    lines = text.split("\n")
    number = _line(lines, chance)
    lines[number] = f"{lines[number].partition(':')[0]}: {some_text(chance)}"
    return "\n".join(lines)


_TRICKS: tuple[Callable[[str, Random], str], ...] = (
    _other_value, _other_value, _other_value, _other_line, _other_line, _on_top, _at_the_end,
    _deep, _long, _tabs,
    _key_of_another_kind, _strange_text,
)  # fmt: skip
