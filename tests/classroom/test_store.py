import os
import sqlite3
import struct
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sim.classroom.room import NOBODY, TEACHER, Action, Lesson, Who, act, key_of
from sim.classroom.room import actions as do
from sim.classroom.store import ClassSetup, Store
from sim.scenario.fault import BadInput
from tests.classroom.room.test_machine import contents
from tests.scenario.files import OWN

pytest.importorskip("confusable_homoglyphs", reason="the extra classroom is not installed")

ROOT = Path(__file__).parents[2]
DEEDS: tuple[tuple[Who, Action], ...] = (
    (NOBODY, do.Enter("Ünal", key_of("p"))), (0, do.TakeSeat("FRA")), (NOBODY, do.Enter("Bo", key_of("q"))),
    (1, do.TakeSeat("CHN")), (TEACHER, do.Begin()), (0, do.Answer("CABLES", "brackets")),
    (1, do.Propose("CABLES", "explicit")), (0, do.SendNote("CHN", "for you")), (TEACHER, do.SetTimer(60)),
    (TEACHER, do.Advance()), (1, do.AskFloor("a word")), (TEACHER, do.AppointChair("teacher")),
    (TEACHER, do.Advance()), (TEACHER, do.Table({"FUND": "explicit"})), (TEACHER, do.PutUnderSilence()),
)  # fmt: skip


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "class.sqlite"


def founded(scenario: Path, path: Path) -> Store:
    return Store.create(path, ClassSetup.of(scenario, key_of("t"), seed=5, replicate=2, readings=4))


def kept(store: Store, deeds: tuple[tuple[Who, Action], ...] = DEEDS) -> Lesson:
    lesson = store.lesson
    for at, (who, action) in enumerate(deeds, 1):
        lesson = act(lesson, who, action, float(at))
        store.keep(who, action, float(at))
    return lesson


