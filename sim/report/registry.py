"""What the registry has to say: what was forecast when, and how good it was once the process had ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report import registry_columns, registry_scores_columns
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, note
from sim.report.result import Report
from sim.report.words.names import called, listed
from sim.report.words.numbers import ends, number_of, percent
from sim.study.registry.entry import Entry, Named, ReferenceClass
from sim.study.registry.registry import Registry
from sim.study.registry.scoring import Score, Scored, Scores

#: Letters of a digest that a table shows.
_SHORT = 12
_NOTE = (
    "Each entry holds the digest of the one above. Note the last where others can see it: then no entry can be "
    "changed, removed or put in afterwards without being noticed."
)


def registry_report(registry: Registry) -> Report:
    """Report the registry: every entry, and in full the last one of each process."""
    processes = registry.processes()
    last = [entries[-1] for entries in processes]
    sections = [
        Section.everywhere("Every entry", *_entries(registry.entries)),
        *(Section.everywhere(entry.title, *_in_full(entry)) for entry in last),
    ]
    sentence = "The registry is empty."
    if registry.entries:
        many = number_of(len(registry.entries), "forecast")
        of = number_of(len(processes), "process", "processes")
        sentence = f"{many} of {of}, the last of {registry.entries[-1].date}; no entry was changed."
    asides = (f"The last digest is {registry.last}.",) if registry.entries else ()
    answer = Answer(sentence, "What was forecast, and when?", asides)
    document = Document(registry_columns.KIND, "Registry of dated forecasts", answer, tuple(sections))
    return Report.of(registry, registry_columns, document, {}, headline=sentence)


def _entries(entries: Sequence[Entry]) -> Iterator[Block]:
    columns = ("entry", "date", "process", "by", "probability", "plausibly", "such bodies agreed", "digest")
    rows = tuple(
        (
            str(entry.number),
            entry.date,
            entry.scenario,
            entry.ends,
            _claimed(entry),
            "–" if entry.low is None or entry.high is None else f"{ends((entry.low, entry.high))} %",
            _of(entry.reference),
            entry.hash[:_SHORT],
        )
        for entry in entries
    )
    if rows:
        yield Grid("Every forecast as it was made", columns, rows, left=4, right=2)
        yield note(
            f"{_NOTE} A dash stands where no probability is claimed, for a kind of body that the model was not "
            "tested on: there the reference class is the forecast."
        )


def _claimed(entry: Entry) -> Cell:
    return "–" if entry.probability is None else Share(entry.probability)


def _of(reference: ReferenceClass | None) -> str:
    return "–" if reference is None else f"{reference.agreed} of {reference.ended}"


def _in_full(entry: Entry) -> Iterator[Block]:
    lines = [f"{entry.question} By: {entry.ends}. {entry.counts}"]
    if entry.probability is not None and entry.low is not None and entry.high is not None:
        plausible = ends((entry.low, entry.high))
        lines.append(f"Probability {percent(entry.probability)}, plausibly {plausible} %.")
    else:
        lines.append("No probability is claimed for this kind of body.")
    if entry.reference is not None:
        mandates = number_of(entry.reference.mandates, "mandate")
        lines.append(
            f"Reference class: {_of(entry.reference)} {entry.reference.name} ended in a consensus report "
            f"({mandates})."
        )
    for what, named in (("Fight over the text", entry.fights), ("Object at the end", entry.blocks)):
        if named:
            lines.append(f"{what}, the most first: {listed([_named(one) for one in named])}.")
    lines.append(f"Likely text: {', '.join(f'{one.issue} {one.formulation}' for one in entry.text)}.")
    lines.append(
        f"Entry {entry.number} of {entry.date}: scenario {entry.scenario} ({entry.scenario_hash}), gge-sim "
        f"{entry.version} (code {entry.code}), parameters of {entry.parameters}, {entry.runs:,} plays, seed "
        f"{entry.seed}, behaviour {entry.behaviour}."
    )
    yield Bullets(tuple(lines))


def _named(one: Named) -> str:
    return f"{called(one.state)} ({one.over})" if one.over else called(one.state)


def scores_report(scores: Scores) -> Report:
    """Report how good the entries of the registry were whose process has been decided."""
    sections: list[Section] = []
    if scores.scored:
        sections = [
            Section.everywhere("First and last forecasts", *_groups(scores)),
            Section.everywhere("Entry by entry", *_scored(scores.scored)),
        ]
    sentence, decided = _sentence(scores), f"{number_of(len(scores.waiting), 'entry', 'entries')} wait"
    asides = [f"{decided} for an outcome. The last digest is {scores.registry.last or 'none yet'}."]
    if scores.late:
        numbers = listed([str(entry.number) for entry in scores.late])
        asides.append(f"Made on the day of the outcome or later, and not scored: {numbers}.")
    answer = Answer(sentence, "How good were the dated forecasts?", tuple(asides))
    title = "Registry of dated forecasts, scored"
    document = Document(registry_scores_columns.KIND, title, answer, tuple(sections))
    return Report.of(scores, registry_scores_columns, document, {}, headline=sentence)


def _sentence(scores: Scores) -> str:
    if not scores.scored:
        return "No process in the registry has been decided yet."
    every = scores.groups[-1]
    many = number_of(every.entries, "entry", "entries")
    if every.claimed is None:
        return f"{many} of decided processes; none claims a probability."
    base = every.base_of_claims
    beside = f"; the base rate beside them {base.brier:.3f}" if base else ""
    return f"Brier score of {number_of(every.claims, 'claim')}: {every.claimed.brier:.3f}{beside}; 0 is best."


def _groups(scores: Scores) -> Iterator[Block]:
    columns = (
        "entries",
        "number",
        "claims",
        "claimed: Brier",
        "log",
        "base rate: Brier",
        "log",
        "plays: Brier",
        "log",
        "base rate: Brier",
        "log",
    )
    rows = tuple(
        (
            group.group,
            str(group.entries),
            str(group.claims),
            *_pair(group.claimed),
            *_pair(group.base_of_claims),
            *_pair(group.plays),
            *_pair(group.base),
        )
        for group in scores.groups
    )
    yield Grid("Mean scores of the first entry of each process, the last, and all", columns, rows)
    yield note(
        "Lower is better. Claimed: the probabilities, with the base rate of the reference class beside them. "
        "Plays: the share of plays that adopt a report, of all entries; where no probability is claimed it was "
        "no forecast. Entries of one process share one outcome, so that a few processes say little."
    )


def _pair(score: Score | None) -> tuple[str, str]:
    return ("–", "–") if score is None else (f"{score.brier:.3f}", f"{score.log:.3f}")


def _scored(scored: Sequence[Scored]) -> Iterator[Block]:
    columns = (
        "entry",
        "date",
        "process",
        "its",
        "claimed",
        "Brier",
        "log",
        "base rate",
        "Brier",
        "log",
        "plays: Brier",
        "log",
        "it ended",
    )
    rows = tuple(
        (
            str(one.entry.number),
            one.entry.date,
            one.entry.scenario,
            f"{one.place} of {one.of}",
            _claimed(one.entry),
            *_pair(one.claimed),
            "–" if one.entry.reference is None else Share(one.entry.reference.base_rate),
            *_pair(one.base),
            *_pair(one.plays),
            "adopted" if one.outcome.adopted else "failed",
        )
        for one in scored
    )
    yield Grid(
        "Entries of each process, in the order in which they were made", columns, rows, left=4, right=1
    )
