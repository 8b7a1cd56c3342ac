"""A class in real browsers: a teacher and three students, to adoption and to objection."""

from __future__ import annotations

import json
import re
import secrets
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checks.browser.chromium import Reader
from checks.browser.classroom_people import (
    People,
    answered,
    answers,
    at,
    begins,
    needs_the_extra,
    scenario_file,
    sees,
    unfolds,
    writes,
)
from checks.browser.looking import overflows, violations
from checks.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

needs_the_extra()

#: A socket beside that of the page, as somebody who forges messages opens it in the page.
FORGE = """() => {
  window.refusals = [];
  window.forged = new WebSocket(location.origin.replace("http", "ws") + "/live");
  forged.onmessage = ({ data }) =>
    refusals.push(...JSON.parse(data).filter(([method, about]) => method === "acknowledged" && about.why));
}"""
NAUGHTY = "<img src=x onerror=alert(1)>"


def reads(part: Locator, words: str) -> None:
    """Wait until a part of a page reads so, and nothing else."""
    part.filter(has_text=re.compile(f"^\\s*{re.escape(words)}\\s*$")).wait_for()


def action(**about: Any) -> str:
    """What a page sends, under an id of its own."""
    return json.dumps({"id": secrets.token_hex(16), **about})


def looked_at(name: str, page: Page) -> None:
    """Look at a page in the light and in the dark: nothing sticks out, nothing bars anybody from it."""
    assert overflows(page) == [], name
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], f"{name}, {scheme}"


def decides(page: Page, what: str, reason: str = "") -> None:
    page.get_by_role("heading", name="decides").wait_for()
    page.locator("button.big-choice", has_text=what).click()
    if reason:
        page.get_by_label("Your reason").fill(reason)
    page.get_by_role("button", name=re.compile("^(Send|Yes)")).click()
    sees(page, "The chair has it.")


def test_a_class_adopts_though_one_drops_out_and_the_server_is_killed(people: People, server: Server) -> None:
    teacher, projector = people.teacher(), people.comes("/projector")
    ana, ben = people.student("Ana", "Cuba"), people.student("Ben", "Norway")
    chi = people.student(NAUGHTY, "Fiji", scheme="dark")
    sees(teacher, "3 in the class")
    sees(teacher, NAUGHTY)  # as text, not as a picture that runs something
    teacher.get_by_role("button", name="Begin the first reading").click()

    # What Ana does is on all screens, and not what she was told by her capital.
    answers(ana, "brackets")
    for page in (teacher, projector):
        sees(page, re.compile("Bracketed by .*Cuba"))
    for page in (ben, chi):
        page.locator(".rows .count").first.wait_for()
    assert "Instructions" not in projector.inner_text("body")

    # Ben's phone dies: the computer takes over, until he is back, and his seat with him.
    answers(ben, "supports", 1)
    ben.get_by_text("1 of 2 answered").wait_for()
    his = ben.context.storage_state()
    ben.context.close()
    sees(teacher, "away")
    ben = people.comes(phone=True, state=his)
    sees(ben, "Norway")
    ben.get_by_text("1 of 2 answered").wait_for()
    teacher.get_by_text("away", exact=True).wait_for(state="detached")

    # The power fails. Everybody's page finds the server again, and the class as it was.
    for page in (teacher, projector, ana, ben, chi):
        page.evaluate("window.before = true")
    server.kill()
    for page in (teacher, projector, ana, ben, chi):
        page.get_by_text("No connection").wait_for()
    server.start()
    assert any("Resuming the class" in line for line in server.said)
    for page in (teacher, projector, ana, ben, chi):
        page.get_by_text("No connection").wait_for(state="detached")
        assert page.evaluate("window.before"), "no page is loaded anew"
    for page in (teacher, projector):
        sees(page, re.compile("Bracketed by .*Cuba"))
    answered(ana, "brackets")
    ana.get_by_text("1 of 2 answered").wait_for()

    # Two readings and a decision; who is slow is not waited for.
    teacher.get_by_role("button", name="Close reading 1").click()
    for page in (ana, projector):
        sees(page, "Reading 2 of 2")
    answers(ana, "supports")
    teacher.get_by_role("button", name="Close reading 2").click()
    for page in (ana, ben, chi):
        decides(page, "Join")
    teacher.get_by_role("button", name="Take the decision").click()
    teacher.get_by_role("button", name="Open all seats").click()
    for page in (teacher, projector, ana, ben, chi):
        assert "Adopted." in page.get_by_test_id("verdict").inner_text()

    # The debrief opens for everybody when the teacher says so.
    debrief = people.comes("/debrief")
    sees(debrief, "Not yet")
    teacher.get_by_label("Reveal all").check()
    ana.get_by_role("link", name="debrief").click()
    sees(ana, "The words")
    with teacher.expect_download() as kept:
        teacher.get_by_role("link", name="table of decisions").click()
    assert "CUB" in Path(kept.value.path()).read_text(encoding="utf-8")
    assert server.stop() == 0
    assert "saved" in server.said[-1]


