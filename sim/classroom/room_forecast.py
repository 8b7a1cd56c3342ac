"""The model's forecast for the room of a class."""

from __future__ import annotations

from sim.classroom.room import Case
from sim.study.forecast import Forecast
from sim.study.plays import play_many
from sim.study.source import BehaviourSource

#: Plays of the forecast for a debrief.
PLAYS = 500


def forecast_of(case: Case, plays: int = PLAYS) -> Forecast:
    """Forecast a class's room, with computers in all seats and as many readings."""
    outcomes = play_many(case.setting, plays, seed=1)
    return Forecast(case.scenario, case.setting, 1, BehaviourSource.PRIORS, outcomes)
