"""Nothing is lost: phones that drop out, networks that block sockets, a server that is killed, new phases."""

from __future__ import annotations

import json
from contextlib import closing, suppress

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Error

from checks.browser.classroom_people import (
    People,
    answered,
    answers,
    at,
    begins,
    needs_the_extra,
    sees,
    unfolds,
    writes,
)
from checks.server import Server
from sim.classroom.store import Store

needs_the_extra()

TABS = ("Draft", "Capital", "Talk", "Room")
#: Networks that let no web socket through: they refuse it, never answer, or swallow what comes through it.
BLOCKED = {
    "refused": "this.later = setTimeout(() => this.onclose?.({}), 5)",
    "unanswered": "",
    "swallowed": "setTimeout(() => this.onopen?.({}), 5)",
}
FALSE_SOCKET = "window.WebSocket = class {{ constructor() {{ {} }} send() {{}} close() {{}} }}"


def kept(server: Server) -> list[str]:
    """Stop the server, and return every action of students, and of the teacher, that it keeps."""
    assert server.stop() == 0
    with closing(Store.resume(server.folder / "class" / "class.sqlite")) as store:
        assert len(store.done) == len(set(store.done))
        return [type(deed.action).__name__ for deed in store.deeds()]


def test_a_phone_without_a_network_for_half_a_minute_loses_nothing(people: People, server: Server) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    people.student("Ben", "Norway")
    teacher.get_by_role("button", name="Begin the first reading").click()
    sees(ana, "Reading 1 of 2")
    ana.context.set_offline(True)
    answers(ana, "brackets")
    at(ana, "Talk")
    writes(ana, "NOR", "We cannot join this.")
    sees(ana, "2 messages are not sent yet")
    sees(ana, "not sent yet")
    assert ana.locator("#note").input_value() == "We cannot join this."
    ana.wait_for_timeout(30_000)
    sees(teacher, "away")
    ana.context.set_offline(False)
    sees(ana, "Everything is saved")
    unfolds(teacher, "[0-9]+ (private note|statement)s?")
    sees(teacher, "We cannot join this.")
    assert ana.locator("#note").input_value() == ""
    sees(teacher, "Bracketed by")
    did = kept(server)
    assert (did.count("Answer"), did.count("SendNote")) == (1, 1)


def test_what_was_in_hand_outlives_the_page_and_the_server(people: People, server: Server) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    ben = people.student("Ben", "Norway")
    teacher.get_by_role("button", name="Begin the first reading").click()
    for page in (ana, ben):
        begins(page)
    server.kill()
    answers(ana, "brackets")
    answers(ben, "supports", 1)
    at(ana, "Talk")
    writes(ana, "NOR", "Before the fall.")
    sees(ana, "not sent yet")
    # The page is gone, and there is no server to load it from.
    with suppress(Error):
        ana.reload()
    server.start()
    ana.goto(server.address)
    for page in (ana, ben):
        sees(page, "Everything is saved")
    unfolds(teacher, "[0-9]+ (private note|statement)s?")
    sees(teacher, "Before the fall.")
    server.kill()
    server.start()
    for page in (ana, ben, teacher):
        page.get_by_text("No connection").wait_for(state="detached")
    answered(ana, "brackets")
    answered(ben, "supports", 1)
    did = kept(server)
    assert (did.count("Answer"), did.count("SendNote"), did.count("Enter")) == (2, 1, 2)


@pytest.mark.parametrize("how", BLOCKED)
def test_where_sockets_are_blocked_requests_do(people: People, server: Server, how: str) -> None:
    teacher = people.teacher()
    page = people.student("Ana", "Cuba", script=FALSE_SOCKET.format(BLOCKED[how]))
    teacher.get_by_role("button", name="Begin the first reading").click()
    sees(page, "Reading 1 of 2")
    answers(page, "brackets")
    sees(teacher, "Cuba")
    sees(page, "1 of 2 answered")
    server.kill()
    answers(page, "supports", 1)
    server.start()
    sees(page, "2 of 2 answered")
    page.context.close()
    sees(teacher, "away")


