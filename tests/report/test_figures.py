from __future__ import annotations

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

import sim
from sim.negotiation.parameters import Prior
from sim.report.figures import FORECAST_FIGURES, figure
from sim.report.folder import rendered
from sim.scenario.loading import load
from sim.study.forecast import Forecast, forecast


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2014-2015"), runs=100)


@pytest.mark.parametrize("name", FORECAST_FIGURES)
def test_the_same_figure_is_the_same_bytes_whatever_the_users_settings(gge: Forecast, name: str) -> None:
    first = [rendered(figure(gge, name), kind) for kind in ("svg", "png", "pdf")]
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = [rendered(figure(gge, name), kind) for kind in ("svg", "png", "pdf")]
    assert first == again
    assert first[0].startswith(b"<?xml")
    assert first[1].startswith(b"\x89PNG")
    assert first[2].startswith(b"%PDF")


def texts(drawn: Figure) -> str:
    import matplotlib.text

    return "\n".join(t.get_text() for t in drawn.findobj(matplotlib.text.Text))


def test_figures_name_what_they_show(gge: Forecast) -> None:
    for issue in gge.scenario.issues:
        assert issue.title in texts(figure(gge, "language"))
        assert issue.title in texts(figure(gge, "path"))
        assert issue.title in texts(figure(gge, "room"))
    assert gge.delegations[0].name in texts(figure(gge, "objectors"))
    assert all(code in texts(figure(gge, "room")) for code in gge.table.codes)


def test_nothing_falls_outside_the_figure(gge: Forecast) -> None:
    for name in FORECAST_FIGURES:
        drawn = figure(gge, name)
        drawn.draw_without_rendering()
        box = drawn.bbox
        for text in drawn.findobj(
            lambda a: hasattr(a, "get_text") and a.get_visible() and a.get_text().strip()
        ):
            extent = text.get_window_extent()
            assert extent.x0 >= box.x0 - 1, (name, text.get_text())
            assert extent.x1 <= box.x1 + 1, (name, text.get_text())
            assert extent.y0 >= box.y0 - 1, (name, text.get_text())


def test_a_room_without_objectors_is_drawn_too() -> None:
    calm = forecast(load("gge-2014-2015"), runs=20, priors={"stake_scale": Prior.fixed(50)})
    assert "No delegation stands apart" in texts(figure(calm, "objectors"))


def test_an_unknown_figure_is_refused(gge: Forecast) -> None:
    with pytest.raises(ValueError, match="language"):
        sim.figure(gge, "pie")
