"""What a study of packages has to say: what would pass, and which amendments carry a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.report import package_columns
from sim.report.document import (
    Answer,
    Block,
    Cell,
    Document,
    Draft,
    Grid,
    Section,
    Words,
    annexed,
    note,
)
from sim.report.figures.drawing import pictures
from sim.report.figures.package import package_drawings
from sim.report.not_known import not_known
from sim.report.provenance import given_beyond, how_made, parameters_fact, scenario_fact, unclaimed
from sim.report.result import Report
from sim.report.words.names import called, listed
from sim.report.words.numbers import difference_written, ends, number_of, percent, share_cell, signed
from sim.report.words.texts import of_plays, opening, with_interval
from sim.report.words.wordings import amended, changes
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.study.claims import Counted
from sim.study.package.question import Package, PackageStudy
from sim.study.package.tasks import CHOSEN, SEARCHED

#: Delegations named in a cell, the least change that is, texts in a table, and objectors.
_NAMED, _LEAST, _SHOWN, _OBJECTORS = 4, 0.01, 4, 8
#: The plays by which a text that is found is said to pass.
_CHOOSING = "the plays in which the search chooses"
_ON_AMENDMENTS = (
    "Points: how much more often it is adopted than the text as it stands, in the same plays. Wins, loses: "
    "delegations that object less often, or more often, by a point or more; the 95 % interval leaves out 0. "
    "*: the smallest that carries the text. An amendment carries it if it is adopted in at least the share "
    f"asked for of {_CHOOSING}; the interval does not count. All are in "
    "amendments.csv and consents.csv."
)


def package_report(study: PackageStudy, command: str = "") -> Report:
    """Report a study of packages, and the command that made it."""
    figures = package_drawings(study)
    name, one = _answered(study)
    sections = [
        Section("What " + name + " says", tuple(_draft(study, one))),
        Section.everywhere("Who objects", *_objecting(study, name, one)),
        Section.everywhere("What would pass", *_frontier(study)),
    ]
    best, rest = _by_size(study)
    if study.given:
        carry = (_amendments(study, best), note(_ON_AMENDMENTS))
        sections.append(Section.everywhere(f"What would carry {study.text}", *carry))
    sections.append(not_known(study.scenario, study.setting, Words(trust(study))))
    others = (Section.everywhere("Other amendments", _amendments(study, rest)),) if rest else ()
    sections += annexed(
        Section.everywhere("The frontier", pictures(figures)["frontier"], _said(study)),
        *others,
        how_made(_facts(study), command),
    )
    document = Document(package_columns.KIND, study.scenario.title, _answer(study), tuple(sections))
    return Report.of(study, package_columns, document, figures, headline=headline(study))


def _answered(study: PackageStudy) -> tuple[str, Package]:
    """Return the text that answers the question, and its name.

    The given text if it already passes; else the amendment that carries it; without one, what the search
    chose; else the safest text.
    """
    if study.given and _passes(study):
        return study.text, study.given
    if study.carries is not None:
        return f"amended-{study.carries + 1}", study.amended[study.carries]
    safest = max(range(len(study.frontier)), key=lambda n: study.frontier[n].picked)
    place = safest if study.chosen is None else study.chosen
    return f"frontier-{place + 1}", study.frontier[place]


def _draft(study: PackageStudy, one: Package) -> Iterator[Block]:
    """Yield a text, paragraph by paragraph, what it changes of the given text in brackets."""
    before = study.given.rungs if study.given and one.changed else one.rungs
    rows = zip(study.scenario.issues, one.rungs, before, strict=True)
    yield Draft(tuple(amended(issue, Rung(after), Rung(first)) for issue, after, first in rows))
    if before is not one.rungs:
        yield note(f"In square brackets: what is changed, and how it stood in {study.text}.")


def _objecting(study: PackageStudy, name: str, one: Package) -> Iterator[Block]:
    """Yield who objects to a text most often, beside the given text as it stands."""
    given = study.given if study.given is not one else None
    counts = [(Counted.among(flags), seat) for seat, flags in enumerate(one.objects.T)]
    rows = [
        (
            name_of(study.setting.table.codes[seat]),
            share_cell(share),
            *((share_cell(Counted.among(given.objects[:, seat])),) if given else ()),
        )
        for share, seat in sorted(counts, key=lambda pair: (-pair[0], pair[1]))
        if share >= _LEAST
    ]
    if not rows:
        yield Words(f"Nobody objects to {name} in {percent(_LEAST)} of plays.")
        return
    columns = ("delegation", f"objects to {name}", *((f"to {study.text}",) if given else ()))
    yield Grid(f"Who objects most often to {name}, as it stands", columns, tuple(rows[:_OBJECTORS]))
    yield note("Over what they object: gge-sim text with packages.yaml, which has all texts in full.")


def _by_size(study: PackageStudy) -> tuple[list[int], list[int]]:
    """Return the places of the best amendment of each size and of the one that carries, and of the rest."""
    sizes: dict[int, int] = {}
    for n, one in enumerate(study.amended):
        if one.changed not in sizes or one.share > study.amended[sizes[one.changed]].share:
            sizes[one.changed] = n
    best = {*sizes.values(), *(() if study.carries is None else (study.carries,))}
    places = range(len(study.amended))
    return [n for n in places if n in best], [n for n in places if n not in best]


def headline(study: PackageStudy) -> str:
    """Say how likely the safest text is, and which the most ambitious one above the wished share is."""
    safest = max(study.frontier, key=lambda one: one.picked)
    said = (
        f"{_put(study)}, the text that the search finds safest is adopted in {of_plays(safest.share)}; "
        f"{_worth(study, safest)}."
    )
    if study.chosen is None:
        return f"{said} No text found passes in {percent(study.wish.above)} of {_CHOOSING}."
    best = study.frontier[study.chosen]
    return (
        f"{said} The most ambitious one above {percent(study.wish.above)} is adopted in "
        f"{with_interval(best.share)}; {_worth(study, best)}.{_short(study, best)}"
    )


def _passes(study: PackageStudy) -> bool:
    """Return whether the given text is adopted in at least the share asked for, without an amendment."""
    return study.given is not None and study.given.share >= study.wish.above


def carried(study: PackageStudy) -> str:
    """Say how the given text does, and unless it already passes, the smallest amendment that carries it."""
    assert study.given is not None
    adopted = of_plays(study.given.share)
    if _passes(study):
        return (
            f"{opening(study.text)} already passes: as it stands it is adopted in {adopted}, and "
            f"{percent(study.wish.above)} or more is asked for. It needs no amendment."
        )
    said = f"{opening(study.text)} as it stands is adopted in {adopted}."
    if study.carries is None:
        wished = percent(study.wish.above)
        return f"{said} No amendment found, of up to four paragraphs, carries it in {wished} of {_CHOOSING}."
    one = study.amended[study.carries]
    return (
        f"{said} The smallest amendment found that carries it in {percent(study.wish.above)} changes "
        f"{number_of(one.changed, 'paragraph')}: {_changes(study, one)} ({with_interval(one.share)})."
        f"{_short(study, one)}"
    )


def trust(study: PackageStudy) -> str:
    """Say how the texts were found, and what the winner's curse comes to."""
    searched, picked, judged = (f"{100 * share:.0f} %" for share in study.curse)
    how = (
        f"Each of the {study.looked:,} texts that are allowed was looked at."
        if study.exact
        else f"{study.looked:,} texts were looked at, not all: there may be better ones."
    )
    more = (
        f" Of amendments, {', '.join(f'{n:,}' for n in study.amendments_looked)} of one to four paragraphs."
    )
    return (
        f"{how}{more if study.given else ''} The search sees {SEARCHED} plays, and chooses among what it "
        "has found in "
        f"{CHOSEN} others; the shares above come from {study.runs:,} plays that it has not seen. On "
        "average over "
        f"the frontier, a text is adopted in {searched} of the first, {picked} of the second and {judged} "
        "of the "
        "last: what does best in a search does so partly by luck (the winner's curse). As it stands: nobody "
        "changes the text any more, and the chair makes no repairs."
    )


