"""The horseshoe: a seat for everybody, in order, apart from each other, marked with what was found."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from sim.negotiation.convene import convene
from sim.negotiation.decisions.two_thirds import TwoThirds
from sim.negotiation.parameters import Prior
from sim.negotiation.table import Table
from sim.report.figures.drawing import rendered
from sim.report.figures.horseshoe import (
    NAMED,
    NAMED_IN_PLAY,
    OFTEN,
    describe_horseshoe,
    describe_horseshoe_of_play,
    horseshoe,
    horseshoe_of_play,
)
from sim.report.figures.style import ORANGE, RED
from sim.report.horseshoe import horseshoe_places, poles, seating
from sim.report.words.numbers import percent
from sim.scenario.loading import load
from sim.scenario.roster import roster
from sim.study.forecast import Forecast, forecast
from tests.report.boxes import faults
from tests.report.reading import text_of

ROOMS = ("gge-2004-2005", "gge-2014-2015", "gge-2016-2017", "oewg-2021-2025-final")


@pytest.fixture(scope="module")
def gge() -> Forecast:
    return forecast(load("gge-2016-2017"), runs=300)


@given(st.integers(1, 260))
def test_seats_stand_apart_in_order_around_the_open_end(seats: int) -> None:
    places = horseshoe_places(seats)
    at = np.stack([places.x, places.y], axis=1)
    assert at.shape == (seats, 2)
    apart = np.hypot(*(at[:, None] - at[None]).T) + 9 * np.eye(seats)
    assert apart.min() > places.size
    assert np.hypot(*at.T).max() == pytest.approx(1)
    # From the left end over the top to the right one: the angle from straight down never shrinks.
    angle = np.arctan2(-places.x, -places.y) % (2 * np.pi)
    assert (np.diff(angle) >= -1e-6).all()
    assert np.sort(places.x) == pytest.approx(np.sort(-places.x), abs=1e-9)
    assert not ((np.abs(places.x) < 0.2) & (places.y < 0)).any()  # where the chair sits


def test_small_rooms_sit_in_one_row_and_large_ones_in_several() -> None:
    assert [horseshoe_places(seats).rows for seats in (15, 20, 25)] == [1, 1, 1]
    assert horseshoe_places(193).rows > 4
    with pytest.raises(ValueError, match="seat"):
        horseshoe_places(0)


def codes_drawn(figure: Figure, table: Table) -> dict[str, tuple[float, float]]:
    (axes,) = figure.axes
    return {
        t.get_text(): (float(t.get_position()[0]), float(t.get_position()[1]))
        for t in axes.texts
        if t.get_text() in table.codes
    }


@pytest.mark.parametrize("name", ROOMS)
def test_everybody_has_a_seat_where_the_seating_says(name: str) -> None:
    found = forecast(load(name), runs=20)
    drawn = codes_drawn(horseshoe(found), found.table)
    places = horseshoe_places(len(found.table.codes))
    wanted = [found.table.codes[seat] for seat in seating(found.table)]
    assert set(drawn) == set(wanted)
    assert np.array([drawn[code] for code in wanted]) == pytest.approx(np.stack([places.x, places.y], axis=1))


def ring(figure: Figure, colour: str) -> list[np.ndarray]:
    """The parts of rings of a colour, each as its points."""
    (axes,) = figure.axes
    found = [p for p in axes.patches if isinstance(p, PathPatch) and p.get_facecolor()[:3] == to_rgb(colour)]
    if not found:
        return []
    (patch,) = found
    path = patch.get_path()
    starts = np.flatnonzero(np.asarray(path.codes) == path.MOVETO)
    return np.split(np.asarray(path.vertices), starts[1:])


def span(part: np.ndarray, centre: np.ndarray) -> float:
    """The part of a full turn that a part of a ring covers, clockwise from the top."""
    angle = np.arctan2(*(part - centre).T)
    return float((np.unwrap(angle).max() - np.unwrap(angle).min()) / (2 * np.pi))


def test_the_rings_have_the_shares(gge: Forecast) -> None:
    places = horseshoe_places(len(gge.table.codes))
    seated = [gge.table.codes[seat] for seat in seating(gge.table)]
    by_code = {d.code: d for d in gge.delegations}
    figure = horseshoe(gge)
    for name, colour in (("objects", RED), ("dissociates", ORANGE)):
        shares = np.array([getattr(by_code[code], name) for code in seated])
        shown = np.flatnonzero(shares >= OFTEN)
        parts = ring(figure, colour)
        assert len(parts) == len(shown) > 0
        for seat, part in zip(shown, parts, strict=True):
            at = np.array([places.x[seat], places.y[seat]])
            # A Bézier curve's handles lie a little outside its arc.
            assert span(part, at) == pytest.approx(shares[seat], abs=0.01)
            assert np.hypot(*(part - at).T).max() < places.size


def labels(figure: Figure) -> list[Text]:
    """What is written beside the room."""
    (axes,) = figure.axes
    return [t for t in axes.texts if abs(t.get_position()[0]) > 1.2 and t.get_text()]


@pytest.mark.parametrize("name", ["gge-2016-2017", "plastics-council", "oewg-2021-2025-final"])
def test_names_stand_beside_the_room_without_touching(name: str) -> None:
    figure = horseshoe(forecast(load(name), runs=300))
    assert len(labels(figure)) >= 2
    assert faults(figure, 2) == []


def test_those_who_object_most_are_named_with_share_and_interval(gge: Forecast) -> None:
    words = [t.get_text() for t in labels(horseshoe(gge))]
    named = [d for d in gge.delegations if d.objects >= OFTEN or d.dissociates >= 2 * OFTEN][:NAMED]
    assert {d.name for d in named} <= set(words)
    assert len(words) == 2 * len(named)
    first = gge.delegations[0]
    assert any(f"objects {percent(first.objects)} (" in word for word in words)
    told = describe_horseshoe(gge)
    assert f"{gge.outcomes.adoptions:,} of {gge.runs:,}" in told


def test_the_middle_claims_no_more_than_may_be_claimed(gge: Forecast) -> None:
    assert percent(gge.probability) in text_of(horseshoe(gge)).splitlines()
    sure = forecast(load("gge-2016-2017"), runs=100, priors={"stake_scale": Prior.fixed(50), "red_line": Prior.fixed(100)})
    assert sure.outcomes.share == 1
    words = text_of(horseshoe(sure))
    assert "97 %" in words
    assert "100 %" not in words
    unsupported = forecast(load("plastics-council"), runs=20)
    assert not unsupported.supported
    assert "no probability" in text_of(horseshoe(unsupported))


def test_the_ends_of_the_room_say_what_divides_it(gge: Forecast) -> None:
    first, last = poles(gge.table)
    assert first is not None
    assert last is not None
    order = seating(gge.table)
    half = len(order) // 2
    for issue, sign in ((first, 1), (last, -1)):
        means = [gge.table.positions[issue, some].mean() for some in (order[:half], order[-half:])]
        assert sign * (means[0] - means[1]) > 0
        assert f"want more on\n{gge.scenario.issues[issue].title}" in text_of(horseshoe(gge))


def test_a_room_of_one_mind_has_no_ends() -> None:
    table = convene(load("gge-2014-2015"))
    alike = replace(table, positions=np.full(table.shape, 0.5), spreads=table.spreads.copy())
    assert poles(alike) == (None, None)
    figure = horseshoe_of_play(alike, np.zeros(len(table.codes), dtype=np.int8), "A note.")
    assert "want more" not in text_of(figure)


@pytest.fixture(scope="module")
def table() -> Table:
    return convene(load("gge-2014-2015"))


def marks(figure: Figure) -> list[PathCollection]:
    (axes,) = figure.axes
    return [c for c in axes.collections if isinstance(c, PathCollection)]


@settings(max_examples=15)
@given(drawn=st.lists(st.integers(0, 2), min_size=20, max_size=20))
def test_every_stance_has_its_own_mark_on_its_own_seat(table: Table, drawn: list[int]) -> None:
    stances = np.array(drawn, dtype=np.int8)
    figure = horseshoe_of_play(table, stances, "A note.")
    places, order = horseshoe_places(20), seating(table)
    for stance, found in enumerate(marks(figure)):
        here = stances[order] == stance
        wanted = np.stack([places.x[here], places.y[here]], axis=1)
        assert np.asarray(found.get_offsets()) == pytest.approx(wanted)


def test_stances_are_told_apart_by_shape_and_in_grey(table: Table) -> None:
    joins, dissociates, objects = marks(horseshoe_of_play(table, np.arange(20, dtype=np.int8) % 3, "A note."))
    corners = [len(np.asarray(c.get_paths()[0].vertices)) for c in (joins, objects)]
    assert corners[0] != corners[1]  # round, and square
    grey = [
        np.array(c.get_facecolor())[0, :3] @ [0.2126, 0.7152, 0.0722] for c in (joins, dissociates, objects)
    ]
    assert grey[0] > grey[1] + 0.1 > grey[2] + 0.3
    widths = [float(np.max(c.get_linewidth())) for c in (joins, dissociates)]
    assert widths[1] > 2 * widths[0]


def test_one_play_is_told_with_its_note_and_its_names(table: Table) -> None:
    stances = np.zeros(20, dtype=np.int8)
    stances[[3, 7]], stances[11] = 2, 1
    words = text_of(horseshoe_of_play(table, stances, "Under silence.", "The last reading"))
    assert "Under silence." in words
    assert "The last reading" in words
    assert "2 object" in words.splitlines()
    told = describe_horseshoe_of_play(table, stances)
    for seat in (3, 7, 11):
        assert roster()[table.codes[seat]].name in words
        assert roster()[table.codes[seat]].name in told
    assert "17 join, 1 dissociates, 2 object" in told
    nobody = text_of(horseshoe_of_play(table, np.zeros(20, dtype=np.int8), ""))
    assert "Nobody objects" in nobody
    everybody = horseshoe_of_play(table, np.full(20, 2, dtype=np.int8), "")
    names = {roster()[code].name for code in table.codes}
    assert len([t for t in labels(everybody) if t.get_text() in names]) == NAMED_IN_PLAY


def test_a_stance_for_each_delegation_is_needed(table: Table) -> None:
    with pytest.raises(ValueError, match="20 delegations"):
        horseshoe_of_play(table, np.zeros(19, dtype=np.int8), "")


def test_one_play_of_193_is_light() -> None:
    table = convene(load("oewg-2021-2025-final"))
    figure = horseshoe_of_play(table, np.arange(193, dtype=np.int8) % 3, "A note.")
    assert len(rendered(figure, "svg")) < 120_000


def test_where_it_is_put_to_the_vote_delegations_vote(table: Table) -> None:
    voting = replace(table, decision=TwoThirds())
    stances = np.arange(20, dtype=np.int8) % 3
    drawn, told = (
        text_of(horseshoe_of_play(voting, stances, "A note.")),
        describe_horseshoe_of_play(voting, stances),
    )
    for words in (drawn, told):
        assert "object" not in words
        assert "dissociate" not in words
    assert "votes no" in drawn
    assert "6 vote no" in told
