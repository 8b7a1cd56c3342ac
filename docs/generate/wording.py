"""How docstrings become Markdown: parameters, fields, methods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import griffe

#: How a table is told that a bar is not its own.
BAR = "\\|"
#: Inside code nothing is escaped.
_CODE = re.compile(r"(``[^`]+``|`[^`]+`)")
_DOCUMENT = re.compile(r"\bdocs/([\w./-]+\.md)\b")


def slug(title: str) -> str:
    """Return the anchor that a forge gives to a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def type_of(annotation: str | griffe.Expr | None) -> str:
    """Return an annotation as a reader writes it: without what pydantic is told beside the type."""
    text = str(annotation or "")
    while match := re.search(r"\bAnnotated\[", text):
        inside, depth, ends = text[match.end() :], 0, []
        for place, letter in enumerate(inside):
            depth += (letter in "[(") - (letter in "])")
            if (letter == "," and depth == 0) or depth < 0:
                ends.append(place)
                if depth < 0:
                    break
        text = text[: match.start()] + inside[: ends[0]] + inside[ends[-1] + 1 :]
    return text


@dataclass(frozen=True)
class Place:
    """Where things are told on the page.

    Parameters
    ----------
    titles : heading of each object, by its path
    """

    titles: dict[str, str]

    def prose(self, text: str) -> str:
        """Return a paragraph of a docstring as Markdown."""
        names = {title.removeprefix("sim."): title for title in self.titles.values()}
        parts = []
        for part in _CODE.split(" ".join(text.split())):
            if part.startswith("`"):
                code = part.strip("`")
                parts.append(f"[`{code}`](#{slug(names[code])})" if code in names else f"`{code}`")
            else:
                part = part.replace("<", "&lt;").replace("|", BAR).replace("*", "\\*")
                parts.append(_DOCUMENT.sub(r"[docs/\1](../\1)", part))
        return "".join(parts)

    def type(self, annotation: str | griffe.Expr | None) -> str:
        """Return a type as Markdown, with a link to the first class of this page in it."""
        if annotation is None:
            return ""
        code = "`" + type_of(annotation).replace("|", BAR) + "`"
        for part in annotation.iterate(flat=True) if isinstance(annotation, griffe.Expr) else ():
            if isinstance(part, griffe.ExprName) and part.canonical_path in self.titles:
                return f"[{code}](#{slug(self.titles[part.canonical_path])})"
        return code


def paragraphs(thing: griffe.Object, place: Place, members: dict[str, griffe.Object]) -> list[str]:
    """Return what stands under the heading of a function or class, as lines."""
    lines: list[str] = []
    for section in sections(thing):
        if section.kind is griffe.DocstringSectionKind.text:
            for text in section.value.split("\n\n"):
                lines += [place.prose(text), ""]
    if isinstance(thing, griffe.Function):
        return lines + _called(thing, place)
    told = meanings(thing)
    if "__init__" in thing.members and "dataclass" not in thing.labels:
        lines += _parameters(thing.members["__init__"], told, place)
        members = {name: m for name, m in members.items() if meaning(m)}
    attributes = {name: m for name, m in members.items() if isinstance(m, griffe.Attribute)}
    rows = [
        (
            n,
            f"`{m.value}`" if m.annotation is None else place.type(m.annotation),
            place.prose(told.get(n) or meaning(m)),
        )
        for n, m in attributes.items()
    ]
    values = any(m.annotation is None for m in attributes.values())
    lines += _table(("member", "value", "meaning") if values else ("field", "type", "meaning"), _alike(rows))
    methods = [_method(m, place) for m in members.values() if isinstance(m, griffe.Function)]
    return [*lines, *(line for method in methods for line in method), *([""] if methods else [])]


def sections(thing: griffe.Object) -> list[griffe.DocstringSection]:
    """Return the parsed docstring."""
    return thing.docstring.parse("numpy", warnings=False) if thing.docstring else []


