"""A message that comes again is answered once, whether after the answer, before it, or in another process."""

from salon.conversations.incoming import Incoming
from salon.db import Database
from tests.conversations.conftest import Open
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, PRICE, FakeEngine
from tests.conversations.talking import begin, client_lines, history, say, together


def test_repeat_gives_the_same_answer_and_asks_nobody(open_room: Open, database: Database) -> None:
    engine = FakeEngine(COMEDONES, PRICE)
    room = open_room(engine)
    conversation_id = begin(room)

    first = say(room, conversation_id, "What are blackheads?")[0]
    again = say(room, conversation_id, "What are blackheads?")[0]

    assert again == first
    assert engine.texts == client_lines(database) == ["What are blackheads?"]


def test_repeats_at_the_same_time_are_answered_once(open_room: Open, database: Database) -> None:
    engine = FakeEngine(COMEDONES, PRICE)
    room = open_room(engine)
    conversation_id = begin(room)

    answers = together(*(room.take_turn(conversation_id, Incoming("m1", "hi")) for _ in range(5)))

    assert answers == [answers[0]] * 5
    assert (len(engine.asked), client_lines(database)) == (1, ["hi"])


def test_repeats_in_several_processes_have_one_answer(open_room: Open, database: Database) -> None:
    engine = FakeEngine(COMEDONES, PRICE, ASKS_PHONE)
    engine.gathers = 3
    rooms = [open_room(engine) for _ in range(3)]
    conversation_id = begin(rooms[0])

    answers = together(*(room.take_turn(conversation_id, Incoming("m1", "hi")) for room in rooms))

    lines = history(rooms[0], conversation_id)
    assert answers == [answers[0]] * 3
    assert [line["author"] for line in lines] == ["bot", "client", "bot"]


def test_repeat_is_not_announced(open_room: Open) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)
    say(room, conversation_id, "hi")

    with room.listeners.listen(conversation_id) as events:
        say(room, conversation_id, "hi")

        assert events.empty()