def whole(scenario: Path, path: Path) -> bytes:
    with founded(scenario, path) as store:
        kept(store)
    changed(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def changed(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(script)


def hot_journal(path: Path, named: str) -> None:
    """Lay a rollback journal beside a database that names a file in which other journals are listed.

    SQLite takes such a list, where all those journals are gone, for the rest of a transaction that is over,
    and deletes it (file format, 3: the rollback journal; atomic commit, 5.5).
    """
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = DELETE")
    pages, name, magic = path.stat().st_size // 4096, named.encode(), bytes.fromhex("d9d505f920a163d7")
    head = magic + struct.pack(">iIIII", 0, 0, pages, 512, 4096)
    tail = struct.pack(">I", 2**30 // 4096 + 1) + name + struct.pack(">iI", len(name), sum(name)) + magic
    path.with_name(path.name + "-journal").write_bytes(head.ljust(512, b"\x00") + tail)


def test_a_class_goes_on_where_it_was_left(scenario: Path, path: Path) -> None:
    with founded(scenario, path) as store:
        assert store.lesson.players == ()
        lesson = kept(store)
    scenario.write_text("something else entirely", encoding="utf-8")
    with Store.resume(path) as again:
        assert contents(again.lesson) == contents(lesson)
        assert again.case.last == 4
        assert (again.case.draws.seed, int(again.case.draws.replicates[0])) == (5, 2)
        assert [(deed.who, deed.action) for deed in again.deeds()] == list(DEEDS)
        assert [deed.number for deed in again.deeds()] == list(range(1, len(DEEDS) + 1))
        assert again.founding.source == str(scenario)
        again.keep(TEACHER, do.End(), 99.0)
    with Store.resume(path) as last:
        assert last.lesson.phase == "over"


@pytest.mark.skipif(os.name != "posix", reason="other systems keep who may read a file elsewhere")
def test_nobody_else_on_the_machine_can_read_a_class(scenario: Path, path: Path) -> None:
    before = os.umask(0o022)
    try:
        with founded(scenario, path) as store:
            kept(store)
            files = list(path.parent.glob(f"{path.name}*"))
            assert len(files) > 1, "SQLite has laid something beside it"
            assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    finally:
        os.umask(before)


def test_a_class_that_plays_as_coded_stays_so(scenario: Path, path: Path) -> None:
    with Store.create(path, ClassSetup.of(scenario, key_of("t"), coded=True)) as store:
        assert store.case.coded
    with Store.resume(path) as again:
        assert again.case.coded


@pytest.mark.slow
def test_classes_on_the_same_scenario_share_their_case_and_nothing_else(scenario: Path, path: Path) -> None:
    other = path.with_name("other.sqlite")
    with (
        Store.create(path, ClassSetup.of(scenario, key_of("t"))) as one,
        Store.create(other, ClassSetup.of(scenario, key_of("u"))) as two,
    ):
        assert one.case is two.case
        assert one.identity != two.identity
        one.keep(NOBODY, do.Enter("Ana", key_of("p")), 1.0)
        assert two.deeds() == ()
    with Store.create(path.with_name("third.sqlite"), ClassSetup.of(scenario, key_of("t"), 2)) as drawn:
        assert drawn.case is not one.case


def test_two_servers_cannot_hold_one_class(scenario: Path, path: Path) -> None:
    with founded(scenario, path):
        with pytest.raises(BadInput, match="another server"):
            Store.resume(path)
        other = "import sys, pathlib, sim.classroom.store as s; s.Store.resume(pathlib.Path(sys.argv[1]))"
        told = subprocess.run([sys.executable, "-c", other, path], cwd=ROOT, capture_output=True, text=True)
        assert "another server" in told.stderr
    Store.resume(path).close()


def test_a_file_is_never_written_over(scenario: Path, path: Path) -> None:
    path.write_bytes(b"my thesis")
    with pytest.raises(BadInput, match="already exists"):
        founded(scenario, path)
    assert path.read_bytes() == b"my thesis"


@pytest.mark.parametrize("content", [b"", b"\x00" * 4096, b"hello " * 1000])
def test_a_foreign_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(BadInput, match="not a class of this program"):
        Store.resume(path)
    assert path.read_bytes() == content, "and left as it is"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.8, 0.95, 0.99])
def test_half_a_file_is_refused(scenario: Path, path: Path, share: float) -> None:
    content = whole(scenario, path)
    path.write_bytes(content[: int(share * len(content))])
    try:
        with Store.resume(path) as store:
            told = f"damaged, but for {len(store.deeds())} actions"
    except BadInput as refused:
        told = str(refused)
    assert "damaged" in told or "cannot be read" in told
    assert "but for" not in told or (share > 0.9 and f" {len(DEEDS)} " in told), "only empty space was lost"


#: What is done to a class, and why it is not opened then.
TAMPERED = [
    ("PRAGMA user_version = 7", "another version"),
    ("PRAGMA application_id = 1", "not a class"),
    ("DELETE FROM class WHERE name = 'seed'", "damaged"),
    ("DELETE FROM files", "damaged"),
    ("UPDATE files SET content = CAST(content || ' ' AS BLOB)", "damaged"),
    ("DELETE FROM deeds WHERE number = 2", "damaged at action 2"),
    *((f"UPDATE deeds SET {name} = '{value}' WHERE number = 4", "damaged at action 4")
      for name, value in (("who", "true"), ("who", "{"), ("action", "{}"))),
    ("UPDATE deeds SET who = '7' WHERE number = 4", "action 4 cannot be repeated"),
    ("UPDATE class SET value = 'x' WHERE name = 'digest'", "another model"),
    ("INSERT INTO sent VALUES ('{', 'a', 1)", "what was sent"),
    *((f"UPDATE class SET value = '{value}' WHERE name = '{name}'", "what the class started from")
      for name, value in (("seed", "-1"), ("seed", "1.5"), ("seed", "[" * 9999), ("replicate", "true"),
                          ("readings", "99"), ("coded", "1"))),
    ("DROP TABLE class", "its tables differ"),
    ("DROP TABLE deeds", "its tables differ"),
    ("DROP TABLE sent", "its tables differ"),
    ("DROP TABLE deeds; CREATE VIEW deeds AS"
     " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
     " SELECT i AS number, 0.0 AS at, '0' AS who, '{}' AS action FROM n", "its tables differ"),
    ("CREATE TRIGGER t AFTER INSERT ON deeds BEGIN DELETE FROM deeds; END", "its tables differ"),
    ("ALTER TABLE deeds ADD COLUMN more", "its tables differ"),
]  # fmt: skip


@pytest.mark.parametrize(("script", "problem"), TAMPERED, ids=[script[:60] for script, _ in TAMPERED])
def test_what_was_tampered_with_is_refused(scenario: Path, path: Path, script: str, problem: str) -> None:
    whole(scenario, path)
    changed(path, script)
    with pytest.raises(BadInput, match=problem):
        Store.resume(path)


def test_there_must_be_a_file(tmp_path: Path) -> None:
    for missing in (tmp_path / "nothing", tmp_path):
        with pytest.raises(BadInput, match="no such file"):
            Store.resume(missing)


def test_a_class_cannot_be_kept_where_nothing_can_be_written(scenario: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be"):
        founded(scenario, tmp_path / "no" / "folder" / "class.sqlite")


def test_a_scenario_that_cannot_be_used_begins_no_class(scenario: Path, path: Path) -> None:
    scenario.write_text("id: nonsense", encoding="utf-8")
    with pytest.raises(BadInput):
        founded(scenario, path)
    assert list(path.parent.glob("*class*")) == []


def test_an_action_that_cannot_be_written_is_told(scenario: Path, path: Path) -> None:
    with founded(scenario, path) as store:
        store._database.execute("PRAGMA query_only = ON")
        with pytest.raises(OSError, match="cannot be written"):
            store.keep(TEACHER, do.Begin(), 1.0)
        store._database.execute("PRAGMA query_only = OFF")
        store.keep(TEACHER, do.Begin(), 1.0)
        assert len(store.deeds()) == 1


def test_ids_are_kept_with_what_was_done_and_each_only_once(scenario: Path, path: Path) -> None:
    with founded(scenario, path) as store:
        store.keep(NOBODY, do.Enter("Ana", key_of("p")), 1.0, (0, "a" * 22))
        store.keep(0, do.TakeSeat("FRA"), 2.0, (0, "b" * 22))
        store.keep(TEACHER, do.Begin(), 3.0, (TEACHER, "b" * 22))
        store.keep(TEACHER, do.Pause(), 4.0)
        with pytest.raises(OSError, match="cannot be written"):
            store.keep(0, do.StandUp(), 5.0, (0, "b" * 22))
    with Store.resume(path) as again:
        assert again.done == {(0, "a" * 22), (0, "b" * 22), (TEACHER, "b" * 22)}
        assert len(again.deeds()) == 4, "what has an id of before is not written at all"


def test_a_class_of_the_first_layout_opens_and_keeps_ids_from_then_on(scenario: Path, path: Path) -> None:
    whole(scenario, path)
    changed(path, "DROP TABLE sent; PRAGMA user_version = 1;")
    for number in (0, 1):
        with Store.resume(path) as store:
            assert [(deed.who, deed.action) for deed in store.deeds()[: len(DEEDS)]] == list(DEEDS)
            assert len(store.done) == number
            store.keep(TEACHER, do.SetTimer(60 + number), 99.0, (TEACHER, f"{number}" * 22))


def killed(program: str, path: Path, lines: int, seconds: float = 0) -> list[str]:
    """What a program prints that works on a class, and is killed some seconds after so many lines."""
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        first = [server.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        server.kill()
        return [line.strip() for line in (*first, *server.stdout) if line.strip()]


_SENDER = """
import asyncio, json, sys
from pathlib import Path
from sim.classroom.room import key_of
from sim.classroom.site.lesson.hosted_class import HostedClass
from sim.classroom.site.lesson.visitor import Student
from sim.classroom.store import Store

class Screen:
    def tell(self, method, *about):
        if method == "acknowledged":
            print(about[0]["state"], about[0]["why"], flush=True)

async def day():
    hall = HostedClass(Store.resume(Path(sys.argv[1])))
    ana = Student(hall.desk, "", hall.presence, hall.door)
    ana.screen = Screen()
    for _ in range(2):
        ana.enter(json.dumps({"id": "e" * 22, "name": "Ana"}))
        ana.do(json.dumps({"id": "s" * 22, "do": "take-seat", "seat": "FRA"}))
        ana.do(json.dumps({"id": "n" * 22, "do": "ask-floor", "text": "once"}))
    await asyncio.sleep(60)

asyncio.run(day())
"""


def test_the_same_messages_after_a_kill_and_a_start_are_done_once(scenario: Path, path: Path) -> None:
    pytest.importorskip("uvicorn", reason="the extra classroom is not installed")
    founded(scenario, path).close()
    for _ in range(3):
        assert killed(_SENDER, path, lines=6) == ["done"] * 6
    with Store.resume(path) as store:
        assert [type(deed.action) for deed in store.deeds()] == [do.Enter, do.TakeSeat, do.AskFloor]


_SERVER = """
import sys
from pathlib import Path
from sim.classroom.room import TEACHER, act
from sim.classroom.room import actions as do
from sim.classroom.store import Store
store = Store.resume(Path(sys.argv[1]))
lesson, number = store.lesson, len(store.deeds())
while True:
    action = do.SetTimer(60 + number % 7) if number else do.Begin()
    lesson = act(lesson, TEACHER, action, float(number))
    store.keep(TEACHER, action, float(number))
    number += 1
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_server_killed_at_any_moment_loses_at_most_the_action_under_way(scenario: Path, path: Path) -> None:
    founded(scenario, path).close()
    done = 0
    for moment in (0.0, 0.003, 0.011, 0.027, 0.05):
        said = max(map(int, killed(_SERVER, path, lines=1, seconds=moment)))
        with Store.resume(path) as store:
            deeds = store.deeds()
            assert said <= len(deeds) <= said + 1
            assert len(deeds) > done
            assert store.lesson.timer is None or store.lesson.timer.at == deeds[-1].at
        done = len(deeds)


def test_what_lies_beside_a_class_cannot_name_a_file_to_be_deleted(scenario: Path, path: Path) -> None:
    """A rollback journal that SQLite finds can name a list of journals, which SQLite then deletes."""
    with founded(scenario, path) as store:
        kept(store)
    precious = path.with_name("precious.txt")
    precious.write_text("not to be lost", encoding="utf-8")
    hot_journal(path, str(precious))
    with pytest.raises(BadInput, match="keeps no such journal"):
        Store.resume(path)
    assert precious.read_text(encoding="utf-8") == "not to be lost"


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_what_lies_beside_a_class_cannot_stand_for_another_file(scenario: Path, path: Path, end: str) -> None:
    founded(scenario, path).close()
    precious = path.with_name("precious.txt")
    precious.write_text("not to be lost", encoding="utf-8")
    path.with_name(path.name + end).symlink_to(precious)
    with pytest.raises(BadInput, match="move it away"):
        Store.resume(path)
    assert precious.read_text(encoding="utf-8") == "not to be lost"


def test_a_class_is_never_kept_with_a_rollback_journal(scenario: Path, path: Path) -> None:
    founded(scenario, path).close()
    assert path.read_bytes()[18:20] == b"\x02\x02", "write-ahead mode from the first"


@pytest.mark.parametrize("name", ["../outside.yaml", "..", "a\0b", ""])
def test_files_of_a_class_have_plain_names(scenario: Path, path: Path, name: str) -> None:
    founded(scenario, path).close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("INSERT INTO files VALUES (?, ?)", (name, b"x"))
        files = dict(base.execute("SELECT name, content FROM files"))
        base.execute(
            "UPDATE class SET value = ? WHERE name = 'files'", (ClassSetup("", files, 1, 0, None, "").digest,)
        )
        base.commit()
    with pytest.raises(BadInput, match="what the class started from"):
        Store.resume(path)


def test_a_class_of_earlier_rules_is_refused_in_a_sentence(scenario: Path, path: Path) -> None:
    whole(scenario, path)
    changed(path, "DELETE FROM class WHERE name = 'rules'")
    with pytest.raises(BadInput, match="other rules of the class") as told:
        Store.resume(path)
    assert "version 0" in str(told.value)
