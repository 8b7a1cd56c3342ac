from pathlib import Path

from tests.command import found_in, gge


def test_the_command_writes_a_kit(tmp_path: Path) -> None:
    told = gge(tmp_path, "kit", "lone-blocker", "--runs", "20")
    assert told.returncode == 0, told.stderr
    folder = tmp_path / "results" / "lone-blocker-kit"
    assert (folder / "index.html").is_file()
    assert "7 seats" in told.stdout
    assert "open index.html" in told.stdout
    first = found_in(folder)
    again = gge(tmp_path, "kit", "lone-blocker", "--runs", "20", "--quiet")
    assert (again.returncode, again.stdout) == (0, "")
    assert found_in(folder) == first
