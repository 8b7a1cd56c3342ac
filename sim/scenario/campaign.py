"""A campaign: processes in sequence, each building on the reports that the earlier ones adopted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from sim.scenario.did_you_mean import hint
from sim.scenario.fault import BadInput, Contradiction
from sim.scenario.fields import TITLE, NameInTables, Strict, first_day, last_day
from sim.scenario.ladder import Issue
from sim.scenario.loading import SCENARIO, load_with_record, scenario_files
from sim.scenario.record import Record
from sim.scenario.reports import Report
from sim.scenario.schema import Scenario, named_issues
from sim.scenario.schema_faults import schema_faults
from sim.scenario.shipped import locate, shipped, shipped_campaigns
from sim.scenario.text import read_raw
from sim.scenario.yaml_file import YamlFile, read_yaml


class Step(Strict):
    """One process of a campaign file."""

    scenario: str = Field(min_length=1)
    """Name of a shipped scenario, or of a file beside this one, which comes first."""
    order: str | None = Field(default=None, min_length=1)
    """Why it stands where it does, for readers: dates decide what it builds on."""


def _step(value: Any) -> Any:
    return {"scenario": value} if isinstance(value, str) else value


class CampaignFile(Strict):
    """A campaign file: which processes, in which order."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), NameInTables]
    """Short name, lower case with hyphens."""
    title: str = Field(min_length=1, max_length=TITLE)
    """Name of the campaign."""
    source: str | None = Field(default=None, min_length=1)
    """Where the order of the processes is read."""
    issues: Annotated[tuple[Issue, ...], BeforeValidator(named_issues)] | None = None
    """Names of the ICT issues that all negotiate; left out, those of each process, which must be the same."""
    processes: Annotated[
        tuple[Annotated[Step, BeforeValidator(_step, json_schema_input_type=str | Step)], ...],
        Field(min_length=1, max_length=100),
    ]
    """The processes, by the day on which they end."""


