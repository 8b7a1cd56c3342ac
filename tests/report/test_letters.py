"""Texts in figures: what a user writes is what stands there, in any script, or a note says why not."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

from sim.report.figures import forecast_drawings, letters
from sim.report.figures.campaign import campaign_drawings
from sim.report.figures.comparison import comparison_drawings
from sim.report.figures.drawing import Drawing, figure_files, rendered
from sim.report.figures.letters import NOTE, STAND_IN, broken, fitted, width
from sim.report.figures.replay import replay_drawings
from sim.report.figures.sensitivity import sensitivity_drawings
from sim.report.figures.style import finish, house_style
from sim.report.figures.sweep import sweep_drawings
from sim.report.figures.what_if import what_if_drawings
from sim.scenario.loading import load
from sim.scenario.schema import Scenario
from sim.study.comparison import Side, compare
from sim.study.forecast import forecast
from sim.study.replay import replay
from sim.study.sensitivity.analysis import sensitivity as analyse
from sim.study.sensitivity.evaluations import Plan
from sim.study.sensitivity.factors import Group, factors
from sim.study.sensitivity.method import Method
from sim.study.setting import setting
from sim.study.sweep import Effort, grid, sweep
from sim.study.what_if.question import what_if
from tests.report.boxes import faults
from tests.report.reading import text_of
from tests.scenario.files import OWN
from tests.study.campaign.chronicles import some

CHINESE = "海底电缆小组"
ODD = {
    "dollar": ("Costs of US$ 5 bn and US$ 6 bn", "Pays $x_2^ or $ \\frac"),
    "marks": ('A \\ B ^c _d %e &amp; f <g> "h" {i} #j ~k', "_starts & <b>ends</b>_"),
    "spaces": ("two\nlines and a\ttab", "\tfirst\n\nlast"),
    "chinese": (CHINESE * 20, CHINESE),
    "arabic": ("لجنة الكابلات (مخترعة)", "الكابلات"),
    "hindi": ("केबल समिति", "केबल"),
    "emoji": (
        "Panel \U0001f6a2\U0001f5fc on\u200f cables \u200e\U0001f469\u200d\U0001f469",
        "Cables \U0001f1eb",
    ),
    "joiners": ("Ca\u200bble \u2764\ufe0f", "e\u0301\u0323"),
    "wide": ("W" * 200, "M" * 200),
    "long": ("A very long title in many words, " * 6, "An issue that takes its time to say. " * 5),
}
#: One with signs, one without a font, one that joins letters, one without a place to break it.
QUICK = ("dollar", "chinese", "emoji", "wide")


def titled_as(folder: Path, name: str) -> Scenario:
    """A small scenario whose process, caucus and first issue are called so."""
    title, issue = ODD[name]
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    own = load(folder / "own.yaml")
    first, *others = own.issues
    issues = (first.model_copy(update={"title": issue}), *others)
    return own.model_copy(update={"title": title, "question": title, "issues": issues})


def _figures(drawings: Mapping[str, Drawing]) -> Iterator[tuple[str, Figure]]:
    return ((name, drawing.draw()) for name, drawing in drawings.items())


def drawn(scenario: Scenario) -> Iterator[tuple[str, Figure]]:
    """The figures of every study of a scenario, by name."""
    told = forecast(scenario, runs=30, priors={"stake_scale": 0.3})
    yield from ((name, drawing.draw()) for name, drawing in forecast_drawings(told).items())
    drawings = replay_drawings(replay(scenario, 1, 0))
    yield from ((f"replay {name}", drawings[name].draw()) for name in ("path", "room"))
    a, b = (Side(scenario.title, scenario, setting(scenario, {"stake_scale": s})) for s in (0.3, 3.0))
    yield from _figures(comparison_drawings(compare(a, b, 40)))
    yield from _figures(what_if_drawings(what_if(scenario, runs=40, priors={"stake_scale": 0.3})))
    effort = Effort(rooms=2, runs=10)
    yield from _figures(sweep_drawings(sweep(scenario, grid({"outlets": (0.0, 1.0)}), effort)))
    lists = grid({"outlets": (0.0, 1.0), "decision": ("consensus", "two-thirds")})
    yield from _figures(sweep_drawings(sweep(scenario, lists, effort)))
    histories = some(60)
    first, *after = histories.campaign.stages
    first = replace(first, scenario=first.scenario.model_copy(update={"issues": scenario.issues}))
    campaign = replace(histories.campaign, title=scenario.title, stages=(first, *after))
    called = replace(histories, campaign=campaign)
    yield from ((name, drawing.draw()) for name, drawing in campaign_drawings(called).items())
    if find_spec("SALib"):
        played = setting(scenario)
        plan = Plan(factors(played, scenario, [Group.ISSUES], []), Method.MORRIS, 4, 8, 3)
        yield "sensitivity", sensitivity_drawings(analyse(scenario, played, plan))["sensitivity"].draw()


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in ODD]
)
def test_every_text_is_drawn_in_every_figure(tmp_path: Path, name: str) -> None:
    scenario = titled_as(tmp_path, name)
    for which, figure in drawn(scenario):
        assert not faults(figure), which
        png, svg = figure_files(which, figure).values()
        assert png.startswith(b"\x89PNG")
        words = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(svg.decode())).split())
        assert words, which


@pytest.mark.parametrize("name", ["dollar", "marks", "chinese", "arabic", "hindi", "emoji"])
def test_the_svg_holds_the_title_as_it_was_written(tmp_path: Path, name: str) -> None:
    told = forecast(titled_as(tmp_path, name), runs=20)
    for figure in (forecast_drawings(told)[which].draw() for which in ("path", "language")):
        lines = re.findall(r"<text[^>]*>(.*?)</text>", rendered(figure, "svg").decode(), re.DOTALL)
        assert ODD[name][1] in [html.unescape(line) for line in lines]


def test_a_letter_without_a_font_is_marked_in_a_picture_and_kept_in_the_svg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(letters, "others", lambda text: ())
    letters._warn.cache_clear()
    figure = forecast_drawings(forecast(titled_as(tmp_path, "chinese"), runs=20))["path"].draw()
    seen: list[str] = []
    draw = Figure.draw

    def noted(figure: Figure, renderer: RendererBase) -> None:
        draw(figure, renderer)
        seen.append(text_of(figure))

    monkeypatch.setattr(Figure, "draw", noted)
    for kind in ("svg", "png", "svg"):
        rendered(figure, kind)
    rendered(figure, "png")
    assert capsys.readouterr().err.count(NOTE) == 1
    svg, png, again, _ = seen
    assert svg == again
    assert CHINESE in svg
    assert NOTE not in svg
    assert CHINESE not in png
    assert STAND_IN * len(CHINESE) in png
    assert NOTE in png


def test_a_figure_in_letters_that_the_house_font_has_says_nothing_of_fonts(tmp_path: Path) -> None:
    figure = forecast_drawings(forecast(titled_as(tmp_path, "dollar"), runs=20))["path"].draw()
    rendered(figure, "png")
    assert {tuple(t.get_fontfamily()) for t in figure.findobj(Text)} == {("DejaVu Sans",)}
    assert NOTE not in text_of(figure)


@pytest.fixture
def chinese_font(tmp_path: Path) -> Iterator[str]:
    """The one font of this machine that has the Chinese letters, each a full square."""
    name, file = "Noto Sans CJK Test", tmp_path / "squares.ttf"
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 900), (900, 900), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "square"])
    font.setupCharacterMap({ord(letter): "square" for letter in CHINESE})
    font.setupGlyf({".notdef": square, "square": square})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    font.setupHorizontalHeader(ascent=900, descent=-100)
    font.setupNameTable({"familyName": name, "styleName": "Regular"})
    font.setupOS2(usWeightClass=400)
    font.setupPost()
    font.save(file)
    before = list(fontManager.ttflist)
    fontManager.ttflist[:] = [entry for entry in before if entry.name == "DejaVu Sans"]
    fontManager.addfont(file)
    caches = (letters.others, letters._fonts, letters._letters)
    for cached in caches:
        cached.cache_clear()
    yield name
    fontManager.ttflist[:] = before
    for cached in caches:
        cached.cache_clear()


def test_a_script_gets_a_font_of_this_machine_that_has_it(
    tmp_path: Path, chinese_font: str, capfd: pytest.CaptureFixture[str]
) -> None:
    figure = forecast_drawings(forecast(titled_as(tmp_path, "chinese"), runs=20))["path"].draw()
    rendered(figure, "png")
    families = {t.get_text(): t.get_fontfamily() for t in figure.findobj(Text)}
    assert letters.others(CHINESE) == (chinese_font,)
    assert families[CHINESE] == ["DejaVu Sans", chinese_font]
    assert families["after reading"] == ["DejaVu Sans"]
    assert NOTE not in text_of(figure)
    assert capfd.readouterr() == ("", "")


def test_a_title_that_is_read_from_the_right_leaves_the_words_after_it_in_order() -> None:
    with house_style():
        figure = Figure()
        finish(figure, f"{ODD['arabic'][0]}. Words after it.", "")
    assert figure._suptitle.get_text().startswith("\u200e")  # type: ignore[attr-defined]


@settings(max_examples=60)
@given(
    text=st.text(st.sampled_from("Wi灯 \n\t$é-"), max_size=120),
    inches=st.floats(0.3, 4),
    lines=st.integers(1, 3),
)
def test_what_is_fitted_has_room(text: str, inches: float, lines: int) -> None:
    found = fitted(text, inches, 9, lines)
    assert found.count("\n") < lines
    assert all(width(line, 9) <= inches or len(line) <= 2 for line in found.split("\n"))
    whole = "".join(broken(text, 400, inches, 9))
    assert "".join(whole.split()) == "".join(text.split())
