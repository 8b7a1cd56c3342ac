"""Strategies for values that nobody would write: texts, numbers, dates, paths, JSON, broken bytes."""

from typing import Any

from hypothesis import strategies as st

#: Texts that a terminal, a page, a table or a spreadsheet could take for something else.
TEXTS = (
    "", " ", "\t", "\n", "a\nb", "a\r\nb", "\x00", "\x1b[31mred\x1b[0m", "\x07", "\x7f", "\x85", "\u2028",
    "\ufeff", "\u200b", "\u202edlrow\u202c", "\u2066\u2067", "שלום עולם", "مجموعة الخبراء",
    "e\u0301\u0301\u0301", "ﷺ", "ไทย", "👩‍👩‍👧‍👦🏳️‍🌈", "中文标题：信息安全", "\U0010ffff", "\ufffe", "\uffff",
    "\ue000", "\u00a0", "\ud800", "=cmd|'/c calc'!A1", "+1+1", "-1", "@SUM(A1)", "\"quoted\"", "'",
    "<script>alert(1)</script>", "<!-- ", "]]>", "</style></title>", "&amp;&lt;&", "[b]bold[/b]", "[/b]",
    "[/]", "[red", "[link=http://x]y[/link]", ":smile:", "# heading", "* item", "`code`", "|a|b|",
    "[text](javascript:alert(1))", "![i](x)", "$x^2$", "$", "$\\frac{1}{0}$", "\\", "\\n", "%s %d %(x)s",
    "{0} {x} {{", "{% raw %}", "{{ 7*7 }}", "${x}", "'; DROP TABLE", "$& $` \\1", "NO", "no", "on", "null",
    "~", "true", "1_000", "0x1F", "0o17", ".inf", ".nan", "12:30:45", "1e999", "2015-02-30", "<<", "=",
    "!!str", "&a", "*a", "- x", "? x", "x: y", "x #y", "%YAML 1.1", "---", "...", "con", "neutral", "all",
    "*", "West", "EU", "IL", "FRA", "fra", "FRA ", "A" * 200, "W" * 5000, "長" * 3000, "a\u0300" * 500,
    "x" * 281, "\u3164",
)  # fmt: skip
#: Numbers at and beyond what a computer counts in.
NUMBERS: tuple[float, ...] = (
    0, -0.0, 1, -1, 2, 3, -3, 10, 40, 100, 193, 194, 0.5, 1 / 3, 1e-9, -1e-9, 5e-324, 1e16, 1e300, 7200, 7201,
    1.7976931348623157e308, 2**31, 2**53 + 1, 2**63, 2**64, -(2**63), 10**30, float("inf"), float("-inf"),
    float("nan"), 3.0000000001, 0.9999999999, 100.0000001,
)  # fmt: skip
DATES = (
    "2015", "2015-06", "2015-06-30", "0000", "0001-01-01", "9999", "9999-12-31", "2015-02-30", "2015-13",
    "2015-6", "15", "2015-06-30T00:00", " 2015", "2015 ", "٢٠١٥", "２０１５", "+2015", "2000-02-29",
    "1900-02-29", "2026-11-22", "2100",
)  # fmt: skip
#: Names of files where one is asked for.
PATHS = (
    "positions.csv", "./positions.csv", "sub/../positions.csv", "../positions.csv",
    "../../../../../../etc/passwd", "/etc/passwd", "/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/mem",
    "/", ".", "..", "sub", "fifo", "huge.csv", "locked.csv", "loop.csv", "dangling.csv", "s.yaml",
    "scenario.yaml", "manifest.json", "page.html", "plays.csv", "nothing.csv", "", " ", "a\x00b", "x" * 300,
    "x/" * 3000, "~", "~/x.csv", "$HOME", "*.csv", "file:///etc/passwd", "http://127.0.0.1/x.csv", "con",
    "pos\nitions.csv", "é.csv", "\ud800.csv", "-", "positions.csv/", "tasks", "\x1b[2J.csv", "\u202evsc.x",
)  # fmt: skip
#: What a reader of YAML, UTF-8, CSV, JSON or HTTP may stumble over.
_PIECES = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\xc3", b"\r", b"\r\n", b"\t", b"\x0b", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\x1b[2J", b"'", b'"', b"{", b"}", b"[", b"]", b",", b": ", b"- ", b"? ", b"#", b"&a ",
    b"*a", b"!", b"|", b">", b"%", b"@", b"---\n", b"...\n", b"<<: ", b"\n\n", b"  ", b"0x", b"1e9999", b"-",
    b"~", b"\\", b'"\\ud800"', b"[" * 900, b"9" * 900, b"\\u",
)  # fmt: skip

texts = st.sampled_from(TEXTS) | st.tuples(*[st.sampled_from(TEXTS)] * 2).map("".join) | st.text(max_size=12)
numbers = st.sampled_from(NUMBERS) | st.floats(width=32) | st.integers()
dates = st.sampled_from(DATES)
paths = st.sampled_from(PATHS)
_leaves = st.none() | st.booleans() | texts | numbers | dates
#: Things of any kind that JSON and YAML can say.
anything: st.SearchStrategy[Any] = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
) | st.sampled_from([[1] * 5000, {str(n): "silent" for n in range(3000)}, 10**400, [[[]]]])


def around(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers within, at, or just beyond the ends of a range."""
    return st.sampled_from([end + step for end in (low, high) for step in (-1, -0.01, -1e-9, 0, 1e-9, 1)])


@st.composite
def broken(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return a file with one to five changes of its bytes: flipped, cut, doubled, moved, inserted, gone."""
    for _ in range(draw(st.integers(1, 5))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
        end = min(end, start + draw(st.sampled_from([1, 8, 400, len(raw)])))
        block, piece = raw[start:end], draw(st.sampled_from(_PIECES) | st.binary(min_size=1, max_size=8))
        middle = draw(
            st.sampled_from([piece, piece + block, block + piece, block * 2, block * 50, b"", block[::-1]])
        )
        raw = draw(st.sampled_from([raw[:start] + middle + raw[end:]] * 6 + [raw[:start], raw[end:]]))
    return raw[: 2**21]
