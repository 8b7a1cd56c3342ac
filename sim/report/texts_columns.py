"""The tables of texts put to the room, column by column, and their JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from sim.negotiation.vocabulary import Complaint
from sim.report.column import Column, Table, estimated, interval_of
from sim.report.stamp import SPAN, headed, stamps
from sim.report.unit import PARTIAL_DATE
from sim.scenario.ladder import Rung
from sim.scenario.roster import name_of
from sim.scenario.texts import Text
from sim.study.claims import Counted
from sim.study.texts.putting import Moment
from sim.study.texts.question import Stand, TextStudy

KIND = "text"
#: The moments by the words of tables.
MOMENTS = {Moment.NOW: "now", Moment.DEADLINE: "deadline", Moment.FROM_HERE: "from here"}
_MOMENT = "`now` (as it stands), `deadline` (as it stands) or `from here` (the chair goes on with it)"
_MORE = "share of its complaints that it would have to give up beyond what it does"
Row = dict[str, Any]


def _kept(name: str, meaning: str, unit: str) -> Column[Row]:
    return Column(name, meaning, unit, itemgetter(name))


def _share(share: Counted) -> Row:
    low, high = share.interval
    return {"plays": share.successes, "share": share.share, "low": low, "high": high}


def _texts(study: TextStudy) -> Iterator[Row]:
    for n, text in enumerate(study.texts):
        for moment in study.moments:
            stances = study.stands(n, moment)
            yield {
                "text": text.name,
                "moment": MOMENTS[moment],
                **_share(study.adopted(n, moment)),
                "objections": float(sum(stand.objects for stand in stances)),
                "dissociations": float(sum(stand.dissociates for stand in stances)),
                "strength": study.strength(n),
            }


def _delegations(study: TextStudy) -> Iterator[Row]:
    for n, text in enumerate(study.texts):
        for moment in study.moments:
            for stand in study.stands(n, moment):
                yield {"text": text.name, "moment": MOMENTS[moment], **_stand(study, stand)}


def _stand(study: TextStudy, stand: Stand) -> Row:
    issue, kind = Complaint.of(stand.over[0][0] if stand.over else -1)
    return {
        "state": stand.code,
        "name": name_of(stand.code),
        "objects": stand.objects.share,
        "dissociates": stand.dissociates.share,
        "issue": study.setting.table.issues[issue] if stand.over and issue >= 0 else "",
        "complaint": str(kind) if stand.over else "",
        "complaint_plays": stand.over[0][1] if stand.over else 0,
        "to_join": stand.to_join,
        "to_pass": stand.to_pass,
    }


def _paragraphs(study: TextStudy) -> Iterator[Row]:
    for n, text in enumerate(study.texts):
        ends = study.ends(n) / study.runs
        over = {moment: study.contested(n, moment) for moment in study.moments}
        for k, code in enumerate(study.setting.table.issues):
            yield {
                "text": text.name,
                "issue": code,
                "formulation": text.rungs[k].word,
                "base": text.base if code in text.left_out else "",
                "contested_now": over[study.moments[0]][code].share,
                "contested_deadline": over[Moment.DEADLINE][code].share,
                **{f"ends_{rung.word}": float(ends[k, rung]) for rung in Rung},
            }


def _differences(study: TextStudy) -> Iterator[Row]:
    kinds = dict.fromkeys(study.setting.table.codes, "objects") | {"adopted": "adopted"}
    for apart in study.apart:
        yield {
            "moment": MOMENTS[apart.moment],
            "a": study.texts[apart.first].name,
            "b": study.texts[apart.second].name,
            "what": kinds.get(apart.of, "contested"),
            "of": "" if apart.of == "adopted" else apart.of,
            "difference": apart.difference,
            "clear": apart.difference.clear,
        }


_TEXT: Column[Row] = _kept("text", "short name of the text", "text")
_WHEN: Column[Row] = _kept("moment", "when and how it is put under silence", _MOMENT)
_SHARE: tuple[Column[Row], ...] = (
    _kept("plays", "plays in which it is adopted", "count"),
    _kept("share", "the same as a share of all plays", "share"),
    _kept("low", "lower end of its 95 % interval", "share"),
    _kept("high", "upper end of its 95 % interval", "share"),
    _kept("objections", "delegations that object, a play", "number"),
    _kept("dissociations", "delegations that would let it pass and dissociate themselves, a play", "number"),
    _kept("strength", "strength of the text over all paragraphs, as it stands", "number, 0 to 1"),
)
_STAND: tuple[Column[Row], ...] = (
    _kept("state", "the delegation", "country code"),
    _kept("name", "its name", "text"),
    _kept("objects", "plays in which it objects", "share"),
    _kept("dissociates", "plays in which it would let the text pass and dissociate itself", "share"),
    _kept("issue", "paragraph of its most frequent largest complaint when it objects", "code, or empty"),
    _kept("complaint", "whether it suffers from it or wants more",
          "`harm`, `disappointment`, `none`, or empty"),
    _kept("complaint_plays", "plays in which it objects over that", "count"),
    _kept("to_join", f"{_MORE} to join, in the median play in which it does not; `inf` beyond what "
          "anybody gives up", "number, empty where it always joins, and from here on"),
    _kept("to_pass", f"{_MORE} not to object, in the median objection; `inf` beyond what anybody gives up",
          "number, empty where it never objects, and from here on"),
)  # fmt: skip
_PARAGRAPH: tuple[Column[Row], ...] = (
    _kept("issue", "the paragraph", "code"),
    _kept("formulation", "as the text has it", "`silent`, `indirect` or `explicit`"),
    _kept("base", "where this comes from, if the text leaves the issue out", "text, or empty"),
    _kept("contested_now", "plays in which somebody objects most over it, now", "share"),
    _kept("contested_deadline", "the same at the deadline", "share"),
    _kept("ends_silent", "plays in which it ends silent, from here on", "share"),
    _kept("ends_indirect", "plays in which it ends indirect, from here on", "share"),
    _kept("ends_explicit", "plays in which it ends explicit, from here on", "share"),
)
_PAIR: tuple[Column[Row], ...] = (
    _kept("a", "short name of one text", "text"),
    _kept("b", "short name of the other", "text"),
    _kept("what", "what differs: the share adopted, in which a delegation objects, or in which somebody "
          "objects most over a paragraph", "`adopted`, `objects` or `contested`"),
    _kept("of", "the delegation or the paragraph", "code, or empty"),
)  # fmt: skip
_CLEAR: Column[Row] = _kept("clear", "whether the interval leaves out 0", "true or false")
_APART = "share in B minus share in A, in the same plays"
_STAMPS = (*SPAN, *stamps(lambda study: study.seed))
TABLES: tuple[Table[TextStudy], ...] = (
    Table(
        "texts",
        "One row for each text and moment. From here on, the text is what the chair makes of it.",
        _texts,
        (_TEXT, _WHEN, *_SHARE, *_STAMPS),
    ),
    Table(
        "delegations",
        "One row for each text, moment and delegation, those that most often object first.",
        _delegations,
        (_TEXT, _WHEN, *_STAND, *_STAMPS),
    ),
    Table("paragraphs", "One row for each text and paragraph.", _paragraphs, (_TEXT, *_PARAGRAPH, *_STAMPS)),
    Table(
        "differences",
        "One row for each moment, two texts, and what differs between them in some play.",
        _differences,
        (
            _WHEN,
            *_PAIR,
            *estimated("difference", _APART, "-1 to 1", itemgetter("difference")),
            _CLEAR,
            *_STAMPS,
        ),
    ),
)

_KEPT: tuple[Column[tuple[TextStudy, Text]], ...] = (
    Column("name", "short name", "text", lambda row: row[1].name),
    Column("title", "as the user gave it", "text", lambda row: row[1].title),
    Column("date", "as the user gave it", PARTIAL_DATE, lambda row: row[1].date),
    Column("source", "as the user gave it", "text", lambda row: row[1].source),
    Column("base", "what it says on the issues that it leaves out", "text", lambda row: row[1].base),
    Column("left_out", "issues that it leaves out", "list of codes", lambda row: row[1].left_out),
    Column("paragraphs", "formulation by issue", "`silent`, `indirect` or `explicit` by code", lambda row: {
        code: rung.word for code, rung in zip(row[0].setting.table.issues, row[1].rungs, strict=True)}),
)  # fmt: skip
SUMMARY: tuple[Column[TextStudy], ...] = (
    *headed(KIND),
    Column("seed", "seed of all chance", "count"),
    Column("runs", "plays of each text", "count"),
    Column("held", "readings held before the texts are put", "count"),
    Column("left", "readings that are left", "count"),
    Column("texts", "the texts as they were put", "list of objects",
           lambda study: [(study, text) for text in study.texts], _KEPT),
    Column("adopted", "how often each is adopted, as in `texts.csv`", "list of objects",
           lambda study: list(_texts(study)), (_TEXT, _WHEN, *_SHARE)),
    Column("delegations", "who objects, as in `delegations.csv`", "list of objects",
           lambda study: list(_delegations(study)), (_TEXT, _WHEN, *_STAND)),
    Column("paragraphs", "as in `paragraphs.csv`", "list of objects",
           lambda study: list(_paragraphs(study)), (_TEXT, *_PARAGRAPH)),
    Column("differences", "as in `differences.csv`", "list of objects",
           lambda study: list(_differences(study)),
           (_WHEN, *_PAIR,
            Column("difference", _APART, "object", of=interval_of(_APART, "-1 to 1")), _CLEAR)),
)  # fmt: skip
