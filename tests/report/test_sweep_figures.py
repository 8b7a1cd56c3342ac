"""Figures of a sweep and of the studies beside it: words complete and apart, axes that fit their values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from sim.negotiation.decisions import DECISIONS
from sim.report.figures.sweep import _apart, sweep_drawings
from sim.report.words.numbers import percent
from sim.scenario.schema import Scenario
from sim.study.membership import Rule
from sim.study.sweep import Effort, Sweep, grid, sweep
from sim.study.sweep_result import Point
from tests.report.boxes import faults
from tests.report.reading import text_of
from tests.scenario.files import shipped_scenario

EFFORT = Effort(rooms=2, runs=6, seed=2)
RULES = tuple(rule.name for rule in DECISIONS)


@pytest.fixture(scope="module")
def gge() -> Scenario:
    return shipped_scenario("gge-2009-2010")


@pytest.fixture(scope="module")
def by_size() -> Sweep:
    points = grid({}, [Rule.RANDOM, Rule.EQUITABLE, Rule.LIKE_MINDED], [5, 8, 15, 20])
    return sweep(shipped_scenario("membership-2019"), points, EFFORT)


@pytest.fixture(scope="module")
def by_rule_and_size() -> Sweep:
    points = grid({"outlets": (0.0, 2.0)}, [Rule.EQUITABLE, Rule.LIKE_MINDED], [5, 12])
    return sweep(shipped_scenario("membership-2019"), points, EFFORT)


def only(played: Sweep) -> Figure:
    (drawing,) = sweep_drawings(played).values()
    return drawing.draw()


def written(figure: Figure) -> str:
    return " ".join(text_of(figure).split())


def test_words_below_a_heat_map_are_all_there_and_apart(gge: Scenario) -> None:
    figure = only(sweep(gge, grid({"outlets": (0.0, 1.0), "decision": RULES}), EFFORT))
    assert faults(figure) == []
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == list(RULES)
    caption = written(figure)
    assert "small: 95 % intervals" in caption
    assert "Decision rule" not in caption  # it is turned


def test_a_cell_of_a_heat_map_has_its_share_and_interval(gge: Scenario) -> None:
    played = sweep(gge, grid({"outlets": (0.0, 1.0), "moves": (1.0, 2.0)}), EFFORT)
    figure = only(played)
    (axes,) = figure.axes
    (image,) = axes.get_images()
    told = {text.get_text() for text in axes.texts}
    for n, f in enumerate(played.results):
        assert np.asarray(image.get_array())[n // 2, n % 2] == f.adopted.value
        assert {
            f"{100 * f.adopted.value:.0f}",
            f"{100 * f.adopted.low:.0f}–{100 * f.adopted.high:.0f}",
        } <= told
    figure.draw_without_rendering()
    for text in axes.texts:
        box = text.get_window_extent().transformed(axes.transData.inverted())
        column, row = (round(centre) for centre in ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
        assert column - 0.5 < box.x0 < box.x1 < column + 0.5
        assert row - 0.5 < min(box.y0, box.y1) < max(box.y0, box.y1) < row + 0.5


def test_each_figure_of_a_sweep_is_put_into_words(by_size: Sweep, by_rule_and_size: Sweep) -> None:
    (drawing,) = sweep_drawings(by_size).values()
    told = drawing.describe()
    assert f"{len(by_size.results)} points" in told
    for name, drawing in sweep_drawings(by_rule_and_size).items():
        told = drawing.describe()
        some = [f for f in by_rule_and_size.results if f.point.rule and name.endswith(f.point.rule.value)]
        assert f"{len(some)} points" in told
        for value in (min(f.adopted.value for f in some), max(f.adopted.value for f in some)):
            assert percent(value) in told


def test_a_heat_map_of_rooms_names_them_within_the_figure(by_rule_and_size: Sweep) -> None:
    figures = {name: one.draw() for name, one in sweep_drawings(by_rule_and_size).items()}
    assert set(figures) == {"sweep-equitable", "sweep-like-minded"}
    for name, figure in figures.items():
        assert faults(figure) == []
        rule = name.removeprefix("sweep-")
        shares = [f.adopted.value for f in by_rule_and_size.results if f.point.rule == rule]
        ends = dict.fromkeys(map(percent, (min(shares), max(shares))))
        title = f"Share of plays that adopt a report: {' to '.join(ends)}, in {rule} rooms"
        assert title in written(figure)


def test_shares_are_told_apart_without_colour(gge: Scenario) -> None:
    figure = only(sweep(gge, grid({"outlets": (0.0, 1.0), "moves": (1.0, 2.0)}), EFFORT))
    (image,) = figure.findobj(AxesImage)
    assert isinstance(image, AxesImage)
    colours = image.get_cmap()(np.linspace(0, 1, 51))[:, :3]
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    lightness = 116 * np.cbrt(linear @ [0.2126, 0.7152, 0.0722]) - 16
    assert (np.diff(lightness) < -1).all()
    assert lightness[36] - lightness[49] > 15  # 72 % and 98 %


def test_lines_have_words_apart_and_axes_that_fit(by_size: Sweep) -> None:
    figure = only(by_size)
    assert faults(figure) == []
    main, strength, dissociating, veto, readings = figure.axes
    shares = [f.adopted.value for f in by_size.results]
    ends = dict.fromkeys(map(percent, (min(shares), max(shares))))
    assert main.get_title(loc="left") == f"Share of plays that adopt a report: {' to '.join(ends)}"
    assert list(main.get_xticks()) == [5, 8, 15, 20]
    assert strength.get_ylim() == pytest.approx((0, 1.02))
    for axes, name in ((dissociating, "dissociating"), (veto, "veto_players"), (readings, "readings")):
        values = [getattr(f, name).value for f in by_size.results]
        highest = np.nanmax([value for value in values if not np.isnan(value)] or [0.0])
        assert highest <= axes.get_ylim()[1] <= max(1.3 * highest, 1.02), name
    for axes in figure.axes:
        assert axes.get_xlim() == main.get_xlim()
        labels = [t.get_text() for t in axes.get_yticklabels()]
        assert len(set(labels)) == len(labels)


@pytest.mark.slow
def test_whole_numbers_are_points_at_their_ticks(gge: Scenario) -> None:
    figure = only(sweep(gge, grid({"outlets": (0.0, 1.0, 2.0)}), EFFORT))
    assert faults(figure) == []
    for axes in figure.axes:
        if axes.axison:
            assert list(axes.get_xticks()) == [0, 1, 2]
        assert not [c for c in axes.collections if isinstance(c, PolyCollection)]
    assert "bars" in written(figure)
    assert "bands" not in written(figure)


@pytest.mark.slow
def test_a_logarithmic_axis_says_so(gge: Scenario) -> None:
    for values, named in (((0.005, 0.01, 0.2), True), ((0.05, 0.1, 0.2), False)):
        figure = only(sweep(gge, grid({"inertia": values}), EFFORT))
        assert faults(figure) == []
        main = figure.axes[0]
        assert (main.get_xscale() == "log") is named
        assert main.get_xlabel() == "inertia" + ", logarithmic" * named
        assert list(main.get_xticks()) == list(values)


@pytest.mark.slow
def test_values_close_together_are_not_written_over_each_other(gge: Scenario) -> None:
    for values in ((0.1, 0.102, 0.105, 0.3), (0.01, 0.011, 0.25, 0.26), (0.01, 0.02, 0.03, 0.04, 0.05)):
        figure = only(sweep(gge, grid({"inertia": values}), EFFORT))
        assert faults(figure) == []
        for axes in figure.axes:
            if axes.axison:
                assert axes.get_xticks()[-1] == values[-1]
                assert set(axes.get_xticks()) <= set(values)
    many = tuple(float(f"{value:.6g}") for value in np.geomspace(0.01, 0.3, 12))
    assert faults(only(sweep(gge, grid({"inertia": many}), EFFORT))) == []


def test_a_panel_without_any_value_says_why(gge: Scenario) -> None:
    points = grid({"stake_scale": (40.0, 50.0)})
    assert "no failures" in written(only(sweep(gge, points, EFFORT)))


def test_another_decision_rule_is_named(gge: Scenario) -> None:
    points = grid({"outlets": (0.0, 1.0)})
    assert "Decision rule" not in written(only(sweep(gge, points, EFFORT)))
    voting = gge.model_copy(update={"decision": "two-thirds"})
    assert "Decision rule: two-thirds." in written(only(sweep(voting, points, EFFORT)))
    turned = [Point((("decision", name),)) for name in RULES]
    figure = only(sweep(voting, turned, EFFORT))
    assert "Decision rule" not in written(figure)
    assert faults(figure) == []


@given(
    st.lists(st.floats(0.001, 500).map(lambda v: float(f"{v:.3g}")), min_size=2, max_size=8, unique=True),
    st.booleans(),
    st.sampled_from((0.022, 0.05)),
)
def test_ticks_are_values_with_room_for_their_numbers(values: list[float], wide: bool, letter: float) -> None:
    values = sorted(values)
    kept = _apart(values, values, wide, letter)
    assert kept[-1] == values[-1]
    assert set(kept) <= set(values)
    assert kept == sorted(kept)
    place = np.log(kept) if wide else np.array(kept)
    span = np.log(values[-1] / values[0]) if wide else values[-1] - values[0]
    lengths = np.array([len(f"{v:g}") for v in kept])
    assert (np.diff(place) / span >= letter * (lengths[1:] + lengths[:-1]) / 2).all()
