"""The dropper: starts from all that the mandate asks for, and strikes out what hurts."""

from __future__ import annotations

import numpy as np

from sim.negotiation.arrays import SILENT, STRENGTH, Ints, Rungs
from sim.negotiation.chairs.chair import ChairStrategy
from sim.negotiation.past import Past
from sim.negotiation.reading import Reading, net
from sim.negotiation.table import Table


class Dropper(ChairStrategy):
    """A chair who only ever drops contested paragraphs."""

    name = "dropper"
    story = (
        "Opens with the fullest text the mandate allows and strikes out, one by one, the paragraph that "
        "harms most of those who would otherwise not join. Never softens a wording and never gives "
        "anything back, so what others wanted is lost with what some resisted."
    )
    source = (
        "law of the least ambitious programme: Underdal 1980; contested matters left to a Chair's "
        "summary in 2021 (A/AC.290/2021/CRP.3)"
    )

    def zero_draft(self, table: Table, past: Past) -> Rungs:
        """Open with the mandate's ambition, or the body's own last text where that is stronger."""
        asked = (past.ambition[..., None] > STRENGTH).sum(axis=-1)
        asked = np.where(table.available[np.arange(len(table.issues)), asked], asked, SILENT)
        return np.maximum(asked, past.own_text).astype(np.int8)

    def change(self, reading: Reading, draft: Rungs, rows: Ints, *, trade: bool = True) -> Rungs:
        """Strike out the paragraph that harms the largest weight of unhappy delegations."""
        unhappy = net(reading, draft, rows) < 0
        plays, paragraphs = np.arange(len(rows))[:, None], np.arange(draft.shape[1])
        suffered = reading.interests.complaint[rows[:, None], paragraphs, draft]
        resisted = reading.interests.position[rows] < 0
        hurt = np.where(resisted, suffered, 0.0) * unhappy[:, None, :]
        pressure = np.where(draft > SILENT, (hurt * reading.table.weights).sum(axis=-1), 0.0)

        worst = pressure.argmax(axis=1)
        struck = np.flatnonzero(pressure[plays[:, 0], worst] > 0)
        out = draft.copy()
        out[struck, worst[struck]] = SILENT
        return out