def test_one_objects_and_there_is_no_report(people: People) -> None:
    teacher, projector = people.teacher(), people.comes("/projector")
    ana, ben = people.student("Ana", "Cuba"), people.student("Ben", "Norway")
    chi = people.student("Chi", "Fiji")

    # A private note, and a statement.
    teacher.get_by_role("button", name="Begin the first reading").click()
    for page in (ana, ben, chi):
        sees(page, "Reading 1 of 2")  # which takes over their screens
    for page in (ana, ben, chi):
        begins(page)
    at(ana, "Talk")
    writes(ana, "NOR", "We cannot join this.")
    ana.keyboard.press("Escape")
    at(ben, "Talk 1 new")
    sees(ben, "We cannot join this.")

    # A package to the whole room; its boxes are empty once the class has it.
    ana.get_by_role("button", name="Offer a package").click()
    for side, issue in (("I take", "TRUST"), ("You take", "HELP")):
        ana.get_by_label(side).select_option(issue)
        ana.locator(".card", has_text=side).locator("label", has_text="explicit").click()
    sees(ana, re.compile("For you: "))
    ana.get_by_role("button", name="Send the package").click()
    sees(ana, "Package 1: yours")
    for page in (ben, teacher, projector):
        sees(page, "Package 1: Cuba")
    ana.locator("dialog").wait_for(state="detached")
    ben.get_by_role("button", name="Accept", exact=True).click()
    sees(ana, re.compile("Accepted by .*Norway"))

    at(chi, "Room")
    assert "We cannot join this." not in chi.content()
    chi.get_by_label("A short statement").fill("Let us be brief.")
    chi.get_by_role("button", name="Ask for the floor").click()
    teacher.get_by_role("button", name="Give it to Fiji").click()
    sees(projector, "Let us be brief.")

    # The teacher takes the chair, and tables a draft.
    unfolds(teacher, "Settings")
    teacher.get_by_label("Chair", exact=True).select_option("teacher")
    teacher.get_by_role("button", name="Close reading 1").click()
    teacher.get_by_label("2 Help, A silent").check()
    teacher.get_by_role("button", name="Give this draft to the room").click()
    begins(ana)
    ana.locator(".rows .para", has_text="Help").click()
    sees(ana, "The report does not speak of help.")

    teacher.get_by_role("button", name="Close reading 2").click()
    teacher.get_by_role("button", name="Go on without a new draft").click()
    decides(ana, "Object", "=1+1 Our red line.")
    teacher.get_by_role("button", name="Take the decision").click()
    teacher.get_by_role("button", name="Open all seats").click()
    for page in (teacher, projector):
        assert "No consensus." in page.get_by_test_id("verdict").inner_text()
    assert "You stopped it." in ana.get_by_test_id("verdict").inner_text()
    for page in (ben, chi):
        assert "Cuba objected. One was enough." in page.get_by_test_id("verdict").inner_text()
    sees(projector, "=1+1 Our red line.")
    teacher.get_by_role("link", name="Debrief").click()
    sees(teacher, "Its capital would have joined.")


def test_nobody_opens_or_does_what_is_not_theirs(people: People) -> None:
    teacher = people.teacher()
    ana = people.student("Ana", "Cuba")
    secret = ana.evaluate("() => document.cookie")
    assert secret == ""  # no script of a page can read who somebody is

    # What the page would never send is refused with a sentence, and nothing changes.
    ana.evaluate(FORGE)

    def refused(message: str) -> None:
        ana.wait_for_function("forged.readyState === 1")
        ana.evaluate("message => forged.send('do ' + message)", message)
        ana.wait_for_function("refusals.length")
        ana.evaluate("() => { refusals.length = 0 }")

    for message in (
        action(do="begin"),
        action(do="answer", issue="TRUST", stance="brackets", seat="NOR"),
        "[[",
    ):
        refused(message)
    for frame in ("nonsense", "", "link {}", '["do"]', "enter"):
        ana.evaluate("frame => forged.send(frame)", frame)
    assert "Before the first reading" in teacher.get_by_test_id("stage").inner_text()

    # Whoever reads along on an open network and sends Ben's own message again speaks for nobody.
    ben = people.student("Ben", "Norway")
    at(ben, "Room")
    heard: list[str] = []
    ben.on("websocket", lambda opened: opened.on("framesent", lambda frame: heard.append(str(frame))))
    ben.reload()
    at(ben, "Room")
    ben.get_by_role("button", name="Ask for the floor").click()
    teacher.get_by_role("button", name="Give it to Norway").click()
    sees(ben, "spoke freely")
    assert any("ask-floor" in frame for frame in heard), "what Ben's page has sent"
    ana.evaluate("frames => frames.forEach((frame) => forged.send(frame))", heard)
    teacher.get_by_role("button", name="Give it to Cuba").wait_for()  # what was sent before has been heard
    assert teacher.get_by_role("button", name="Give it to Norway").count() == 0


