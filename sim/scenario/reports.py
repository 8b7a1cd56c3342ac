"""Earlier consensus reports: the acquis that a negotiation starts from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import Field, TypeAdapter

from sim.scenario.fields import Evidence, PartialDate, Strict
from sim.scenario.ict_issues import written_issues
from sim.scenario.ladder import NamedRung, Rung
from sim.scenario.yaml_file import shipped_yaml


class Report(Strict):
    """A consensus report and how strongly it speaks on each issue."""

    document: str = Field(min_length=1)
    """Document symbol, such as A/70/174."""
    body: str = Field(min_length=1)
    """Kind of body that adopted it: GGE, OEWG, or another."""
    adopted: PartialDate
    """When it was adopted."""
    language: dict[str, NamedRung]
    """Issue by issue; an issue left out is silent."""
    source: str = Field(min_length=1)
    """Where the coding comes from."""
    evidence: Evidence
    """Grade of the coding."""


@cache
def known_reports() -> Mapping[str, Report]:
    """Return the consensus reports that ship with the program, by document symbol."""
    language: dict[str, dict[str, Rung]] = {}
    for issue in written_issues():
        for document, rung in issue.agreed.items():
            language.setdefault(document, {})[issue.code] = rung
    written = [
        {**report, "language": language[report["document"]]} for report in shipped_yaml("reports.yaml")
    ]
    reports = TypeAdapter(tuple[Report, ...]).validate_python(written)
    return {report.document: report for report in reports}
