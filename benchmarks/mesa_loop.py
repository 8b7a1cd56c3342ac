"""The same rules as a Mesa model would usually be written: agents, methods, lists and loops.

It is the measure of what arrays bring. It plays one replicate from the same table and the
same draws as the engine, under consensus, and comes to the same text, path and stances
(tests/benchmarks/test_mesa_loop.py). It is written to be read, neither slow nor fast on
purpose, and caches what a careful programmer without arrays would cache:

- a delegation works out gain and complaint of every formulation once, when it arrives;
- it adds the concession of the day to them once a reading;
- the chair asks each delegation for its worth once a change of the draft, and for a change or a
  trade only about the paragraphs touched.

With ``bounded`` the chair also skips trades that cannot help, by the bound that the engine's
mediator uses; without it he tries them all. There is no DataCollector, since the engine
does not keep the worth of every reading either.
"""

from __future__ import annotations

from itertools import combinations, product

import mesa

from benchmarks.loop_delegation import RUNG_STRENGTH, Change, LoopDelegation
from sim.negotiation.draw import Draws
from sim.negotiation.parameters import PARAMETERS
from sim.negotiation.table import Table

#: Positions below this resist a paragraph (equation 9).
OPPOSED = -0.05
#: Resistance by this share of the weight brings the full inertia.
FULLY_CONTESTED = 0.1
#: Smaller improvements than this are rounding.
WORTHWHILE = 1e-9


class LoopChair(mesa.Agent):
    """The mediator: one text, changed a little after each reading (equation 9)."""

    def __init__(self, room: LoopRoom, bounded: bool) -> None:
        super().__init__(room)
        self.bounded = bounded

    def revise(self) -> None:
        """Change the draft as often as a reading allows, while there is a change to make."""
        for _ in range(int(self.model.theta["moves"])):
            if not self.change(trade=self.model.theta["log_rolling"] > 0):
                break

    def change(self, trade: bool) -> bool:
        """Make the best change, or where none helps the best trade; say whether there was one."""
        room = self.model
        room.delegations.do("consider")
        weaker, stronger = room.one_rung_away()
        changes = weaker + stronger
        trouble = sum(d.hearing * max(0.0, -d.ease) for d in room.delegations)
        merit = {change: self.merit(change) for change in changes}
        chosen = self.best(
            {(change,): merit[change] + trouble - self.trouble_after(change) for change in changes}
        )
        if chosen is None and trade:
            trades = [t for t in product(weaker, stronger) if t[0][0] != t[1][0]]
            trades += combinations(stronger, 2)
            if self.bounded:
                most = {c: merit[c] + trouble - self.trouble_at_best(c) for c in changes}
                trades = [(one, two) for one, two in trades if most[one] + most[two] > 0]
            chosen = self.best(
                {t: merit[t[0]] + merit[t[1]] + trouble - self.trouble_after(*t) for t in trades}
            )
        for k, rung in chosen or ():
            room.draft[k] = rung
        return chosen is not None

    def best(self, value: dict[tuple[Change, ...], float]) -> tuple[Change, ...] | None:
        """Return the most valuable move, if any is worthwhile."""
        move = max(value, key=value.__getitem__, default=None)
        return move if move is not None and value[move] > WORTHWHILE else None

    def merit(self, change: Change) -> float:
        """What a change adds to the chair's aim apart from complaints, less inertia."""
        room, theta, (k, rung) = self.model, self.model.theta, change
        service = sum(d.hearing * d.weight * d.brought_by(change) for d in room.delegations)
        merit = theta["chair_ambition"] * service / room.total_weight - room.inertia(k)
        if room.ambition[k] == 0:
            unasked = [max(0.0, strength - RUNG_STRENGTH[room.own_text[k]]) for strength in RUNG_STRENGTH]
            merit -= theta["scope_cost"] * (unasked[rung] - unasked[room.draft[k]])
        return merit

    def trouble_after(self, *changes: Change) -> float:
        """Complaints that would reach the chair after some changes."""
        trouble = 0.0
        for d in self.model.delegations:
            ease = d.ease
            for change in changes:
                ease += d.brought_by(change)
            if ease < 0:
                trouble -= d.hearing * ease
        return trouble

    def trouble_at_best(self, change: Change) -> float:
        """Complaints that would remain if a change did what it does for some and harmed nobody."""
        return sum(
            d.hearing * max(0.0, -(d.ease + max(0.0, d.brought_by(change)))) for d in self.model.delegations
        )


