"""The program behind the start page: one for each results folder."""

import http.server
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra classroom is not installed")

from sim.classroom.site.start import program
from sim.classroom.site.start.program import LINK, open_page
from sim.scenario.fault import BadInput


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in a browser."""
    links: list[str] = []
    monkeypatch.setattr(program.webbrowser, "open", links.append)
    return links


@pytest.fixture
def stranger() -> Iterator[int]:
    """Another program, at the port where ours was before a crash."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *about: object) -> None: ...

    server = http.server.HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def served(monkeypatch: pytest.MonkeyPatch, meanwhile: object) -> None:
    """Let something happen in place of serving."""

    def run(self: object, sockets: list[object]) -> None:
        meanwhile()  # type: ignore[operator]

    monkeypatch.setattr(program.Server, "run", run)


def test_the_link_is_for_its_owner_alone_and_only_while_the_program_runs(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, said = tmp_path / "results" / LINK, []

    def looks() -> None:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        said.append(file.read_text(encoding="ascii").strip())

    served(monkeypatch, looks)
    assert open_page(tmp_path / "results", 8070, browser=False, say=said.append)
    assert len(said) == 2
    assert said[0] == said[1]
    assert said[0].startswith("http://127.0.0.1:80")
    assert not file.exists()
    assert opened == []


def test_a_second_start_opens_the_same_page(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    run = program.Server.run

    def while_it_runs(self: program.Server, sockets: list[object]) -> None:
        def second() -> None:
            while not self.started:
                pass
            assert not open_page(tmp_path, 8070, browser=True, say=said.append)
            self.should_exit = True

        thread = threading.Thread(target=second)
        thread.start()
        run(self, sockets=sockets)  # type: ignore[arg-type]
        thread.join()

    monkeypatch.setattr(program.Server, "run", while_it_runs)
    assert open_page(tmp_path, 8070, browser=False, say=said.append)
    assert said[0] == said[1]
    assert opened == [said[0]]


@pytest.mark.parametrize("left", ["stranger", "nobody", "elsewhere", "nonsense"])
def test_a_link_that_a_crash_has_left_behind_is_not_followed(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, stranger: int, left: str
) -> None:
    token = "A" * 22
    links = {
        "stranger": f"http://127.0.0.1:{stranger}/start/{token}",
        "nobody": f"http://127.0.0.1:1/start/{token}",
        "elsewhere": f"http://evil.test:80/start/{token}",
        "nonsense": "\xff",
    }
    (tmp_path / LINK).write_text(links[left], encoding="latin-1")
    served(monkeypatch, lambda: None)
    said: list[str] = []
    assert open_page(tmp_path, 8070, browser=False, say=said.append)
    assert token not in said[0]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be written"):
        open_page(tmp_path / "file", 8070, browser=False, say=print)
