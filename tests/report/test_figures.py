import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

import sim
from sim.negotiation.convene import convene
from sim.negotiation.parameters import Prior
from sim.report.figures import FORECAST_FIGURES, figure, forecast_drawings
from sim.report.figures.drawing import rendered
from sim.report.figures.objectors import SHOWN
from sim.report.figures.room import RESISTS, describe_room, room
from sim.report.forecast_answer import in_short
from sim.report.horseshoe import seating
from sim.report.words.numbers import percent
from sim.scenario.ladder import Rung
from sim.scenario.loading import load
from sim.study.forecast import Forecast, forecast
from sim.study.interval import wilson
from tests.report.boxes import faults
from tests.report.reading import text_of

#: Bytes of a figure that goes into a page, of which six must stay below a million.
HEAVY = 150_000


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2014-2015"), runs=100)


@pytest.fixture(scope="module")
def oewg() -> Forecast:
    return forecast(load("oewg-2021-2025-final"), runs=40)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORECAST_FIGURES)
def test_the_same_figure_is_the_same_bytes_whatever_the_users_settings(gge: Forecast, name: str) -> None:
    first = [rendered(figure(gge, name), kind) for kind in ("svg", "png", "pdf")]
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        again = [rendered(figure(gge, name), kind) for kind in ("svg", "png", "pdf")]
    assert first == again
    assert first[0].startswith(b"<?xml")
    assert first[1].startswith(b"\x89PNG")
    assert first[2].startswith(b"%PDF")


def test_the_figures_are_in_the_order_of_the_story() -> None:
    assert list(FORECAST_FIGURES) == ["language", "horseshoe", "fighters", "objectors", "path", "room"]


@pytest.mark.parametrize("name", FORECAST_FIGURES)
def test_a_figure_of_the_largest_room_is_light(oewg: Forecast, name: str) -> None:
    assert len(rendered(figure(oewg, name), "svg")) < HEAVY


@pytest.mark.slow
def test_figures_name_what_they_show(gge: Forecast) -> None:
    for issue in gge.scenario.issues:
        assert issue.title in text_of(figure(gge, "language"))
        assert issue.title in text_of(figure(gge, "path"))
        assert issue.title in text_of(figure(gge, "room"))
    assert gge.delegations[0].name in text_of(figure(gge, "objectors"))
    assert all(code in text_of(figure(gge, "room")) for code in gge.table.codes)


@pytest.mark.parametrize("name", FORECAST_FIGURES)
def test_nothing_falls_outside_the_figure(gge: Forecast, oewg: Forecast, name: str) -> None:
    for found in (gge, oewg):
        # Names of the rows of the largest room stand close together.
        assert [fault for fault in faults(figure(found, name), 2) if fault.startswith("outside")] == []


def test_bars_of_the_language_are_the_probabilities(gge: Forecast) -> None:
    (axes,) = figure(gge, "language").axes
    bars = [c for c in axes.containers if isinstance(c, BarContainer)]
    for rung, container in zip(Rung, bars, strict=True):
        widths = [patch.get_width() for patch in container]
        assert widths == pytest.approx([row.probabilities[rung] for row in gge.language])


def test_language_says_how_sure_it_is(gge: Forecast) -> None:
    reports = gge.outcomes.adoptions
    low, high = max(
        (wilson(share * reports, reports) for row in gge.language for share in row.probabilities),
        key=lambda ends: ends[1] - ends[0],
    )
    words = " ".join(text_of(figure(gge, "language")).split())
    assert f"±{50 * (high - low):.1f} points" in words
    none = forecast(load("gge-2014-2015"), runs=20, priors={"stake_scale": 0.0, "harm_weight": 100.0})
    assert not none.outcomes.adoptions
    assert "none of which adopts a report" in " ".join(text_of(figure(none, "language")).split())


def test_bars_of_the_objectors_are_their_shares_with_intervals(gge: Forecast) -> None:
    (axes,) = figure(gge, "objectors").axes
    rows = [d for d in gge.delegations if d.objects + d.dissociates >= 0.005][:SHOWN]
    assert len(rows) > 2
    widths = [patch.get_width() for bar in axes.containers for patch in bar]  # type: ignore[attr-defined]
    assert widths == pytest.approx([share for d in rows for share in (d.objects, d.dissociates)])
    ends = [tuple(float(x) for x in line.get_xdata()) for line in axes.get_lines()]  # type: ignore[union-attr]
    wanted = [wilson(round(100 * share), 100) for d in rows for share in (d.objects, d.dissociates)]
    assert np.array(ends) == pytest.approx(np.array(wanted))
    assert len({bar[0].get_hatch() for bar in axes.containers}) == 2  # type: ignore[index]


def test_ticks_of_the_objectors_are_what_they_say(gge: Forecast, oewg: Forecast) -> None:
    for found in (gge, oewg):
        (axes,) = figure(found, "objectors").axes
        for place, label in zip(axes.get_xticks(), axes.get_xticklabels(), strict=True):
            assert float(label.get_text().removesuffix(" %")) == pytest.approx(100 * place)


