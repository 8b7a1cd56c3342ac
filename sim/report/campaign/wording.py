"""How a campaign's page and figures count in words, and what they say of the fit."""

from __future__ import annotations

from sim.report.wording import listed
from sim.study.campaign.histories import Histories
from sim.study.source import BehaviourSource


def many(number: int, one: str, more: str = "") -> str:
    """Return a number and the word for so many things: 1 play, 2 plays.

    Parameters
    ----------
    one, more : the word for one, and for any other number; the first and an s if not given
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def on_fit(histories: Histories) -> str:
    """Say to whose outcomes the parameters are fitted, and what that means."""
    if histories.behaviour is not BehaviourSource.CALIBRATED:
        return "Parameters are drawn from the priors, none fitted to the record."
    fitted = histories.fitted
    if not fitted:
        return "Parameters are fitted to the record, of which none of these processes is part."
    these = "these very outcomes" if set(fitted) == set(histories.campaign.ids) else listed(fitted)
    return f"Parameters are fitted to {these}: how often these end as they did is no test of the model."


def on_withheld(histories: Histories) -> str:
    """Name the processes that are played and not told; nothing if there are none."""
    if not histories.withheld:
        return ""
    return f"Played and not told, since no probability is claimed: {', '.join(histories.withheld)}."
