"""A day on which everything goes wrong, one thing after another, for the same clients."""

import random
from collections.abc import Callable

import httpx

from tests.channels.trouble.stage import ANNA, BEA, CLEO, CLIENTS, Stage
from tests.channels.trouble.tally import Tally, tally


def be_unsteady(stage: Stage) -> None:
    """Let every other request fail, from the first message on."""
    chance = random.Random(7)  # noqa: S311
    stage.network.refuses = lambda: chance.choice([None, httpx.ConnectError])
    stage.ask(*CLIENTS)
    stage.ask(*CLIENTS)
    stage.pass_time(5)
    stage.network.refuses = lambda: None


def be_down(stage: Stage) -> None:
    """Let a minute pass in which nobody gets through."""
    stage.vendor.fail_as_gateway()
    stage.ask(ANNA, BEA)
    stage.pass_time(60)
    stage.vendor.recover()


def be_slow(stage: Stage) -> None:
    """Let an answer to us come ten seconds late."""
    stage.network.slow.add(stage.address(ANNA))
    stage.ask(ANNA, CLEO)
    stage.pass_time(10)
    stage.answer_at_last(ANNA)


def be_busy(stage: Stage) -> None:
    """Let there be too much for half a minute."""
    stage.vendor.be_busy(30)
    stage.ask(BEA)
    stage.pass_time(30)
    stage.vendor.recover()


def lose_sight_of_cleo(stage: Stage) -> None:
    """Let one client be out of reach for an hour."""
    stage.vendor.cut_off(stage.address(CLEO), stage.vendor.gone[0])
    stage.ask(CLEO, ANNA)
    stage.pass_time(3600)
    stage.vendor.accept(stage.address(CLEO))
    stage.ask(CLEO)


def test_nothing_is_lost_doubled_or_out_of_order(stage: Stage, record_property: Callable[[str, object], None]) -> None:
    be_unsteady(stage)
    be_down(stage)
    be_slow(stage)
    be_busy(stage)
    lose_sight_of_cleo(stage)
    stage.pass_time(60)

    found = tally((stage.said(one), stage.lines(one)) for one in CLIENTS)
    assert found == Tally(replies=17, lost=0, doubled=0, out_of_order=0)
    record_property("figures", f"{stage.vendor.name}: unsteady, down for a minute, slow, 429, 403: {found}")
