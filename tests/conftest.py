"""Settings of all tests, and what many of them share."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, and nothing of the program.
settings.register_profile("other", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples in every run; `pytest --hypothesis-profile other` looks for others.
settings.register_profile("same", settings.get_profile("other"), derandomize=True)
settings.load_profile("same")

#: A picture that is quickly written.
EMPTY = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"


@pytest.fixture(scope="module")
def empty_pictures() -> Iterator[None]:
    """Figures are drawn and not written, which takes long, where no assertion looks at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.report.figures.drawing.rendered", lambda figure, kind: EMPTY)
        yield
