import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.classroom.room.plain_text import line, written


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b", "a\nb", "a\tb", "a\x1b[31mb", "a\x7fb", "a\u202eb", "a\u2066b", "a\u200bb", "\ufeffa!",
        "a\u2028b", "a\u00adb", "\ud800", "\ue000", "a" + "\u0301" * 9, "\u200d", "\u200f\u200e",
    ],
)  # fmt: skip
def test_hidden_signs_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Please .*\."):
        line(text)


@pytest.mark.parametrize(
    "text",
    [
        "José", "Nguyễn Thị", "محمد", "می‌خواهم", "שָׁלוֹם", "张伟", "हिन्दी", "👩‍🏫", "👍🏽", "O'Brien-Smith",
        "<b>&amp;=1",
    ],
)  # fmt: skip
def test_what_people_write_is_accepted(text: str) -> None:
    assert line(f" {text} ") == unicodedata.normalize("NFC", text)


def test_nothing_is_no_name() -> None:
    assert line("  ") == ""
    with pytest.raises(ValueError, match="write something"):
        written("  ")


@given(st.text())
def test_what_is_accepted_is_one_visible_line_and_stays_so(text: str) -> None:
    try:
        once = line(text)
    except ValueError:
        return
    assert line(once) == once
    assert len(once.splitlines()) <= 1
