"""What the sensitivity to coding has to say: how far a forecast rests on weakly founded positions."""

from __future__ import annotations

import numpy as np

from sim.report.document import Answer, Document, Grid, Section
from sim.report.provenance import unclaimed
from sim.report.words.numbers import percent
from sim.study.coding import CodingSensitivity
from sim.study.interval import CEILING

#: This many cells are shown.
SHOWN = 10


def coding_document(result: CodingSensitivity) -> Document:
    """Say what recoding the weak cells does to a forecast."""
    most = CEILING if result.supported else 1.0
    share, low, high = (percent(min(part, most)) for part in (result.share, result.low, result.high))
    what = "probability of consensus" if result.supported else "share of plays that end in consensus"
    answer = (
        f"{result.weak} of {result.all_cells} cells are recalled or inferred. When they are recoded within "
        f"their spread, the {what} lies between {low} and {high} in eight codings of ten (mean {share}, "
        f"standard deviation {result.spread:.3f})."
    )
    tried = len(result.effects)
    by_chance = 100 * np.sqrt(2 * np.log(max(2, tried))) * max(effect.error for effect in result.effects)
    chance = f"Of {tried} cells tried, chance alone brings the largest to about {by_chance:.1f} points."
    asides = tuple(filter(None, (unclaimed(result.supported).strip(), chance)))
    rows = tuple(
        (e.state, e.issue, str(e.cell.evidence), f"{100 * e.effect:+.1f} points", f"{100 * e.error:.1f}",
         e.cell.rule or e.cell.source)
        for e in result.effects[:SHOWN]
    )  # fmt: skip
    columns = ("delegation", "issue", "grade", "one spread higher", "± s.e.", "source or rule")
    title = "The ten cells that matter most"
    section = Section.everywhere(title, Grid(title, columns, rows, left=3, right=1))
    question = "How far does the forecast rest on weakly founded positions?"
    return Document("coding", result.scenario, Answer(answer, question, asides), (section,))
