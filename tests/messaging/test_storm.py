"""A thousand dialogues whose deliveries come twice, three times and in any order: each message is answered once."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from salon.conversations.models import Message
from salon.messaging.arrivals import Arrival, Text
from salon.messaging.models import Chat
from tests.messaging.conftest import OpenWorld
from tests.messaging.world import World

DIALOGUES = 1000
_AT_ONCE = 8
"""Webhooks under way together."""


def deliveries(world: World, chance: random.Random) -> list[list[Arrival]]:
    """Return batches in which everything comes once to three times, near where it belongs but in no order."""
    found = list[tuple[float, Arrival]]()
    for number in range(DIALOGUES):
        for turn in ("first", "second", "third"):
            arrival = world.arrival(Text(f"{turn} of {number}"), address=str(number), key=f"{number} {turn}")
            place = float(number)
            found += [(place + chance.uniform(0, 12), arrival) for _ in range(chance.choice((1, 2, 3)))]
    ordered = [arrival for _, arrival in sorted(found, key=lambda one: one[0])]
    batches = []
    while ordered:
        size = chance.randint(1, 4)
        batches.append(ordered[:size])
        ordered = ordered[size:]
    return batches


@pytest.mark.timeout(600)
def test_nothing_is_lost_or_doubled(
    open_world: OpenWorld, database_url: str, record_property: Callable[[str, object], None]
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("the same on PostgreSQL takes minutes; its locks are tested with two processes in test_delivery.py")
    world = open_world()
    # What a test loses when the power fails, it writes anew.
    event.listen(
        world.services.database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF")
    )
    batches = deliveries(world, random.Random(7))  # noqa: S311

    async def storm() -> None:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def deliver(batch: list[Arrival]) -> None:
            async with gate:
                await world.services.messaging.arrive("telegram", batch)

        await asyncio.gather(*(deliver(one) for one in batches))
        await world.services.messaging.settle()
        await world._bring()

    asyncio.run(storm())

    with world.services.database.reading() as session:
        chats = {one.conversation_id: one.address for one in session.scalars(select(Chat))}
        said, answered, spoken = defaultdict(list), Counter[int](), defaultdict(list)
        for line in session.scalars(select(Message).order_by(Message.seq)):
            if line.author == "client":
                said[chats[line.conversation_id]].append(line.text)
                answered[line.seq] += 0
            else:
                spoken[chats[line.conversation_id]].append(line.text)
                if line.answers:
                    answered[line.answers] += 1
    wanted = {
        str(number): {f"{turn} of {number}" for turn in ("first", "second", "third")} for number in range(DIALOGUES)
    }
    assert {address: sorted(texts) for address, texts in said.items()} == {
        address: sorted(texts) for address, texts in wanted.items()
    }
    assert set(answered.values()) == {1}
    assert dict(world.app.said) == dict(spoken)
    doubled = sum(map(len, batches)) - 3 * DIALOGUES
    record_property(
        "figures", f"{DIALOGUES:,} dialogues, {doubled:,} deliveries doubled, all shuffled: 0 lost, 0 answered twice"
    )
