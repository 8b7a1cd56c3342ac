"""Hinging: what the answer depends on, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.negotiation.parameters import NAMES
from sim.report.wording import called, capital, percent
from sim.study.claims import ENOUGH
from sim.study.forecast import Forecast
from sim.study.hinges import OFTEN, Hinge, HingeKind, hinges
from sim.study.paired import Difference

_FITTED = (
    "The parameter sets were fitted to the record, so that parameters go together: these are associations in "
    "the plays, and one without any effect may share that of another. Intervals count sets, not plays."
)
_INDEPENDENT = "Every parameter was drawn by itself, so that on average these are effects within the model."


def hinge_lines(forecast: Forecast, most: int = 5) -> list[str]:
    """Say what the answer depends on: parameters, then positions and stakes of those who object.

    Parameters
    ----------
    most : how many of either are told of, at most: those that stand out, however many are compared

    Returns
    -------
    a sentence for each, and what they are worth; that there are too few plays, where nearly all end alike
    """
    if forecast.failures < ENOUGH:
        return ["Too few plays fail to say what the answer depends on."]
    if forecast.outcomes.adoptions < ENOUGH:
        return ["Too few plays adopt a report to say what the answer depends on."]
    found = hinges(forecast)
    titles = {issue.code: issue.title for issue in forecast.scenario.issues}
    lines = _told(found.parameters, most, titles, "behavioural parameters")
    lines += [_FITTED if found.fitted else _INDEPENDENT] if found.parameters else []
    if found.skipped:
        lines.append(f"Too few values to compare: {', '.join(found.skipped)}.")
    seats = "positions and stakes of those who object in "
    return lines + _told(found.delegations, most, titles, f"{seats}{percent(OFTEN)} of plays or more")


def _told(found: Sequence[Hinge], most: int, titles: Mapping[str, str], what: str) -> list[str]:
    """Tell of those that stand out, and of how many the others are; of the largest if none does."""
    clear = [one for one in found if one.clear]
    lines = [f"{capital(_subject(one, titles))}: {_shares(one)}." for one in clear[:most]]
    if len(clear) > most:
        lines.append(f"{len(clear) - most} more of the {len(found)} {what} stand out too.")
    elif clear and len(found) > len(clear):
        lines.append(f"None of the other {len(found) - len(clear)} {what} stands out.")
    elif found and not clear:
        lines.append(
            f"Given how many are compared, none of the {len(found)} {what} stands out. The largest "
            f"difference goes with {_subject(found[0], titles)}: {_shares(found[0])}."
        )
    return lines


def _subject(one: Hinge, titles: Mapping[str, str]) -> str:
    if one.kind is HingeKind.PARAMETER:
        return f"{NAMES[one.name].meaning} ({one.name})"
    name = called(one.name)
    whose = f"the uncertain part of {name}'" + "s" * (not name.endswith("s"))
    if one.kind is HingeKind.STAKE:
        return f"{whose} stake in a report"
    return f"{whose} position on {titles[one.issue]}"


def _shares(one: Hinge) -> str:
    return (
        f"adopted in {percent(one.low_share)} of plays in the third in which it is lowest, "
        f"{percent(one.high_share)} in the highest ({_points(one.difference)})"
    )


def _points(difference: Difference) -> str:
    value, low, high = (f"{round(100 * end):+d}".replace("+0", "0") for end in difference)
    return f"{value} points, 95 %: {low} to {high}"
