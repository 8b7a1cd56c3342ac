"""Values that nobody would write: texts, numbers, dates, names of files, and the ends of every range."""

from __future__ import annotations

from random import Random
from typing import Any

#: Texts that a terminal, a page, a table or a spreadsheet could take for something else.
TEXTS = (
    "", " ", "\t", "\n", "a\nb", "a\r\nb", "\x00", "\x1b[31mred\x1b[0m", "\x07", "\x7f", "\x85", "\u2028",
    "\u2029", "\ufeff", "\u200b", "\u200e", "\u202edlrow\u202c", "\u2066\u2067", "שלום עולם",
    "مجموعة الخبراء",
    "e\u0301\u0301\u0301", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "👩‍👩‍👧‍👦🏳️‍🌈", "中文标题：信息安全", "ไทย", "ﷺ",
    "\U0010ffff", "\ufffe", "\uffff", "\ue000", "\u00a0", "=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)",
    "\"quoted\"", "'", "a,b;c\td", "<script>alert(1)</script>", "<!-- ", "]]>", "</style></title>",
    "&amp;&lt;&",
    "[b]bold[/b]", "[/b]", "[/]", "[red", "[link=http://x]y[/link]", ":smile:", "# heading",
    "* item", "`code`",
    "|a|b|", "[text](javascript:alert(1))", "![i](x)", "$x^2$", "$", "$\\frac{1}{0}$", "\\", "\\n",
    "%s %d %(x)s",
    "{0} {x} {{", "{% raw %}", "{{ 7*7 }}", "NO", "no", "on", "Yes", "null", "~", "true", "1_000",
    "0x1F", "0o17",
    "017", ".inf", "-.inf", ".nan", "12:30", "12:30:45", "1e3", "1e999", "2015-02-30",
    "2001-12-14t21:59:43.10-05:00",
    "<<", "=", "!!str", "&a", "*a", "- x", "? x", "x: y", "x #y", "%YAML 1.1", "---", "...",
    "../../etc/passwd",
    "/dev/zero", "con", "nul", "a/b", "a\\b", ".", "..", "A" * 200, "word " * 200, "W" * 5000, "長" * 3000,
    "a\u0300" * 500, "\U0001f600" * 300, "neutral", "all", "*", "West", "EU", "FLOW", "IL", "FRA",
    "fra", "FRA ",
)  # fmt: skip

#: Numbers at and beyond what a computer counts in.
NUMBERS: tuple[float, ...] = (
    0, -0.0, 1, -1, 2, 3, -3, 10, 40, 100, 193, 194, 0.5, 1 / 3, 1e-9, -1e-9, 5e-324, 1e-300, 1e16, 1e300,
    1.7976931348623157e308, 2**31, 2**53, 2**53 + 1, 2**63, 2**64, -(2**63), 10**30, float("inf"),
    float("-inf"),
    float("nan"), 3.0000000001, 0.9999999999, 1.0000000001, 100.0000001,
)  # fmt: skip

DATES = (
    "2015", "2015-06", "2015-06-30", "0000", "0001", "0001-01-01", "9999", "9999-12", "9999-12-31",
    "2015-02-30",
    "2015-13", "2015-00", "2015-6", "15", "20150", "2015-06-30T00:00", " 2015", "2015 ", "٢٠١٥",
    "２０１５", "+2015",
    "2000-02-29", "1900-02-29", "1000", "2026-11-22", "2100",
)  # fmt: skip

#: Things of another kind than any that is asked for.
OTHERS: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"a": {"b": []}},
    0,
    1.5,
    "x",
    ["x"],
)

#: Names of files where one is asked for.
PATHS = (
    "positions.csv", "./positions.csv", "sub/positions.csv", "sub/../positions.csv", "../positions.csv",
    "../../../../../../etc/passwd", "/etc/passwd", "/etc/shadow", "/dev/zero", "/dev/null", "/dev/random",
    "/dev/stdin", "/proc/self/mem", "/proc/self/maps", "/", ".", "..", "sub", "fifo", "huge.csv",
    "locked.csv",
    "loop.csv", "dangling.csv", "s.yaml", "scenario.yaml", "manifest.json", "page.html", "story.md",
    "plays.csv", "forecast.json", "nothing.csv", "", " ", "a\x00b", "x" * 300, "x/" * 3000, "~", "~/x.csv",
    "$HOME", "*.csv", "file:///etc/passwd", "http://127.0.0.1/x.csv", "con", "pos\nitions.csv", "é.csv",
    "\ud800.csv", "-", "positions.csv/", "positions.csv/.", "sub//positions.csv", "tasks",
    "\x1b[2J.csv", "‮vsc.x",
)  # fmt: skip


def some_text(chance: Random) -> str:
    """Return a text that nobody would write, sometimes two joined, or letters drawn from all of Unicode."""
    kind = chance.random()
    if kind < 0.75:
        return chance.choice(TEXTS)
    if kind < 0.9:
        return chance.choice(TEXTS) + chance.choice(TEXTS)
    letters = [chance.randrange(0x110000) for _ in range(chance.randint(1, 12))]
    return "".join(map(chr, letters))


def some_number(chance: Random) -> float:
    """Return a number at an end of something, or a draw of any size."""
    if chance.random() < 0.8:
        return chance.choice(NUMBERS)
    return chance.choice((-1, 1)) * 10.0 ** chance.uniform(-12, 20)


def around(chance: Random, low: float, high: float, whole: bool = False) -> float:
    """Return a number just within, at, or just beyond an end of a range."""
    step = 1 if whole else chance.choice((1e-12, 1e-6, 0.01, 1))
    return chance.choice((low - step, low, low + step, high - step, high, high + step))


def anything(chance: Random) -> Any:
    """Return something of any kind."""
    maker = chance.choice((some_text, some_number, lambda c: c.choice(DATES), lambda c: c.choice(OTHERS)))
    return maker(chance)
