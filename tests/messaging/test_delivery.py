"""What goes out to messaging apps, whatever fails: in order, once, and given up with a note to staff; on both databases."""

import asyncio
from datetime import timedelta

import pytest

from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone, WindowClosed
from salon.messaging.chats import Place
from salon.messaging.outbox import TRIES_UNTIL_STAFF_KNOW, Verdict
from tests.conversations.fakes import PRICE, FakeEngine
from tests.messaging.conftest import OpenWorld
from tests.messaging.fakes import INVITATION, FakeApp
from tests.messaging.world import ANNA, BEA, MAYA, World

DOWN = Unavailable("the app is down")


def staff_say(world: World, *texts: str) -> None:
    """Have staff say something in the only chat."""
    for text in texts:
        world.run(world.services.conversations.say_as_staff(world.chat.conversation_id, MAYA, text))


def of_staff(world: World, text: str) -> str:
    """Return what a client sees of what staff say."""
    return world.text("utter_staff_says", name="Maya", text=text)


def test_what_failed_is_tried_again_and_order_is_kept(world: World) -> None:
    world.app.failures = [None, DOWN]
    world.say("What are blackheads?")
    assert world.app.said[ANNA] == [world.text("utter_greeting")]

    world.clock.forward(seconds=0.5)
    world.bring()
    assert len(world.app.said[ANNA]) == 1
    world.clock.forward(seconds=0.5)
    world.bring()

    assert [text for author, text in world.lines if author == "bot"] == world.app.said[ANNA]


def test_pauses_between_tries_double(world: World) -> None:
    waits = []
    world.app.failures = [DOWN] * 5
    world.say("What are blackheads?")
    for _ in range(5):
        due = world.chat.due_at
        assert due
        waits.append((due - world.clock()).total_seconds())
        world.clock.now = due
        world.bring()

    assert waits == [1, 2, 4, 8, 16]
    assert len(world.app.said[ANNA]) == 2
    assert (world.chat.tries, world.chat.due_at, world.chat.failing_since) == (0, None, None)


def test_busy_app_is_left_alone_as_long_as_it_says(world: World) -> None:
    world.app.failures = [Busy("too many requests", 30)]
    world.say("What are blackheads?")
    world.clock.forward(seconds=29)
    world.bring()
    assert world.app.said[ANNA] == []

    world.clock.forward(seconds=1)
    world.bring()

    assert len(world.app.said[ANNA]) == 2


def test_busy_with_one_client_harms_no_other(world: World) -> None:
    world.app.failures = [Busy("too many requests", 30)]
    world.say("What are blackheads?")

    assert len(world.say("What are blackheads?", BEA)) == 2


def test_busy_for_all_is_busy_for_the_others(world: World) -> None:
    world.app.failures = [Busy("too many requests", 30, for_all=True)]
    world.say("What are blackheads?")

    assert world.say("What are blackheads?", BEA) == []
    world.clock.forward(seconds=30)
    world.bring()

    assert (len(world.app.said[ANNA]), len(world.app.said[BEA])) == (2, 2)


def test_who_is_gone_gets_nothing_and_staff_know(world: World) -> None:
    world.app.failures = [None, ClientGone("blocked")]
    world.say("What are blackheads?")
    world.clock.forward(days=1)
    world.bring()

    assert world.app.said[ANNA] == [world.text("utter_greeting")]
    assert world.reasons == ["undelivered"]


def test_what_can_never_be_sent_is_left_out_and_staff_know(world: World) -> None:
    world.app.failures = [Unavailable("bad request", permanent=True)]
    world.say("What are blackheads?")

    assert world.app.said[ANNA] == [world.lines[-1][1]]
    assert world.reasons == ["undelivered"]


def test_what_fails_for_a_day_is_given_up(world: World) -> None:
    world.app.failures = [DOWN] * 400
    world.say("What are blackheads?")
    for _ in range(145):
        world.clock.forward(minutes=10)
        world.bring()
    world.app.failures = []
    world.clock.forward(minutes=10)
    world.bring()

    assert world.reasons == ["undelivered"]
    assert world.app.said[ANNA] == [world.lines[-1][1]]


def test_staff_know_before_it_is_given_up(world: World) -> None:
    world.app.failures = [DOWN] * TRIES_UNTIL_STAFF_KNOW
    world.say("What are blackheads?")
    for _ in range(TRIES_UNTIL_STAFF_KNOW - 1):
        assert world.reasons == []
        assert world.chat.due_at
        world.clock.now = world.chat.due_at
        world.bring()
    assert world.reasons == ["undelivered"]

    world.clock.forward(minutes=10)
    world.bring()

    assert [text for author, text in world.lines if author == "bot"] == world.app.said[ANNA]


def test_closed_window_waits_until_the_client_writes(world: World) -> None:
    world.say("What are blackheads?")
    staff_say(world, "Are you there?")
    world.app.failures = [WindowClosed("24 hours")]
    world.bring()
    world.clock.forward(days=2)
    world.bring()
    assert len(world.app.said[ANNA]) == 2

    assert world.say("Yes") == [of_staff(world, "Are you there?")]
    assert world.reasons == ["undelivered"]


