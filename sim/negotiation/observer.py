"""Observer: watches a negotiation while it is played, change by change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.negotiation.arrays import Bools, Rungs

if TYPE_CHECKING:
    from sim.negotiation.reading import Reading


class Observer:
    """Watches R plays step by step; this one does nothing, and is what an unwatched batch has.

    An observer changes nothing that it is shown. All drafts are (R, K).
    """

    def opened(self, reading: Reading, draft: Rungs) -> None:
        """A reading of the draft is opened."""

    def changed(self, reading: Reading, before: Rungs, after: Rungs) -> None:
        """The chair has made one change, or one trade, in every play where the two drafts differ."""

    def repaired(self, reading: Reading, before: Rungs, after: Rungs, kept: Bools) -> None:
        """The chair has tried one last-minute repair in every play where the two drafts differ.

        Parameters
        ----------
        kept : (R,) where the repair stays; elsewhere it is taken back
        """


#: Watches nothing.
NOBODY = Observer()