def _short(study: PackageStudy, one: Package) -> str:
    """Say that a text which the search chose falls short in the verdict, if it does."""
    return " In the plays of the verdict it falls short of that." if one.share < study.wish.above else ""


def _answer(study: PackageStudy) -> Answer:
    limits = (
        "Intervals (95 %) cover the number of plays alone: not the model, not the coding. A study of the "
        "model."
        f"{unclaimed(study.scenario.supported)}"
    )
    if not study.given:
        return Answer(headline(study), "Which text would pass?", (limits,))
    return Answer(carried(study), f"What would carry {study.text}?", (headline(study), limits))


def _put(study: PackageStudy) -> str:
    if study.held == study.setting.table.readings:
        return "Put under silence at the deadline as it stands"
    return f"Put under silence after {number_of(study.held, 'reading')} as it stands"


def _worth(study: PackageStudy, one: Package) -> str:
    if study.wish.state:
        return f"to {called(study.wish.state)} it is worth {signed(one.worth, 1, 2)} against no report"
    return f"its strength is {one.worth:.2f}"


def _frontier(study: PackageStudy) -> Iterator[Block]:
    title = f"worth to {called(study.wish.state)}" if study.wish.state else "strength"
    rows = []
    for n in _some(study):
        one = study.frontier[n]
        mark = " *" if n == study.chosen else ""
        rows.append((f"frontier-{n + 1}{mark}", f"{one.worth:.2f}", *_adopted(one), percent(one.searched)))
    columns = ("text", title, "adopted", "95 %", "in the search")
    yield Grid("The most ambitious text at each probability", columns, tuple(rows))
    left = len(study.frontier) - len(rows)
    yield note(
        "No text found is worth as much and passes more often. *: the most ambitious above the share asked "
        f"for.{f' {left} more are in frontier.csv.' * bool(left)}"
    )


