"""The timetable: a lesson by the minute, with what to say, to look for, to expect and to press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.classroom.words.message import joined, say
from sim.scenario.schema import Scenario

#: Lengths of the lessons in a guide, in minutes.
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
    screen : what happens on the screens, if the class has phones
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
    """The plan of a lesson: minutes for each part, and the number of readings."""

    welcome: int
    instructions: int
    statements: int
    readings: int
    reading: int
    silence: int
    debrief: int
    quiz: int


#: Instructions for the screens in every reading.
_READING = say(
    "Press “Begin the first reading”. In each reading, set the timer to the minutes of corridor and room "
    "together. Students support, accept or bracket, and propose wordings; your page names those you wait "
    "for. Choose a paragraph under “In brackets”: it stands large on the projector. Then press “Close "
    "reading”: the computer's chair revises at once; you or a student have two minutes at the chair's desk."
)
_PLANS = {60: Plan(4, 7, 5, 3, 9, 5, 12, 0), 90: Plan(5, 10, 8, 4, 10, 7, 13, 7)}


def timetable(scenario: Scenario, minutes: int) -> tuple[Slot, ...]:
    """Return a lesson of a given length, without a gap.

    If a scenario has fewer readings than fit into the lesson, they are longer.

    Parameters
    ----------
    minutes : 60 or 90
    """
    return tuple(_slots(scenario, minutes, _PLANS[minutes]))


def on_screens(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """Return what happens on the screens of a class with phones.

    Returns
    -------
    rows : minutes in each of the `LESSONS`, empty if the lesson has no such part; then what happens
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
    """Return the number of readings in a lesson."""
    return min(_PLANS[minutes].readings, scenario.readings)


def _slots(scenario: Scenario, minutes: int, plan: Plan) -> Iterator[Slot]:
    now = 0

    def slot(length: int, what: str, say: str, look: str, wrong: str, screen: str) -> Slot:
        nonlocal now
        start, now = now, now + length
        return Slot(start, now, what, say, look, wrong, screen)

    yield slot(
        plan.welcome,
        say(
            "Welcome. The signs are on the tables. Everybody sits down behind one. Everybody gets the "
            "draft and the role sheet of that seat, face down."
        ),
        say(
            "“You are diplomats. {question} Nobody has to win. Everybody has to be able to go home.”",
            question=say(scenario.question),
        ),
        say("Empty seats: for the chair, they accept every paragraph and join at the end."),
        say("Friends want to sit together. Give them seats far apart: it makes a better game."),
        say(
            "The projector shows the address. Everybody opens it, gives a name, and chooses the "
            "delegation on the table sign. Choose the chair under “Settings”: the computer, yourself, or "
            "a student who has come in without taking a seat."
        ),
    )
    yield slot(
        plan.instructions,
        say("Everybody reads the role sheet and marks the paragraph that matters most."),
        say(
            "“Do not show this sheet to anybody. You may say what is on it, or keep it to yourself. Do "
            "not say the opposite.”"
        ),
        say("Who has a red line? Walk past these seats first."),
        say(
            "“I do not understand paragraph 3.” Read the weakest and the strongest wording aloud, and ask "
            "what a state could no longer do."
        ),
        say(
            "On the phone, “Capital” says what the role sheet says. “Draft” has the numbers and letters "
            "of the printed draft. Press “Practise”: everybody tries the buttons on a paragraph about "
            "lunch."
        ),
    )
    yield slot(
        plan.statements,
        say(
            "Opening statements, twenty seconds each, by those who ask for the floor. The chair then "
            "reads out the zero draft."
        ),
        say("“The floor is open. Say what you came for, and stop.”"),
        say("Who reveals all instructions at once, and who holds something back?"),
        say("Speeches. After twenty seconds the chair thanks the speaker, and means it."),
        say(
            "Students press “Room” and “Ask for the floor”, with or without a written statement. You or the "
            "chair press “Give it to …”; the projector shows the statement for twenty seconds, and phones "
            "keep it."
        ),
    )
    readings = readings_in(scenario, minutes)
    spare = plan.reading * plan.readings - plan.reading * readings
    for number in range(1, readings + 1):
        length = plan.reading + spare // readings + (number <= spare % readings)
        yield slot(length, *_reading(number, readings, length))
    yield slot(
        plan.silence,
        joined(say("The last draft is read out."), _decided(scenario)),
        say(
            "“The text is before you. You can join it; you can dissociate, explain why, and let it pass; "
            "or you can object. Is there any objection?” Wait. “I see none. It is so decided.”"
        ),
        say(
            "The pause before the last word. Who looks at whom? Who would have objected if somebody else had?"
        ),
        say(
            "Somebody objects to see what happens. Ask for the reason on the role sheet; if there is "
            "none, the student misread the seat, and the class can look at it together."
        ),
        say(
            "Everybody chooses join, dissociate or object, and sends it; you press “Take the decision”, "
            "and then “Open the next seat” for each, or the space bar. For one last step after an "
            "objection, press “Back” until the last reading is open again."
        ),
    )
    yield slot(
        plan.debrief,
        say("Debrief. Everybody turns the role sheet over; you ask questions from the debrief sheet."),
        say(
            "“First without judging: what happened, reading by reading? Then: what would you do differently?”"
        ),
        say("The moment that decided the outcome. It is rarely the last one."),
        say(
            "The class blames whoever objected. Ask who could have made an offer to that delegation, and "
            "when."
        ),
        say(
            "Tick “Reveal all instructions” beside the result, then open “Debrief”: the class, the model, "
            "history. Phones have a button for it; on the projector, press the address of the debrief. Save "
            "the table, the record and the page: the links are under “Save”."
        ),
    )
    if plan.quiz:
        yield slot(
            plan.quiz,
            say("Quiz, alone or in pairs, and its answers."),
            say("“Eight questions, one minute each.”"),
            say("The two questions that most students get wrong. Begin the next lesson with them."),
            say("There is no time left. The quiz also works as homework."),
            say("On paper."),
        )


def _reading(number: int, readings: int, length: int) -> tuple[str, str, str, str, str]:
    corridor = max(2, length // 3)
    course = say(
        "Reading {number} of {readings}: corridor {corridor} minutes, room {room}, chair 2.",
        number=number,
        readings=readings,
        corridor=corridor,
        room=length - corridor - 2,
    )
    if number == 1:
        return (
            course,
            say("“A bracket means: not yet. A bracket without a proposal is only half the work.”"),
            say("Brackets on everything. They hide what really matters, and the chair learns nothing."),
            say("Nobody moves about. Send the two delegations that are furthest apart to each other."),
            _READING,
        )
    if number == readings:
        return (
            course,
            say("“This is the last reading. After it the text goes to the room as it stands.”"),
            say("Concessions: most come now. Ask yourself what they were, and who had to ask for them."),
            say("The chair wants to change everything at once. Allow two steps, and no more."),
            _READING,
        )
    return (
        course,
        say("“Who needs something, and has something to offer? Bring me two wishes at once, not one.”"),
        say("Offers with an “if” in them. They are the first packages."),
        say("Everybody talks over one delegation. Give it the floor, and time to finish."),
        _READING,
    )


def _decided(scenario: Scenario) -> str:
    if scenario.decision == "consensus":
        return say("It is adopted unless somebody objects.")
    return say("The rule “{rule}” decides, as the chair's brief explains.", rule=scenario.decision)
