"""The horseshoe: who sits where along the room's main line of division, and who objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Rungs
from sim.negotiation.table import Table
from sim.report.figures.letters import fitted
from sim.report.figures.seats import (
    Label,
    draw_rings,
    lay_out,
    seat_points,
    wants,
    write_codes,
    write_key,
    write_labels,
    write_middle,
)
from sim.report.figures.style import FAINT, INK, ORANGE, RED, caption, ends, house_style, titled
from sim.report.seating import seating
from sim.report.wording import percent, written
from sim.scenario.ladder import Issue
from sim.scenario.roster import roster
from sim.study.claims import ENOUGH, Counted
from sim.study.forecast import Forecast
from sim.study.forecast_parts import DelegationForecast
from sim.study.interval import wilson

#: At most so many are named: who objects, or dissociates, in at least this share of plays.
NAMED, OFTEN, APART = 6, 0.01, 0.02
#: So many are named in the room of one play.
NAMED_IN_PLAY = 12
_PALE_ORANGE = "#FBE3B0"
_WORDS = {JOINS: ("joins", "join"), DISSOCIATES: ("dissociates", "dissociate"),
          OBJECTS: ("objects", "object")}  # fmt: skip
#: The same where the text is put to the vote.
_VOTES = {JOINS: ("votes yes", "vote yes"), DISSOCIATES: ("abstains", "abstain"),
          OBJECTS: ("votes no", "vote no")}  # fmt: skip


def horseshoe(forecast: Forecast) -> Figure:
    """Draw the room as it sits, and on each seat how often its delegation objects and dissociates.

    Where no probability is claimed, the room is that of one play: of one that fails, if any does.
    """
    if not forecast.supported:
        row = _shown(forecast)
        title = "Who sits where, and who objects in one play"
        return horseshoe_of_play(
            forecast.table, forecast.outcomes.stances[row], _one_play(forecast, row), title,
            forecast.scenario.issues,
        )  # fmt: skip
    table, found = forecast.table, {d.code: d for d in forecast.delegations}
    order = seating(table)
    seated = [found[table.codes[seat]] for seat in order]
    with house_style():
        figure, axes, places = lay_out(table, forecast.scenario.issues, _chair(forecast))
        objects, dissociates = (np.array([getattr(d, n) for d in seated]) for n in ("objects", "dissociates"))
        draw_rings(axes, places, objects, dissociates, OFTEN)
        told = {d.code for d in _named(forecast)}
        write_codes(axes, places, [d.code for d in seated], dict.fromkeys(told, INK), told)
        write_labels(
            axes,
            places,
            [_label(seated.index(d), d, forecast.runs) for d in _named(forecast)],
        )
        write_middle(axes, places, *_headline(forecast))
        thick = [(RED, 7, "objects"), (ORANGE, 4, "dissociates, the report passes"), (FAINT, 4, "neither")]
        write_key(axes, [Line2D([], [], color=ink, linewidth=wide, label=word) for ink, wide, word in thick])
        titled(figure, "Who sits where, and who objects")
        caption(
            figure,
            f"{fitted(forecast.scenario.title, 8.8, 7, lines=2)}. Seats along the main line of division of "
            f"the positions. Ring, from the top: share of {forecast.runs:,} plays, from {percent(OFTEN)}. In "
            "brackets: 95 % intervals for the number of plays.",
        )
        return figure


def horseshoe_of_play(
    table: Table,
    stances: Rungs,
    note: str,
    title: str = "How the room stands",
    issues: Sequence[Issue] | None = None,
) -> Figure:
    """Draw the room as it sits, and the stance of each delegation in one play.

    Parameters
    ----------
    stances : (N,) 0 joins, 1 dissociates, 2 objects, in the order of the table
    note : what is written under the figure
    issues : those of the table, to name what divides the room; their codes are written if not given

    Raises
    ------
    ValueError
        if there is not one stance for each delegation
    """
    if stances.shape != (len(table.codes),):
        raise ValueError(f"{stances.shape} stances for {len(table.codes)} delegations")
    order = seating(table)
    seated, codes = stances[order], [table.codes[seat] for seat in order]
    words = _words(table)
    with house_style():
        figure, axes, places = lay_out(table, issues, "Chair")
        looks = (
            (JOINS, "o", "white", "#9A9A9A", 1.0),
            (DISSOCIATES, "o", _PALE_ORANGE, ORANGE, 2.6),
            (OBJECTS, "s", RED, RED, 0.0),
        )
        for stance, mark, face, edge, line in looks:
            here = seated == stance
            size = (seat_points(places) * (0.86 if mark == "s" else 0.92) - line) ** 2
            look = {"marker": mark, "facecolors": face, "edgecolors": edge, "linewidths": line}
            axes.scatter(places.x[here], places.y[here], s=size, zorder=2, **look)  # type: ignore[arg-type]
        objecting = {code: "white" for code, stance in zip(codes, seated, strict=True) if stance == OBJECTS}
        write_codes(axes, places, codes, objecting, set(objecting))
        # The outermost first, so that both sides are named.
        apart = sorted(
            np.flatnonzero(seated != JOINS), key=lambda n: (-seated[n], min(n, len(codes) - 1 - n), n)
        )
        write_labels(
            axes,
            places,
            [
                Label(int(n), roster()[codes[n]].name, (words[int(seated[n])][0],))
                for n in apart[:NAMED_IN_PLAY]
            ],
        )
        write_middle(axes, places, *_counted(seated, words))
        write_key(
            axes,
            [
                Line2D([], [], linestyle="none", marker=mark, markersize=8 - line / 2, markerfacecolor=face,
                       markeredgecolor=edge, markeredgewidth=line, label=words[stance][0])
                for stance, mark, face, edge, line in looks
            ],
        )  # fmt: skip
        titled(figure, title)
        caption(figure, note)
        return figure


def describe_horseshoe(forecast: Forecast) -> str:
    """Say what the horseshoe of a forecast shows."""
    seats = len(forecast.table.codes)
    told = f"The {seats} delegations of {forecast.scenario.title} in a horseshoe{_along(forecast)}. "
    if not forecast.supported:
        row = _shown(forecast)
        shown = describe_horseshoe_of_play(forecast.table, forecast.outcomes.stances[row])
        return f"{shown} {_one_play(forecast, row)}"
    outcomes = forecast.outcomes
    enough = forecast.runs >= ENOUGH
    share = f" ({percent(outcomes.share)})" if enough else ""
    told += f"{outcomes.adoptions:,} of {forecast.runs:,} plays{share} adopt a report. "
    often = [d for d in forecast.delegations if d.objects >= OFTEN]
    if often:
        shares = [f"{d.name} in {written(Counted.of(d.objects, forecast.runs))}" for d in often[:NAMED]]
        told += f"Objecting: {', '.join(shares)} of plays"
        told += f"; {len(often) - NAMED} more in {percent(OFTEN)} or more" if len(often) > NAMED else ""
        rarely = f"fewer than {percent(OFTEN)}" if enough else "none"
        return told + f"; each of the other {seats - len(often)} in {rarely}."
    most = forecast.delegations[0]
    if not most.objects:
        return told + "Nobody objects in any."
    return told + f"Nobody objects in {percent(OFTEN)} of plays or more."


def describe_horseshoe_of_play(table: Table, stances: Rungs) -> str:
    """Say what the horseshoe of one play shows."""
    words = _words(table)
    told = [f"{len(table.codes)} delegations in a horseshoe: {_tally(stances, words)}."]
    for stance in (OBJECTS, DISSOCIATES):
        names = [roster()[table.codes[n]].name for n in np.flatnonzero(stances == stance)]
        if names:
            told.append(f"{words[stance][len(names) > 1].capitalize()}: {', '.join(names)}.")
    return " ".join(told)


def _along(forecast: Forecast) -> str:
    """Say from what to what the room is seated."""
    first, last = wants(forecast.table, [issue.title for issue in forecast.scenario.issues])
    if not first:
        return ""
    return f", from those who {first} to those who {last}".replace("\n", " ")


def _words(table: Table) -> Mapping[int, tuple[str, str]]:
    """Return what a delegation of each stance does, and several, under the rule of a table."""
    return _VOTES if table.decision.by_vote else _WORDS


def _tally(stances: Rungs, words: Mapping[int, tuple[str, str]]) -> str:
    counts = {stance: int((stances == stance).sum()) for stance in words}
    return ", ".join(f"{n} {words[stance][n != 1]}" for stance, n in counts.items() if n)


def _counted(stances: Rungs, words: Mapping[int, tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """Return the large and the small words in the middle of one play: who objects, and who does not."""
    told = _tally(stances, words).split(", ")
    nobody = f"Nobody {words[OBJECTS][0]}"
    return (told[-1], tuple(told[:-1])) if (stances == OBJECTS).any() else (nobody, tuple(told))


def _headline(forecast: Forecast) -> tuple[str, tuple[str, ...]]:
    """Return the large and the small words in the middle: the share adopted, if that may be claimed."""
    plays = f"{forecast.outcomes.adoptions:,} of {forecast.runs:,} plays"
    if forecast.probability is None or forecast.interval is None:
        return "", (f"{plays} adopt", "a report, too few", "for a probability")
    low, high = forecast.interval
    sure = "(the most that is claimed)" if low == high else f"({ends(low, high)} %)"
    return percent(forecast.probability), ("consensus", sure, plays)


def _shown(forecast: Forecast) -> int:
    """Return the row of the play that is drawn where no probability is claimed."""
    row = forecast.typical_of(False)
    return forecast.typical if row is None else row


def _one_play(forecast: Forecast, row: int) -> str:
    ends = "adopts a report" if forecast.outcomes.adopted[row] else "fails"
    number = forecast.outcomes.replicates[row]
    many = "one play out of many, and no probability is claimed."
    return f"{forecast.scenario.title}. Play {number}, which {ends}: {many}"


def _chair(forecast: Forecast) -> str:
    state = forecast.scenario.chair.state
    return f"Chair ({state})" if state else "Chair"


def _named(forecast: Forecast) -> list[DelegationForecast]:
    often = [d for d in forecast.delegations if d.objects >= OFTEN or d.dissociates >= APART]
    return often[:NAMED]


def _label(place: int, found: DelegationForecast, runs: int) -> Label:
    """Name a delegation with its shares and their intervals."""
    lines = [
        f"{word} {written(Counted.of(share, runs))}"
        + (f" ({ends(*wilson(round(share * runs), runs))})" if runs >= ENOUGH else "")
        for word, share in (("objects", found.objects), ("dissociates", found.dissociates))
        if share >= OFTEN
    ]
    return Label(place, found.name, tuple(lines))
