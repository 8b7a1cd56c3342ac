import os
import stat
from pathlib import Path

import pytest

from sim.classroom.site.teacher_token import kept_token, well_formed


def test_the_teachers_token_stays_the_same_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "teacher.key"
    token = kept_token(file)
    assert well_formed(token)
    assert kept_token(file) == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file = tmp_path / "teacher.key"
    file.write_text("", encoding="utf-8")
    assert well_formed(kept_token(file))


@pytest.mark.parametrize("odd", ["pipe", "zero", "bytes", "long"])
def test_whatever_else_lies_there_is_replaced(tmp_path: Path, odd: str) -> None:
    file = tmp_path / "teacher.key"
    if odd == "pipe":
        os.mkfifo(file)
    elif odd == "zero":
        file.symlink_to("/dev/zero")
    else:
        file.write_bytes(b"\xff\xfe" if odd == "bytes" else b"a" * 22 + b"\n" * 9999)
    assert well_formed(kept_token(file))
    assert file.is_file()
    assert not file.is_symlink()