def meaning(thing: griffe.Object) -> str:
    """Return the first paragraph of a docstring, or the comment over a name, or nothing."""
    return thing.docstring.value.strip().split("\n\n")[0] if thing.docstring else _comment(thing)


def _comment(thing: griffe.Object) -> str:
    above: list[str] = []
    if isinstance(thing, griffe.Attribute) and thing.lineno:
        for line in reversed(thing.filepath.read_text(encoding="utf-8").splitlines()[: thing.lineno - 1]):
            if not line.strip().startswith("#: "):
                break
            above.insert(0, line.strip().removeprefix("#: "))
    return " ".join(above)


def meanings(thing: griffe.Object) -> dict[str, str]:
    """Return what a docstring says of each parameter: `name : meaning`, going on in the lines below."""
    told: dict[str, str] = {}
    for section in sections(thing):
        if section.kind is griffe.DocstringSectionKind.parameters:
            for one in section.value:
                # Where nothing stands behind the colon, Griffe takes the signature's annotation.
                first = one.annotation if isinstance(one.annotation, str) else _raw(thing, one.name)
                told[one.name] = " ".join(part for part in (first, one.description) if part)
    return told


def _raw(thing: griffe.Object, name: str) -> str:
    """Return what stands behind a parameter's colon: Griffe reads it as a type, and tears it apart."""
    assert thing.docstring
    for line in thing.docstring.value.splitlines():
        names, colon, rest = line.strip().partition(" : ")
        if colon and name in [n.strip() for n in names.split(",")]:
            return rest.strip()
    return ""


def _called(function: griffe.Function, place: Place) -> list[str]:
    lines = _parameters(function, meanings(function), place)
    for section in sections(function):
        if section.kind is griffe.DocstringSectionKind.returns:
            back = " ".join(f"{one.annotation or ''} {one.description}" for one in section.value)
            lines += [f"Returns {place.type(function.returns)}: {place.prose(back)}.", ""]
            break
    else:
        lines += [f"Returns {place.type(function.returns)}.", ""]
    return lines + [f"Raises {line}." if i == 0 else line for i, line in enumerate(_raised(function, place))]


def _raised(function: griffe.Function, place: Place) -> list[str]:
    found = []
    for section in sections(function):
        if section.kind is griffe.DocstringSectionKind.raises:
            found += [
                f"{place.prose(f'`{one.annotation}`')} {place.prose(one.description)}"
                for one in section.value
            ]
    return ["; ".join(found), ""] if found else []


def _parameters(function: griffe.Object, told: dict[str, str], place: Place) -> list[str]:
    assert isinstance(function, griffe.Function)
    rows = [
        f"| `{p.name}` | {place.type(p.annotation)} | {f'`{p.default}`' if p.default is not None else ''} "
        f"| {place.prose(told.get(p.name, ''))} |"
        for p in function.parameters
        if p.name not in ("self", "cls")
    ]
    return _table(("parameter", "type", "default", "meaning"), rows)


def _method(method: griffe.Function, place: Place) -> list[str]:
    given = ", ".join(p.name for p in method.parameters if p.name not in ("self", "cls"))
    lines = [f"- `{method.name}({given})` → {place.type(method.returns)}: {place.prose(meaning(method))}"]
    lines += [f"  - `{name}`: {place.prose(what)}" for name, what in meanings(method).items()]
    lines += [f"  - raises {line}" for line in _raised(method, place) if line]
    return lines


def _alike(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return rows of a table; fields that follow each other and are told as one share a row."""
    kept: list[tuple[list[str], str, str]] = []
    for name, kind, told in rows:
        if kept and kept[-1][1:] == (kind, told):
            kept[-1][0].append(name)
        else:
            kept.append(([name], kind, told))
    return [f"| {', '.join(f'`{n}`' for n in names)} | {kind} | {told} |" for names, kind, told in kept]


def _table(heads: tuple[str, ...], rows: list[str]) -> list[str]:
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *rows, ""] if rows else []
