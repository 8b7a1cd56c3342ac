"""Write docs/reference/api.md, the Python interface, from the docstrings.

    python docs/generate/api.py            # writes it
    python docs/generate/api.py --check    # says whether it is as the docstrings have it, writes nothing

What `sim.__all__` names comes first, then every class that those functions take or hand out, found by
following annotations. Griffe reads the source without running it. Needs the extra `dev`.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

import griffe
from wording import BAR, Place, meaning, meanings, paragraphs, slug, type_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "api.md"
#: The public names in the order of a reader who begins; a new one must be put somewhere here.
ORDER = ("load", "forecast", "Room", "sweep", "figure", "convene", "draw", "play", "BadInput")
#: Met in a room without an annotation that leads to them.
ALSO = ("negotiation.room.Delegation", "negotiation.room.Chair")
#: A signature longer than this gets a line for each parameter.
WIDE, BREAK = 90, ",\n    "
#: Data classes that users make; the others are handed to them.
MADE = ("Point", "Effort", "Prior")
#: Told elsewhere, field by field: in docs/model.md, which has a test of its own.
ELSEWHERE = ("Behaviour",)
#: What a class is grouped under, by its package.
PARTS = {
    "study": "What many plays say",
    "negotiation": "One negotiation",
    "scenario": "The scenario",
}
HEAD = """# The Python interface

