"""What comes from a messaging app, and what is made of it; on both databases."""

from datetime import timedelta

import pytest

from salon.conversations.engine import Act
from salon.messaging import service
from salon.messaging.arrivals import Edit, Left, Media, MediaKind, Moved, Phone, Start, Text, Undelivered
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, PRICE, FakeEngine
from tests.messaging.conftest import OpenWorld
from tests.messaging.world import ANNA, BEA, MAYA, World


def test_first_message_brings_the_greeting_and_the_answer(world: World) -> None:
    greeting, comedones = world.say("What are blackheads?")

    assert greeting == world.text("utter_greeting")
    assert "I'm a bot" in greeting
    assert [author for author, _ in world.lines] == ["bot", "client", "bot"]
    assert comedones == world.lines[-1][1]
    assert world.app.typing == []


def test_who_waits_sees_that_an_answer_is_coming(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "TYPING_AFTER_SECONDS", 0)
    world.say("What are blackheads?")

    assert world.app.typing == [ANNA]


def test_second_message_goes_on_in_the_same_conversation(world: World) -> None:
    world.say("What are blackheads?")

    assert len(world.say("And then?")) == 1
    assert world.conversations == 1
    assert world.engine.texts == ["What are blackheads?", "And then?"]


def test_clients_do_not_meet(world: World) -> None:
    world.say("What are blackheads?")
    world.say("What does it cost?", BEA)

    assert world.conversations == 2
    assert len({one.conversation_id for one in world.engine.asked}) == 2


def test_repeated_delivery_does_nothing(world: World) -> None:
    world.say("What are blackheads?", key="7")
    before = world.lines

    assert world.say("What are blackheads?", key="7") == []
    assert (world.lines, len(world.engine.asked)) == (before, 1)


def test_repeated_delivery_after_erasure_begins_nothing(world: World) -> None:
    world.say("What are blackheads?", key="7")
    world.run(world.services.erasure.erase(world.chat.conversation_id, keep_appointments=True))

    world.say("What are blackheads?", key="7")

    assert world.conversations == 0


def test_delivery_that_a_crash_cut_short_is_taken_up(world: World) -> None:
    """The message was stored, and its receipt was not."""
    arrival = world.arrival(Text("What are blackheads?"), key="7")
    with pytest.raises(RuntimeError):
        world.run(_cut_short(world, arrival))

    world.come(arrival)

    assert [author for author, _ in world.lines] == ["bot", "client", "bot"]


async def _cut_short(world: World, arrival: object) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    messaging = world.services.messaging
    keep, messaging._chats.note_receipt = messaging._chats.note_receipt, fail  # type: ignore[method-assign]
    try:
        await messaging.arrive("telegram", [arrival])  # type: ignore[list-item]
    finally:
        messaging._chats.note_receipt = keep  # type: ignore[method-assign]
        await messaging.settle()


def test_start_alone_greets_once(world: World) -> None:
    world.come(Start())

    assert world.app.said[ANNA] == [world.text("utter_greeting")]


def test_start_in_a_chat_that_goes_on_greets_again(world: World) -> None:
    world.say("What are blackheads?")
    world.come(Start())

    assert world.app.said[ANNA][-1] == world.text("utter_greeting")
    assert world.conversations == 1


def test_code_carries_a_conversation_over_once(world: World) -> None:
    elsewhere, _, _ = world.run(world.services.conversations.begin("widget"))
    code, _ = world.run(world.services.messaging.code_for(elsewhere))

    world.come(Start(code))
    world.say("And then?")
    world.come(world.arrival(Start(code), BEA))

    assert world.app.said[ANNA][0] == world.text("utter_moved_here")
    assert world.engine.asked[0].conversation_id == elsewhere
    assert world.app.said[BEA] == [world.text("utter_greeting"), world.text("utter_moving_code_unknown")]


def test_code_is_followed_by_a_chat_that_waited_for_its_client(world: World) -> None:
    world.app.window = timedelta(hours=24)
    world.say("What are blackheads?")
    world.clock.forward(days=2)
    world.run(world.services.conversations.say_as_staff(world.chat.conversation_id, MAYA, "Are you there?"))
    world.bring()
    elsewhere, _, _ = world.run(world.services.conversations.begin("widget"))
    code, _ = world.run(world.services.messaging.code_for(elsewhere))

    world.come(Start(code))

    assert world.app.said[ANNA][-1] == world.text("utter_moved_here")


def test_code_is_too_old_after_half_an_hour(world: World) -> None:
    elsewhere, _, _ = world.run(world.services.conversations.begin("widget"))
    code, _ = world.run(world.services.messaging.code_for(elsewhere))
    world.clock.forward(minutes=30)

    world.come(Start(code))

    assert world.app.said[ANNA][-1] == world.text("utter_moving_code_unknown")


def test_text_that_is_too_long_is_answered_with_why(world: World) -> None:
    world.say("x" * 1001)

    assert world.app.said[ANNA][-1] == world.text("utter_message_too_long", limit="1,000")
    assert world.engine.asked == []


