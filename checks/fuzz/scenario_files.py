"""Strategies for scenario files: from the JSON Schema, altered place by place, tricks of YAML, tables."""

import csv
import io
import json
import math
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

from checks.fuzz.values import anything, around, broken, dates, numbers, paths, texts
from sim.scenario.shipped import shipped
from tests.scenario.files import OWN

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "reference" / "scenario.schema.json").read_text(encoding="utf-8")
)
#: What may stand in place of a value in YAML, or on a line of its own.
_VALUES = (
    "&a x", "*a", "!!str x", "!!python/object/apply:os.system ['true']", "!foo bar", "!!binary R0lGODlh",
    "!!set {a, b}", "!!omap [a: 1]", "!!int '3'", "! x", "2001-12-14t21:59:43.10-05:00", "0b101", "0o777",
    "1_0_0", "190:20:30", "0x" + "F" * 400, "9" * 5000, "1e" + "9" * 50, ".NaN", "-.INF", "? a\n: b",
    "? [a, b]\n: c", "{[a]: b}", "{{a: b}: c}", "|", ">", "|9\n x", ">-\n  folded\n  text", "@at", "`tick",
    "%percent", "'unclosed", '"unclosed', '"\\x41"', '"\\uD800"', '"\\U00110000"', '"\\q"', "[a, b", "{a: b",
    "]", "}", "a: b: c", "- - - x", "[,]", "[a,,b]", "null", "", "=", "<<", "<<: {a: 1}", "<<: *a", "x\ty",
    "\tx", "#", "---", "...", "3: x", '"\\uD800": x', "[a]: x", "null: x",
)  # fmt: skip
_TOPS = (
    "%YAML 1.1\n---\n", "%YAML 9.9\n---\n", "%TAG ! tag:x,2000:\n---\n", "%FOO\n---\n", "---\n", "\ufeff",
    "...\n",
)  # fmt: skip
_BOMB = "\nb0: &b0 [x, x]" + "".join(f"\nb{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 10))
_ENDS = (
    "---\nid: b\n", "...\nx: y\n", _BOMB, "\x00", "\t", "? ", "- x", "k: " + "x" * 900_000, "\n" * 100_000,
)  # fmt: skip
_DEEP = ("[{}]", "{{a: {}}}", "[{}", "- {}", "? {}")


@cache
def contents() -> dict[str, dict[str, Any]]:
    """Return the content of the small scenarios: the shipped ones and that of the tests; dates as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    raw = {name: path.read_text(encoding="utf-8") for name, path in shipped().items()}
    small = {name: text for name, text in raw.items() if len(text) < 9000 and "seabed-seats" not in text}
    return {name: yaml.load(text) for name, text in {"own": OWN, **small}.items()}


bases = st.deferred(lambda: st.sampled_from(sorted(contents()))).map(lambda name: deepcopy(contents()[name]))


def written(content: Any) -> bytes:
    """Return content as YAML: in blocks, or as JSON where the library cannot write it so."""
    stream = io.StringIO()
    try:
        YAML(typ="safe", pure=True).dump(content, stream)
        return stream.getvalue().encode("utf-8")
    except Exception:  # of that library, on half a letter, endless numbers and the like
        return json.dumps(content, default=str).encode("utf-8", "surrogatepass")


def schema_at(part: dict[str, Any], key: Any) -> dict[str, Any]:
    """Return what the schema says of a key or an item."""
    for way in part.get("anyOf", [part]):
        whole = resolved(way)
        inner = whole.get("items") if isinstance(key, int) else whole.get("properties", {}).get(key)
        if isinstance(inner := inner or whole.get("additionalProperties"), dict):
            return resolved(inner)
    return {}


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the schema with its reference followed."""
    while "$ref" in part:
        part = SCHEMA["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    return part


def sound(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that the schema allows for a part of it.

    hypothesis-jsonschema 0.23 fails with the Hypothesis of today.
    """
    part = resolved(part)
    if "anyOf" in part:
        return st.one_of([st.deferred(lambda way=way: sound(way)) for way in part["anyOf"]])
    if "const" in part or "enum" in part:
        return st.sampled_from(part.get("enum") or [part["const"]])
    return _OF_TYPE[part.get("type", "null")](part)


def _number(part: dict[str, Any], whole: bool = False) -> st.SearchStrategy[float]:
    low = part.get("minimum", part.get("exclusiveMinimum", -(10**6)))
    high = part.get("maximum", part.get("exclusiveMaximum", 10**6))
    if whole:
        return st.integers(math.ceil(low), min(math.ceil(low) + 9, math.floor(high))) | st.just(
            math.floor(high)
        )
    without = {"exclude_min": "exclusiveMinimum" in part, "exclude_max": "exclusiveMaximum" in part}
    return st.floats(low, high, **without)


def _text(part: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in part:
        return st.from_regex(part["pattern"], fullmatch=True)
    least, most = part.get("minLength", 0), part.get("maxLength", 20_000)
    return texts.filter(lambda text: least <= len(text) <= most) | st.just("Some text")


def _list(part: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    least = part.get("minItems", 0)
    return st.lists(sound(part.get("items", {})), min_size=least, max_size=max(3, least))


def _mapping(part: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if "properties" not in part:
        names = st.sampled_from(["FRA", "CHN", "*", "IL", "NORMS", "CABLES"])
        return st.dictionaries(names, sound(part.get("additionalProperties") or {}), max_size=2)
    needed = part.get("required", ())
    inner = {key: st.deferred(lambda way=way: sound(way)) for key, way in part["properties"].items()}
    return st.fixed_dictionaries(
        {key: inner[key] for key in inner if key in needed},
        optional={key: inner[key] for key in inner if key not in needed},
    )


_OF_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "number": _number, "integer": lambda part: _number(part, whole=True), "string": _text, "array": _list,
    "object": _mapping, "boolean": lambda part: st.booleans(), "null": lambda part: st.none(),
}  # fmt: skip


def places(content: Any, part: dict[str, Any]) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
    """Yield every place of a content: what holds it, its key there, and its part of the schema."""
    items = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, inner in list(items):
        yield content, key, schema_at(part, key)
        yield from places(inner, schema_at(part, key))


@st.composite
def altered(draw: st.DrawFn, sound_only: bool = False) -> bytes:
    """Return a small scenario with one to four alterations, each of which fits its place, or nothing does."""
    content = draw(bases)
    for _ in range(draw(st.integers(1, 2 if sound_only else 4))):
        holder, key, part = draw(st.sampled_from(list(places(content, SCHEMA))))
        way = 0 if sound_only else draw(st.integers(0, 9))
        if way < 3:
            holder[key] = draw(sound(part))
        elif way == 3:
            holder[key] = draw(texts | dates | around(part.get("minimum", 0), part.get("maximum", 1)))
        elif way == 4:
            holder[key] = draw(numbers | anything)
        elif way == 5:
            del holder[key]
        elif way == 6 and isinstance(holder, dict):
            holder[draw(texts | st.sampled_from([str(key)[:-1], str(key).upper()]))] = holder.pop(key)
        elif way == 7:
            other = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
            holder[key], holder[other] = holder[other], holder[key]
        elif way == 8:
            for _ in range(draw(st.sampled_from([1, 2, 39, 41]))):
                holder[key] = [holder[key]]
        elif isinstance(holder, list):
            holder.extend([holder[key]] * draw(st.sampled_from([1, 50])))
        else:
            holder[key] = {list: [], dict: {}, str: ""}.get(type(holder[key]))
        if not any(True for _ in places(content, SCHEMA)):
            break
    return written(content)


@st.composite
def tricked(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return a YAML file with one to three tricks in it: anchors, tags, depth, length, encodings."""
    text = raw.decode("utf-8", "replace")
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, rest = lines[at].partition(":")
        pad = key[: len(key) - len(key.lstrip())]
        way = draw(st.integers(0, 6))
        if way == 0:
            lines[at] = f"{key}{colon or ':'} {draw(st.sampled_from(_VALUES) | texts)}"
        elif way == 1:
            lines.insert(at, draw(st.sampled_from([lines[at], *(pad + value for value in _VALUES)])))
        elif way == 2:
            lines[at] = (
                f"{pad}{draw(st.sampled_from(['3', 'true', '~', '2015-01-01', '.nan', '? k']))}{colon}{rest}"
            )
        elif way == 3:
            lines.insert(0, draw(st.sampled_from(_TOPS)))
        elif way == 4:
            lines.append(draw(st.sampled_from(_ENDS)))
        elif way == 5:
            inner, depth = draw(st.sampled_from(_DEEP)), draw(st.sampled_from([39, 41, 1000, 20_000]))
            opened, closed = inner.format("\x00").split("\x00")
            lines[at] = f"{key}: {opened * depth}x{closed * depth}"
        else:
            lines[at] = lines[at].replace("  ", "\t", 1)
        text = draw(st.sampled_from(["\n"] * 12 + ["\r\n", "\r", "\u2028", "\n\n"])).join(lines)
    encoding = draw(st.sampled_from(["utf-8"] * 12 + ["utf-16", "utf-32", "latin-1", "utf-8-sig", "utf-7"]))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf-") else "replace")


scenario_files = st.one_of(
    altered(), altered(sound_only=True), bases.map(written).flatmap(tricked),
    bases.map(written).flatmap(broken), sound(SCHEMA).map(written),
)  # fmt: skip


@st.composite
def with_table(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Return a scenario whose positions stand in a table beside it, and the table, with anything wrong."""
    content = draw(bases)
    rows: list[list[Any]] = [["iso3", "issue", "value", "source", "date", "evidence"]]
    for name, given in (content.get("delegations") or {}).items():
        for issue, cell in given.get("positions", {}).items():
            value = cell["value"] if isinstance(cell, dict) else cell
            rows.append([name, issue, value, given["source"], given["date"], given["evidence"]])
        given["positions"] = {}
    content["positions_file"] = draw(st.just("positions.csv") | paths)
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.sampled_from(rows))
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(texts | numbers | dates | st.sampled_from(rows[0]))
        rows += draw(st.sampled_from([[], [], [list(row)], [[]], [[*row, ""]], [row[:-1]]]))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=draw(st.sampled_from(",,,,,,;\t"))).writerows(rows)
    encoding = draw(st.sampled_from(["utf-8"] * 8 + ["utf-8-sig", "utf-16"]))
    table = stream.getvalue().encode(encoding, "surrogatepass")
    return written(content), draw(st.just(table) | st.just(table) | broken(table))


def lay_strange_files(folder: Path) -> None:
    """Lay what is no plain file, or none that can be read, into a folder: needs no rights."""
    os.mkfifo(folder / "fifo")
    (folder / "sub").mkdir(exist_ok=True)
    (folder / "loop.csv").symlink_to("loop.csv")
    (folder / "dangling.csv").symlink_to("nowhere.csv")
    with (folder / "huge.csv").open("wb") as huge:
        huge.truncate(3 * 10**9)  # a hole: takes no room on the disk
    (folder / "locked.csv").write_bytes(b"x")
    (folder / "locked.csv").chmod(0)
    with suppress(OSError), socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(folder / "socket"))
