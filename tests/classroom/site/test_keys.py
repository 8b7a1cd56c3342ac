from __future__ import annotations

import stat
from pathlib import Path

from sim.classroom.site.keys import kept_token, well_formed


def test_the_teachers_token_stays_the_same_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "teacher.key"
    token = kept_token(file)
    assert well_formed(token)
    assert kept_token(file) == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_holds_no_token_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "teacher.key"
    file.write_text("", encoding="utf-8")
    assert well_formed(kept_token(file))
