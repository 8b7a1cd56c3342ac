"""A replay as a document: one play as a story, from who sits there to what would have carried."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from sim.negotiation.arrays import OBJECTS, Ints, Rungs
from sim.negotiation.chairs.chair import hearing
from sim.report import telling
from sim.report.document import (
    Answer,
    Block,
    Bullets,
    Document,
    Draft,
    Picture,
    Section,
    Step,
    Steps,
    Wording,
    Words,
)
from sim.report.figures.replay import describe_replay_path, describe_replay_room
from sim.report.glossary import glossary
from sim.report.making import (
    fitted_or_not,
    given_beyond,
    how_made,
    parameters_fact,
    scenario_argument,
    scenario_fact,
    typed,
)
from sim.report.replay.changes import changed, fallout
from sim.report.replay.ending import decided, instead, report
from sim.report.wording import called, capital, counted, listed, on_record, percent
from sim.scenario.acquis import promised
from sim.scenario.ladder import Rung
from sim.scenario.schema import Record
from sim.study.replay import Replay, Sounding

#: Rooms of more seats are not listed by name.
LISTED = 40
#: So many are told of those who weigh most in a large room, or are most moved by the mood of the day.
FOREMOST = 3
#: A mood this far from the usual is told, in standard units: of a caucus, and of one delegation.
MOODY, VERY_MOODY = 1.0, 2.0
#: Words of the story that a reader may not know.
_GLOSSED = (
    "silent, indirect, explicit", "zero draft", "reading", "silence procedure", "objects", "dissociates",
    "camp", "stake", "mood",
)  # fmt: skip


def replay_document(replay: Replay, record: Record | None = None, note: str = "") -> Document:
    """Tell one play.

    Parameters
    ----------
    record : what really happened, if that is known
    note : what a reader must know beside, if anything: that this is no play of the result that was given
    """
    put = "The vote" if telling.by_vote(replay) else "The silence procedure"
    if replay.adopted:
        end = Section("The report", (drafted(replay, replay.end.draft), *report(replay)))
    else:
        end = Section("What would have carried", tuple(instead(replay)))
    sections = (
        Section("Who sits there", tuple(_room(replay))),
        Section("The zero draft", tuple(_zero_draft(replay))),
        Section("Reading by reading", tuple(_readings(replay))),
        Section(put, tuple(decided(replay))),
        end,
        glossary(_GLOSSED),
        _made(replay),
    )
    title = f"{replay.scenario.title}: play {replay.replicate} of seed {replay.seed}"
    return Document("replay", title, _answer(replay, record, note), sections)


def _answer(replay: Replay, record: Record | None, note: str) -> Answer:
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
    return Answer(told, replay.scenario.question, tuple(filter(None, (note, aside, on_record(record)))))


def _room(replay: Replay) -> Iterator[Block]:
    scenario, table = replay.scenario, replay.table
    yield Words(
        f"{len(table.codes)} delegations, {table.readings} readings of one text in "
        f"{counted(scenario.sessions, 'session')}, then a decision. {table.decision.story}"
    )
    told = []
    for number, group in enumerate(table.caucus_names):
        who = sorted(np.flatnonzero(table.caucuses == number).tolist(), key=lambda seat: -table.weights[seat])
        listed = telling.names(replay, who, FOREMOST if len(table.codes) > LISTED else LISTED)
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
        alone = np.argsort(-sign * replay.mood, kind="stable")[:FOREMOST]
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
    yield drafted(replay, draft)


def _put(replay: Replay, sounding: Sounding) -> str:
    way = "to the vote" if telling.by_vote(replay) else "under silence"
    return f"If it were put {way} now, {telling.sounded(replay, sounding)}."


def drafted(replay: Replay, draft: Rungs) -> Draft:
    """Show a draft (K,), paragraph by paragraph."""
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
                lines += [line for change in first.changes for line in changed(replay, change, first.opening)]
                lines += [_put(replay, before), *fallout(replay, first.opening, before)]
                yield Step(f"Reading{until}: {_titles(replay, touched)}", tuple(lines))
            else:
                lines = lines or ["Nobody changes stance."]
                yield Step(f"Reading{until}: nothing moves", tuple(lines), quiet=True)


def _repairs(replay: Replay) -> Iterator[Step]:
    opening = replay.readings[-1].closing
    for number, change in enumerate(replay.repairs, 1):
        titles, told = _titles(replay, change.paragraphs), tuple(changed(replay, change, opening))
        if change.kept:
            yield Step(f"Last-minute repair {number}: {titles}", (*told, _put(replay, change.after)))
        else:
            vain = "It would not leave fewer objections, and the chair takes it back."
            yield Step(f"A repair that fails: {titles}", (*told, _put(replay, change.after), vain))


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
