"""The timetable: a lesson minute by minute, what to say, what to look for, what goes wrong, what to press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.scenario.schema import Scenario

#: The lessons that a guide is written for, in minutes.
LESSONS = (60, 90)


@dataclass(frozen=True)
class Slot:
    """A part of the lesson.

    Parameters
    ----------
    start, end : in minutes from the beginning
    what : what happens
    say : words to say
    look : what to look for
    wrong : what goes wrong, and what helps
    screen : what happens on the screens, where the class has phones
    """

    start: int
    end: int
    what: str
    say: str
    look: str
    wrong: str
    screen: str


@dataclass(frozen=True)
class Plan:
    """How a lesson is cut up: minutes for each part, and how many readings there are time for."""

    welcome: int
    instructions: int
    statements: int
    readings: int
    reading: int
    silence: int
    debrief: int
    quiz: int


#: What happens on the screens in every reading.
_READING = (
    "Press “Begin the first reading”. In each start the timer, at two minutes less than it lasts. Phones "
    "support, accept or bracket, and propose wordings; “not done” shows who is slow. Then press “Close "
    "reading”: the computer's chair revises at once; you or a student have two minutes at the chair's desk."
)
_PLANS = {60: Plan(4, 7, 5, 3, 9, 5, 12, 0), 90: Plan(5, 10, 8, 4, 10, 7, 13, 7)}


def timetable(scenario: Scenario, minutes: int) -> tuple[Slot, ...]:
    """Return a lesson of so many minutes, without a gap.

    A scenario with fewer readings than there is time for gets longer ones.

    Parameters
    ----------
    minutes : 60 or 90
    """
    return tuple(_slots(scenario, minutes, _PLANS[minutes]))


def on_screens(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """Return what happens on the screens of a class with phones.

    Returns
    -------
    rows : minutes in each of the `LESSONS`, empty where it has no such part; then what happens
    """
    found: dict[str, list[str]] = {}
    for place, minutes in enumerate(LESSONS):
        slots = timetable(scenario, minutes)
        for screen in dict.fromkeys(slot.screen for slot in slots):
            ours = [slot for slot in slots if slot.screen == screen]
            row = found.setdefault(screen, [""] * len(LESSONS))
            row[place] = f"{ours[0].start}–{ours[-1].end}"
    return tuple((*row, screen) for screen, row in found.items())


def readings_in(scenario: Scenario, minutes: int) -> int:
    """Return how many readings there are in a lesson."""
    return min(_PLANS[minutes].readings, scenario.readings)


def _slots(scenario: Scenario, minutes: int, plan: Plan) -> Iterator[Slot]:
    now = 0

    def slot(length: int, what: str, say: str, look: str, wrong: str, screen: str) -> Slot:
        nonlocal now
        start, now = now, now + length
        return Slot(start, now, what, say, look, wrong, screen)

    yield slot(
        plan.welcome,
        "Welcome. Signs are on the tables; everybody sits down behind one and gets its role sheet, "
        "face down, and the draft.",
        f"“You are diplomats. {scenario.question} Nobody has to win. Everybody has to be able to go home.”",
        "Empty seats: the chair counts them as accepting every paragraph and joining in the end.",
        "Friends who want to sit together get seats that are far apart in the room: it is the better game.",
        "The projector shows the address. Everybody opens it, gives a name, and chooses the delegation of "
        "its sign. Settings, “Chair”: the computer, you, or a student who has come in and taken no seat.",
    )
    yield slot(
        plan.instructions,
        "Everybody reads the role sheet, and marks the one paragraph that matters most to it.",
        "“Do not show this sheet to anybody. You may say what is on it, or keep it to yourself, but do not "
        "say anything that contradicts it.”",
        "Who has a red line? Walk past these seats first.",
        "“I do not understand paragraph 3.” Read both wordings aloud, the weakest and the strongest, and ask "
        "what a state could no longer do.",
        "The page “Capital” on the phone says what the role sheet says. “Draft” has every wording, with the "
        "numbers and letters of the printed draft.",
    )
    yield slot(
        plan.statements,
        "Opening statements, twenty seconds each, by those who ask for the floor. The chair then reads out "
        "the zero draft.",
        "“The floor is open. Say what you came for, and stop.”",
        "Who tells the whole of the instructions at once, and who keeps something back?",
        "Speeches. The chair thanks the speaker at twenty seconds, and means it.",
        "“Room”, “Ask for the floor”, with the statement or without. You, or the chair, press “Give it to "
        "…”; what was written is then read by all.",
    )
    readings = readings_in(scenario, minutes)
    spare = plan.reading * plan.readings - plan.reading * readings
    for number in range(1, readings + 1):
        length = plan.reading + spare // readings + (number <= spare % readings)
        yield slot(length, *_reading(number, readings, length))
    yield slot(
        plan.silence,
        f"The last draft is read out. {_decided(scenario)}",
        "“The text is before you. You can join it; you can dissociate, explain why, and let it pass; or you "
        "can object. Is there any objection?” Wait. “I see none. It is so decided.”",
        "The pause before the last word. Who looks at whom? Who would have objected, had somebody else?",
        "Somebody objects to see what happens. Ask for the reason from the role sheet; if there is none, the "
        "seat was misread, and the class may look at it together.",
        "Everybody presses join, dissociate or object, and “Decide”; you press “Take the decision”. For one "
        "last step after an objection press “Back” until the last reading is open again.",
    )
    yield slot(
        plan.debrief,
        "Debrief. Role sheets are turned over; questions from the debrief sheet.",
        "“First without judging: what happened, reading by reading? Then: what would you do otherwise?”",
        "The moment at which it was decided. It is rarely the last one.",
        "Blame for whoever objected. Ask who could have made it an offer, and when.",
        "Settings, “Reveal all instructions”; then “Debrief”, on the projector and on the phones: the class, "
        "the model, history. Keep the table, the record and the page: links at the top.",
    )
    if plan.quiz:
        yield slot(
            plan.quiz,
            "Quiz, alone or in pairs, and its answers.",
            "“Eight questions, one minute each.”",
            "The two questions on which most are wrong: they are next week's first five minutes.",
            "No time left. The quiz works as homework, too.",
            "On paper.",
        )


def _reading(number: int, readings: int, length: int) -> tuple[str, str, str, str, str]:
    corridor = max(2, length // 3)
    course = (
        f"Reading {number} of {readings}: corridor {corridor} minutes, room {length - corridor - 2}, chair 2."
    )
    if number == 1:
        return (
            course,
            "“A bracket means: not yet. A bracket without a proposal is only half of the work.”",
            "Brackets on everything. They hide what really matters, and the chair learns nothing.",
            "Nobody moves about. Send the two seats that stand furthest apart to each other.",
            _READING,
        )
    if number == readings:
        return (
            course,
            "“This is the last reading. After it the text goes to the room as it stands.”",
            "Concessions: most come now. Ask yourself what was given, and who had to ask for it.",
            "The chair wants to change everything at once. Two steps, and no more.",
            _READING,
        )
    return (
        course,
        "“Who needs something, and has something to give? Bring me two wishes at once, not one.”",
        "Offers with an “if” in them. They are the first packages.",
        "One delegation is talked down by all. Give it the floor, and the minutes to finish.",
        _READING,
    )


def _decided(scenario: Scenario) -> str:
    if scenario.decision == "consensus":
        return "It is adopted unless somebody objects."
    return f"It is decided by the rule “{scenario.decision}”, as the chair's brief explains."
