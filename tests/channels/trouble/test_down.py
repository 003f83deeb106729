"""A vendor that can't be reached: what is said meanwhile arrives once it can, in order and once."""

import httpx
import pytest

from salon.conversations.incoming import LONGEST_TEXT
from tests.channels.trouble.conftest import OpenStage
from tests.channels.trouble.stage import ANNA, BEA, CLEO, CLIENTS, Stage


def go_down(stage: Stage) -> None:
    """Let a minute pass in which nothing gets through, for another reason in each quarter, and everybody goes on writing."""
    stage.network.refuses = lambda: httpx.ConnectError
    stage.ask(ANNA, BEA)
    stage.pass_time(15)
    stage.network.refuses = lambda: None
    stage.vendor.fail_as_gateway()
    stage.ask(CLEO)
    stage.pass_time(15)
    stage.vendor.recover()
    stage.vendor.fail_in_own_words()
    stage.ask(ANNA)
    stage.pass_time(15)
    stage.network.refuses = lambda: httpx.ConnectTimeout
    stage.ask(BEA)
    stage.staff_say(CLEO, "Cleo, are you there?")
    stage.pass_time(15)


def test_vendor_down_for_a_minute_loses_nothing(stage: Stage) -> None:
    stage.ask(*CLIENTS)
    before = [stage.said(client) for client in CLIENTS]

    go_down(stage)
    assert [stage.said(client) for client in CLIENTS] == before
    stage.network.refuses = lambda: None
    stage.vendor.recover()
    stage.pass_time(60)

    assert [stage.said(client) for client in CLIENTS] == [stage.lines(client) for client in CLIENTS]
    assert [len(stage.lines(client)) for client in CLIENTS] == [4, 4, 4]
    assert [stage.reasons(client) for client in CLIENTS] == [[], [], []]


def test_line_of_two_posts_goes_on_where_it_stopped(open_stage: OpenStage) -> None:
    stage = open_stage("instagram")  # the only one for whom what staff may write can be too much for a post
    stage.ask(ANNA)
    fates = iter([None, httpx.ReadError, httpx.ConnectError])
    stage.network.refuses = lambda: next(fates, None)
    stage.staff_say(ANNA, " ".join(f"number {number}." for number in range(99))[:LONGEST_TEXT].strip())
    assert len(stage.said(ANNA)) == 3
    stage.pass_time(3)

    assert stage.said(ANNA)[:2] == stage.lines(ANNA)[:2]
    assert " ".join(stage.said(ANNA)[2:]) == stage.lines(ANNA)[2]
    assert (stage.tries(ANNA), len(stage.said(ANNA))) == (6, 4)


@pytest.mark.parametrize("name", ["telegram", "whatsapp", "twilio"])
def test_gateway_that_ran_out_of_time_costs_no_line(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    stage.ask(ANNA)
    stage.network.answers = lambda: httpx.Response(408, text="<html><body>408 Request Time-out</body></html>")
    stage.ask(ANNA)
    stage.network.answers = lambda: None
    stage.pass_time(60)

    assert stage.said(ANNA) == stage.lines(ANNA)
