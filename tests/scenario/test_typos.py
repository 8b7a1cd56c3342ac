import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.tokens import CommentToken

from sim.scenario.loading import load_with_warnings
from sim.scenario.shipped import shipped, shipped_campaigns
from sim.scenario.typos import cause, swallowed
from tests.scenario.files import OWN, Slip, altered, assert_told_once, line_of, refusal, slips, written


@slips(r"""
CABLES: -3 => CABLES: −3 | U+2212 (minus sign); write a hyphen
CABLES: -3 => CABLES: –3 | U+2013 (en dash); write a hyphen
starts: 2020-03 => starts: 2020–03 | U+2013 (en dash); write a hyphen
FUND: 3} => FUND: ３} | U+FF13 (fullwidth digit three); write 3
sessions: 2 => sessions：2 | U+FF1A (fullwidth colon); write : | chair:
{CABLES: 3, FUND => {CABLES: 3， FUND | U+FF0C (fullwidth comma); write ,
sessions: 2 => sessions:\u00a02 | U+00A0 (no-break space); write a space | chair:
sessions: 2 => sessions: \u00a02 | U+00A0 (no-break space); write a space
  - {code: FUND => \u00a0\u00a0- {code: FUND | U+00A0 (no-break space)
sessions: 2 => sessions:\u202f2 | U+202F (narrow no-break space) | chair:
sessions: 2 => sessions: \u200b2 | U+200B (zero width space); remove it
sessions: 2 => sessions: 3,000 | write 3.000, with a point, or 3000
adopted: 2020-01 => adopted: “2020-01” | U+201C (left double quotation mark)
CABLES: 1.5 => CABLES: 1,5 | write 1.5, with a point
CABLES: 1.5 => CABLES: -1,5 | write -1.5, with a point
sessions: 2 => level:\n  stake_scale: 1,25\nsessions: 2 | write 1.25, with a point |   stake_scale
invented, date: 2020 => Report, paragraph 12, date: 2020
  | FRA.paragraph 12: is not a known key; put text that contains a comma in quotes
invented, date: 2020 => Report #3, date: 2020 | text after # is a comment |   CHN:
members_source: invented => members_source: #3 of May | text after # is a comment
""")
def test_a_message_names_the_cause(tmp_path: Path, slip: Slip) -> None:
    message = assert_told_once(tmp_path, slip, OWN)
    assert len(message.splitlines()) <= 2


@pytest.mark.parametrize(
    "typed",
    [
        "TRUE", "False", "NO", "NULL", "null", "~", "0x1F", "0o17", "1e3", "1_000", "12", "-1", ".inf",
        "2020-01-01",
    ],
)  # fmt: skip
def test_a_key_is_named_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    text = altered("  FRA: {source", f"  {typed}: {{source", OWN)
    path = written(tmp_path, text)
    assert f"{path}:{line_of(f'  {typed}: ', text)}: delegations.{typed}: is not a member state" in refusal(
        path
    )


@pytest.mark.parametrize("sound", ["Panel – report", "“Panel”", "Panel\u00a0report", "a−b", "50 ％, more"])
def test_such_signs_within_a_text_are_nobody_s_fault(tmp_path: Path, sound: str) -> None:
    path = written(tmp_path, altered("title: Cable Panel", f"title: {sound}", OWN))
    assert load_with_warnings(path)[0].title == sound
    assert cause("sessions: none", "sessions", "none") == ""


HONEST = """a: x  # a comment
b: 'it''s #3'
c: "the \\" #3" # ok
d: |
  text #3
  - more: #4

e: [a, "b #3", c]  #tight, but behind no text
k:
  - l: >-
      folded #3
    m: say "hi" # fine
#tight, and alone
n: issue#3
o: "over
  two #3 lines"
p: 'x' #tight, behind a closed text
q: x #! a tool's
r: x ## section
"""
LOST = """a: Report #3, paragraph 12
- b: y #4
e: [a, report #5,
  b]
f: say "so #6
g: it's #7
h: |
  kept #8
i: z #9
j: #10
"""


def test_comments_are_told_from_text_that_is_lost_as_one(tmp_path: Path) -> None:
    assert list(swallowed(HONEST)) == []
    assert [(line, comment[:3].strip(",")) for line, _, comment in swallowed(LOST)] == [
        (1, "#3"), (2, "#4"), (3, "#5"), (5, "#6"), (6, "#7"), (9, "#9"), (10, "#10"),
    ]  # fmt: skip
    text = altered("question: Will it agree?", "question: Will panel #3 agree?", OWN)
    path = written(tmp_path, text)
    scenario, _, [doubt] = load_with_warnings(path)
    assert scenario.question == "Will panel"
    assert str(doubt).startswith(f"{path}:{line_of('question', text)}: #3 agree?: is read as a comment")


FILES = [*shipped().values(), *shipped_campaigns().values()]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_is_taken_for_a_comment_is_one_to_a_reader_of_yaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # Comments without their space, as if each were a slip.
    tight = re.sub(r"(?m)(\S[ \t]+)# ", r"\1#", text)
    found = {(line, comment.strip()) for line, _, comment in swallowed(tight)}
    seen = {
        (token.start_mark.line + 1, token.value.splitlines()[0].strip())
        for token in _comments(tight)
        if tight.splitlines()[token.start_mark.line][: token.start_mark.column].strip()
    }
    assert found <= seen
    closed = {
        (line, comment)
        for line, comment in seen
        if re.search(r"[\"'\]}]\s+$", tight.splitlines()[line - 1].split(comment)[0])
    }
    assert seen - closed == found


def _comments(text: str) -> list[CommentToken]:
    yaml = YAML(typ="rt", pure=True)
    found = []
    for token in yaml.scan(text):
        for comments in token.comment or ():
            for comment in comments if isinstance(comments, list) else [comments]:
                if comment is not None and comment.value.startswith("#"):
                    found.append(comment)
    return found
