"""What the answer depends on: wordings that go with adoption, then what is drawn again in every play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.negotiation.parameters import NAMES
from sim.report.document import Block, Bullets, Words
from sim.report.words.names import called, capital
from sim.report.words.numbers import number_of, percent, sure
from sim.report.words.stances import issue_titles
from sim.report.words.wordings import by_wording
from sim.study.claims import ENOUGH, Counted
from sim.study.drivers import OFTEN, Driver, DriverKind, drivers
from sim.study.forecast import Forecast
from sim.study.paired import Difference

_FITTED = (
    "The parameter sets were fitted to the record, so parameters vary together: these are associations in "
    "the plays, and one without any effect may share that of another. Intervals count sets, not plays."
)
_INDEPENDENT = "Every parameter was drawn by itself, so on average these are effects within the model."


def what_goes_with_adoption(forecast: Forecast) -> Iterator[Block]:
    """Yield which wordings go with adoption."""
    if not forecast.supported:
        yield Words("No shares of plays are given for this kind of body or rule, so none are compared.")
    elif lines := deciding(forecast):
        yield Words("What goes with adoption, in the plays:")
        yield Bullets(tuple(lines))
    else:
        yield Words("No paragraph is put under silence in more than one common wording.")


def deciding(forecast: Forecast) -> list[str]:
    """Say which formulations most often go with adoption, for the three paragraphs that differ most.

    In counts, where few plays end one way; not at all, where no probability is claimed.
    """
    few = min(forecast.outcomes.adoptions, forecast.failures) < ENOUGH

    def adopted(found: Counted) -> str:
        count = f"{found.successes:,} of {number_of(found.trials, 'play')}"
        return count if few or not found.enough else sure(found)

    return [
        by_wording(d.issue.title, {rung: adopted(found) for rung, found in d.adopted.items()})
        for d in (forecast.deciding[:3] if forecast.supported else ())
        if d.spread > 0
    ]


def driver_lines(forecast: Forecast, most: int = 5) -> list[str]:
    """Say what the answer depends on: parameters, then positions and stakes of those who object.

    At most this many of either are named: those that stand out, however many are compared.
    """
    for number, what in ((forecast.failures, "fail"), (forecast.outcomes.adoptions, "adopt a report")):
        if number < ENOUGH:
            return [f"Too few plays {what} to say what the answer depends on."]
    found, titles = drivers(forecast), issue_titles(forecast)
    lines = _lines(found.parameters, most, titles, "behavioural parameters")
    lines += [_FITTED if found.fitted else _INDEPENDENT] if found.parameters else []
    if found.skipped:
        lines.append(f"Too few values to compare: {', '.join(found.skipped)}.")
    seats = "positions and stakes of those who object in "
    return lines + _lines(found.delegations, most, titles, f"{seats}{percent(OFTEN)} of plays or more")


def _lines(found: Sequence[Driver], most: int, titles: Mapping[str, str], what: str) -> list[str]:
    """Name those that stand out, and count the others; name the largest if none does."""
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


def _subject(one: Driver, titles: Mapping[str, str]) -> str:
    if one.kind is DriverKind.PARAMETER:
        return f"{NAMES[one.name].meaning} ({one.name})"
    name = called(one.name)
    whose = f"the uncertain part of {name}'" + "s" * (not name.endswith("s"))
    return f"{whose} " + (
        "stake in a report" if one.kind is DriverKind.STAKE else f"position on {titles[one.issue]}"
    )


def _shares(one: Driver) -> str:
    return (
        f"adopted in {percent(one.low_share)} of plays in the third in which it is lowest, "
        f"{percent(one.high_share)} in the highest ({points(one.difference)})"
    )


def points(difference: Difference) -> str:
    """Write a difference of shares in points, with its interval."""
    value, low, high = (f"{round(100 * end):+d}".replace("+0", "0") for end in difference)
    return f"{value} points, 95 %: {low} to {high}"