def _adopted(one: Package) -> tuple[Cell, str]:
    return share_cell(one.share), f"{ends(one.share.interval)} %" if one.share.enough else ""


def _said(study: PackageStudy) -> Grid:
    shown = _some(study)
    words = tuple(
        (issue.title, *(Rung(study.frontier[n].rungs[k]).word for n in shown))
        for k, issue in enumerate(study.scenario.issues)
    )
    names = tuple(f"frontier-{n + 1}" for n in shown)
    return Grid("What they say", ("paragraph", *names), words, left=1 + len(names))


def _some(study: PackageStudy) -> list[int]:
    """Return the places of the texts of the frontier that a page has room for."""
    last = len(study.frontier) - 1
    even = {round(last * n / (_SHOWN - 1)) for n in range(_SHOWN)}
    return sorted(even | ({study.chosen} if study.chosen is not None else set()))


def _amendments(study: PackageStudy, places: Sequence[int]) -> Grid:
    rows = []
    for n in places:
        one = study.amended[n]
        gain, _ = difference_written(study.gain(one))
        mark = " *" if n == study.carries else ""
        share = with_interval(one.share)
        rows.append((f"amended-{n + 1}{mark}", _changes(study, one), share, gain, *_consents(study, one)))
    columns = ("text", "changes", "adopted", "points", "wins", "loses")
    return Grid("The best amendments by the number of paragraphs", columns, tuple(rows), left=2, right=2)


def _consents(study: PackageStudy, one: Package) -> tuple[str, str]:
    found = [(code, d) for code, d in study.consents(one) if abs(d.value) >= _LEAST]
    wins = [(code, d.value) for code, d in found if d.value < 0]
    loses = [(code, d.value) for code, d in reversed(found) if d.value > 0]
    return _named(wins), _named(loses)


def _named(some: list[tuple[str, float]]) -> str:
    more = f", {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return (", ".join(f"{code} {signed(value, 100, 0)}" for code, value in some[:_NAMED]) or "–") + more


def _changes(study: PackageStudy, one: Package) -> str:
    assert study.given is not None
    return listed(changes(study.scenario.issues, study.given.rungs, one.rungs))


def _facts(study: PackageStudy) -> Iterator[tuple[str, str]]:
    wish = study.wish
    yield scenario_fact(study.scenario, study.setting)
    yield "plays", f"{study.runs:,} of each text, numbers 0 to {study.runs - 1:,}; seed {study.seed}"
    yield "readings", f"{study.held} of {study.setting.table.readings} held"
    weighed = ", ".join(f"{code} {weight:g}" for code, weight in wish.weights.items())
    yield (
        "ambition",
        f"worth to {called(wish.state)}" if wish.state else f"strength{f', {weighed}' * bool(weighed)}",
    )
    kept = ", ".join(f"{code} {rung.word}" for code, rung in (wish.keep or {}).items())
    never = ", ".join(f"{code} {rung.word}" for code, rung in wish.never)
    yield "kept, excluded", f"{kept or 'nothing'}; {never or 'nothing'}"
    yield parameters_fact(study.setting.known, given_beyond(study.setting.given, study.scenario))
