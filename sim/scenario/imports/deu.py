"""DEU: proposals of the data set Decision-making in the European Union, as scenarios of ours.

Thomson et al. 2006 and 2012; third version by Arregui & Perarnaud 2021 (doi:10.34810/data53). A table with
a row for each controversial issue: positions (p..), salience (s..), reference point and outcome, all from 0
to 100. How they are coded was fixed before anything was played: docs/explanation/research-log.md, 20.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.scenario.fault import BadInput, Fault
from sim.scenario.loading import load
from sim.scenario.schema import SCALE
from sim.scenario.tabular.decoding import decoded
from sim.scenario.text import read_raw

#: The ends of the names of columns of positions and of salience, and the codes of ours.
ACTORS = {
    "com": "COM-EU", "ep": "EP", "at": "AUT", "be": "BEL", "bu": "BGR", "cr": "HRV", "cy": "CYP", "cz": "CZE",
    "dk": "DNK", "ee": "EST", "fi": "FIN", "fr": "FRA", "de": "DEU", "el": "GRC", "hu": "HUN", "ie": "IRL",
    "it": "ITA", "lv": "LVA", "lt": "LTU", "lu": "LUX", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "PRT",
    "ro": "ROU", "si": "SVN", "sk": "SVK", "es": "ESP", "se": "SWE", "uk": "GBR",
}  # fmt: skip
COMMISSION, PARLIAMENT = ACTORS["com"], ACTORS["ep"]
#: Columns that a table must have, beside those of the actors.
COLUMNS = ("prnr", "prname", "isnr", "counvte", "rp", "out")
#: What the column of the voting rule says of unanimity.
UNANIMITY = "Unan"
#: The whole scale of the data, its middle, and the point below which the reference point is silence.
WHOLE, MIDDLE, SILENT_BELOW = 100.0, 50.0, 25.0
SOURCE = "DEU III (doi:10.34810/data53)"


@dataclass(frozen=True)
class DeuIssue:
    """A controversial issue of a proposal, on the scale of the data from 0 to 100.

    Parameters
    ----------
    id : its number in the data
    positions, salience : by code of the actor
    reference, outcome : what holds without agreement, and what was agreed; None if not known
    """

    id: str
    positions: Mapping[str, float]
    salience: Mapping[str, float]
    reference: float | None
    outcome: float | None

    @property
    def turned(self) -> bool:
        """Whether the scale is turned round, so that the reference point is at the silent end."""
        return self.reference is not None and self.reference > MIDDLE

    def ours(self, point: float) -> float:
        """Return a point of the scale as the scenario has it, or one of the scenario as the data have it."""
        return WHOLE - point if self.turned else point


@dataclass(frozen=True)
class Proposal:
    """A legislative proposal with its controversial issues.

    Parameters
    ----------
    id, name : its number in the data, and its short name
    rule : how the Council could decide, such as Unan or QMV
    """

    id: str
    name: str
    rule: str
    issues: tuple[DeuIssue, ...]

    @property
    def year(self) -> int:
        """Year in which it was introduced, by its number; 2000 if that says nothing."""
        found = re.match(r"[a-z]+([0-9]{2})", self.id)
        return 2000 if not found else int(found[1]) + (1900 if int(found[1]) > 50 else 2000)


def read_deu(path: Path) -> list[Proposal]:
    """Read the proposals of a table in the form in which DEU III is distributed.

    The issues of a proposal belong together wherever their rows stand. A row without the number of an issue
    is passed over. Raises BadInput if the table lacks a column, a row is damaged, an issue is there twice, or
    a value is none from 0 to 100: all faults with their lines.
    """
    file, text = str(path), decoded(read_raw(path, str(path), 2**26), str(path))
    separator = max("\t;,", key=text.partition("\n")[0].count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    needed = [*COLUMNS, *(f"{kind}{end}" for kind in "ps" for end in ACTORS)]
    if missing := [name for name in needed if name not in (table.fieldnames or ())]:
        problem = f"lacks the columns {', '.join(missing[:8])}" + " and more" * (len(missing) > 8)
        raise BadInput([Fault(file, problem, 1, allowed=f"the table of {SOURCE}")])
    faults: list[Fault] = []
    proposals: dict[tuple[str, str, str], dict[str, DeuIssue]] = {}
    try:
        for row in table:
            line = table.line_num
            if None in row or None in row.values():
                faults.append(Fault(file, "has not as many cells as the header", line))
            elif row["isnr"]:
                _add(proposals, row, _issue(row, file, line, faults), Fault(file, "", line), faults)
    except csv.Error as error:
        faults.append(Fault(file, f"is damaged: {error}", table.line_num + 1))
    if faults:
        raise BadInput(faults)
    return [
        Proposal(number, name, rule, tuple(those.values()))
        for (number, name, rule), those in proposals.items()
    ]


def _add(
    proposals: dict[tuple[str, str, str], dict[str, DeuIssue]],
    row: Mapping[str, str],
    issue: DeuIssue,
    here: Fault,
    faults: list[Fault],
) -> None:
    """Add an issue to its proposal."""
    number, name, rule = row["prnr"], row["prname"], row["counvte"]
    if not number:
        faults.append(replace(here, problem="has an issue but no proposal", key="prnr"))
    elif any(
        issue.id in those for (other, _, of), those in proposals.items() if (other, of) == (number, rule)
    ):
        faults.append(replace(here, problem="has an issue for a second time", key="isnr", value=issue.id))
    else:
        proposals.setdefault((number, name, rule), {})[issue.id] = issue


def _issue(row: Mapping[str, str], file: str, line: int, faults: list[Fault]) -> DeuIssue:
    def point(column: str) -> float | None:
        text = (row[column] or "").strip().replace(",", ".")
        try:
            value = float(text) if text else None
        except ValueError:
            value = -1.0
        if value is not None and not 0 <= value <= WHOLE:
            allowed = "0 to 100, or nothing"
            faults.append(Fault(file, "is not on the scale", line, column, row[column], allowed))
        return value

    positions = {code: p for end, code in ACTORS.items() if (p := point(f"p{end}")) is not None}
    salience = {code: s for end, code in ACTORS.items() if (s := point(f"s{end}")) is not None}
    return DeuIssue(row["isnr"], positions, salience, point("rp"), point("out"))


def scenarios_of(file: str, proposals: Iterable[Proposal]) -> dict[str, dict[str, Any]]:
    """Return the contents of the scenario files of all proposals with positions, by name of the file.

    Raises BadInput if there is none, two have the same name, or one would be no sound scenario: all faults.
    """
    found: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for proposal in proposals:
        if not any(issue.positions for issue in proposal.issues):
            continue
        content = scenario_of(proposal)
        name = f"{content['id']}.yaml"
        if name in found:
            faults.append(Fault(file, f"has two proposals for {name}", key="prnr", value=proposal.id))
        found[name] = content
        try:
            load(content)
        except BadInput as error:
            faults += [replace(one, file=f"{file}: {one.file}") for one in error.faults]
    if not found:
        faults.append(Fault(file, "has no proposal with positions", allowed=f"the table of {SOURCE}"))
    if faults:
        raise BadInput(faults)
    return found


def scenario_of(proposal: Proposal) -> dict[str, Any]:
    """Return the content of the scenario file of a proposal, with its record if all outcomes are known."""
    year = str(proposal.year)
    codes = {issue.id: f"I{number}" for number, issue in enumerate(proposal.issues, 1)}
    seated = [code for code in ACTORS.values() if any(code in issue.positions for issue in proposal.issues)]
    others = {COMMISSION: "European Commission", PARLIAMENT: "European Parliament"}
    content: dict[str, Any] = {
        "id": f"deu-{_plain(proposal.id)}-{_plain(proposal.rule)}",
        "title": f"{proposal.name} ({proposal.id})",
        "question": "Will the Council adopt it, and with what content?",
        "body": "other",
        "mandate": {
            "resolution": proposal.id,
            "adopted": year,
            "source": SOURCE,
            "ambition": {codes[issue.id]: _ambition(issue) for issue in proposal.issues},
        },
        "starts": year,
        "ends": year,
        "sessions": 3,
        "chair": {"name": "Presidency of the Council", "source": SOURCE},
        "issues": [_ladder(codes[issue.id], issue) for issue in proposal.issues],
        "stakes": {"sponsors": [COMMISSION] if COMMISSION in seated else [], "source": SOURCE},
        "members": seated,
        "members_source": f"{SOURCE}: actors with a position",
        "other_seats": {
            code: {"name": others[code], "what": "institution"} for code in seated if code in others
        },
        "delegations": {code: _instructions(code, codes, proposal, year) for code in seated},
    }
    if all(issue.outcome is not None for issue in proposal.issues):
        language = {codes[issue.id]: rung_of(issue) for issue in proposal.issues}
        content["record"] = {
            "adopted": True, "document": proposal.id, "date": year, "source": SOURCE,
            "family": "European Union", "language": language,
        }  # fmt: skip
    return {key: value for key, value in content.items() if value or key != "other_seats"}


def rung_of(issue: DeuIssue) -> str:
    """Return the formulation nearest to the outcome of an issue, on the scale of the scenario."""
    assert issue.outcome is not None
    return ("silent", "indirect", "explicit")[round(issue.ours(issue.outcome) / MIDDLE)]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")


def _ambition(issue: DeuIssue) -> float:
    """Return what the Commission proposed, as a share of the scale; nothing where that is not known."""
    proposed = issue.positions.get(COMMISSION)
    return 0.0 if proposed is None else issue.ours(proposed) / WHOLE


def _ladder(code: str, issue: DeuIssue) -> dict[str, Any]:
    ends = ("0", "100") if issue.turned else ("100", "0")
    low = (WHOLE if issue.reference is None else issue.ours(issue.reference)) < SILENT_BELOW
    known = issue.reference is not None and not low
    return {
        "code": code,
        "title": f"Issue {issue.id}",
        "salience": 1,
        "explicit": {"text": f"The point {ends[0]} of the scale."},
        "indirect": {"text": "The middle of the scale."},
        "silent": {"text": f"The point {ends[1]} of the scale."},
        "acquis": "indirect" if known else "silent",
    }


def _instructions(code: str, codes: Mapping[str, str], proposal: Proposal, year: str) -> dict[str, Any]:
    cells = {codes[issue.id]: _value(code, issue) for issue in proposal.issues}
    given = {"source": SOURCE, "date": year, "evidence": "literature", "positions": cells}
    return given | ({"decides": False} if code in (COMMISSION, PARLIAMENT) else {})


def _value(code: str, issue: DeuIssue) -> float:
    """Return a position from -3 to 3, by where it stands and how salient the issue is to the actor."""
    if code not in issue.positions:
        return 0.0
    away = (issue.ours(issue.positions[code]) - MIDDLE) / MIDDLE
    return round(SCALE * away * issue.salience.get(code, MIDDLE) / WHOLE, 3)