def test_what_the_window_would_not_let_through_is_not_tried(world: World) -> None:
    world.app.window = timedelta(hours=24)
    world.say("What are blackheads?")
    world.clock.forward(hours=23, minutes=59)
    staff_say(world, "In time")
    world.bring()
    world.clock.forward(minutes=1)
    staff_say(world, "Too late")
    world.bring()
    assert world.app.said[ANNA][2:] == [of_staff(world, "In time")]
    assert world.reasons == ["undelivered"]

    world.bring()
    assert world.say("Hello?") == [of_staff(world, "Too late")]


@pytest.mark.parametrize("says_so", ["before", "afterwards"])
def test_client_behind_a_closed_window_is_asked_once_to_write(world: World, says_so: str) -> None:
    world.app.invites = True
    world.say("What are blackheads?")
    if says_so == "before":
        world.app.window = timedelta(hours=24)
        world.clock.forward(hours=25)
    else:
        world.app.failures = [WindowClosed("24 hours")]
    staff_say(world, "Can you come earlier?")
    world.bring()
    staff_say(world, "Maya here.")
    world.bring()
    assert world.app.said[ANNA][2:] == [INVITATION]
    assert world.reasons == ["undelivered"]

    answers = world.say("What is it?")

    assert answers[:2] == [of_staff(world, "Can you come earlier?"), of_staff(world, "Maya here.")]


def test_who_wrote_while_the_window_was_said_to_be_closed_is_not_asked_to(world: World) -> None:
    world.app.invites = True
    world.say("What are blackheads?")
    staff_say(world, "Are you there?")
    claimed = world.services.delivery._outbox.claim(world.chat.id)
    assert claimed
    world.clock.forward(seconds=1)
    world.services.messaging._chats.note_writing(Place(world.chat.id, world.chat.conversation_id))
    verdict = world.services.delivery._outbox.failed(claimed, WindowClosed("24 hours"))
    world.clock.forward(seconds=1)
    world.bring()

    assert verdict == Verdict()
    assert world.app.said[ANNA][-1] == of_staff(world, "Are you there?")
    assert world.reasons == []


def test_invitation_that_is_refused_stops_nothing(world: World) -> None:
    world.app.invites = True
    world.say("What are blackheads?")
    world.app.failures = [WindowClosed("24 hours"), Unavailable("not approved", permanent=True)]
    staff_say(world, "Are you there?")
    world.bring()

    assert world.reasons == ["undelivered"]
    assert world.say("Yes")[0] == of_staff(world, "Are you there?")


def test_two_processes_send_each_line_once(open_world: OpenWorld) -> None:
    first = open_world()
    first.say("What are blackheads?")
    staff_say(first, *(f"line {number}" for number in range(10)))
    second = open_world(app=first.app)

    async def both() -> None:
        await asyncio.gather(first._bring(), second._bring())

    asyncio.run(both())
    second.bring()

    assert first.app.said[ANNA][2:] == [of_staff(first, f"line {number}") for number in range(10)]


def test_lease_of_a_process_that_died_runs_out(world: World) -> None:
    world.say("What are blackheads?")
    staff_say(world, "Are you there?")
    assert world.services.delivery._outbox.claim(world.chat.id)  # and it dies

    world.bring()
    assert len(world.app.said[ANNA]) == 2
    world.clock.forward(seconds=60)
    world.bring()

    assert world.app.said[ANNA][-1] == of_staff(world, "Are you there?")


def test_long_backlog_goes_out_whole(world: World) -> None:
    world.say("What are blackheads?")
    staff_say(world, *(f"line {number}" for number in range(45)))
    world.bring()

    assert len(world.app.said[ANNA]) == 47


def test_one_chat_is_sent_to_post_by_post_and_many_at_once(open_world: OpenWorld) -> None:
    world = open_world(engine=FakeEngine(PRICE))
    world.app.gathers = 5
    for number in range(5):
        world.services.messaging._chats.place("telegram", str(number))

    async def run() -> None:
        task = asyncio.create_task(world.services.delivery.run())
        async with asyncio.timeout(20):
            while sum(map(len, world.app.said.values())) < 5:
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())

    assert world.app.most_at_once == 5
    assert {len(texts) for texts in world.app.said.values()} == {1}


@pytest.mark.parametrize("failures", [1, 3])
def test_running_delivery_tries_again_by_itself(open_world: OpenWorld, failures: int) -> None:
    world = open_world(app=FakeApp())
    world.app.failures = [Busy("slow down", 0.05)] * failures
    world.clock.now = world.clock()
    world.services.messaging._chats.place("telegram", ANNA)

    async def run() -> None:
        task = asyncio.create_task(world.services.delivery.run())
        async with asyncio.timeout(20):
            while not world.app.said[ANNA]:
                world.clock.forward(seconds=0.05)
                world.services.topics.announce(f"conversation:{world.chat.conversation_id}")
                await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())

    assert world.app.said[ANNA] == [world.text("utter_greeting")]
