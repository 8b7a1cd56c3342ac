"""A browser for these tests, and pages to look at."""

from collections.abc import Iterator

import pytest

from checks.browser.chromium import Reader, started
from checks.browser.results import Results


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
