"""What the registry has to say: what was forecast when, and how good it was once the process had ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report import registry_columns, registry_scores_columns
from sim.report.citation import deposit, in_words
from sim.report.claimed import ANOTHER_FIELD
from sim.report.document import Answer, Block, Bullets, Cell, Document, Grid, Section, Share, note
from sim.report.result import Report
from sim.report.words.names import called, capital, listed
from sim.report.words.numbers import ends, number_of, percent
from sim.study.claims import ENOUGH
from sim.study.registry.entry import Entry, Named, ReferenceClass
from sim.study.registry.registry import Registry
from sim.study.registry.scoring import Score, Scored, Scores

#: Letters of a digest that a table shows.
_SHORT = 12
_NOTE = (
    "Each entry holds the digest of the one above. Note the last where others can see it: then no entry can "
    "be changed, removed or put in afterwards without being noticed."
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
    asides = (f"The last digest is {registry.last}.", *_cited(registry)) if registry.entries else ()
    answer = Answer(sentence, "What was forecast, and when?", asides)
    document = Document(registry_columns.KIND, "Registry of dated forecasts", answer, tuple(sections))
    return Report.of(registry, registry_columns, document, {}, headline=sentence)


def _cited(registry: Registry) -> Iterator[str]:
    """Say how to cite the registry, if its file is there."""
    if registry.path.exists():
        yield (
            f"To cite: {in_words(deposit(registry.folder))} For a deposit: gge-sim cite {registry.folder}."
        )


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
            ", ".join(map(_of, entry.references)) or "–",
            entry.hash[:_SHORT],
        )
        for entry in entries
    )
    if rows:
        yield Grid("Every forecast as it was made", columns, rows, left=4, right=2)
        yield note(
            f"{_NOTE} A dash stands where no probability is claimed, mostly for a kind of body that the "
            "model was not tested on: there the reference classes are the forecast. Such bodies agreed: in "
            "each reference class, the one most alike first."
        )
        yield Bullets(tuple(dict.fromkeys(entry.counts for entry in entries)), note=True)


def _claimed(entry: Entry) -> Cell:
    return "–" if entry.probability is None else Share(entry.probability)


def _of(reference: ReferenceClass) -> str:
    return f"{reference.agreed} of {reference.ended}"


def _in_full(entry: Entry) -> Iterator[Block]:
    lines = [f"{entry.question} By: {entry.ends}."]
    if entry.probability is not None and entry.low is not None and entry.high is not None:
        plausible = ends((entry.low, entry.high))
        lines.append(f"Probability {percent(entry.probability)}, plausibly {plausible} %.")
        if entry.own_issues:
            lines.append(ANOTHER_FIELD)
    elif entry.runs < ENOUGH:
        lines.append(f"{number_of(entry.runs, 'play')}: too few for a probability, which takes {ENOUGH}.")
    else:
        lines.append("No probability is claimed for this kind of body.")
    if entry.references:
        told = [f"{_of(one)} {one.name} ({number_of(one.mandates, 'mandate')})" for one in entry.references]
        which = "Reference class" if len(told) == 1 else "Reference classes, the one most alike first"
        lines.append(f"{which}: {listed(told)} ended in a consensus report.")
    for what, named in (("Fight over the text", entry.fights), ("Object at the end", entry.blocks)):
        if named:
            lines.append(f"{what}, the most first: {listed([_named(one) for one in named])}.")
    lines.append(f"Likely text: {', '.join(f'{one.issue} {one.formulation}' for one in entry.text)}.")
    lines.append(
        f"Entry {entry.number} of {entry.date}: scenario {entry.scenario} ({entry.scenario_hash}), gge-sim "
        f"{entry.version} (code {entry.code}), parameters: {entry.parameters}, {entry.runs:,} plays, seed "
        f"{entry.seed}."
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
    sentence, many = _sentence(scores), len(scores.waiting)
    waiting = f"{number_of(many, 'entry', 'entries')} {'waits' if many == 1 else 'wait'}"
    asides = [f"{waiting} for an outcome. The last digest is {scores.registry.last or 'none yet'}."]
    if scores.late:
        asides.append("Too late is an entry of the day of the outcome, or of a later day.")
    answer = Answer(sentence, "How good were the dated forecasts?", tuple(asides))
    title = "Registry of dated forecasts, scored"
    document = Document(registry_scores_columns.KIND, title, answer, tuple(sections))
    return Report.of(scores, registry_scores_columns, document, {}, headline=sentence)


def _sentence(scores: Scores) -> str:
    if not scores.late:
        return _scored_so_far(scores)
    late = f"{_numbered(scores.late)} came too late to count."
    if scores.scored:
        return f"{_scored_so_far(scores)} {capital(late)}"
    decided = sum(entries[0] in scores.late for entries in scores.registry.processes())
    are = "is" if decided == 1 else "are"
    return f"{number_of(decided, 'process', 'processes')} {are} decided; {late}"


def _numbered(entries: Sequence[Entry]) -> str:
    """Write how many entries there are, and their numbers."""
    numbers = listed([str(entry.number) for entry in entries])
    many = number_of(len(entries), "entry", "entries")
    return f"{many} ({'number' if len(entries) == 1 else 'numbers'} {numbers})"


def _scored_so_far(scores: Scores) -> str:
    if not scores.scored:
        return "No process in the registry has been decided yet."
    every = scores.groups[-1]
    many = number_of(every.entries, "entry", "entries")
    if every.claimed is None:
        return f"{many} of decided processes; none claims a probability."
    base = every.base_of_claims
    beside = (
        f"; the base rate beside {'it' if every.claims == 1 else 'them'} {base.brier:.3f}" if base else ""
    )
    return f"Brier score of {number_of(every.claims, 'claim')}: {every.claimed.brier:.3f}{beside}; 0 is best."


def _groups(scores: Scores) -> Iterator[Block]:
    columns = ("entries", "forecast", "number", "Brier", "log")
    rows = tuple(
        (group.group, what, str(number), *_pair(score))
        for group in scores.groups
        for what, number, score in (
            ("claimed", group.claims, group.claimed),
            ("base rate beside it", _bases(scores, group.group, claims=True), group.base_of_claims),
            ("plays", group.entries, group.plays),
            ("base rate of all", _bases(scores, group.group), group.base),
        )
    )
    yield Grid("Mean scores of the first entry of each process, the last, and all", columns, rows, left=2)
    yield note(
        "Lower is better. Claimed: the probabilities, with the base rate of the reference class beside them. "
        "Plays: the share of plays that adopt a report, of all entries; where no probability is claimed it "
        "was no forecast. Entries of one process share one outcome, so that a few processes say little."
    )


def _bases(scores: Scores, group: str, claims: bool = False) -> int:
    """Return how many entries of a group, or of its claims, have a base rate."""
    return sum(
        one.within(group) and one.base is not None for one in scores.scored if one.claimed or not claims
    )


def _pair(score: Score | None) -> tuple[str, str]:
    return ("–", "–") if score is None else (f"{score.brier:.3f}", f"{score.log:.3f}")


def _scored(scored: Sequence[Scored]) -> Iterator[Block]:
    columns = (
        "entry",
        "date",
        "process",
        "its",
        "it ended",
        "forecast",
        "share",
        "Brier",
        "log",
    )
    rows: list[tuple[Cell, ...]] = []
    for one in scored:
        ended = "adopted" if one.outcome.adopted else "failed"
        head = (str(one.entry.number), one.entry.date, one.entry.scenario, f"{one.place} of {one.of}", ended)
        base = "–" if one.entry.reference is None else Share(one.entry.reference.base_rate)
        rows += [
            (*head, "claimed", _claimed(one.entry), *_pair(one.claimed)),
            (*head, "base rate", base, *_pair(one.base)),
            (*head, "plays", "–", *_pair(one.plays)),
        ]
    yield Grid("Entries of each process, in the order in which they were made", columns, tuple(rows), left=6)