def test_a_refused_action_stays_with_its_reason_and_its_text(people: People, server: Server) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    people.student("Ben", "Norway")
    teacher.get_by_role("button", name="Begin the first reading").click()
    sees(ana, "Reading 1 of 2")
    ana.context.set_offline(True)
    answers(ana, "brackets")
    at(ana, "Talk")
    writes(ana, "NOR", "A word.")
    teacher.get_by_role("button", name="Close reading 1").click()
    teacher.get_by_role("button", name="Pause").click()
    sees(teacher, "paused")
    ana.context.set_offline(False)
    alert = ana.get_by_role("alert")
    alert.filter(has_text="Came too late: 1 answer was not counted.").filter(has_text="Bracket").wait_for()
    refused = alert.filter(has_text="A word.")
    refused.filter(has_text="The class is paused").wait_for()
    at(ana, "Talk")
    ana.get_by_label("To", exact=True).select_option("NOR")
    ana.get_by_role("button", name="Write", exact=True).click()
    assert ana.locator("#note").input_value() == "A word."
    ana.keyboard.press("Escape")
    ana.reload()
    refused.wait_for()
    teacher.get_by_role("button", name="Go on").click()
    teacher.get_by_role("button", name="Pause").wait_for()
    refused.get_by_role("button", name="Try again").click()
    unfolds(teacher, "[0-9]+ (private note|statement)s?")
    sees(teacher, "A word.")
    refused.wait_for(state="detached")
    alert.get_by_role("button", name="I have read this").click()
    alert.wait_for(state="detached")
    assert kept(server).count("Answer") == 0, "nobody has answered the new text"


def test_a_new_phase_takes_over_every_screen(people: People) -> None:
    teacher = people.teacher()
    seats = ("Brazil", "Cuba", "Fiji", "Norway")
    students = {tab: people.student(f"At {tab}", seat) for tab, seat in zip(TABS, seats, strict=True)}

    def everybody_at_their_tab() -> None:
        for tab, page in students.items():
            at(page, tab)
            page.locator(f'[aria-current="page"]:has-text("{tab}")').wait_for()

    def step(button: str, words: str) -> None:
        everybody_at_their_tab()
        teacher.get_by_role("button", name=button).first.click()
        for page in students.values():
            sees(page, words)
            page.locator('[aria-current="page"]:has-text("Draft")').wait_for()

    step("Begin the first reading", "I am done")
    for page in students.values():
        begins(page)
    at(students["Room"], "Room")
    students["Room"].get_by_label("A short statement").fill("Half a sent")
    unfolds(teacher, "Settings")
    teacher.get_by_label("Chair", exact=True).select_option("teacher")
    step("Close reading 1", "After reading 1")
    step("Go on without a new draft", "Reading 2 of 2")
    for page in students.values():
        begins(page)
    teacher.get_by_label("Chair", exact=True).select_option("computer")
    everybody_at_their_tab()
    students["Talk"].get_by_role("button", name="Offer a package").click()
    students["Draft"].locator(".rows .para").first.click()
    teacher.get_by_role("button", name="Close reading 2").first.click()
    for page in students.values():
        sees(page, " decides")
        assert page.locator("dialog, nav.tabs").count() == 0, "the decision takes the whole screen"
    teacher.get_by_role("button", name="Take the decision").first.click()
    for page in students.values():
        sees(page, "Look up.")
    teacher.get_by_role("button", name="Open all seats").click()
    for page in students.values():
        sees(page, "The debrief opens here")
        page.locator('[aria-current="page"]:has-text("Result")').wait_for()
    teacher.get_by_role("button", name="Back to before the end").click()
    teacher.get_by_role("button", name="Really go back").click()
    for page in students.values():
        sees(page, " decides")
    teacher.get_by_role("button", name="Take the decision").first.click()
    teacher.get_by_role("button", name="Open all seats").click()
    early = people.comes("/debrief")
    sees(early, "Not yet")
    teacher.get_by_label("Reveal all").check()
    students["Talk"].get_by_role("link", name="debrief").click()
    for page in (early, students["Talk"]):
        sees(page, "The words")
    teacher.get_by_role("button", name="Back to before the end").click()
    teacher.get_by_role("button", name="Really go back").click()
    sees(students["Talk"], " decides")


def test_an_action_under_anothers_id_is_ones_own(people: People, server: Server) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    ben = people.student("Ben", "Norway")
    frames: list[str] = []
    ana.on("websocket", lambda opened: opened.on("framesent", lambda frame: frames.append(str(frame))))
    ana.reload()
    at(ana, "Talk")
    writes(ana, "NOR", "From Cuba.")
    unfolds(teacher, "[0-9]+ (private note|statement)s?")
    sees(teacher, "From Cuba.")
    (note,) = (frame for frame in frames if "send-note" in frame)
    sent = json.loads(note.partition(" ")[2])["id"]
    forged = json.dumps({"id": sent, "do": "send-note", "to": "CUB", "text": "From Norway."})
    send = """([frames]) => new Promise((done) => {
      const forged = new WebSocket(location.origin.replace("http", "ws") + "/live");
      let left = frames.length;
      forged.onopen = () => frames.forEach((frame) => forged.send(frame));
      forged.onmessage = ({ data }) =>
        JSON.parse(data).forEach(([method]) => method === "acknowledged" && --left === 0 && done());
    })"""
    ana.evaluate(send, [[note, note, note]])
    ben.evaluate(send, [["do " + forged, "do " + forged]])
    sees(teacher, "From Norway.")
    assert kept(server).count("SendNote") == 2
