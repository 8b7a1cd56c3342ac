"""Instructed: a delegation that does as the equations say."""

from __future__ import annotations

from sim.negotiation.conduct.conduct import Conduct


class Instructed(Conduct):
    """The conduct of the model as it was tested; everybody's, unless the scenario says otherwise."""

    name = "instructed"
    story = "Gives ground late and then fast, and blocks where the text costs it more than blocking would."
    source = "Faratin, Sierra & Jennings 1998; Buzan 1981 (docs/model.md, equations 7 and 10)"