def test_a_link_for_a_lost_phone_works_on_one_phone_and_once(people: People) -> None:
    teacher, ana, ben = people.teacher(), people.student("Ana", "Cuba"), people.student("Ben", "Norway")
    ana.reload()  # the phone is known by its cookie
    sees(ana, "Cuba")
    teacher.locator("summary", has_text="Ana").click()
    teacher.get_by_role("button", name="New link").first.click()
    link = teacher.locator(".call .address").inner_text()
    ana.get_by_label("Your name").wait_for()  # the old phone is nobody's now

    # A messenger that looks at the link, and a classmate who opens it, change nothing.
    assert "Ana" in urllib.request.urlopen(link).read().decode()
    ben.goto(link)
    looked_at("link", ben)
    sees(ben, "On this device you are Ben.")
    ben.goto(people.server.address)
    sees(ben, "Norway")

    again = people.comes(link, phone=True)
    again.get_by_role("button", name="Yes, I am Ana").click()
    sees(again, "Cuba")
    again.reload()
    sees(again, "Cuba")
    assert link[-22:] not in str(again.context.cookies())
    late = people.comes(link, phone=True)
    sees(late, "has been used")
    late.goto(people.server.address)
    late.get_by_label("Your name").wait_for()


def test_who_has_come_in_is_known_though_the_first_answer_is_lost(people: People) -> None:
    page = people.comes(phone=True)
    page.route("**/seat/*", lambda route: route.abort())
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("button", name="Choose for me").wait_for()
    page.reload()
    page.get_by_label("Your name").wait_for()
    page.unroute("**/seat/*")
    page.get_by_role("button", name="Choose for me").wait_for()
    sees(page, "Ana, take a seat")