@dataclass(frozen=True, eq=False)
class Stage:
    """A process of a campaign, and what it starts from.

    Parameters
    ----------
    scenario : the process as coded
    order : why it stands where it does, if the file says so
    constant : its coded acquis without the reports of this campaign's processes, the same in all plays
    builds_on : numbers of the processes of this campaign that end before its first meeting; the reports that
        they adopt in a play are the rest of its acquis in that play
    """

    scenario: Scenario
    order: str
    constant: tuple[Report, ...]
    builds_on: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Campaign:
    """Processes in the order in which they end; all have the same issues."""

    id: str
    title: str
    source: str
    stages: tuple[Stage, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues that all processes share."""
        return self.stages[0].scenario.issues

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the processes, in order."""
        return tuple(stage.scenario.id for stage in self.stages)


def load_campaign(source: str | Path) -> Campaign:
    """Load a campaign, without the records of its processes.

    Raises BadInput if the file, or the scenario of one of its processes, cannot be used.

    Parameters
    ----------
    source : path of a campaign file, or the name of a shipped one, such as ``2004-2026``
    """
    return load_campaign_with_records(source)[0]


def load_campaign_with_records(source: str | Path) -> tuple[Campaign, tuple[Record | None, ...]]:
    """Load a campaign, and apart from it the record of each process, for scoring: see `load_campaign`.

    Of a record nothing goes into the campaign. Its document's symbol alone is compared with the coded acquis
    of the other processes, to know which of their entries is the real report of which process and must make
    way for the report of the play. Whether and what that process really adopted is not read.
    """
    path = locate(source, shipped_campaigns(), "campaign")
    parsed = read_yaml(path)
    try:
        file = CampaignFile.model_validate(parsed.content)
    except ValidationError as error:
        raise BadInput(schema_faults(parsed, error, CampaignFile)) from None
    paths = [_process_path(parsed, path, number, step) for number, step in enumerate(file.processes)]
    loaded = [load_with_record(found) for found in paths]
    scenarios = [_with_issues(scenario, file.issues) for scenario, _ in loaded]
    symbols = [record.document if record else "" for _, record in loaded]
    if found := [*_strangers(scenarios), *_disorder(scenarios), *_untimely(scenarios, symbols)]:
        raise BadInput([parsed.fault(contradiction) for contradiction in found])
    stages = tuple(
        Stage(
            scenario,
            step.order or "",
            tuple(report for report in scenario.acquis if report.document not in symbols),
            tuple(n for n, other in enumerate(scenarios) if _before(other, scenario)),
        )
        for step, scenario in zip(file.processes, scenarios, strict=True)
    )
    return Campaign(file.id, file.title, file.source or "", stages), tuple(record for _, record in loaded)


#: Name of a campaign file in a results folder.
CAMPAIGN = "campaign.yaml"


def campaign_sources(path: Path) -> dict[str, bytes]:
    """Return the files that a sound campaign consists of: itself, as campaign.yaml, and those beside it.

    A scenario that ships is not among them, nor one that lies outside the campaign's own folder.
    """
    files = {CAMPAIGN: read_raw(path, str(path))}
    for step in CampaignFile.model_validate(read_yaml(path).content).processes:
        beside = path.parent / step.scenario
        if beside.is_file() and beside.resolve().is_relative_to(path.parent.resolve()):
            parts = scenario_files(beside)
            files[step.scenario] = parts.pop(SCENARIO)
            files |= {str(Path(step.scenario).parent / name): content for name, content in parts.items()}
    return files


def lying_outside(path: Path) -> tuple[str, ...]:
    """Return the processes of a campaign, as it names them, whose files lie outside its own folder."""
    try:
        file = CampaignFile.model_validate(read_yaml(path).content)
    except ValidationError:  # as loading it will say
        return ()
    home = os.path.realpath(path.parent)
    places = {step.scenario: os.path.realpath(path.parent / step.scenario) for step in file.processes}
    return tuple(name for name, place in places.items() if not place.startswith(home + os.sep))


def _with_issues(scenario: Scenario, issues: tuple[Issue, ...] | None) -> Scenario:
    """Return an ICT scenario with the issues that the campaign names."""
    if issues is None or scenario.own_issues:
        return scenario
    return scenario.model_copy(update={"issues": issues})


def _before(one: Scenario, other: Scenario) -> bool:
    return last_day(one.ends) < first_day(other.starts)


def _process_path(parsed: YamlFile, campaign: Path, number: int, step: Step) -> Path:
    """Return the file of a process: beside the campaign's, or shipped."""
    beside, names = campaign.parent / step.scenario, shipped()
    try:
        if beside.is_file():
            return beside
    except (OSError, ValueError):
        pass
    if step.scenario in names:
        return names[step.scenario]
    problem = (
        f"is neither a file beside this one nor the name of a shipped scenario{hint(step.scenario, names)}"
    )
    raise BadInput([parsed.fault(Contradiction(("processes", number), problem, step.scenario))])


def _strangers(scenarios: Sequence[Scenario]) -> Iterator[Contradiction]:
    """Find processes named twice, and those with other issues than the first."""
    first = scenarios[0]
    for number, scenario in enumerate(scenarios):
        if scenario.id in [other.id for other in scenarios[:number]]:
            yield Contradiction(("processes", number), "is named twice", scenario.id, "each process once")
        elif scenario.issues != first.issues:
            codes, others = ({issue.code for issue in s.issues} for s in (scenario, first))
            apart = ", ".join(sorted(codes ^ others)) or "in their order, salience or ladders"
            problem = f"has other issues than {first.id}; they differ: {apart}"
            yield Contradiction(("processes", number), problem, scenario.id, "processes with the same issues")


def _disorder(scenarios: Sequence[Scenario]) -> Iterator[Contradiction]:
    """Find processes that stand after one that ends later."""
    for number in range(1, len(scenarios)):
        before, scenario = scenarios[number - 1], scenarios[number]
        if last_day(scenario.ends) < last_day(before.ends):
            problem = f"ends on {scenario.ends}, before {before.id} ({before.ends}), and stands after it"
            yield Contradiction(("processes", number), problem, scenario.id, "the order in which they end")


def _untimely(scenarios: Sequence[Scenario], symbols: Sequence[str]) -> Iterator[Contradiction]:
    """Find coded reports whose process, by its dates, had not ended: neither constant nor played."""
    for number, scenario in enumerate(scenarios):
        for report in scenario.acquis:
            if report.document in symbols:
                maker = scenarios[symbols.index(report.document)]
                if not _before(maker, scenario):
                    problem = (
                        f"starts on {scenario.starts} and has {report.document} as acquis, but that is the "
                        f"report of {maker.id}, which ends on {maker.ends}"
                    )
                    yield Contradiction(("processes", number), problem, scenario.id)