What `from sim import …` gives, and every class that it takes or hands out. Examples stand in the
[README](../../README.md#from-python) and in the [tutorial](../tutorial/forecast.ipynb), the rules in
[model.md](../model.md). Arrays have their axes in this order: R replicates (plays), K paragraphs (issues),
M formulations (silent, indirect, explicit), N delegations (sorted by code). Other names of the package are no
part of the interface and may change.

This page is written from the docstrings by `make api`: change those, not the page.
"""


def main() -> int:
    """Write the page, or compare it with what would be written; 1 if they differ."""
    asked = argparse.ArgumentParser(description="Write docs/reference/api.md from the docstrings.")
    asked.add_argument("--check", action="store_true", help="compare only; status 1 if the page is stale")
    fresh = page()
    if not asked.parse_args().check:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    kept = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sys.stdout.writelines(
        difflib.unified_diff(kept.splitlines(True), fresh.splitlines(True), "api.md", "docstrings")
    )
    return int(kept != fresh)


def page() -> str:
    """Return the whole page."""
    package = read()
    named = [target(package[name]) for name in ORDER]
    known = reached(package, named)
    classes = list(dict.fromkeys(known.values()))
    place = Place({path: f"sim.{o.name}" if o in named else _title(o, classes) for path, o in known.items()})
    rows = [
        f"| [`{place.titles[o.path]}`](#{slug(place.titles[o.path])}) | {_first(o, place)} |" for o in named
    ]
    told = [HEAD, "\n".join(["| name | meaning |", "|---|---|", *rows]), ""]
    told += [_entry(o, place) for o in named]
    for layer, heading in PARTS.items():
        inside = sorted(
            (o for o in classes if o not in named and o.path.split(".")[1] == layer),
            key=lambda o: slug(place.titles[o.path]),
        )
        links = [f"[`{place.titles[o.path]}`](#{slug(place.titles[o.path])})" for o in inside]
        told += [f"## {heading}\n", ", ".join(links) + ".\n", *(_entry(o, place) for o in inside)]
    return "\n".join([*told, *_short_names(package, classes)]).rstrip() + "\n"


def untold(package: griffe.Module) -> list[str]:
    """Return what the page names and no docstring tells: functions, classes, parameters, fields, methods.

    Members of an enumeration say it by their names; so do the arguments of methods that are told in prose.
    """
    missing = []
    for thing in dict.fromkeys(reached(package, [target(package[name]) for name in ORDER]).values()):
        if not meaning(thing):
            missing.append(thing.path)
        told = meanings(thing)
        made = (
            thing
            if thing.is_function
            else None
            if "dataclass" in thing.labels
            else thing.members.get("__init__")
        )
        if made:
            missing += [f"{thing.path}({p.name})" for p in made.parameters if p.name not in {*told, "self"}]
            missing += [f"{thing.path}({n}), which it lacks" for n in told if n not in made.parameters]
        if made or thing.name in ELSEWHERE:
            continue
        for name, member in members(thing).items():
            if not (meaning(member) or name in told or (member.is_attribute and member.annotation is None)):
                missing.append(member.path)
    return missing


def read(root: Path = ROOT) -> griffe.Module:
    """Read the package's source, without running it."""
    how = {"docstring_parser": "numpy", "allow_inspection": False, "try_relative_path": False}
    package = griffe.load("sim", search_paths=[root], **how)
    assert isinstance(package, griffe.Module)
    missing = {name for name in package.exports or [] if name != "__version__"} ^ set(ORDER)
    assert not missing, f"put these in their place in ORDER: {missing}"
    return package


def target(thing: griffe.Object | griffe.Alias) -> griffe.Object:
    """Return what a name stands for."""
    return thing.final_target if isinstance(thing, griffe.Alias) else thing


def reached(package: griffe.Module, named: list[griffe.Object]) -> dict[str, griffe.Object]:
    """Return what annotations lead to, from some objects on, and those, by every path that leads there."""
    found: dict[str, griffe.Object] = {}
    waiting = [(o.path, o) for o in (*named, *(target(package[name]) for name in ALSO))]
    while waiting:
        path, thing = waiting.pop(0)
        if path in found:
            continue
        seen = thing.path in found
        found[path] = found[thing.path] = thing
        for part in () if seen else _names(thing):
            if other := _class(package, part):
                waiting.append((part.canonical_path, other))
    return found


def members(thing: griffe.Object) -> dict[str, griffe.Object]:
    """Return the public members of a class, those of its bases in this package first."""
    assert isinstance(thing, griffe.Class)
    everything: dict[str, griffe.Object] = {}
    for one in [*reversed([base for base in thing.mro() if base.path.startswith("sim.")]), thing]:
        everything |= {name: target(m) for name, m in one.members.items() if not m.is_alias}
    hidden = ("model_config",)
    return {n: m for n, m in everything.items() if not n.startswith("_") and n not in hidden}


def _names(thing: griffe.Object) -> list[griffe.ExprName]:
    """Return the names in the annotations of a function, or of the public members of a class."""
    if isinstance(thing, griffe.Function):
        annotations = [*(p.annotation for p in thing.parameters), thing.returns]
    elif isinstance(thing, griffe.Class):
        inside = [
            *members(thing).values(),
            *([thing.members["__init__"]] if "__init__" in thing.members else []),
        ]
        return [name for member in inside for name in _names(target(member))]
    else:
        annotations = [thing.annotation] if isinstance(thing, griffe.Attribute) else []
    parts = [part for a in annotations if isinstance(a, griffe.Expr) for part in a.iterate(flat=True)]
    return [part for part in parts if isinstance(part, griffe.ExprName)]


def _class(package: griffe.Module, name: griffe.ExprName) -> griffe.Object | None:
    path = name.canonical_path
    if not path.startswith("sim."):
        return None
    found = target(package[path.removeprefix("sim.")])
    return found if found.is_class and not found.name.startswith("_") else None


def _title(thing: griffe.Object, among: list[griffe.Object]) -> str:
    alike = [o for o in among if o.is_class and o.name == thing.name]
    return thing.name if len(alike) == 1 else f"{thing.path.split('.')[-2]}.{thing.name}"


def _first(thing: griffe.Object, place: Place) -> str:
    assert thing.docstring, f"{thing.path} has no docstring"
    return place.prose(thing.docstring.value.strip().split("\n\n")[0])


def _entry(thing: griffe.Object, place: Place) -> str:
    title = place.titles[thing.path]
    file = thing.path.rsplit(".", 1)[0].replace(".", "/")
    path = f"{file}.py" if (ROOT / f"{file}.py").exists() else f"{file}/__init__.py"
    level = "##" if title.startswith("sim.") else "###"
    lines = [f"{level} `{title}`", ""]
    shown = _made_by(thing)
    if shown:
        lines += ["```py", f"{thing.name}{signature(shown)}", "```", ""]
    lines += paragraphs(thing, place, members(thing) if thing.is_class else {})
    return "\n".join([*lines, f"Source: [`{path}`](../../{path})", ""])


def _short_names(package: griffe.Module, classes: list[griffe.Object]) -> list[str]:
    """Return a table of the names of types that annotations use and that are no classes."""
    paths = {name.canonical_path for thing in classes for name in _names(thing)}
    rows = []
    for path in sorted((p for p in paths if p.startswith("sim.")), key=lambda p: p.rsplit(".", 1)[1]):
        thing = target(package[path.removeprefix("sim.")])
        if isinstance(thing, griffe.Attribute):
            rows.append(f"| `{thing.name}` | `{type_of(thing.value).replace('|', BAR)}` | {meaning(thing)} |")
    return ["## Short names of types\n", "| name | stands for | meaning |", "|---|---|---|", *rows]


def _made_by(thing: griffe.Object) -> griffe.Object | None:
    """Return what is called: the function, or how an object is made, where users make it."""
    if thing.is_function:
        return thing
    made = "dataclass" not in thing.labels or thing.name in MADE
    return target(thing.members["__init__"]) if made and "__init__" in thing.members else None


def signature(function: griffe.Object) -> str:
    """Return the parameters of a function with their defaults, and what it returns."""
    assert isinstance(function, griffe.Function)
    told = []
    for p in function.parameters:
        if p.name in ("self", "cls"):
            continue
        star = {"variadic positional": "*", "variadic keyword": "**"}.get(p.kind.value if p.kind else "", "")
        told.append(f"{star}{p.name}" + (f"={p.default}" if p.default is not None and not star else ""))
    back = (
        "" if function.name == "__init__" or function.returns is None else f" -> {type_of(function.returns)}"
    )
    line = f"({', '.join(told)}){back}"
    return line if len(function.name + line) <= WIDE else f"(\n    {BREAK.join(told)},\n){back}"


if __name__ == "__main__":
    sys.exit(main())
