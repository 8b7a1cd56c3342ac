"""The horseshoe: who sits where along the room's main line of division, and who objects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Rungs
from sim.negotiation.table import Table
from sim.report.figures import seats, style
from sim.report.figures.letters import fitted
from sim.report.forecast_answer import who_objects
from sim.report.horseshoe import seating
from sim.report.words.numbers import percent
from sim.report.words.stances import does
from sim.scenario.ladder import Issue
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast

#: Most delegations that are named, if they object, or dissociate, in at least this share of plays.
NAMED, OFTEN, APART = 6, 0.01, 0.02
#: Most delegations that are named in the room of one play.
NAMED_IN_PLAY = 12
#: The mark of each stance: its shape, face, edge and the width of the edge.
_LOOKS = {
    JOINS: ("o", "white", "#9A9A9A", 1.0),
    DISSOCIATES: ("o", "#FBE3B0", style.ORANGE, 2.6),
    OBJECTS: ("s", style.RED, style.RED, 0.0),
}


@style.house_style()
def horseshoe(forecast: Forecast) -> Figure:
    """Draw the room as it sits, and on each seat how often its delegation objects and dissociates.

    Where no probability is claimed, the room is that of one play: of one that fails, if any does.
    """
    table, issues = forecast.table, forecast.scenario.issues
    if not forecast.supported:
        return horseshoe_of_play(table, *_one_play(forecast), issues)
    found = {d.code: d for d in forecast.delegations}
    seated = [found[table.codes[seat]] for seat in seating(table)]
    state = forecast.scenario.chair.state
    figure, axes, places = seats.lay_out(table, issues, f"Chair ({state})" if state else "Chair")
    objects, dissociates = np.array([(d.objects, d.dissociates) for d in seated]).T
    seats.draw_rings(axes, places, objects, dissociates, OFTEN)
    named = [d for d in forecast.delegations if d.objects >= OFTEN or d.dissociates >= APART][:NAMED]
    inks = dict.fromkeys((d.code for d in named), style.INK)
    seats.write_codes(axes, places, [d.code for d in seated], inks)
    seats.write_labels(axes, places, [_label(seated.index(d), d, forecast.runs) for d in named])
    seats.write_middle(axes, places, *_headline(forecast))
    inks = {"objects": style.RED, "dissociates, the report passes": style.ORANGE, "neither": style.FAINT}
    wide = {"objects": 7}
    seats.write_key(axes, [{"color": i, "linewidth": wide.get(w, 4), "label": w} for w, i in inks.items()])
    return style.finish(
        figure,
        who_objects(forecast).rstrip("."),
        f"{fitted(forecast.scenario.title, 8.8, 7, lines=2)}. Seats along the main line of division of the "
        f"positions. Ring, from the top: share of {forecast.runs:,} plays, from {percent(OFTEN)}. In "
        "brackets: 95 % intervals for the number of plays.",
    )


@style.house_style()
def horseshoe_of_play(
    table: Table,
    stances: Rungs,
    note: str,
    issues: Sequence[Issue] | None = None,
) -> Figure:
    """Draw the room as it sits, and the stance of each delegation in one play.

    Parameters
    ----------
    stances : (N,) 0 joins, 1 dissociates, 2 objects, in the order of the table
    note : what is written under the figure
    issues : those of the table, to name what divides the room; their codes are written if not given

    Raises ValueError if there is not one stance for each delegation.
    """
    if stances.shape != (len(table.codes),):
        raise ValueError(f"{stances.shape} stances for {len(table.codes)} delegations")
    order = seating(table)
    seated, codes = stances[order], [table.codes[seat] for seat in order]
    figure, axes, places = seats.lay_out(table, issues, "Chair")
    for stance, (mark, face, edge, line) in _LOOKS.items():
        here = seated == stance
        size = (seats.seat_points(places) * (0.86 if mark == "s" else 0.92) - line) ** 2
        axes.scatter(places.x[here], places.y[here], s=size, marker=mark, facecolors=face, edgecolors=edge,
                     linewidths=line, zorder=2)  # fmt: skip
    objecting = [code for code, stance in zip(codes, seated, strict=True) if stance == OBJECTS]
    seats.write_codes(axes, places, codes, dict.fromkeys(objecting, "white"))
    # The outermost first, so that both sides are named.
    apart = sorted(np.flatnonzero(seated != JOINS), key=lambda n: (-seated[n], min(n, len(codes) - 1 - n), n))
    labels = [seats.Label(int(n), name_of(codes[n]), (does(table, int(seated[n])),)) for n in apart]
    seats.write_labels(axes, places, labels[:NAMED_IN_PLAY])
    *others, last = _tally(table, stances)
    if not objecting:
        others, last = [*others, last], f"Nobody {does(table, OBJECTS)}"
    seats.write_middle(axes, places, last, others)
    key = [
        {"linestyle": "none", "marker": mark, "markersize": 8 - line / 2, "markerfacecolor": face,
         "markeredgecolor": edge, "markeredgewidth": line, "label": does(table, stance)}
        for stance, (mark, face, edge, line) in _LOOKS.items()
    ]  # fmt: skip
    seats.write_key(axes, key)
    return style.finish(figure, f"In one play {', '.join(_tally(table, stances))}", note)


def describe_horseshoe(forecast: Forecast) -> str:
    """Say what the horseshoe of a forecast shows."""
    if not forecast.supported:
        stances, note = _one_play(forecast)
        return f"{describe_horseshoe_of_play(forecast.table, stances)} {note}"
    first, last = seats.wants(forecast.table, [issue.title for issue in forecast.scenario.issues])
    along = f", from those who {first} to those who {last}".replace("\n", " ") if first else ""
    adopted = Counted(forecast.outcomes.adoptions, forecast.runs)
    share = f" ({percent(adopted.share)})" if adopted.enough else ""
    return (
        f"The {len(forecast.table.codes)} delegations of {forecast.scenario.title} in a horseshoe{along}. "
        f"{adopted.successes:,} of {adopted.trials:,} plays{share} adopt a report. A ring around each seat: "
        "how often it objects and dissociates. The section Who blocks has the numbers."
    )


def describe_horseshoe_of_play(table: Table, stances: Rungs) -> str:
    """Say what the horseshoe of one play shows."""
    parts = [f"{len(table.codes)} delegations in a horseshoe: {', '.join(_tally(table, stances))}."]
    for stance in (OBJECTS, DISSOCIATES):
        if names := [name_of(table.codes[n]) for n in np.flatnonzero(stances == stance)]:
            parts.append(f"{does(table, stance, len(names)).capitalize()}: {', '.join(names)}.")
    return " ".join(parts)


def _tally(table: Table, stances: Rungs) -> list[str]:
    counts = {stance: int((stances == stance).sum()) for stance in _LOOKS}
    return [f"{n} {does(table, stance, n)}" for stance, n in counts.items() if n]


def _headline(forecast: Forecast) -> tuple[str, list[str]]:
    """Return the large and the small words in the middle: the share adopted, if that may be claimed."""
    plays = f"{forecast.outcomes.adoptions:,} of {forecast.runs:,} plays"
    if forecast.probability is None or forecast.band is None:
        return "", [f"{plays} adopt", "a report, too few", "for a probability"]
    return percent(forecast.probability), ["consensus", f"({style.ends(*forecast.band.ends)} %)", plays]


def _one_play(forecast: Forecast) -> tuple[Rungs, str]:
    """Return the stances of the play that is drawn where no probability is claimed, and the note on it."""
    failed = forecast.typical_of(False)
    row = forecast.typical if failed is None else failed
    end = "adopts a report" if forecast.outcomes.adopted[row] else "fails"
    play = f"Play {forecast.outcomes.replicates[row]}, which {end}"
    many = "one play out of many, and no probability is claimed."
    return forecast.outcomes.stances[row], f"{forecast.scenario.title}. {play}: {many}"


def _label(place: int, found: DelegationForecast, runs: int) -> seats.Label:
    lines = [
        f"{word} {style.with_ends(Counted.of(share, runs), unit='')}"
        for word, share in (("objects", found.objects), ("dissociates", found.dissociates))
        if share >= OFTEN
    ]
    return seats.Label(place, found.name, tuple(lines))