def test_every_page_can_be_read_by_everybody(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    newcomer = people.comes(phone=True)
    newcomer.get_by_label("Your name").wait_for()
    looked_at("newcomer", newcomer)
    teacher.get_by_role("button", name="Begin the first reading").click()
    answers(ana, "brackets")
    projector = people.comes("/projector")
    sees(projector, re.compile("Bracketed by .*Cuba"))
    explorer = people.teacher()
    explorer.set_viewport_size({"width": 360, "height": 740})
    explorer.goto(people.server.address + "/explore")
    explorer.get_by_test_id("probability").wait_for()
    for name, page in {"student": ana, "projector": projector, "explorer": explorer}.items():
        looked_at(name, page)
    for tab in ("Capital", "Talk", "Room"):
        at(ana, tab)
        looked_at(tab, ana)
    unfolds(teacher, "Settings")
    teacher.get_by_label("Chair", exact=True).select_option("teacher")
    for name in ("Close reading 1", "No more readings|Give this draft|Close reading 2"):
        teacher.get_by_role("button", name=re.compile(name)).first.click()
    looked_at("teacher in the chair", teacher)
    teacher.get_by_role("button", name="End the class").click()
    teacher.get_by_role("button", name="Really end").click()
    teacher.get_by_label("Reveal all").check()
    sees(projector, "Everybody's instructions")
    looked_at("projector, revealed", projector)


def test_a_debrief_can_be_read_by_everybody(people: People) -> None:
    teacher, ana = people.teacher(), people.student("Ana", "Cuba")
    teacher.get_by_role("button", name="Begin the first reading").click()
    teacher.get_by_role("button", name="decide on the text").click()
    decides(ana, "Object", "It says too little.")
    looked_at("decision", ana)
    teacher.get_by_role("button", name="Take the decision").click()
    teacher.get_by_role("button", name="Open all seats").click()
    looked_at("teacher, over", teacher)
    teacher.get_by_label("Reveal all").check()
    ana.get_by_role("link", name="debrief").click()
    sees(ana, "The words")
    sees(ana, "You, Cuba")
    looked_at("debrief on a phone", ana)
    teacher.get_by_role("link", name="Debrief").click()
    sees(teacher, "The words")
    looked_at("debrief", teacher)


def test_who_chairs_needs_no_seat_and_statements_come_first(people: People) -> None:
    """As the printed guide has it: the chair has no seat, and statements open the lesson."""
    teacher, projector = people.teacher(), people.comes("/projector")
    ana, sam = people.student("Ana", "Cuba"), people.comes(phone=True)
    sam.get_by_label("Your name").fill("Sam")
    sam.get_by_role("button", name="Come in").click()
    sees(teacher, "2 in the class")
    unfolds(teacher, "Settings")
    teacher.get_by_label("Chair", exact=True).select_option(label="Sam (no seat)")
    sees(sam, "Sam, you are the chair.")
    at(ana, "Room")
    ana.get_by_label("A short statement").fill("We came to agree.")
    ana.get_by_role("button", name="Ask for the floor").click()
    sam.get_by_role("button", name="Chair", exact=True).click()
    sam.get_by_role("button", name="Give it to Cuba").click()
    sees(projector, "We came to agree.")
    teacher.get_by_role("button", name="Begin the first reading").click()
    teacher.get_by_role("button", name="Close reading 1").click()
    sam.get_by_label("2 Help, C explicit").check()
    sees(sam, re.compile("more than the brief allows"))
    sam.get_by_role("button", name="Give this draft").click()
    sees(ana, "now C explicit: more")


def test_phones_on_the_network_reach_the_printed_address(tmp_path: Path, somebody: Reader) -> None:
    from sim.classroom.site.address import network_address

    if network_address() is None:
        pytest.skip("this machine is not on a network")
    open_to_all = Server(tmp_path, str(scenario_file(tmp_path)), "--out", str(tmp_path / "class"), "--lan")
    people = People(somebody.browser, open_to_all)
    try:
        assert any("Open to the local network" in line for line in open_to_all.said)
        (line,) = (line for line in open_to_all.said if line.startswith("Students"))
        printed = line.split()[-1]
        assert "127.0.0.1" not in printed
        open_to_all.address = printed
        sees(people.teacher(), "0 in the class")
        people.student("Ana", "Cuba")
        assert people.outside == []
    finally:
        people.leave()
        assert open_to_all.stop() == 0


def test_the_explorer_answers_what_is_changed_and_steps_through_a_play(people: People) -> None:
    page = people.teacher()
    page.goto(people.server.address + "/explore")
    page.get_by_label("Negotiation").select_option("gge-2016-2017")
    page.get_by_text("Will the fifth Group").wait_for()
    sees(page, "of 300 simulated negotiations")
    before = page.get_by_role("status").first.inner_text()
    page.get_by_label("Delegation", exact=True).select_option("CHN")
    page.get_by_role("button", name="Take China out of the room").click()
    sees(page, "As shipped:")
    assert page.get_by_role("status").first.inner_text() != before
    brief = page.locator(".brief")
    assert "as shipped" in brief.inner_text()
    assert page.get_by_label("Delegation", exact=True).locator("option[value=CHN]").count() == 0

    page.get_by_label("What it takes to adopt").select_option("two-thirds")
    sees(page, "No probability")
    page.get_by_label("What it takes to adopt").select_option("consensus")
    page.get_by_label("How it behaves").select_option("hard-line")
    page.get_by_text("Gives up none of its complaints").wait_for()
    sees(page, "of 300 simulated negotiations")

    page.get_by_role("button", name="A typical failure").click()
    stage = page.get_by_test_id("stage")
    reads(stage, "Zero draft")
    page.get_by_role("button", name="Next →").click()
    reads(stage, "Reading 1")
    page.get_by_role("button", name="← Back").click()
    reads(stage, "Zero draft")

    # Indirect words are taken off a ladder; the short form of the answer stays in view. Of a body out of
    # scope nothing says how many plays adopt, before or after.
    page.get_by_label("Negotiation", exact=True).select_option("constructive-ambiguity")
    page.get_by_text("Remove the indirect words").wait_for()
    page.get_by_role("checkbox", name="Consent of neighbours").check()
    sees(page, "No probability is given")
    page.evaluate("window.scrollTo(0, 600)")
    reads(brief, "No probability is claimed")
    assert "simulated negotiations" not in page.locator(".answer").inner_text()
    assert page.locator(".ring-objects").count() == 0
    assert brief.bounding_box()["y"] >= 0  # type: ignore[index]


def test_without_a_class_the_explorer_alone_is_served(tmp_path: Path, somebody: Reader) -> None:
    alone = Server(tmp_path)
    people = People(somebody.browser, alone)
    try:
        page = people.comes("/")
        assert page.url.endswith("/explore")
        page.get_by_text("Will the fifth Group").wait_for()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(alone.address + "/teacher")
        assert (people.outside, people.errors) == ([], [])
    finally:
        people.leave()
        assert alone.stop() == 0
