"""Laws of parameters: where a parameter has nothing to work on, its value must not matter."""

from dataclasses import replace

import numpy as np

from checks.verify.laws import Both, Room
from checks.verify.rooms import with_behaviour


def no_outlets(room: Room) -> Both:
    """No outlet, nothing to cool."""
    return room.other(outlets=0).whatever(outlet_factor=(0.1, 0.9))


def no_events(room: Room) -> Both:
    """No event, no weather."""
    return room.other(events=()).whatever(weather_effect=(0.0, 1.0))


def neutral_chair(room: Room) -> Both:
    """A neutral chair hears everybody."""
    nobody = np.zeros(len(room.table.codes), dtype=bool)
    return room.other(in_camp=nobody).whatever(chair_partiality=(0.0, 0.8))


def no_acquis(room: Room) -> Both:
    """Nothing agreed, nothing to discount."""
    blank = np.zeros(len(room.table.issues), np.int8)
    return room.other(acquis=blank, own_text=blank).whatever(
        acquis_discount=(0.1, 0.9), foreign_acquis=(0.2, 0.7)
    )


def all_own_acquis(room: Room) -> Both:
    """All agreed language is the body's own, none is foreign."""
    return room.other(own_text=room.table.acquis).whatever(foreign_acquis=(0.1, 0.9))


def all_in_scope(room: Room) -> Both:
    """The mandate asks for every issue, so nothing lies outside it."""
    return room.other(ambition=np.maximum(room.table.ambition, 0.25)).whatever(scope_cost=(0.0, 5.0))


def no_disappointment(room: Room) -> Both:
    """Nobody minds falling short."""
    calm = replace(room, draws=with_behaviour(room.draws, disappointment_weight=0))
    return calm.whatever(outlet_factor=(0.1, 0.9), own_claim=(0.0, 1.0))


def _signed(room: Room, sign: int) -> Room:
    grid = sign * np.abs(room.table.positions)
    return room.other(positions=grid, spreads=np.zeros_like(grid))


def nobody_wants(room: Room) -> Both:
    """Where all resist, nobody gains and nobody is disappointed."""
    return _signed(room, -1).whatever(
        disappointment_weight=(0.1, 3.0), own_claim=(0.0, 1.0), outlet_factor=(0.2, 0.9),
        indirect_value=(0.2, 0.8),
    )  # fmt: skip


def nobody_resists(room: Room) -> Both:
    """Where all want, nobody is harmed and nothing is contested."""
    return _signed(room, 1).whatever(harm_weight=(0.5, 5.0), indirect_harm=(0.1, 0.9), inertia=(0.0, 0.2))


def no_moods(room: Room) -> Both:
    """Without moods there is nothing to share."""
    calm = replace(room, draws=with_behaviour(room.draws, decision_noise=0))
    return calm.whatever(caucus_share=(0.0, 1.0))


def no_concession(room: Room) -> Both:
    """Where nobody ever concedes it does not matter when."""
    firm = replace(room, draws=with_behaviour(room.draws, deadline_concession=0))
    return firm.whatever(deadline_shape=(0.2, 5.0))


def no_company(room: Room) -> Both:
    """Every delegation minds an issue of its own, so nobody gives anybody cover."""
    k, n = room.table.shape
    if n > k:
        return None
    grid = np.where(np.arange(k)[:, None] == np.arange(n), room.table.positions, 0.0)
    return room.other(positions=grid, spreads=np.zeros_like(grid)).whatever(cover_exponent=(0.0, 5.0))


def one_paragraph(room: Room) -> Both:
    """There is nothing to trade."""
    return room.whatever(log_rolling=(0, 1)) if len(room.table.issues) == 1 else None


def needs_no_repairs(room: Room) -> Both:
    """What is adopted as it stands is not repaired."""
    without, with_some = room.whatever(repairs=(0, 3))
    adopted = np.flatnonzero(without.adopted)
    return (without[adopted], with_some[adopted]) if len(adopted) else None


def moves_to_spare(room: Room) -> Both:
    """Moves that the chair would not make: a text that has stopped moving stays."""
    return room.whatever(moves=(19, 20)) if len(room.table.issues) <= 3 else None