class LoopRoom(mesa.Model):
    """One play of a negotiation; each step is one reading, the last ends with the silence procedure.

    Parameters
    ----------
    table, draws : what the engine plays
    row : which replicate of the draws
    bounded : whether the chair skips trades that cannot help
    """

    def __init__(self, table: Table, draws: Draws, row: int = 0, bounded: bool = False) -> None:
        super().__init__(rng=draws.seed)
        self.table, self.draws, self.row = table, draws, row
        self.theta = {p.name: float(getattr(draws.behaviour, p.name)[row]) for p in PARAMETERS}
        self.salience, self.ambition = table.salience.tolist(), table.ambition.tolist()
        self.acquis, self.own_text = table.acquis.tolist(), table.own_text.tolist()
        self.weaker, self.stronger = table.weaker.tolist(), table.stronger.tolist()
        self.total_weight = sum(table.weights.tolist())
        self.sting = self.theta["disappointment_weight"] * self.theta["outlet_factor"] ** table.outlets
        paragraphs = range(len(table.issues))
        self.value = [self.beyond_acquis(k, self.theta["indirect_value"]) for k in paragraphs]
        self.harm = [self.beyond_acquis(k, self.theta["indirect_harm"]) for k in paragraphs]

        self.delegations = LoopDelegation.create_agents(self, len(table.codes), list(range(len(table.codes))))
        self.chair = LoopChair(self, bounded)
        self.resisting = [
            sum(d.weight for d in self.delegations if d.position[k] < OPPOSED) / self.total_weight
            for k in paragraphs
        ]
        self.lateness = 0.0
        self.readings_held = 0
        self.discontent: dict[int, float] = {}
        self.draft: list[int] = list(self.own_text)
        self.path = [list(self.draft)]

    def beyond_acquis(self, k: int, indirect: float) -> list[float]:
        """What each formulation is worth beyond language already agreed (equations 3 and 4)."""
        worth, foreign = (0.0, indirect, 1.0), self.theta["foreign_acquis"]
        beyond = []
        for m in range(3):
            anybodys = min(m, self.acquis[k])
            repeated = foreign * worth[anybodys] + (1 - foreign) * worth[min(anybodys, self.own_text[k])]
            beyond.append(worth[m] - self.theta["acquis_discount"] * repeated)
        return beyond

    def hearing_of(self, seat: int) -> float:
        """How well the chair hears a delegation: a partial one hears outsiders less."""
        camp = self.table.in_camp
        return 1.0 if camp[seat] or not camp.any() else 1 - self.theta["chair_partiality"]

    def inertia(self, k: int) -> float:
        """What it costs to touch a contested paragraph."""
        return self.theta["inertia"] * min(1.0, self.resisting[k] / FULLY_CONTESTED)

    def one_rung_away(self) -> tuple[list[Change], list[Change]]:
        """The changes that weaken a paragraph and those that strengthen one."""
        weaker = [(k, self.weaker[k][rung]) for k, rung in enumerate(self.draft)]
        stronger = [(k, self.stronger[k][rung]) for k, rung in enumerate(self.draft)]
        return [c for c in weaker if c[1] >= 0], [c for c in stronger if c[1] >= 0]

    def ask_for_stances(self) -> int:
        """Ask everybody for a stance on the draft, and count the objections."""
        self.delegations.do("consider")
        self.delegations.do("complain")
        self.discontent = {}
        for d in self.delegations:
            if d.net < 0:
                self.discontent[d.largest_complaint] = (
                    self.discontent.get(d.largest_complaint, 0.0) + d.weight
                )
        self.delegations.do("take_stance")
        return sum(d.stance == "objects" for d in self.delegations)

    def put_under_silence(self) -> None:
        """Repair the text while that leaves fewer objections."""
        objections = self.ask_for_stances()
        for _ in range(int(self.theta["repairs"])):
            before = list(self.draft)
            if not objections or not self.chair.change(trade=False):
                break
            left = self.ask_for_stances()
            if left >= objections:
                self.draft = before
                self.ask_for_stances()
                break
            objections = left

    def step(self) -> None:
        """Hold one reading; after the last, put the text under silence."""
        self.readings_held += 1
        gone = min(1.0, self.readings_held / self.table.readings)
        self.lateness = gone ** (1 / self.theta["deadline_shape"])
        self.delegations.do("concede")
        self.chair.revise()
        self.path.append(list(self.draft))
        if self.readings_held == self.table.readings:
            self.put_under_silence()
            self.running = False

    def play(self) -> LoopRoom:
        """Hold all readings."""
        while self.running:
            self.step()
        return self

    def release(self) -> None:
        """Let go of what Mesa 3.3 keeps of every model for ever."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
