"""What is no scenario, or what only an enemy would write: refused in one line, with its place."""

import os
from pathlib import Path

import pytest

from sim.scenario.checks import MOST_READINGS
from sim.scenario.yaml_file import MOST_LINES, MOST_PARTS
from tests.scenario.files import OWN, TEXT, altered, line_of, refusal, written

LAUGHS = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


def own(old: str, new: str) -> str:
    return altered(old, new, OWN)


#: The content of a file, the line that must be named (if any), and what must be said.
CONTENTS: dict[str, tuple[str | bytes, int | None, str]] = {
    "empty": ("", None, "is empty"),
    "comment only": ("# nothing yet\n\n", None, "is empty"),
    "list": ("- a\n- b\n", 1, "must contain keys and values"),
    "word": ("scenario\n", 1, "must contain keys and values"),
    "open bracket": (altered("body: GGE", "body: [GGE"), line_of("body: GGE", TEXT) + 1, "is not valid YAML"),
    "bracket in a mapping": (own("{resolution: A/", "{resolution: [A/"), 5, "or the bracket not closed?"),
    "colon": (own("Cable Panel", "Cable: Panel"), 2, "put text that contains a colon and a space in quotes"),
    "tab": ("id: a\n\ttitle: b\n", 2, "is not valid YAML"),
    "two documents": ("id: a\n---\nid: b\n", 2, "single document"),
    "directive": ("%YAML 1.1\n---\n" + OWN, 1, "directives (%YAML, %TAG) are not accepted; leave them out"),
    "tag directive": ("%TAG ! tag:x,2000:\n---\n" + OWN, 1, "directives (%YAML, %TAG) are not accepted"),
    "bomb": ("a0: &a0 [lol, lol]\n" + "".join(LAUGHS), 1, "anchors and aliases (&, *) are not accepted"),
    "undefined alias": ("id: a\ntitle: *b\n", 2, "aliases"),
    "tag": ("id: a\ntitle: !!python/object/apply:os.system [ls]\n", 2, "tags (!) are not accepted"),
    "brackets": ("[" * 100_000, 1, "is nested too deeply; allowed: up to 40 levels"),
    "braces": ("{a: " * 100_000, 1, "is nested too deeply"),
    "dashes": ("- " * 100_000, 1, "is nested too deeply"),
    "lines": (OWN + "#\n" * (MOST_LINES + 1), None, "has too many lines"),
    "parts": (OWN + f"x: [{'0,' * MOST_PARTS}]\n", 29, "has too many keys and values up to this line"),
    "spaces": (f"{OWN}\n\n{' ' * 900_000}k: 0\n", 31, "contains a thousand spaces in a row"),
    "Latin-1": ("id: a\ntitle: é\n".encode("latin-1"), 2, "is not UTF-8 text"),
    "UTF-16": ("id: a\n".encode("utf-16"), 1, "is not UTF-8 text"),
    "half a letter": (own("Cable Panel", '"\\uD800"'), 2, "write the letter itself, not half of its code"),
    "half a letter as a key": ('"\\uDC00": x\n', 1, "write the letter itself, not half of its code"),
    "NUL": ("id: a\ntitle: b\0c\n", 2, "contains the control character U+0000"),
    "bell": ("id: a\n\ntitle: \x07\n", 3, "contains the control character U+0007"),
    "turned text": (own("Cable Panel", "Cable \u202ePanel"), 2,
        "title = Cable  Panel: contains control characters (U+202E)"),
    "turned text in a list": (own("{text: Hands off.}", "{text: Hands off., documents: ['A\u2067']}"), 11,
        "explicit.documents: contains control characters (U+2067)"),
    "no text of XML": (own("Cable Panel", '"\\uFFFE"'), 2, "contains control characters (U+FFFE)"),
    "long title": (own("Cable Panel", "x" * 201), 2, "is too long (201 letters); allowed: up to 200"),
    "long text": (own("Hands off.", "x" * 20_001), 11, "(20001 letters); allowed: up to 20000"),
    "readings": (own("sessions: 2", "sessions: 40\nreadings_per_session: 6"), 8,
        f"sessions = 40: of 6 readings each are 240 readings; allowed: up to {MOST_READINGS}"),
    "sessions": (own("sessions: 2", "sessions: 1e300"), 8, "sessions = 1e+300: is too large"),
    "5,000 digits": ("id: a\nsessions: " + "9" * 5000, 2, "is not valid YAML: cannot read 999"),
    "a number beyond all bounds": ("id: a\nsessions: " + "9" * 300, 2, "a number is too large"),
    "mapping for a key": ("id: a\n? {b: [c]}\n: d\n", 2, "a list or a mapping cannot be a key"),
    "duplicate key": (altered("  DEU:\n", "  FRA:\n"), line_of("  DEU:\n", TEXT), "FRA: is named twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTENTS)
def test_content_that_is_no_scenario_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    content, line, said = CONTENTS[name]
    path = written(tmp_path, content)
    message = refusal(path)
    assert message.startswith(f"{path}: " if line is None else f"{path}:{line}: ")
    assert said in message
    assert len(message.splitlines()) == 1


def test_as_many_issues_as_a_room_can_have_are_told(tmp_path: Path) -> None:
    issues = "".join(f"  - {{code: A{n}, title: T, salience: 1, explicit: {{text: T}}}}\n" for n in range(41))
    told = refusal(written(tmp_path, own("issues:\n", f"issues:\n{issues}")))
    assert "issues: is too long; allowed: at most 40" in told


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + altered("sessions: 4", "sesions: 4").replace("\n", "\r\n")
    assert f":{line_of('sesions', text)}: sesions: is not a known key" in refusal(written(tmp_path, text))


def test_what_is_no_plain_file_of_a_usual_size_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    os.truncate(path, 10**8)
    assert refusal(path) == f"{path}: is too large (100 MB); allowed: up to 1 MB"
    assert refusal(tmp_path) == f"{tmp_path}: is a directory, not a file"


@pytest.mark.skipif(os.name != "posix", reason="no named pipes and devices on this system")
def test_a_pipe_or_a_device_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert refusal(path) == f"{path}: is not a plain file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    path.chmod(0)
    assert refusal(path) == f"{path}: cannot be read: Permission denied"
