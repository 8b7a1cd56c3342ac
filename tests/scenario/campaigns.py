"""Small campaigns for tests: processes with issues of their own, one after the other."""

from collections.abc import Mapping
from pathlib import Path

#: Two members, each of whom can block.
PROCESS = """id: {id}
title: Cable Panel {id}
question: Will it agree?
body: {body}
mandate: {{resolution: A/RES/64/{id}, adopted: 2010-01, source: invented, ambition: {{CABLES: {ambition}}}}}
starts: {starts}
ends: {ends}
sessions: 2
chair: {{name: Somebody, source: invented}}
level: {{stake_scale: {worth}, decision_noise: 0.0001}}
issues:
  - {{code: CABLES, title: Cables, salience: 1, explicit: {{text: Keep off.}}, indirect: {{text: Mind it.}}}}
  - {{code: FUND, title: Fund, salience: 1, explicit: {{text: There is a fund.}}}}
acquis: [{acquis}]
stakes: {{source: invented}}
members: [FRA, CHN]
members_source: invented
delegations:
  FRA:
    positions: {{CABLES: 3, FUND: {fund}}}
    source: invented
    date: 2010
    evidence: proxy
    stake: 1
    weight: 1
  CHN:
    positions: {{CABLES: {china}, FUND: {fund}}}
    source: invented
    date: 2010
    evidence: proxy
    stake: 1
    weight: 1
"""
RECORD = """record:
  adopted: {adopted}
  document: {document}
  date: {date}
  language: {language}
  source: invented
"""
#: What a report of an earlier body looks like in the acquis.
REPORT = (
    "{{document: {document}, body: {body}, adopted: {adopted}, language: {language}, "
    "source: invented, evidence: proxy}}"
)


def process(
    name: str,
    starts: str,
    ends: str,
    *,
    body: str = "GGE",
    worth: float = 100,
    china: float = 3,
    fund: float = 3,
    ambition: float = 1,
    acquis: str = "",
) -> str:
    """A process that surely adopts explicit text on cables.

    It surely fails if a report is worth next to nothing as such, France and China want the
    opposite on cables, and nobody wants the fund.
    """
    return PROCESS.format(
        id=name, starts=starts, ends=ends, body=body, worth=worth, china=china, fund=fund, ambition=ambition,
        acquis=acquis,
    )  # fmt: skip


def record(document: str, date: str, adopted: bool = True, language: str = "{CABLES: explicit}") -> str:
    """A record of that process."""
    return RECORD.format(
        document=document, date=date, adopted=str(adopted).lower(), language=language if adopted else "{}"
    )


def report(document: str, adopted: str, body: str = "GGE", language: str = "{CABLES: indirect}") -> str:
    """An earlier report, as an entry of an acquis."""
    return REPORT.format(document=document, adopted=adopted, body=body, language=language)


def campaign(folder: Path, texts: Mapping[str, str], processes: str | None = None) -> Path:
    """A campaign file beside the files of its processes, by their names."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    listed = processes or "".join(f"\n  - {name}.yaml" for name in texts)
    path = folder / "campaign.yaml"
    path.write_text(f"id: small\ntitle: A small campaign\nprocesses:{listed}\n", encoding="utf-8")
    return path
