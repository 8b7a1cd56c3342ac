"""The instrument itself: what it changes, what it opens, what it counts, and that it notices."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.mutants import constants as constants_module
from tests.mutants.__main__ import chosen
from tests.mutants.constants import Constant, constants, judge
from tests.mutants.copying import NEGOTIATION, ROOT
from tests.mutants.judging import JUDGES, KEEN, SLOW, Judges, Session, forked, function_of
from tests.mutants.verdicts import KILLED, SURVIVED, TIMEOUT, UNTESTED, UNTRIED, Mutant, survivors, table

SOURCE = '''"""Text 1."""
A, B = 1, -0.5
class C:
    on: bool = True
    share: float = 0.0
    def f(self, n: int = 3) -> int:
        return n + 4
def g() -> int:
    return 5
'''


def test_constants_outside_functions_are_changed_one_by_one() -> None:
    found = sorted(constants(SOURCE), key=lambda c: (c.line, c.column))
    assert [(c.old, c.new) for c in found] == [("1", "2"), ("0.5", "0.75"), ("True", "False"), ("0.0", "0.5")]
    assert found[1].replaced(SOURCE) == SOURCE.replace("-0.5", "-0.75")
    assert found[2].replaced(SOURCE) == SOURCE.replace("True", "False")
    with pytest.raises(AssertionError):
        Constant(1, 0, "1", "2").replaced(SOURCE)


def test_decorated_functions_are_opened_and_do_the_same() -> None:
    pytest.importorskip("libcst")
    from tests.mutants.opening import opened

    source = (
        "from functools import cached_property, lru_cache\n"
        "@lru_cache(maxsize=1)\ndef two():\n    return 2\n"
        "class A:\n"
        "    @property\n    def b(self):\n        return two() + 1\n"
        "    @cached_property\n    def c(self):\n        return [self.b]\n"
        "    @classmethod\n    def d(cls):\n        return cls()\n"
    )
    after = opened(source)
    assert all(f"def plain_{name}" in after for name in ("two", "b", "c"))
    assert "@classmethod\n    def d" in after
    for text in (source, after):
        told: dict[str, object] = {}
        exec(text, told)
        one = told["A"].d()  # type: ignore[attr-defined]
        assert one.b == 3
        assert one.c == [3]
        assert one.c is one.c


def test_everything_in_the_negotiation_can_be_opened() -> None:
    pytest.importorskip("libcst")
    from tests.mutants.opening import opened

    for path in sorted((ROOT / NEGOTIATION).rglob("*.py")):
        after = opened(path.read_text(encoding="utf-8"))
        compile(after, str(path), "exec")
        assert "@property" not in after
        assert "@lru_cache" not in after


MUTANTS = [
    Mutant("a.py", "m.x_f__mutmut_1", KILLED),
    Mutant("a.py", "m.x_f__mutmut_2", SURVIVED, ("-    return 1", "+    return 2")),
    Mutant("a.py", "m.x_f__mutmut_3", UNTRIED),
    Mutant("b.py", "m.xǁBǁplain_c__mutmut_1", TIMEOUT),
    Mutant("b.py", "m.xǁBǁplain_c__mutmut_2", UNTESTED),
]


def test_mutants_are_counted_file_by_file_and_those_not_tried_are_no_success() -> None:
    _, a, b, whole = [row.split() for row in table(MUTANTS)]
    assert a == ["a.py", "3", "1", "1", "0", "0", "1", "50.0%"]
    assert b == ["b.py", "2", "0", "0", "1", "1", "0", "50.0%"]
    assert whole == ["all", "5", "1", "1", "1", "1", "1", "50.0%"]


def test_what_nobody_noticed_is_shown() -> None:
    told = survivors(MUTANTS)
    assert told[:3] == ["a.py f (survived) m.x_f__mutmut_2", "    -    return 1", "    +    return 2"]
    assert [line.split()[1] for line in told if not line.startswith(" ")] == ["f", "B.c", "B.c"]


def test_a_share_is_chosen_at_random_and_the_same_again() -> None:
    many = [Mutant(file, f"{file}{n}", UNTRIED) for file in ("a.py", "b.py") for n in range(100)]
    some = chosen(many, [], 0.3, again=False)
    assert len(set(some)) == 60
    assert some == chosen(list(reversed(many)), [], 0.3, again=False)
    assert chosen(many, ["b.py"], 0.3, again=False) == [m for m in some if m.file == "b.py"]
    assert chosen(MUTANTS, [], 1, again=False) == [MUTANTS[2]]
    assert set(chosen(MUTANTS, [], 1, again=True)) == set(MUTANTS[1:])


def test_the_tests_that_are_left_out_and_those_that_judge_are_there() -> None:
    for name in SLOW:
        file, function = name.split("::")
        assert f"def {function}(" in (ROOT / "tests" / "negotiation" / file).read_text(encoding="utf-8")
    assert (ROOT / "tests" / "negotiation" / KEEN).exists()
    for name in (*JUDGES, *constants_module.JUDGES, *sum(constants_module.FIRST.values(), ())):
        path, _, function = name.partition("::")
        assert (ROOT / path).exists()
        assert not function or f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")


class Item:
    """A test by its name alone."""

    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


def test_the_quickest_judge_first_and_then_the_keen() -> None:
    seconds = {"slow": 50.0, "quick": 1.0, f"{KEEN}::twin": 20.0, "quicker": 0.5, "elsewhere": 0.1}
    functions = {name: set() if name == "elsewhere" else {"m.x_f"} for name in seconds}
    judges = Judges([Item(name) for name in seconds], seconds, functions)  # type: ignore[arg-type]
    first = ["quicker", "quick", f"{KEEN}::twin"]
    assert [item.nodeid for item in judges.of("m.x_f", first_round=True)] == first
    assert [item.nodeid for item in judges.of("m.x_f", first_round=False)] == [*first, "slow"]
    assert judges.of("m.x_g", first_round=False) == []
    assert function_of("m.x_f__mutmut_12") == "m.x_f"


def test_a_verdict_is_read_from_how_the_process_of_a_mutant_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def noticed(item: Item) -> bool:
        while item.nodeid == "for ever":
            pass
        if item.nodeid == "leaves":
            raise SystemExit(0)
        return item.nodeid == "fails"

    monkeypatch.setattr("tests.mutants.judging.notices", noticed)
    told: dict[str, str] = {}
    session = Session([], 3, False, told.__setitem__)
    tests = {"passes": ["passes", "passes"], "fails": ["passes", "fails"], "leaves": ["leaves"]}
    at_work = {
        forked(name, [Item(one) for one in some], 9): (name, float("inf"))  # type: ignore[misc]
        for name, some in (tests | {"for ever": ["for ever"]}).items()
        if name != "for ever"
    }
    at_work[forked("for ever", [Item("for ever")], 1)] = ("for ever", float("inf"))  # type: ignore[list-item]
    while at_work:
        session._wait(at_work)
    assert told == {"passes": SURVIVED, "fails": KILLED, "leaves": KILLED, "for ever": TIMEOUT}


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("LIMIT = 3\n", SURVIVED),
        ("LIMIT = 4\n", KILLED),
        ("LIMIT = \n", KILLED),
        ("while True: pass\n", TIMEOUT),
    ],
    ids=["the same", "another", "no Python", "for ever"],
)
def test_a_fault_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, verdict: str
) -> None:
    monkeypatch.setattr(constants_module, "JUDGES", ("tests/test_limit.py",))
    monkeypatch.setattr(constants_module, "LONGEST", 60 if verdict != TIMEOUT else 3)
    shutil.copytree(ROOT / "tests" / "mutants", tmp_path / "tests" / "mutants")
    for folder in ("sim/negotiation", "tests"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for package in (tmp_path / folder, (tmp_path / folder).parent):
            if package != tmp_path:
                (package / "__init__.py").touch()
    path = tmp_path / "sim" / "negotiation" / "limit.py"
    path.write_text("LIMIT = 3\n", encoding="utf-8")
    test = "from sim.negotiation.limit import LIMIT\ndef test_limit():\n    assert LIMIT == 3\n"
    (tmp_path / "tests" / "test_limit.py").write_text(test, encoding="utf-8")
    assert judge(tmp_path, path, source) == verdict
    assert path.read_text(encoding="utf-8") == "LIMIT = 3\n"
