"""Who goes to which room: by hand, by choice, by lot, and from one room to another."""

from sim.classroom.room import NOBODY, key_of
from sim.classroom.room.actions import Enter
from sim.classroom.site.hall.hall_visitors import Guest
from tests.classroom.site.hall.halls import HallSite, Screen, answer, message


async def test_the_teacher_sends_somebody_to_a_room_and_their_page_goes_there(halls: HallSite) -> None:
    ana, board = halls.comes("Ana"), halls.dashboard()
    asked = message(player=0, room=2)
    board.assign(asked)
    board.assign(asked)  # a page that got no answer sends it again
    assert answer(board) == ""
    assert [p.name for p in halls.halls.rooms[1].desk.lesson.players] == ["Ana"]
    assert halls.halls.waiting == ()
    ana.draw()
    assert ana.screen.last("go") == "/rooms/2"
    board.assign(message(player=0, room=1))
    assert "Please look again" in answer(board)


async def test_people_choose_only_if_the_teacher_lets_them_and_there_is_a_place(halls: HallSite) -> None:
    ana, board = halls.comes("Ana"), halls.dashboard()
    ana.choose(message(room=3))
    assert answer(ana) == "Your teacher assigns the rooms."
    board.settle(message(choosing=True))
    for wrong in (0, 4, "1", True, None):
        ana.choose(message(room=wrong))
        assert answer(ana) == "There is no such room."
    room = halls.halls.rooms[2]
    while room.desk.lesson.places:
        number = len(room.desk.lesson.players)
        room.desk.take(NOBODY, Enter(f"P{number}", key_of(f"p{number}")))
        halls.halls.seat(room)
    ana.choose(message(room=3))
    assert answer(ana) == "This room is full. Please choose another."
    ana.choose(message(room=1))
    assert answer(ana) == ""
    assert halls.halls.room_of(ana.token) is halls.halls.rooms[0]


async def test_rooms_by_lot_are_even_and_their_sides_too(halls: HallSite) -> None:
    for n in range(12):
        halls.comes(f"Student {n}")
    board = halls.dashboard()
    board.by_lot(message())
    assert answer(board) == ""
    for room in halls.halls.rooms:
        lesson = room.desk.lesson
        assert len(lesson.players) == 4
        order = lesson.case.giving_order
        assert sorted(order.index(p.seat or "") % 2 for p in lesson.players) == [0, 0, 1, 1]
    board.by_lot(message())
    assert answer(board) == "Nobody waits in the lobby."


async def test_a_token_opens_the_room_of_its_owner_alone_also_after_a_move_and_back(halls: HallSite) -> None:
    ana, board, (one, other, _) = halls.comes("Ana"), halls.dashboard(), halls.halls.rooms
    board.assign(message(player=0, room=1))
    for here, there in ((1, 2), (2, 1)):
        player = halls.halls.rooms[here - 1].desk.lesson.players[-1].number
        board.move(message(player=player, room=here, to=there))
        assert answer(board) == ""
    assert halls.halls.room_of(ana.token) is one
    assert other.desk.player(ana.token) is None
    board.move(message(player=one.desk.lesson.players[-1].number, room=1, to=None))
    assert halls.halls.room_of(ana.token) is None


async def test_a_name_is_free_only_if_no_room_has_it(halls: HallSite) -> None:
    halls.comes("Ana")
    halls.dashboard().assign(message(player=0, room=3))
    again = Guest(halls.halls, "", "10.1.1.2")
    again.screen = Screen()
    again.enter(message(name="ana"))
    assert "Somebody has this name" in answer(again)


async def test_a_move_that_was_cut_off_is_ended(halls: HallSite) -> None:
    ana = halls.comes("Ana")
    room = halls.halls.rooms[0]
    room.desk.take(NOBODY, Enter("Ana", key_of(ana.token)))  # the power fails before she leaves the lobby
    halls.halls.begin()
    assert halls.halls.waiting == ()
    assert halls.halls.room_of(ana.token) is room


async def test_rooms_act_together_and_a_room_that_has_moved_on_is_left_alone(halls: HallSite) -> None:
    board, rooms = halls.dashboard(), halls.halls.rooms
    at = ["gathering", 0]
    board.rooms(message(do="begin", rooms={"1": at, "2": at}))
    assert [room.desk.lesson.phase for room in rooms] == ["reading", "reading", "gathering"]
    board.rooms(message(do="advance", rooms={"1": at, "2": ["reading", 1]}))
    assert answer(board) == "Room 1: The class has moved on since. Please look again."
    assert [room.desk.lesson.phase for room in rooms] == ["reading", "silence", "gathering"]
    again = message(do="set-timer", seconds=60, rooms={"1": None, "3": None})
    board.rooms(again)
    board.rooms(again)
    assert [room.desk.lesson.timer is not None for room in rooms] == [True, False, True]
    for kind, about in (
        ("reveal", {"shown": True}),
        ("remove", {"player": 0}),
        ("new-key", {"player": 0, "key": "0" * 64}),
    ):
        board.rooms(message(do=kind, **about, rooms={"1": None}))
        assert answer(board) == "Please do this in the room itself."
    for wrong in ({}, [], "1", {"9": at}, {"x": at}, {"-1": at}):
        board.rooms(message(do="begin", rooms=wrong))
        assert answer(board)
