"""Wake-ups between two processes of the app that share a PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from salon.live_postgres import PostgresRelay
from salon.live_topics import EVERYTHING, LiveTopics
from tests.conftest import empty_schema

PATIENCE_SECONDS = 20


@asynccontextmanager
async def process(url: str) -> AsyncIterator[LiveTopics]:
    """Run one process's relay until the block ends; its line is open when the block begins."""
    topics = LiveTopics()
    relay = PostgresRelay(url, topics)
    running = asyncio.create_task(relay.run())
    await asyncio.wait_for(relay.listening.wait(), PATIENCE_SECONDS)
    try:
        yield topics
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def test_one_process_wakes_another_and_not_itself_twice(postgresql_schema_url: str) -> None:
    async def talk() -> tuple[list[str], list[str]]:
        url = postgresql_schema_url
        async with process(url) as one, process(url) as other:
            with one.watch() as near, other.watch() as far:
                one.announce("typing:1", "staff", 7)
                heard = await asyncio.wait_for(far.topics(), PATIENCE_SECONDS)
                other.announce("inbox")
                other.announce("handoffs")
                back: list[str] = []
                while "handoffs" not in back:
                    back += await asyncio.wait_for(near.topics(), PATIENCE_SECONDS)
                return heard, back

    assert asyncio.run(talk()) == (["typing:1"], ["typing:1", "inbox", "handoffs"])


def test_another_salon_in_the_same_database_hears_nothing(postgresql_schema_url: str, postgresql_server: str) -> None:
    async def talk(other_url: str) -> list[str]:
        async with process(postgresql_schema_url) as one, process(other_url) as stranger, process(other_url) as third:
            with third.watch() as watcher:
                one.announce("inbox")
                stranger.announce("training")
                return await asyncio.wait_for(watcher.topics(), PATIENCE_SECONDS)

    with empty_schema(postgresql_server) as other_url:
        assert asyncio.run(talk(other_url)) == ["training"]


def test_line_that_breaks_is_made_anew_and_everybody_looks_again(postgresql_schema_url: str) -> None:
    async def talk() -> list[str]:
        async with process(postgresql_schema_url) as topics:
            with topics.watch() as watcher:
                conninfo = postgresql_schema_url.replace("postgresql+psycopg://", "postgresql://")
                async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as admin:
                    await admin.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN \"porewell_'"
                        " || current_schema() || '%'"
                    )
                return await asyncio.wait_for(watcher.topics(), PATIENCE_SECONDS)

    assert asyncio.run(talk()) == [EVERYTHING]


@pytest.mark.parametrize("payload", ["", "null", "[]", "{}", '{"from": "x"}', '{"from": "x", "what": 1}'])
def test_words_that_are_no_wake_up(payload: str) -> None:
    topics = LiveTopics()
    relay = PostgresRelay("postgresql+psycopg:///nowhere", topics)

    with topics.watch() as watcher:
        relay._hear(payload)

        assert watcher._topics == {}


def test_line_that_is_down_costs_the_oldest() -> None:
    topics = LiveTopics()
    relay = PostgresRelay("postgresql+psycopg:///nowhere", topics)

    async def announce() -> str:
        running = asyncio.create_task(relay.run())
        await asyncio.sleep(0)
        for number in range(1001):
            topics.announce(str(number))
        oldest = relay._outgoing.get_nowait().topic
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return oldest

    assert (asyncio.run(announce()), topics.relay) == ("1", None)
