"""A chain of lines: what is changed, left out, put in or written in another way is found where it stands."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.fault import BadInput
from sim.study.chain import START, Sealed, linked, read_chain, written


@dataclass(frozen=True)
class Part:
    name: str


@dataclass(frozen=True, kw_only=True)
class Line(Sealed):
    share: float
    said: str | None
    parts: tuple[Part, ...]


def line(share: float, said: str | None = None, *parts: str) -> Line:
    return Line(number=-1, previous="", hash="", share=share, said=said, parts=tuple(map(Part, parts)))


def chain(*lines: Line) -> tuple[Line, ...]:
    links: tuple[Line, ...] = ()
    for one in lines:
        links = (*links, linked(links, one))
    return links


THREE = chain(line(0.5), line(0.25, "two", "a", "b"), line(1.0, "drei"))


def refused(folder: Path, content: bytes) -> str:
    path = folder / "chain.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        read_chain(path, Line, "chain")
    return str(error.value)


@given(st.lists(st.builds(line, st.floats(-1e9, 1e9), st.none() | st.text(max_size=20), st.text(max_size=5))))
def test_what_was_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, lines: list[Line]) -> None:
    links = chain(*lines)
    path = tmp_path_factory.mktemp("chain") / "chain.jsonl"
    path.write_bytes(written(links))
    assert read_chain(path, Line, "chain") == links
    assert [one.previous for one in links] == [START, *(one.hash for one in links)][: len(links)]


def test_a_changed_line_is_named_and_so_is_the_next_if_its_digest_is_made_to_fit(tmp_path: Path) -> None:
    better = replace(THREE[1], share=0.9)
    assert "chain.jsonl:2: breaks the chain: its digest" in refused(
        tmp_path, written((THREE[0], better, THREE[2]))
    )
    forged = replace(better, hash=better.digest())
    assert "chain.jsonl:3: breaks the chain: it does not follow" in refused(
        tmp_path, written((THREE[0], forged, THREE[2]))
    )


def test_a_line_that_is_left_out_or_doubled_is_named(tmp_path: Path) -> None:
    for links in (THREE[1:], (THREE[0], THREE[2]), (THREE[0], *THREE)):
        assert "a line is missing or doubled" in refused(tmp_path, written(links))


@pytest.mark.parametrize(
    "change",
    [{"share": "0.5"}, {"share": 1}, {"share": True}, {"parts": [{"name": 1}]}, {"more": 1},
     {"parts": [{"name": "a", "more": 1}]}, {"number": 0.0}, {"said": 3}],
)  # fmt: skip
def test_a_line_of_another_form_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    strange = json.dumps({**asdict(THREE[0]), **change}).encode()
    assert "chain.jsonl:1: " in refused(tmp_path, strange)
    assert "is not a line of a chain of this program" in refused(tmp_path, strange)


@pytest.mark.parametrize("content", [b"{}", b"[1]", b"nonsense", b'{"share": NaN}', b"\n", b"[" * 50_000])
def test_what_is_no_line_is_refused_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    assert "is not a line of a chain of this program" in refused(tmp_path, content)
