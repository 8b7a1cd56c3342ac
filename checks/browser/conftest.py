"""A browser for these tests, and pages to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.browser.chromium import Reader, started
from checks.browser.classroom_people import People, scenario_file
from checks.browser.results import Results
from checks.server import Server


# Not for the whole session: while it runs, other tests could run no event loop of their own.
@pytest.fixture(scope="package")
def somebody() -> Iterator[Reader]:
    with started() as browser:
        yield Reader(browser)


@pytest.fixture
def reader(somebody: Reader) -> Iterator[Reader]:
    yield somebody
    somebody.leave()


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    kept = Results(tmp_path_factory.mktemp("results"))
    yield kept
    kept.leave()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    told = (str(scenario_file(tmp_path)), "--out", str(tmp_path / "class"), "--readings", "2", "--grace", "1")
    running = Server(tmp_path, *told)
    yield running
    if running.process.poll() is None:
        assert running.stop() == 0
        assert running.said[-1] == "Stopped; the class is saved."


@pytest.fixture
def people(somebody: Reader, server: Server) -> Iterator[People]:
    came = People(somebody.browser, server)
    yield came
    came.leave()
    assert came.outside == []
    assert came.errors == []
