"""Tests that are coroutines, and a class as it is served."""

import asyncio
import inspect
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine, while what it asks for is up: a fixture that has a `day`."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    what = partial(pyfuncitem.obj, **given)
    day = next((one.day for one in given.values() if hasattr(one, "day")), lambda what: asyncio.run(what()))
    day(what)
    return True


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A class as it is served, without any network."""
    pytest.importorskip("uvicorn", reason="the extra classroom is not installed")
    from tests.classroom.site.sites import served

    with served(tmp_path, monkeypatch) as found:
        yield found
