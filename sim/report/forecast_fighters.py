"""Who fights, over what: how much each delegation would lose by the drafts along the way."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.document import Block, Grid, Words, note
from sim.report.words.fights import NOBODY, fighting, fought_over, with_numbers
from sim.report.words.names import ON_INFERRED
from sim.report.words.numbers import percent
from sim.report.words.stances import issue_titles, named
from sim.study.forecast import Forecast

_COLUMNS = (
    "Resistance: what adopting the draft on the table would cost it against having no report, as a mean over "
    "readings and plays; 1 is what explicit text on a new subject is worth to a delegation that insists on "
    "it. At zero draft: the share of that at the first reading. Over: its largest complaints along the way, "
    "as shares of all that it complains of. Who fights may still join in the end."
)
_WITHHELD = (
    "Delegations that would lose by the draft on the table, those that would lose most first; over: their "
    "largest complaints along the way. How much is not given for this kind of body or rule, or for few "
    "plays. Who fights may still join in the end."
)


def who_fights(forecast: Forecast) -> Iterator[Block]:
    """Yield the table of those who resist along the way, with what its columns mean."""
    found, numbers = fighting(forecast), with_numbers(forecast)
    if not found:
        yield Words(NOBODY if numbers else "Nobody, or hardly anybody.")
        return
    titles = issue_titles(forecast)
    how_much = [(f"{f.resistance:.2f}", percent(f.zero_draft)) if numbers else () for f in found]
    rows = (
        (named(f), *much, fought_over(f, titles, numbers)) for f, much in zip(found, how_much, strict=True)
    )
    columns = ("delegation", *(("resistance", "at zero draft") if numbers else ()), "over")
    yield Grid("Delegations that resist along the way, by how much", columns, tuple(rows), right=1)
    yield note(_COLUMNS if numbers else _WITHHELD)
    if any(f.inferred for f in found):
        yield note(ON_INFERRED)