def test_shared_number_fills_the_booking(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(ASKS_PHONE))
    world.say("book")
    world.come(Phone("+447911123456"))

    assert world.engine.texts[-1] == "+447911123456"
    assert "911" not in world.lines[-2][1]


def test_edit_is_heard_as_what_is_meant_now(world: World) -> None:
    world.say("What are blckheads?", key="7")
    world.come(world.arrival(Edit("7", "What are blackheads?"), key="7 edited"))

    assert world.engine.texts == ["What are blckheads?", "What are blackheads?"]
    shown = world.services.viewing.lines(world.chat.conversation_id).lines
    assert [one.is_edit for one in shown if one.author == "client"] == [False, True]


def test_edit_that_changes_no_word_is_not_heard_again(world: World) -> None:
    world.say("Can I come on Friday?", key="7")
    for key, text in (
        ("a", "Can I come on Friday?"),
        ("b", "Saturday?"),
        ("c", " Saturday? "),
        ("d", "Can I come on Friday?"),
    ):
        world.come(world.arrival(Edit("7", text), key=f"7 {key}"))

    assert world.engine.texts == ["Can I come on Friday?", "Saturday?", "Can I come on Friday?"]


def test_corrected_number_is_heard_though_it_looks_the_same(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(ASKS_PHONE))
    world.say("book")
    world.say("+447911123456", key="7")
    world.come(world.arrival(Edit("7", "+447911223456"), key="7 edited"))

    assert world.engine.texts[-1] == "+447911223456"


def test_photo_goes_to_staff_and_is_not_judged(world: World) -> None:
    world.come(Media(MediaKind.PHOTO, "file"))

    assert world.lines[1:] == [("client", "(a photo)"), ("bot", world.text("utter_photo_received"))]
    assert (world.reasons, world.engine.asked) == (["photo"], [])


def test_caption_of_a_photo_is_answered(world: World) -> None:
    world.come(Media(MediaKind.PHOTO, "file", caption="What are these?"))

    assert [text for _, text in world.lines[1:3]] == ["What are these?", world.text("utter_photo_received")]
    assert world.engine.texts == ["What are these?"]
    assert world.reasons == ["photo"]


def test_red_flag_in_a_caption_stands_first(world: World) -> None:
    world.come(Media(MediaKind.PHOTO, "file", caption="I can hardly breathe"))

    assert world.text("utter_photo_received") not in [text for _, text in world.lines]
    assert world.reasons == ["red_flag"]


def test_voice_message_in_a_form_is_answered_and_the_question_asked_again(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(ASKS_PHONE))
    world.say("book")
    world.come(Media(MediaKind.VOICE, "file"))

    assert [text for _, text in world.lines[-3:]] == [
        "(a voice message)",
        world.text("utter_media_unreadable"),
        world.text("utter_ask_phone"),
    ]
    assert world.reasons == []


def test_nobody_answers_while_staff_hold(world: World) -> None:
    world.say("What are blackheads?")
    world.run(world.services.conversations.hold(world.chat.conversation_id, MAYA))

    assert world.say("Hello?") == []
    world.run(world.services.conversations.say_as_staff(world.chat.conversation_id, MAYA, "Maya here"))
    world.bring()

    assert world.app.said[ANNA][-1] == world.text("utter_staff_says", name="Maya", text="Maya here")


def test_who_left_gets_nothing_until_they_write(world: World) -> None:
    world.say("What are blackheads?")
    world.come(Left())
    world.run(world.services.conversations.say_as_staff(world.chat.conversation_id, MAYA, "Are you there?"))
    world.bring()
    silent = list(world.app.said[ANNA])

    after = world.say("Yes")

    assert len(silent) == 2
    assert after == [world.text("utter_staff_says", name="Maya", text="Are you there?")]


def test_chat_that_moved_goes_on(world: World) -> None:
    world.say("What are blackheads?")
    world.come(Moved("-200"))

    world.say("And then?", "-200")

    assert world.conversations == 1


def test_what_could_not_be_delivered_calls_staff(world: World) -> None:
    world.say("What are blackheads?")
    world.come(Undelivered("131026", gone=True))

    assert world.reasons == ["undelivered"]
    assert world.chat.gone_at


def test_what_concerns_no_chat_does_nothing(world: World) -> None:
    world.come(Left(), Moved("5"), Undelivered("1"))

    assert world.conversations == 0


def test_flood_is_told_once_a_minute(open_world: OpenWorld) -> None:
    world = open_world()
    world.services.messaging._limit = lambda _: 20
    world.say("one")
    world.say("two")

    assert world.app.said[ANNA][1:] == [world.text("utter_too_many_messages", seconds="20")]


def test_two_questions_keep_their_order(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(COMEDONES, PRICE))
    world.come(Text("What are blackheads?"), Text("What does it cost?"))

    assert world.engine.texts == ["What are blackheads?", "What does it cost?"]
    assert len(world.app.said[ANNA]) == 3
    assert Act("price", "price", 0.9) in world.engine.script[-1].acts  # type: ignore[union-attr]
