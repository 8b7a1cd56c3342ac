"""A replay as a document: one play as a story, from who sits there to what would have carried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Ints, Rungs
from sim.negotiation.chairs.chair import hearing
from sim.report import telling
from sim.report.account import on_record
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Document,
    Draft,
    Grid,
    Picture,
    Section,
    Step,
    Steps,
    Wording,
    Words,
)
from sim.report.figures.horseshoe import describe_horseshoe_of_play
from sim.report.figures.replay import describe_replay_path, describe_replay_room
from sim.report.making import (
    fitted_or_not,
    given_beyond,
    how_made,
    parameters_fact,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.wording import called, capital, complaint, counted, listed, percent, spelt
from sim.scenario.acquis import promised
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record
from sim.study.replay import Replay, Sounding

#: Rooms of more seats are not listed by name.
LISTED = 40
#: So many delegations that stand apart are told, so many rewordings, so many who came closest to something.
APART, REWORDINGS, CLOSEST = 10, 4, 3
#: A mood this far from the usual is told, in standard units: of a caucus, and of one delegation.
MOODY, VERY_MOODY = 1.0, 2.0


def replay_document(replay: Replay, record: Record | None = None) -> Document:
    """Tell one play.

    Parameters
    ----------
    record : what really happened, if that is known
    """
    end, told = ("The report", _report) if replay.adopted else ("What would have carried", _instead)
    put = "The vote" if telling.by_vote(replay) else "The silence procedure"
    sections = (
        Section("Who sits there", tuple(_room(replay))),
        Section("The zero draft", tuple(_zero_draft(replay))),
        Section("Reading by reading", tuple(_readings(replay))),
        Section(put, tuple(_decided(replay))),
        Section(end, tuple(told(replay))),
        _made(replay),
    )
    title = f"{replay.scenario.title}: play {replay.replicate} of seed {replay.seed}"
    return Document("replay", title, _answer(replay, record), sections)


def _answer(replay: Replay, record: Record | None) -> Answer:
    end = replay.end
    against = int(end.taking(OBJECTS).sum())
    if replay.adopted:
        told = f"A report is adopted. {capital(telling.stood_apart(replay, end.stances))}."
    elif against:
        how = f"{counted(against, 'delegation')} {telling.does(replay, OBJECTS, against)}"
        told = f"No report. {capital(how)}: {telling.grouped(replay, end, end.taking(OBJECTS))}."
    else:
        told = "No report. Too few are in favour."
    aside = "One play out of many: it shows how such an end can come about, not how likely it is."
    return Answer(told, replay.scenario.question, (aside, *([on_record(record)] if record else [])))


def _room(replay: Replay) -> Iterator[Block]:
    scenario, table = replay.scenario, replay.table
    yield Words(
        f"{len(table.codes)} delegations, {table.readings} readings of one text in "
        f"{counted(scenario.sessions, 'session')}, then a decision. {table.decision.story}"
    )
    told = []
    for number, group in enumerate(table.caucus_names):
        who = sorted(np.flatnonzero(table.caucuses == number).tolist(), key=lambda seat: -table.weights[seat])
        listed = telling.names(replay, who, CLOSEST if len(table.codes) > LISTED else LISTED)
        told.append(f"{capital(telling.GROUPS.get(group, group))} ({len(who)}): {listed}.")
    yield Bullets(tuple(told))
    yield Words(_chair(replay))
    asked = [issue.title for issue in scenario.issues if promised(scenario)[issue.code] > 0]
    outlets = "; ".join(outlet.what for outlet in scenario.outlets)
    also = f" Claims that it leaves out can turn to: {outlets}." if outlets else ""
    mandate = f"The mandate ({scenario.mandate.resolution})"
    yield Words(f"{mandate} promises text on: {'; '.join(asked) or 'nothing'}.{also}")
    yield Words(_day(replay))


def _chair(replay: Replay) -> str:
    chair = replay.scenario.chair
    nation = called(chair.state) if chair.state else ""
    who = f"{chair.name} ({nation})" if nation and nation not in chair.name else chair.name
    ear = "belongs to no camp, and hears all alike"
    if replay.table.in_camp.any():
        heard = percent(float(hearing(replay.last)[0].min()))
        ear = f"is of the camp {chair.camp}; complaints from outside it count {heard} of those from within"
    kind, story = replay.setting.chair.name, replay.setting.chair.story
    return f"The chair, {who}, {ear}. A {kind}: {story[:1].lower()}{story[1:]}"


def _day(replay: Replay) -> str:
    """Tell what is unusual in this play: its parameters, and the mood of the day."""
    odd = [telling.unusual(found) for found in replay.unusual]
    told = f"Unusual in this play: {'; '.join(odd)}." if odd else "Behaviour is as usual in this play."
    moods, groups, codes = [], replay.table.caucus_names, replay.table.codes
    for sign, disposed in ((1, "well"), (-1, "ill")):
        shared = np.flatnonzero(sign * replay.draws.caucus_mood[0] >= MOODY)
        alone = np.argsort(-sign * replay.mood, kind="stable")[:CLOSEST]
        who = [telling.GROUPS.get(groups[g], groups[g]) for g in shared]
        who += [called(codes[seat]) for seat in alone if sign * replay.mood[seat] >= VERY_MOODY]
        if who:
            verb = "are" if len(who) > 1 else "is"
            moods.append(f"{listed(who)} {verb} {disposed} disposed to a report")
    mood = "; ".join(moods) or "nothing out of the ordinary"
    return f"{told} The mood of the day, which is in no file: {mood}."


def _zero_draft(replay: Replay) -> Iterator[Block]:
    draft = replay.zero_draft.draft
    own = (draft == replay.draws.past.own_text[0]).all()
    text = "what this body agreed last" if own else "what the mandate asks for"
    text = text if draft.any() else "a blank page"
    yield Words(f"The chair opens with {text}. {_put(replay, replay.zero_draft)}")
    yield _draft(replay, draft)


def _put(replay: Replay, sounding: Sounding) -> str:
    way = "to the vote" if telling.by_vote(replay) else "under silence"
    return f"If it were put {way} now, {telling.sounded(replay, sounding)}."


def _draft(replay: Replay, draft: Rungs) -> Draft:
    rungs = zip(replay.scenario.issues, map(Rung, draft.tolist()), strict=True)
    return Draft(tuple(Wording(i.code, i.title, rung, telling.text_of(i, rung)) for i, rung in rungs))


def _titles(replay: Replay, paragraphs: Ints) -> str:
    return "; ".join(replay.scenario.issues[k].title for k in paragraphs)


def _readings(replay: Replay) -> Iterator[Block]:
    yield Steps((*_held(replay), *_repairs(replay)))
    yield Picture("path", describe_replay_path(replay))
    yield Picture("room", describe_replay_room(replay))


def _held(replay: Replay) -> Iterator[Step]:
    before = replay.zero_draft
    for moved, group in groupby(replay.readings, key=lambda reading: bool(reading.changes)):
        readings = list(group)
        for some in [[reading] for reading in readings] if moved else [readings]:
            lines = telling.turns(replay, before, some)
            before, first, last = some[-1].closing, some[0], some[-1]
            until = f"s {first.number} to {last.number}" if first is not last else f" {first.number}"
            if moved:
                touched = np.flatnonzero(first.opening.draft != before.draft)
                lines += [line for change in first.changes for line in telling.changed(replay, change)]
                yield Step(f"Reading{until}: {_titles(replay, touched)}", (*lines, _put(replay, before)))
            else:
                lines = lines or ["Nobody changes stance."]
                yield Step(f"Reading{until}: nothing moves", tuple(lines), quiet=True)


def _repairs(replay: Replay) -> Iterator[Step]:
    for number, change in enumerate(replay.repairs, 1):
        titles, told = _titles(replay, change.paragraphs), tuple(telling.changed(replay, change))
        if change.kept:
            yield Step(f"Last-minute repair {number}: {titles}", (*told, _put(replay, change.after)))
        else:
            vain = "It would not leave fewer objections, and the chair takes it back."
            yield Step(f"A repair that fails: {titles}", (*told, _put(replay, change.after), vain))


def _decided(replay: Replay) -> Iterator[Block]:
    end = replay.end
    way = f"to the vote ({replay.table.decision.name})" if telling.by_vote(replay) else "under silence"
    counts = [int(end.taking(stance).sum()) for stance in (JOINS, DISSOCIATES, OBJECTS)]
    told = [f"{spelt(n)} {telling.doing(replay, stance)}" for stance, n in enumerate(counts)]
    idle = len(replay.made) == len(replay.repairs) < replay.last.behaviour.repairs[0]
    fate = "adopted" if replay.adopted else "not adopted" + ": the chair sees no change to make" * bool(idle)
    yield Words(f"The text is put {way}: {listed(told)}. It is {fate}.")
    yield Picture("horseshoe", describe_horseshoe_of_play(replay.table, end.stances))
    margin = np.where(end.taking(JOINS), np.inf, end.worth + end.price)
    apart = np.argsort(margin, kind="stable")[: min(APART, int((end.stances != JOINS).sum()))]
    if len(apart):
        columns = ("delegation", "stance", "over", "how far")
        rows = tuple(_apart(replay, seat) for seat in apart)
        yield Grid("Who stands apart, over what, and how far", columns, rows, left=len(columns))
        if len(company := np.flatnonzero(end.taking(OBJECTS) & (end.worth >= -end.price_alone))):
            alone = "would not have objected alone: blocking is cheaper beside others of the same complaint."
            yield Words(f"{capital(telling.names(replay, company))} {alone}")
        yield Words("In explanation of position, in our words:")
        yield Bullets(tuple(telling.statements(replay, apart)))
    if counts[JOINS]:
        least = [seat for seat in np.argsort(end.worth, kind="stable") if end.stances[seat] == JOINS][
            :CLOSEST
        ]
        yield Words(
            f"Of those who {telling.does(replay, JOINS)}, {telling.names(replay, least)} had least to gain."
        )


def _apart(replay: Replay, seat: int) -> tuple[str, str, str, str]:
    end, number = replay.end, int(replay.end.complaints[seat])
    name, stance = capital(called(replay.table.codes[seat])), int(end.stances[seat])
    kind = ("harm", "disappointment")[number % 2]
    over = complaint(kind, replay.scenario.issues[number // 2].title) if number >= 0 else "a report as such"
    return name, telling.doing(replay, stance), over, _nearness(end, seat)


def _nearness(end: Sounding, seat: int) -> str:
    """Say how far a delegation stands from another stance, by what blocking would cost it."""
    if end.worth[seat] >= 0:
        return "joins"
    if end.price[seat] <= 0:
        return "freely: blocking costs it nothing"
    times = -float(end.worth[seat] / end.price[seat])
    if end.stances[seat] == OBJECTS:
        how = "only just" if times < 1.1 else "by far" if times >= 2 else "clearly"
    else:
        steps = (
            (0.9, "all but objects"),
            (0.5, "near objecting"),
            (0.1, "near joining"),
            (0, "all but joins"),
        )
        how = next(words for least, words in steps if times >= least)
    much = f"{times:.1f} times what" if times >= 2 else f"{percent(times)} of what"
    return f"{how}: the text costs it {much} blocking would"


def _report(replay: Replay) -> Iterator[Block]:
    end = replay.end
    yield _draft(replay, end.draft)
    closest = int(np.argmin(np.where(end.taking(OBJECTS), np.inf, end.worth + end.price)))
    who, near = called(replay.table.codes[closest]), _nearness(end, closest).partition(": ")[2]
    told = "The report is worth more than none to everybody who does not object."
    yield Words(f"Closest to {telling.doing(replay, OBJECTS)} was {who}: {near}." if near else told)


def _instead(replay: Replay) -> Iterator[Block]:
    """Tell which rewordings of one paragraph would have been adopted, or stop an objection."""
    found, objected = replay.rewordings, replay.end.taking(OBJECTS)
    objecting = found.stances == OBJECTS
    stops, lost = objected & ~objecting, objecting & ~objected
    order = np.lexsort((np.abs(found.rungs), lost.sum(axis=1), (objected & objecting).sum(axis=1)))
    carried = [e for e in order if found.adopted[e]]
    stopped = [e for e in order if stops[e].any()]
    if carried:
        yield Words("With one paragraph worded otherwise, the same text would have been adopted:")
    elif stopped:
        yield Words("No rewording of a single paragraph would have been adopted. What comes nearest:")
    else:
        yield Words("No rewording of a single paragraph would have been adopted, or won anybody over.")
    told = []
    for e in (carried or stopped)[:REWORDINGS]:
        start, rung = Rung(int(found.starts[e])).word, Rung(int(found.ends[e])).word
        title, won = replay.scenario.issues[found.paragraphs[e]].title, np.flatnonzero(stops[e])
        how = (
            f"{telling.names(replay, won)} no longer {telling.does(replay, OBJECTS, len(won))}, "
            if len(won)
            else ""
        )
        but, then = "and" if found.adopted[e] else "but", telling.stood_apart(replay, found.stances[e])
        told.append(f"{title} {rung} instead of {start}: {how}{but} {then}.")
    yield from [Bullets(tuple(told))] if told else []


def _made(replay: Replay) -> Section:
    scenario, played = replay.scenario, replay.setting
    given = given_beyond(played.given, scenario)
    facts = (
        scenario_fact(scenario),
        ("play", f"seed {replay.seed}, replicate {replay.replicate}"),
        parameters_fact(played.known, given),
    )
    words = ("--seed", str(replay.seed), "--replicate", str(replay.replicate))
    options = fitted_or_not(played.known, given)
    return how_made(facts, typed("replay", scenario_argument(scenario, "SCENARIO.yaml"), *words, *options))
