"""The tables of a what-if study, column by column, and its JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np

from sim.negotiation.vocabulary import Complaint, Kind, Stance
from sim.report.column import Column, Table, estimated
from sim.report.stamp import SPAN, headed, stamps
from sim.report.words.rewordings import smallest
from sim.scenario.ladder import Rung
from sim.study.rewording import rungs_between
from sim.study.what_if.joining import BY_OBJECTION
from sim.study.what_if.objector import Need, Objector, Rewording
from sim.study.what_if.pressure import Effect
from sim.study.what_if.question import WhatIf

KIND = "what-if"
_FORMULATION = "`silent`, `indirect` or `explicit`"
#: What a rewording does, by name: its count in the study, and the meaning.
_RESULTS = {
    "plays": ("plays", "objections to a last text with that wording of the paragraph"),
    "joins": ("joins", "of these, those in which it then joins"),
    "passes": ("passes", "of these, those in which it no longer objects"),
    "others_object": ("costs", "those in which it joins, and somebody objects who did not before"),
    "adopted": ("carries", "those in which it joins and the text is adopted"),
}
_NEEDS = {
    "flexibility_to_join": ("flexibility", "share of its complaints that it gives up to join"),
    "flexibility_to_pass": ("flexibility_to_pass", "the same, only not to object"),
    "stake_to_join": ("stake", "worth of a report as such to it, as the scenario file writes it"),
}
_SMALLEST = "the smallest change of one paragraph that makes it join in a tenth of its objections"
_SUREST = "the change of one paragraph that makes it join most often"
_NEVER = "objections in which even the largest possible value is not enough"
_ALONE = "would only dissociate if nobody shared its complaint"
_BY_RUNGS = {
    "one_rung": "one rung of some paragraph turns into a yes",
    "two_rungs": "two rungs of some paragraph turn into a yes",
    "none": "no single paragraph turns into a yes; the three sum to `objections`",
}
_OUTLET = {
    "joins": "become a yes with one more outlet, the whole play played again",
    "passes": "end with one more outlet",
    "adopted": "stand in plays that adopt a report with one more outlet",
}
Columns = tuple[Column[Any], ...]
Row = dict[str, Any]


def _cover(result: WhatIf) -> Iterator[Row]:
    for one in result.objectors:
        for code, often in one.cover:
            yield {"state": one.code, "if_joined": code, "objections": one.objections, "dissociates": often}


def _rewordings(result: WhatIf) -> Iterator[Row]:
    table, counts = result.setting.table, result.objections
    between = rungs_between(table)
    for number, one in enumerate(result.objectors):
        for k, start, end in np.argwhere(counts["plays"][number] > 0):
            row: Row = {name: int(counts[of][number, k, start, end]) for name, (of, _) in _RESULTS.items()}
            row |= {"state": one.code, "issue": table.issues[k], "objections": one.objections}
            row |= {"from": Rung(start).word, "to": Rung(end).word, "rungs": int(between[k, start, end])}
            yield row


def _objections(result: WhatIf) -> Iterator[Row]:
    columns = [result.objections[name].tolist() for name in BY_OBJECTION if result.objections]
    for values in zip(*columns, strict=True):
        row = dict(zip(BY_OBJECTION, values, strict=True))
        issue, complaint = _complaint(result, row["complaint"])
        yield row | {
            "state": result.objectors[row["objector"]].code,
            "issue": issue,
            "complaint": complaint or "none",
            "outlet_stance": Stance(row["outlet_stance"]).word,
        }


def _complaint(result: WhatIf, number: int) -> tuple[str | None, str | None]:
    """Return the issue and the kind of a complaint; nothing for no complaint."""
    issue, kind = Complaint.of(number)
    return (None, None) if kind is Kind.NONE else (result.setting.table.issues[issue], kind.value)


def _numbered(of: str, meanings: dict[str, str], prefix: str = "") -> Columns:
    """Return a column for each of some counts that an objector has in their order."""

    def column(place: int, name: str) -> Column[Objector]:
        meaning = f"objections that {meanings[name]}"
        return Column(f"{prefix}{name}", meaning, "count", lambda one: getattr(one, of)[place])

    return tuple(column(place, name) for place, name in enumerate(meanings))


def _best(which: str, meaning: str) -> Columns:
    def column(name: str, of: str, meaning: str, unit: str, otherwise: object = 0) -> Column[Objector]:
        return Column(f"{which}_{name}", meaning, unit, lambda o: getattr(getattr(o, which), of, otherwise))

    return (
        column("issue", "issue", f"{meaning}: its paragraph; empty if none does", "code", ""),
        column("rungs", "rungs", "by how many rungs, below 0 weaker; 0 if none does", "-2 to 2"),
        *(column(name, of, what, "count") for name, (of, what) in list(_RESULTS.items())[1:]),
    )


def _need(name: str, of: str, meaning: str) -> Columns:
    def column(suffix: str, what: str, unit: str, value: Callable[[Need], object]) -> Column[Objector]:
        return Column(f"{name}_{suffix}", what, unit, lambda one: value(getattr(one, of)))

    more = "how much more it would have to be, over its objections; `inf` beyond what is possible"
    return (
        column("now", f"{meaning}, in the median objection", "number, 0 to 1", lambda need: need.now),
        column("never", _NEVER, "count", lambda need: need.never),
        column("q25", more, "number", lambda need: need.more[0]),
        column("median", more, "number", lambda need: need.more[1]),
        column("q75", more, "number", lambda need: need.more[2]),
    )


_WHO: tuple[Column[Objector], ...] = (
    Column("state", "who objects", "country code", lambda one: one.code),
    Column("name", "its name", "text"),
    Column("objections", "plays in which it objects; all other counts are of these", "count"),
)
_UNCOVERED = Column[Objector]("uncovered", f"objections in which it {_ALONE}", "count")
_EFFECT: tuple[Column[Effect], ...] = (
    Column("kind", "what is changed", "`delegation`, `paragraph`, `mandate`, `own text` or `room`",
           lambda e: str(e.kind)),
    Column("of", "code of the delegation or the issue, or name of the lever", "text"),
    Column("change", "the change in words", "text"),
    *estimated("adopted", "difference that it makes to the share of plays that adopt a report", "-1 to 1",
               attrgetter("adopted")),
    *estimated("strength", "difference in the sum of rungs of the last text, adopted or not",
               "-2K to 2K with K paragraphs", attrgetter("strength")),
    Column("clear", "whether the interval of `adopted` leaves out 0", "true or false",
           attrgetter("adopted.clear")),
    Column("gained", "plays that adopt a report only with the change", "count"),
    Column("lost", "plays that adopt a report only without it", "count"),
)  # fmt: skip
_OBJECTION: tuple[Column[Row], ...] = (
    Column("replicate", "number of the play, from 0; with `seed` it fixes the luck", "count"),
    Column("state", "who objects", "country code"),
    Column("issue", "paragraph of its largest complaint; empty if there is none", "code"),
    Column("complaint", "whether it suffers from it or wants more", "`harm`, `disappointment` or `none`"),
    Column("worth", "what the report is worth to it, where 0 is no report", "units of the model, below 0"),
    Column("price", "cost of blocking; it objects where `worth` is below minus this", "units of the model"),
    Column("flexibility", "share of its complaints that it gives up", "share"),
    Column("flexibility_to_join", "share to give up to join; `inf` beyond what anybody gives up", "share"),
    Column("flexibility_to_pass", "the same, only not to object", "share"),
    Column("stake_to_join", "how much more the report as such would have to be worth to it, as the "
          "scenario file writes it; may be more than can be", "number"),
    Column("rungs_to_join", "fewest rungs of one paragraph that make it join; 0 if none do", "count"),
    Column("rungs_to_pass", "the same for it not to object", "count"),
    Column("uncovered", f"whether it {_ALONE}", "0 or 1"),
    Column("outlet_stance", "its stance with one more outlet", "`joins`, `dissociates` or `objects`"),
    Column("outlet_adopted", "whether a report is adopted with one more outlet", "0 or 1"),
)  # fmt: skip
_STAMPS = stamps(lambda result: result.seed)
TABLES: tuple[Table[WhatIf], ...] = (
    Table.of(
        "objectors",
        "One row for each likely objector, those that object most often first. An objection: one delegation "
        "objects to the last text of one play.",
        lambda result: result.objectors,
        *_WHO,
        *_best("smallest", _SMALLEST),
        *_best("surest", _SUREST),
        *_numbered("by_rungs", _BY_RUNGS, "joins_by_"),
        *(column for name, (of, meaning) in _NEEDS.items() for column in _need(name, of, meaning)),
        *_numbered("outlet", _OUTLET, "outlet_"),
        _UNCOVERED,
        *SPAN, *_STAMPS,
    ),
    Table.of(
        "rewordings",
        "One row for each likely objector, paragraph, formulation in the last text and formulation instead. "
        "Nobody reacts.",
        _rewordings,
        Column("state", "who objects", "country code"),
        Column("issue", "the paragraph that is worded otherwise", "code"),
        Column("from", "in the last text", _FORMULATION),
        Column("to", "instead", _FORMULATION),
        Column("rungs", "how far that is on the paragraph's ladder; below 0 weaker", "-2 to 2"),
        Column("objections", "plays in which it objects", "count"),
        *(Column(name, meaning, "count") for name, (_, meaning) in _RESULTS.items()),
        *SPAN, *_STAMPS,
    ),
    Table("objections", "One row for each objection of a likely objector.", _objections,
          (*_OBJECTION, *_STAMPS)),
    Table.of(
        "cover", "One row for each likely objector and each delegation that gives it cover.", _cover,
        Column("state", "who objects", "country code"),
        Column("if_joined", "another delegation", "country code"),
        Column("objections", "plays in which `state` objects", "count"),
        Column("dissociates", "of these, in which it would only dissociate if that one joined", "count"),
        *SPAN, *_STAMPS,
    ),
    Table("effects", "One row for each change, those that move the share adopted most first.",
          lambda result: result.effects, (*_EFFECT, *SPAN, *_STAMPS)),
)  # fmt: skip

_REWORDING: tuple[Column[Rewording], ...] = (
    Column("issue", "the paragraph that is worded otherwise", "code"),
    Column("rungs", "by how many rungs; below 0 weaker", "-2 to 2"),
    Column("wordings", "formulations in the last text and instead, with the plays in which it joins",
           "list of objects", of=(
               Column("from", "in the last text", _FORMULATION, lambda w: w[0].word),
               Column("to", "instead", _FORMULATION, lambda w: w[1].word),
               Column("joins", "objections in which it then joins", "count", lambda w: w[2]),
           )),
    *(Column(name, meaning, "count", attrgetter(of)) for name, (of, meaning) in _RESULTS.items()),
    Column("estranged", "who objects that did not before, where it joins", "plays by country code",
           lambda r: dict(r.estranged)),
)  # fmt: skip
_NEED: tuple[Column[Need], ...] = (
    Column("now", "what it is in the median objection", "number"),
    Column("more", "how much more it would have to be, in the median objection", "number, or null beyond any",
           lambda n: n.more[1]),
    Column("quartiles", "the same at the lower and the upper quartile", "list", lambda n: n.more[::2]),
    Column("never", _NEVER, "count"),
)  # fmt: skip
_OBJECTOR: tuple[Column[Objector], ...] = (
    *_WHO,
    Column("smallest", _SMALLEST, "object or null", of=_REWORDING),
    Column("surest", _SUREST, "object or null", of=_REWORDING),
    Column("by_rungs", "how many rungs it takes to turn objections into a yes", "object", lambda one: one,
           _numbered("by_rungs", dict(zip(("one", "two", "none"), _BY_RUNGS.values(), strict=True)))),
    Column("rewordings", "every change of one paragraph after which it ever passes", "list of objects",
           lambda one: [r for r in one.rewordings if r.passes], _REWORDING),
    *(Column(name, meaning, "object", attrgetter(of), _NEED) for name, (of, meaning) in _NEEDS.items()),
    Column("one_more_outlet", "the whole play played again with one more outlet", "object", lambda one: one,
           _numbered("outlet", _OUTLET)),
    _UNCOVERED,
    Column("cover", "objections in which it would only dissociate if another joined",
           "count by country code", lambda one: dict(one.cover)),
)  # fmt: skip


#: Of an objector within a study: the study, and the objector.
_WITHIN: tuple[Column[tuple[WhatIf, Objector]], ...] = (
    *(column.within(itemgetter(1)) for column in _OBJECTOR),
    Column("share_of_plays", "how often it objects", "share", lambda row: row[1].objections / row[0].runs),
    Column("sentence", "the smallest change that makes it join", "text", lambda row: smallest(*row)),
    Column("complaints", "what it complains of most, with the number of objections", "list of objects",
           lambda row: [(*_complaint(row[0], c), n) for c, n in row[1].complaints], (
               Column("issue", "paragraph; null for no complaint", "code", itemgetter(0)),
               Column("kind", "`harm` or `disappointment`", "text", itemgetter(1)),
               Column("objections", "number of objections", "count", itemgetter(2)),
           )),
)  # fmt: skip
SUMMARY: tuple[Column[WhatIf], ...] = (
    *headed(KIND),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of each setting", "count"),
    Column("adopted", "plays that adopt a report as the scenario stands", "object", lambda r: r, (
        Column("plays", "how many", "count", lambda r: r.adoptions),
        Column("share", "share of plays", "share"),
        Column("interval", "its 95 % interval", "list"),
    )),
    Column("objectors", "the likely objectors, those that object most often first", "list of objects",
           lambda r: [(r, one) for one in r.objectors], _WITHIN),
    Column("effects", "what each change does, as in `effects.csv`", "list of objects", of=_EFFECT),
)  # fmt: skip
