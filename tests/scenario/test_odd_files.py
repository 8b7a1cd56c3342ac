"""Files that only a machine or an enemy would write: each is refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.checks import MOST_READINGS
from sim.scenario.fault import LONGEST_NAME, BadInput, Fault
from sim.scenario.loading import load
from sim.scenario.yaml_file import MOST_LINES, MOST_PARTS
from tests.scenario.files import OWN

#: A file, and what is said of it.
ODD = {
    "directive": ("%YAML 1.1\n---\n" + OWN, "directives (%YAML, %TAG) are not accepted; leave them out"),
    "tag directive": ("%TAG ! tag:x,2000:\n---\n" + OWN, "directives (%YAML, %TAG) are not accepted"),
    "lines": (OWN + "#\n" * (MOST_LINES + 1), "has too many lines"),
    "parts": (OWN + f"x: [{'0,' * MOST_PARTS}]\n", "holds too many keys and values up to this line"),
    "spaces": (f"{OWN}\n\n{' ' * 900_000}k: 0\n", "holds a thousand spaces in a row"),
    "half a letter": (OWN.replace("Cable Panel", '"\\uD800"'), "is this half a letter?"),
    "half a letter as a key": ('"\\uDC00": x\n', "is this half a letter?"),
    "turned text": (
        OWN.replace("Cable Panel", "Cable \u202ePanel"),
        "title = Cable  Panel: holds control characters (U+202E)",
    ),
    "turned text in a list": (
        OWN.replace("{text: Hands off.}", "{text: Hands off., documents: ['A\u2067']}"),
        "explicit.documents: holds control characters (U+2067)",
    ),
    "no text of XML": (OWN.replace("Cable Panel", '"\\uFFFE"'), "holds control characters (U+FFFE)"),
    "long title": (OWN.replace("Cable Panel", "x" * 201), "is too long (201 letters); allowed: up to 200"),
    "long text": (OWN.replace("Hands off.", "x" * 20_001), "(20001 letters); allowed: up to 20000"),
    "readings": (
        OWN.replace("sessions: 2", "sessions: 40\nreadings_per_session: 6"),
        f"sessions = 40: of 6 readings each are 240 readings; allowed: up to {MOST_READINGS}",
    ),
    "sessions": (OWN.replace("sessions: 2", "sessions: 1e300"), "sessions = 1e+300: is too large"),
    "colon": (OWN.replace("Cable Panel", "Cable: Panel"), "a colon and a space in it stands in quotes"),
    "bracket": (OWN.replace("resolution: X/1,", "resolution: [X/1,"), "or the bracket not closed?"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_refused_with_one_clear_line(name: str, tmp_path: Path) -> None:
    text, told = ODD[name]
    file = tmp_path / "odd.yaml"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(BadInput) as refused:
        load(file)
    assert told in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_as_many_issues_as_a_room_can_have_are_told(tmp_path: Path) -> None:
    issue = "  - {code: %s, title: T, salience: 1, explicit: {text: T}}\n"
    issues = "".join(issue % f"A{number}" for number in range(41))
    file = tmp_path / "odd.yaml"
    file.write_text(OWN.replace("issues:\n", f"issues:\n{issues}"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"issues: is too long; allowed: at most 40"):
        load(file)


def test_a_long_name_of_a_file_is_cut_in_its_middle() -> None:
    told = str(Fault("a" * 400 + "/s.yaml", "no such file"))
    assert len(told) < LONGEST_NAME + 30
    assert told.endswith("/s.yaml: no such file")
