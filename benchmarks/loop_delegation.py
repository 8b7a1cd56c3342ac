"""A delegation as a Mesa agent in the usual way: lists, loops and floats (see benchmarks/mesa_loop.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from sim.negotiation.arrays import STRENGTH

if TYPE_CHECKING:
    from benchmarks.mesa_loop import LoopRoom

#: Strength of silent, indirect and explicit text.
RUNG_STRENGTH: list[float] = STRENGTH.tolist()
#: Smaller complaints than this are rounding.
NO_COMPLAINT = 1e-12
#: Nobody concedes more than this share of its complaints.
MOST_FLEXIBLE = 0.9

#: A paragraph and the rung it moves to.
Change = tuple[int, int]


class LoopDelegation(mesa.Agent):
    """A delegation: what it wants, what each formulation is worth to it, what it makes of a draft."""

    def __init__(self, room: LoopRoom, seat: int) -> None:
        super().__init__(room)
        table, draws, row, theta = room.table, room.draws, room.row, room.theta
        self.weight = float(table.weights[seat])
        self.hearing = room.hearing_of(seat)
        self.blocking_cost = theta["blocking_cost"] * (1 - self.weight)
        self.readiness = theta["deadline_concession"] * (1 + 0.5 * float(draws.flexibility[row, seat]))
        stake = float(table.stakes[seat]) + theta["weather_effect"] * float(table.weather[seat])
        stake += theta["stake_noise"] * float(draws.stake[row, seat])
        common, alone = theta["caucus_share"] ** 0.5, (1 - theta["caucus_share"]) ** 0.5
        mood = common * float(draws.caucus_mood[row, table.caucuses[seat]])
        mood += alone * float(draws.mood[row, seat])
        self.base = theta["stake_scale"] * stake + theta["decision_noise"] * mood

        self.position: list[float] = []
        self.gain: list[list[float]] = []
        self.complaint: list[list[float]] = []
        for k in range(len(table.issues)):
            missed = float(table.spreads[k, seat]) * float(draws.position[row, k, seat])
            self.position.append(max(-1.0, min(1.0, float(table.positions[k, seat]) + missed)))
            self.weigh(k)
        self.worth: list[list[float]] = []
        self.net = 0.0
        self.ease = 0.0
        self.largest_complaint = -1
        self.stance = "joins"

    def weigh(self, k: int) -> None:
        """Work out what every formulation of a paragraph gives and costs (equations 2 to 6)."""
        room, theta, position = self.model, self.model.theta, self.position[k]
        minded = room.salience[k] * abs(position) ** theta["convexity"]
        gains, complaints = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
        if position > 0:
            promised = max(room.ambition[k], theta["own_claim"] * position)
            for m in range(3):
                missing = promised - max(RUNG_STRENGTH[m], RUNG_STRENGTH[room.acquis[k]])
                gains[m] = minded * room.value[k][m]
                complaints[m] = minded * room.sting * max(0.0, missing)
        elif position < 0:
            complaints = [minded * theta["harm_weight"] * room.harm[k][m] for m in range(3)]
        self.gain.append(gains)
        self.complaint.append(complaints)

    def concede(self) -> None:
        """Give up a little more than at the reading before (equation 7)."""
        flexibility = max(0.0, min(MOST_FLEXIBLE, self.readiness * self.model.lateness))
        self.worth = [
            [gain - (1 - flexibility) * complaint for gain, complaint in zip(gains, complaints, strict=True)]
            for gains, complaints in zip(self.gain, self.complaint, strict=True)
        ]

    def consider(self) -> None:
        """Say what the draft on the table is worth against having no report (equation 8)."""
        draft = self.model.draft
        self.net = self.base + sum(worth[rung] for worth, rung in zip(self.worth, draft, strict=True))
        self.ease = self.net + self.blocking_cost / 2

    def brought_by(self, change: Change) -> float:
        """What changing one paragraph would bring."""
        k, rung = change
        return self.worth[k][rung] - self.worth[k][self.model.draft[k]]

    def complain(self) -> None:
        """Settle what it complains of most: 2k is harm from k, 2k + 1 disappointment, -1 nothing."""
        complaints = [c[rung] for c, rung in zip(self.complaint, self.model.draft, strict=True)]
        largest = max(complaints)
        k = complaints.index(largest)
        self.largest_complaint = 2 * k + (self.position[k] > 0) if largest > NO_COMPLAINT else -1

    def take_stance(self) -> None:
        """Join, dissociate or object (equation 10)."""
        if self.net >= 0:
            self.stance = "joins"
            return
        company = 0.0
        if self.largest_complaint >= 0:
            company = self.model.discontent[self.largest_complaint] - self.weight
        exposure = (1 - company / (company + 1)) ** self.model.theta["cover_exponent"]
        self.stance = "objects" if self.net < -self.blocking_cost * exposure else "dissociates"