def test_a_room_without_objectors_is_drawn_too() -> None:
    calm = forecast(load("gge-2014-2015"), runs=20, priors={"stake_scale": Prior.fixed(50), "red_line": Prior.fixed(100)})
    assert "No delegation stands apart" in text_of(figure(calm, "objectors"))
    assert "No delegation stands apart" in forecast_drawings(calm)["objectors"].describe()


def test_the_path_has_the_mean_strengths_at_both_ends(gge: Forecast) -> None:
    drawn = figure(gge, "path")
    axes = drawn.axes[0]
    (image,) = axes.get_images()
    assert np.asarray(image.get_array()) == pytest.approx(gge.mean_path.T)
    written = {(round(t.get_position()[0]), round(t.get_position()[1])): t.get_text() for t in axes.texts}
    last = len(gge.mean_path) - 1
    for k in range(len(gge.scenario.issues)):
        assert written[0, k] == f"{gge.mean_path[0, k]:.2f}"
        assert written[last, k] in (f"{gge.mean_path[last, k]:.2f}", "▲", "▼")


def hatched(axes: Axes) -> float:
    """The area of all that is hatched, in cells."""
    (patch,) = [p for p in axes.patches if isinstance(p, PathPatch) and p.get_hatch()]
    corners = np.asarray(patch.get_path().vertices).reshape(-1, 5, 2)
    return float((np.ptp(corners, axis=1)).prod(axis=1).sum())


def test_cells_that_resist_are_hatched(gge: Forecast) -> None:
    axes = figure(gge, "room").axes[0]
    assert hatched(axes) == pytest.approx((gge.table.positions < RESISTS).sum())


@pytest.mark.slow
def test_a_room_of_193_is_drawn_in_two_panels_of_readable_height(oewg: Forecast) -> None:
    drawn = figure(oewg, "room")
    left, right, _ = drawn.axes
    order = seating(oewg.table)
    cells = np.concatenate([np.asarray(axes.get_images()[0].get_array()) for axes in (left, right)])
    assert cells == pytest.approx(oewg.table.positions[:, order].T)
    assert hatched(left) + hatched(right) == pytest.approx((oewg.table.positions < RESISTS).sum())
    labels = [t.get_text()[:3] for axes in (left, right) for t in axes.get_yticklabels()]
    assert labels == [oewg.table.codes[seat] for seat in order]
    assert drawn.get_figheight() < 14
    drawn.draw_without_rendering()
    for axes in (left, right):
        boxes = [t.get_window_extent() for t in axes.get_yticklabels()]
        assert all(a.y0 >= b.y1 - 1 for a, b in itertools.pairwise(boxes))


def test_titles_state_what_the_figures_show(gge: Forecast) -> None:
    titles = {
        name: " ".join(figure(gge, name)._suptitle.get_text().split())  # type: ignore[attr-defined]
        for name in ("language", "objectors", "path")
    }
    text, who, _ = in_short(gge)
    assert titles["language"] == text.rstrip(".")
    assert titles["objectors"] == who.rstrip(".")
    change = np.abs(gge.mean_path[-1] - gge.mean_path[0])
    most = gge.scenario.issues[int(change.argmax())].title
    assert titles["path"].startswith(f"The draft moves most on {most} from ")


def test_a_long_title_is_wrapped() -> None:
    scenario = load("gge-2014-2015")
    long = scenario.model_copy(update={"title": "A very long title of a negotiation, " * 5})
    drawn: Figure = room(long, convene(scenario))
    drawn.draw_without_rendering()
    title = drawn._suptitle  # type: ignore[attr-defined]
    assert title.get_window_extent().x1 <= drawn.bbox.x1
    assert " ".join(title.get_text().split()).endswith("negotiation,")


def test_words_for_a_figure_have_its_main_numbers(gge: Forecast) -> None:
    said = {name: drawing.describe() for name, drawing in forecast_drawings(gge).items()}
    first = gge.delegations[0]
    assert f"{first.name} objects in {percent(first.objects)}" in said["objectors"]
    assert f"{gge.outcomes.adoptions} reports adopted in {gge.runs} plays" in said["language"]
    moved = np.abs(gge.mean_path[-1] - gge.mean_path[0])
    for k, issue in enumerate(gge.scenario.issues):
        told = f"{issue.title} from {gge.mean_path[0, k]:.2f} to {gge.mean_path[-1, k]:.2f}"
        assert (told in said["path"]) == (moved[k] >= 0.05)
    assert f"{len(gge.table.codes)} delegations" in said["room"]
    assert percent(float((gge.table.positions < RESISTS).mean())) in said["room"]
    assert said["room"] == describe_room(gge.scenario, gge.table)


def test_an_unknown_figure_is_refused(gge: Forecast) -> None:
    with pytest.raises(ValueError, match="language"):
        sim.figure(gge, "pie")
