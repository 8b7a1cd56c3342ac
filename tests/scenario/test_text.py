from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scenario.files import TEXT, altered, line_of, refusal, written

LAUGHS = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
BOMB = "a0: &a0 [lol, lol]\n" + "".join(LAUGHS)

#: The content of a file, the line that must be named (if any), and what must be said.
CONTENTS: dict[str, tuple[str | bytes, int | None, str]] = {
    "empty": ("", None, "is empty"),
    "comment only": ("# nothing yet\n\n", None, "is empty"),
    "list": ("- a\n- b\n", 1, "must hold keys and values"),
    "word": ("scenario\n", 1, "must hold keys and values"),
    "open bracket": (altered("body: GGE", "body: [GGE"), line_of("body: GGE", TEXT) + 1, "is not valid YAML"),
    "tab": ("id: a\n\ttitle: b\n", 2, "is not valid YAML"),
    "two documents": ("id: a\n---\nid: b\n", 2, "single document"),
    "bomb": (BOMB, 1, "anchors and aliases (&, *) are not accepted"),
    "undefined alias": ("id: a\ntitle: *b\n", 2, "aliases"),
    "tag": ("id: a\ntitle: !!python/object/apply:os.system [ls]\n", 2, "tags (!) are not accepted"),
    "brackets": ("[" * 100_000, 1, "is nested too deeply; allowed: up to 40 levels"),
    "braces": ("{a: " * 100_000, 1, "is nested too deeply"),
    "dashes": ("- " * 100_000, 1, "is nested too deeply"),
    "Latin-1": ("id: a\ntitle: é\n".encode("latin-1"), 2, "is not UTF-8 text"),
    "UTF-16": ("id: a\n".encode("utf-16"), 1, "is not UTF-8 text"),
    "NUL": ("id: a\ntitle: b\0c\n", 2, "holds the control character U+0000"),
    "bell": ("id: a\n\ntitle: \x07\n", 3, "holds the control character U+0007"),
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


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + altered("sessions: 4", "sesions: 4").replace("\n", "\r\n")
    assert f":{line_of('sesions', text)}: sesions: is not a known key" in refusal(written(tmp_path, text))


def test_a_file_of_100_megabytes_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    os.truncate(path, 10**8)
    assert refusal(path) == f"{path}: is too large (100 MB); allowed: up to 1 MB"


def test_a_directory_is_no_scenario(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a directory, not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == f"{tmp_path}/pipe: is not a plain file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_a_device_is_refused() -> None:
    assert refusal("/dev/zero") == "/dev/zero: is not a plain file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    path.chmod(0)
    assert refusal(path) == f"{path}: cannot be read: Permission denied"
