"""Texts that somebody might put to the room, as files and options."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.fault import BadInput
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.scenario.texts import Text, load_texts, renamed, set_text, standing_texts, texts_file
from tests.scenario.files import OWN, shipped_scenario

GGE = "gge-2016-2017"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    path = tmp_path_factory.mktemp("scenario") / "own.yaml"
    path.write_text(OWN)
    return load(path)


def read(content: str, scenario: Scenario, folder: Path, name: str = "texts.yaml") -> tuple[Text, ...]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return load_texts(path, scenario)


def refusal(content: str, scenario: Scenario, folder: Path, name: str = "texts.yaml") -> str:
    with pytest.raises(BadInput) as refused:
        read(content, scenario, folder, name)
    return str(refused.value).replace(str(folder), "")


def words(text: Text) -> list[str]:
    return [rung.word for rung in text.rungs]


def test_a_file_holds_several_texts_each_with_what_is_known_of_it(own: Scenario, tmp_path: Path) -> None:
    content = """texts:
  rev.1: {title: Chair's text, date: 2020-06, source: A/1, paragraphs: {CABLES: explicit, FUND: silent}}
  counter: {base: rev.1, paragraphs: {CABLES: indirect}}
"""
    first, second = read(content, own, tmp_path)
    assert first == Text("rev.1", (Rung.EXPLICIT, Rung.SILENT), "Chair's text", "2020-06", "A/1")
    assert words(second) == ["indirect", "silent"]
    assert (second.base, second.left_out) == ("rev.1", ("FUND",))


def test_square_brackets_become_a_text_for_each_alternative(own: Scenario, tmp_path: Path) -> None:
    content = "texts: {rev: {paragraphs: {CABLES: [explicit, silent], FUND: [silent, explicit]}}}"
    texts = read(content, own, tmp_path)
    assert [words(text) for text in texts] == [
        ["silent", "silent"], ["silent", "explicit"], ["explicit", "silent"], ["explicit", "explicit"],
    ]  # fmt: skip
    assert texts[1].name == "rev [CABLES silent, FUND explicit]"


def test_a_table_says_the_same_as_a_file(own: Scenario, tmp_path: Path) -> None:
    table = "issue;rev;other\nbase;;own-text\ntitle;One;\nCABLES;silent/explicit;\nFUND;explicit;explicit\n"
    same = """texts:
  rev: {title: One, paragraphs: {CABLES: [silent, explicit], FUND: explicit}}
  other: {base: own-text, paragraphs: {FUND: explicit}}
"""
    assert read(table, own, tmp_path, "texts.csv") == read(same, own, tmp_path)


def test_issues_left_out_are_silent_only_where_that_is_also_the_last_text(
    own: Scenario, tmp_path: Path
) -> None:
    (text,) = read("texts: {rev: {paragraphs: {CABLES: explicit}}}", own, tmp_path)
    assert (words(text), text.base, text.left_out) == (["explicit", "silent"], "silent", ("FUND",))

    message = refusal("texts:\n  rev: {paragraphs: {FUND: explicit}}", own, tmp_path)
    assert message == (
        "/texts.yaml:2: texts.rev: leaves out CABLES, on which the body's own last text speaks, and names no "
        "base; allowed: base: own-text, silent"
    )
    for base, word in (("own-text", "indirect"), ("silent", "silent")):
        (text,) = read(f"texts: {{rev: {{base: {base}, paragraphs: {{FUND: explicit}}}}}}", own, tmp_path)
        assert words(text) == [word, "explicit"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("paragraphs: {WHALES: silent, CABLES: silent}", "paragraphs.WHALES: is not an issue of own"),
        ("paragraphs: {CABLES: loud}", "paragraphs.CABLES = loud: is not a formulation of the ladder"),
        ("paragraphs: {CABLES: []}", "paragraphs.CABLES: [] is not a formulation of the ladder"),
        (
            "paragraphs: {CABLES: silent, FUND: indirect}",
            "paragraphs.FUND = indirect: is not a formulation of this issue; allowed: silent, explicit",
        ),
        (
            "date: 2022, paragraphs: {CABLES: silent}",
            "date = 2022: is outside the process; allowed: 2020-03 to 2021-03, the days of own",
        ),
        ("base: rev.2, paragraphs: {CABLES: silent}", "base = rev.2: is no text; allowed: own-text, silent"),
        ("base: rev, paragraphs: {CABLES: silent}", "base = rev: is no text"),
        ("wording: {CABLES: silent}", "wording: is not a known key"),
    ],
)  # fmt: skip
def test_what_a_scenario_does_not_have_is_refused_with_its_place(
    entry: str, said: str, own: Scenario, tmp_path: Path
) -> None:
    message = refusal(f"# A comment\ntexts:\n  rev: {{{entry}}}\n", own, tmp_path)
    assert f"/texts.yaml:3: texts.rev.{said}" in message


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("issue,rev\nCABLES,silent\nWHALES,silent\n", ":3: texts.rev.paragraphs.WHALES: is not an issue"),
        ("issue,rev\nCABLES,silent\nFUND,loud\n", ":3: texts.rev.paragraphs.FUND = loud"),
        ("issue,rev\nCABLES,silent\nCABLES,silent\n", ":3: CABLES: is named twice"),
        ("subject,rev\nCABLES,silent\n", ":1: must have these columns; allowed: issue, and a column"),
        ("issue,rev\ndate,1999\nCABLES,silent\n", ":2: texts.rev.date = 1999: is outside the process"),
    ],
)  # fmt: skip
def test_faults_of_a_table_have_their_line(table: str, said: str, own: Scenario, tmp_path: Path) -> None:
    assert said in refusal(table, own, tmp_path, "texts.csv")


def test_a_file_with_too_many_alternatives_is_refused(tmp_path: Path) -> None:
    brackets = ", ".join(
        f"{code}: [silent, explicit]" for code in ("IHL", "CM", "ART51", "DD", "SR", "TREATY", "CONTENT")
    )
    content = f"texts: {{rev: {{base: own-text, paragraphs: {{{brackets}}}}}}}"
    message = refusal(content, shipped_scenario(GGE), tmp_path)
    assert "has 128 texts, counting the alternatives in square brackets; allowed: up to 100" in message


def test_options_make_a_text_beyond_a_base(own: Scenario) -> None:
    above = [Text("rev", (Rung.SILENT, Rung.EXPLICIT))]
    text = set_text(["CABLES=explicit"], "rev", own, above)
    assert (text.name, words(text)) == ("this text", ["explicit", "explicit"])
    for settings, base, said in (
        (["FUND=explicit"], None, "--set: --base: leaves out CABLES"),
        (["FUND=indirect"], "silent", "--set: FUND=indirect: is not a formulation of this issue"),
        (["WHALES=silent"], "silent", "--set: WHALES=silent: is not an issue of own"),
        (["FUND"], "silent", "--set: FUND: is not a formulation"),
        (["FUND=silent"], "ref", "--base = ref: is no text; did you mean rev?"),
    ):
        with pytest.raises(BadInput, match="--set") as refused:
            set_text(settings, base, own, above)
        assert said in str(refused.value)


def test_the_standing_texts_keep_to_the_ladders(own: Scenario) -> None:
    found = {name: words(text) for name, text in standing_texts(own).items()}
    assert found == {
        "own-text": ["indirect", "silent"],
        "silent": ["silent", "silent"],
        "indirect": ["indirect", "silent"],
        "explicit": ["explicit", "explicit"],
    }


@given(
    st.lists(st.tuples(*[st.sampled_from(Rung)] * len(shipped_scenario(GGE).issues)), min_size=1, max_size=3)
)
def test_a_text_that_is_written_is_read_again(rungs: list[tuple[Rung, ...]]) -> None:
    scenario = shipped_scenario(GGE)
    texts = renamed([Text("rev: 1", one) for one in rungs])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.yaml"
        path.write_bytes(texts_file(texts, scenario))
        again = load_texts(path, scenario)
    assert [text.rungs for text in again] == rungs
    assert len({text.name for text in again}) == len(rungs)
