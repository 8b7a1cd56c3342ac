"""What a replay has to say: one play as a story, from who sits there to what would have carried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from sim.negotiation.arrays import DISSOCIATES, JOINS, OBJECTS, Floats, Ints
from sim.negotiation.chairs.chair import hearing
from sim.report import replay_columns
from sim.report import replay_words as say
from sim.report.document import Answer, Block, Bullets, Document, Grid, Picture, Section, Steps, Words
from sim.report.figures.drawing import pictures
from sim.report.figures.replay import replay_drawings
from sim.report.glossary import glossary
from sim.report.provenance import given_beyond, how_made, on_record, parameters_fact, scenario_fact
from sim.report.replay_changes import steps
from sim.report.result import Report
from sim.report.words.names import called, capital, caucus, listed
from sim.report.words.numbers import percent, spelt, spelt_out, to_give_up
from sim.report.words.stances import acting, put, reworded, verb
from sim.scenario.acquis import promised
from sim.scenario.ladder import Rung
from sim.scenario.record import Record
from sim.study.forecast import Forecast
from sim.study.reasons.failures import far
from sim.study.reasons.findings import Amendment
from sim.study.replay import Replay, sound

#: Rooms of more seats are not listed by name.
LISTED = 40
#: This many are named of those who weigh most in a large room, are most moved by mood, or gain least.
FOREMOST = 3
#: A mood this far from the usual is mentioned, in standard units: of a caucus, and of one delegation.
MOODY, VERY_MOODY = 1.0, 2.0
#: At most this many delegations that stand apart are listed, and this many rewordings.
APART, REWORDINGS = 10, 4
#: Words of the story that a reader may not know.
_GLOSSED = (
    "silent, indirect, explicit", "zero draft", "reading", "silence procedure", "objects", "dissociates",
    "camp", "stake", "mood",
)  # fmt: skip


def replay_report(replay: Replay, actual: Record | None = None, note: str = "", command: str = "") -> Report:
    """Report one play, with what really happened, what to know first, and the command, if there are any."""
    figures = replay_drawings(replay)
    pictured = pictures(figures)
    decision = "The vote" if replay.table.decision.by_vote else "The silence procedure"
    end, last = ("The report", _adopted) if replay.adopted else ("What would have carried", _instead)
    play = ("play", f"seed {replay.seed}, replicate {replay.replicate}")
    given = given_beyond(replay.setting.given, replay.scenario)
    facts = (
        scenario_fact(replay.scenario, replay.setting),
        play,
        parameters_fact(replay.setting.known, given),
    )
    sections = (
        Section("Who sits there", tuple(_room(replay))),
        Section("The zero draft", tuple(_zero_draft(replay))),
        Section("Reading by reading", (Steps(tuple(steps(replay))), pictured["path"], pictured["room"])),
        Section(decision, tuple(_decision(replay, pictured["horseshoe"]))),
        Section(end, tuple(last(replay))),
        glossary(_GLOSSED),
        how_made(facts, command),
    )
    title = f"{replay.scenario.title}: play {replay.replicate} of seed {replay.seed}"
    aside = "One play out of many: it shows how such an end can come about, not how likely it is."
    asides = tuple(filter(None, (note, aside, on_record(actual))))
    answer = Answer(_sentence(replay), replay.scenario.question, asides)
    shown = tuple(replace(section, brief=section.blocks) for section in sections)
    document = Document(replay_columns.KIND, title, answer, shown)
    return Report.of(replay, replay_columns, document, figures, headline=answer.sentence)


def _sentence(replay: Replay) -> str:
    end = replay.end
    against = end.taking(OBJECTS)
    if replay.adopted:
        return f"A report is adopted. {capital(say.stood_apart(replay, end.stances))}."
    if many := int(against.sum()):
        who = f"{capital(spelt_out(many, 'delegation'))} {verb(replay, OBJECTS, many)}"
        return f"No report. {who}: {say.grouped(replay, end, against)}."
    return "No report. Too few are in favour."


def _room(replay: Replay) -> Iterator[Block]:
    scenario, table = replay.scenario, replay.table
    yield Words(
        f"{len(table.codes)} delegations, {table.readings} readings of one text in "
        f"{spelt_out(scenario.sessions, 'session')}, then a decision. {table.decision.story}"
    )
    most, groups = FOREMOST if len(table.codes) > LISTED else LISTED, []
    for number, group in enumerate(table.caucus_names):
        who = sorted(np.flatnonzero(table.caucuses == number).tolist(), key=lambda seat: -table.weights[seat])
        groups.append(f"{capital(caucus(group))} ({len(who)}): {say.names(replay, who, most)}.")
    yield Bullets(tuple(groups))
    chair, strategy = scenario.chair, replay.setting.chair
    nation = called(chair.state) if chair.state else ""
    chairing = f"{chair.name} ({nation})" if nation and nation not in chair.name else chair.name
    ear = "belongs to no camp and hears everybody alike"
    if table.in_camp.any():
        heard = percent(float(hearing(replay.last)[0].min()))
        ear = f"is of the camp {chair.camp}; complaints from outside it count {heard} of those from within"
    works = f"A {strategy.called}: {strategy.story[:1].lower()}{strategy.story[1:]}"
    yield Words(f"The chair, {chairing}, {ear}. {works}")
    asked = [issue.title for issue in scenario.issues if promised(scenario)[issue.code] > 0]
    outlets = "; ".join(outlet.what for outlet in scenario.outlets)
    also = f" Claims that it leaves out can go to: {outlets}." if outlets else ""
    mandate = f"The mandate ({scenario.mandate.resolution})"
    yield Words(f"{mandate} promises text on: {'; '.join(asked) or 'nothing'}.{also}")
    yield Words(_day(replay))


def _day(replay: Replay) -> str:
    """Say what is unusual in this play: its parameters, and the mood of the day."""
    odd = "; ".join(say.unusual(found) for found in replay.unusual)
    usual = f"Unusual in this play: {odd}." if odd else "Behaviour is as usual in this play."
    moods, groups, codes = [], replay.table.caucus_names, replay.table.codes
    for sign, disposed in ((1, "well"), (-1, "ill")):
        shared = np.flatnonzero(sign * replay.draws.caucus_mood[0] >= MOODY)
        alone = np.argsort(-sign * replay.mood, kind="stable")[:FOREMOST]
        who = [caucus(groups[g]) for g in shared]
        who += [called(codes[seat]) for seat in alone if sign * replay.mood[seat] >= VERY_MOODY]
        if who:
            are = "are" if len(who) > 1 else "is"
            moods.append(f"{listed(who)} {are} {disposed} disposed to a report")
    mood = "; ".join(moods) or "nothing out of the ordinary"
    return f"{usual} The mood of the day, which no file records: {mood}."


def _zero_draft(replay: Replay) -> Iterator[Block]:
    draft = replay.zero_draft.draft
    own = (draft == replay.draws.past.own_text[0]).all()
    text = "what this body agreed last" if own else "what the mandate asks for"
    opens = f"The chair opens with {text if draft.any() else 'a blank page'}."
    yield Words(f"{opens} {say.if_put(replay, replay.zero_draft)}")
    yield say.drafted(replay, draft)


def _decision(replay: Replay, picture: Picture) -> Iterator[Block]:
    """Yield what the room does with the last text, who stands apart, over what, and how far."""
    end, rule = replay.end, replay.table.decision
    way = put(replay) + f" ({rule.called})" * rule.by_vote
    ways = (JOINS, DISSOCIATES, OBJECTS)
    counts = listed([f"{spelt(int(end.taking(s).sum()))} {acting(replay, s)}" for s in ways])
    idle = len(replay.made) == len(replay.repairs) < replay.last.behaviour.repairs[0]
    fate = "adopted" if replay.adopted else "not adopted" + ": the chair sees no change to make" * bool(idle)
    yield Words(f"The text is {way}: {counts}. It is {fate}.")
    yield picture
    share = shares(replay)
    apart = _apart(replay, share)
    if len(apart):
        rows = tuple(
            (capital(called(replay.table.codes[seat])), acting(replay, stance), say.over(replay, seat),
             distance(stance, share[seat]))
            for seat, stance in zip(apart, end.stances[apart].tolist(), strict=True)
        )  # fmt: skip
        columns = ("delegation", "stance", "over", "how far")
        yield Grid("Who stands apart, over what, and how far", columns, rows, left=3, right=1)
        if len(company := np.flatnonzero(end.taking(OBJECTS) & (end.worth >= -end.price_alone))):
            why = "blocking costs less beside others with the same complaint"
            alone = f"would not have {'voted no' if rule.by_vote else 'objected'} alone: {why}."
            yield Words(f"{capital(say.names(replay, company))} {alone}")
        yield Words("In explanation of position, in our words:")
        alike: dict[str, list[int]] = {}
        for seat in apart:
            alike.setdefault(say.position(replay, seat), []).append(seat)
        yield Bullets(tuple(f"{capital(say.names(replay, s, len(s)))} {words}" for words, s in alike.items()))
    join = [seat for seat in np.argsort(end.worth, kind="stable") if end.stances[seat] == JOINS]
    if join:
        who = say.names(replay, join[:FOREMOST])
        yield Words(f"Of those who {verb(replay, JOINS)}, {who} had least to gain.")


def shares(replay: Replay) -> Floats:
    """Return how much of its complaint each would have to give up to let the text pass (N,), or NaN."""
    return np.asarray(far(replay.last, replay.outcome, replay.outcome.complaints.astype(np.int64))[0])


def _apart(replay: Replay, share: Floats) -> Ints:
    """Return the seats that stand apart and are listed: objecting first, those that are farthest first."""
    end = replay.end
    away = np.where(end.taking(OBJECTS), np.nan_to_num(share, nan=np.inf), -1.0)
    order = np.lexsort((end.worth + end.price, -away))
    return np.asarray(order[end.stances[order] != JOINS][:APART])


def distance(stance: int, share: float) -> str:
    """Say how far a delegation that stands apart is from letting the text pass."""
    if stance != OBJECTS:
        return "It lets the text pass."
    if np.isnan(share):
        return "It has no complaint to give up."
    return to_give_up(share, "that complaint").strip()


def _adopted(replay: Replay) -> Iterator[Block]:
    """Show the report, and say who came closest to objecting to it, over what."""
    end = replay.end
    yield say.drafted(replay, end.draft)
    closest = int(np.argmin(np.where(end.taking(OBJECTS), np.inf, end.worth + end.price)))
    if end.worth[closest] >= 0:
        not_against = f"everybody who does not {verb(replay, OBJECTS)}"
        yield Words(f"{capital(not_against)} prefers the report to none.")
        return
    why = ("" if end.complaints[closest] >= 0 else "gains too little from ") + say.over(replay, closest)
    who = called(replay.table.codes[closest])
    yield Words(f"Closest to {acting(replay, OBJECTS)} was {who}, which {why}.")


@lru_cache(maxsize=1)
def alone(replay: Replay) -> Forecast:
    """Return the play as a forecast of this play alone, so that it has the same reasons."""
    return Forecast(replay.scenario, replay.setting, replay.seed, replay.behaviour, replay.outcome)


def _instead(replay: Replay) -> Iterator[Block]:
    """Yield which smallest rewordings would have had the text adopted, and which come nearest."""
    cures = [cure.amendments for cure in alone(replay).reasons.reasons[0].cures]
    pairs = max(map(len, cures), default=0) > 1
    if cures and not pairs:
        yield Words("With one paragraph worded otherwise, the same text would have been adopted:")
    else:
        nearest = _nearest(replay)
        vain = "No change to a single paragraph would have saved the report"
        yield Words(f"{vain}. What comes nearest:" if nearest else f"{vain}, or won anybody over.")
        if nearest:
            yield Bullets(tuple(_reworded(replay, [amendment]) for amendment in nearest))
        enough = "Two at once would have been enough:"
        yield Words(enough if pairs else "No rewording of one or two paragraphs would have been enough.")
    if cures:
        yield Bullets(tuple(_reworded(replay, amendments) for amendments in cures[:REWORDINGS]))
        if (others := len(cures) - REWORDINGS) > 0:
            yield Words(f"{capital(spelt_out(others, 'other'))} would have been enough, too.")


def _nearest(replay: Replay) -> list[Amendment]:
    """Return the rewordings that end some objection, those that leave fewest first."""
    found, objected = replay.rewordings, replay.end.taking(OBJECTS)
    objecting = found.stances == OBJECTS
    stops, new = objected & ~objecting, objecting & ~objected
    order = np.lexsort((np.abs(found.rungs), new.sum(axis=1), (objected & objecting).sum(axis=1)))
    issues, some = replay.table.issues, [e for e in order if stops[e].any()][:REWORDINGS]
    moves = zip(found.paragraphs[some], found.starts[some].tolist(), found.ends[some].tolist(), strict=True)
    return [Amendment(issues[k], Rung(start), Rung(end)) for k, start, end in moves]


def _reworded(replay: Replay, amendments: Sequence[Amendment]) -> str:
    """Say what some paragraphs would say instead, who then no longer objects, and who stands apart."""
    draft = replay.end.draft.copy()
    for amendment in amendments:
        draft[replay.table.issues.index(amendment.issue)] = amendment.end
    then = sound(replay.last, draft)
    won = np.flatnonzero(replay.end.taking(OBJECTS) & ~then.taking(OBJECTS))
    words = capital(listed([reworded(alone(replay), amendment) for amendment in amendments]))
    how = f"{say.names(replay, won)} no longer {verb(replay, OBJECTS, len(won))}, " if len(won) else ""
    return f"{words}: {how}{'and' if then.carried else 'but'} {say.stood_apart(replay, then.stances)}."
