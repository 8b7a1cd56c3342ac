"""The entries of the Python interface: what public functions take or hand out, found by their annotations."""

from __future__ import annotations

from pathlib import Path

import griffe

#: Met in a room without an annotation that leads to them.
ALSO = ("negotiation.room.Delegation", "negotiation.room.Chair")
#: Told elsewhere, field by field: in docs/model.md, which has a test of its own.
ELSEWHERE = ("Behaviour",)


def read(root: Path) -> griffe.Module:
    """Read the package's source, without running it."""
    how = griffe.load_extensions(Path(__file__).parent / "docstrings.py", "griffe_sphinx")
    package = griffe.load(
        "sim", search_paths=[root], docstring_parser="numpy", allow_inspection=False,
        try_relative_path=False, extensions=how,
    )  # fmt: skip
    assert isinstance(package, griffe.Module)
    return package


def entries(root: Path) -> dict[str, list[str]]:
    """Return the paths of the classes, by the layer that they stand in, and of the short names of types."""
    package = read(root)
    named = public(package)
    things = reached(package, named)
    found: dict[str, list[str]] = {}
    for thing in sorted(set(things) - set(named), key=lambda o: (o.name.lower(), o.path)):
        found.setdefault(thing.path.split(".")[1], []).append(thing.path)
    short = {part.canonical_path for thing in things for part in _names(thing)}
    found["types"] = sorted(path for path in short if _short(package, path))
    return found


def public(package: griffe.Module) -> list[griffe.Object]:
    """Return what `sim.__all__` names."""
    return [target(package[str(name)]) for name in package.exports or [] if str(name) != "__version__"]


def target(thing: griffe.Object | griffe.Alias) -> griffe.Object:
    """Return what a name stands for."""
    return thing.final_target if isinstance(thing, griffe.Alias) else thing


def reached(package: griffe.Module, named: list[griffe.Object]) -> list[griffe.Object]:
    """Return what annotations lead to, from some objects on, and those."""
    found: dict[str, griffe.Object] = {}
    waiting = [*named, *(target(package[name]) for name in ALSO)]
    while waiting:
        thing = waiting.pop(0)
        if thing.path not in found:
            found[thing.path] = thing
            waiting += [other for part in _names(thing) if (other := _class(package, part))]
    return list(found.values())


def members(thing: griffe.Object) -> dict[str, griffe.Object]:
    """Return the public members of a class, those of its bases in this package first."""
    assert isinstance(thing, griffe.Class)
    everything: dict[str, griffe.Object] = {}
    for one in [*reversed([base for base in thing.mro() if base.path.startswith("sim.")]), thing]:
        everything |= {name: target(m) for name, m in one.members.items() if not m.is_alias}
    return {n: m for n, m in everything.items() if not n.startswith("_") and n != "model_config"}


def untold(package: griffe.Module) -> list[str]:
    """Return what the page names and no docstring tells: functions, classes, parameters, fields, methods."""
    missing = []
    for thing in reached(package, public(package)):
        if not thing.docstring:
            missing.append(thing.path)
        # A field that a class has from another is told there.
        told = meanings(thing).union(*map(meanings, thing.mro() if thing.is_class else ()))
        init = None if "dataclass" in thing.labels else thing.members.get("__init__")
        made = thing if thing.is_function else init
        if made:
            given = {p.name for p in made.parameters} - {"self"}
            missing += [f"{thing.path}({name})" for name in sorted(given - told)]
            missing += [f"{thing.path}({name}), which it lacks" for name in sorted(told - given)]
        elif thing.name not in ELSEWHERE:
            missing += [
                member.path
                for name, member in members(thing).items()
                # Members of an enumeration say it by their names.
                if not (
                    member.docstring or name in told or (member.is_attribute and member.annotation is None)
                )
            ]
    return missing


def meanings(thing: griffe.Object) -> set[str]:
    """Return the parameters that a docstring describes."""
    parsed = thing.docstring.parse("numpy", warnings=False) if thing.docstring else []
    parts = [part for part in parsed if part.kind is griffe.DocstringSectionKind.parameters]
    return {one.name for part in parts for one in part.value if one.description}


def _names(thing: griffe.Object) -> list[griffe.ExprName]:
    """Return the names in the annotations of a function, or of the public members of a class."""
    if isinstance(thing, griffe.Function):
        annotations = [*(p.annotation for p in thing.parameters), thing.returns]
    elif isinstance(thing, griffe.Class):
        made = [thing.members["__init__"]] if "__init__" in thing.members else []
        return [name for member in [*members(thing).values(), *made] for name in _names(target(member))]
    else:
        annotations = [thing.annotation] if isinstance(thing, griffe.Attribute) else []
    parts = [part for a in annotations if isinstance(a, griffe.Expr) for part in a.iterate(flat=True)]
    return [part for part in parts if isinstance(part, griffe.ExprName)]


def _short(package: griffe.Module, path: str) -> bool:
    return path.startswith("sim.") and target(package[path.removeprefix("sim.")]).is_attribute


def _class(package: griffe.Module, name: griffe.ExprName) -> griffe.Object | None:
    path = name.canonical_path
    if not path.startswith("sim."):
        return None
    found = target(package[path.removeprefix("sim.")])
    return found if found.is_class and not found.name.startswith("_") else None
