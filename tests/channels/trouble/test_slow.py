"""A vendor that answers late, or whose answers get lost.

No vendor takes a key by which it could tell a repeat (docs/decisions/0020-messaging-apps.md). So what was taken without our
hearing so goes out again: the client reads one bubble twice, rather than never. More than that is not promised, and no less.
"""

import pytest

from salon.messaging.outbox import LEASE
from tests.channels.trouble.conftest import OpenStage
from tests.channels.trouble.network import TRICKLE_SECONDS
from tests.channels.trouble.stage import ANNA, BEA, CLEO, CLIENTS, Stage


def once(texts: list[str]) -> list[str]:
    """Return the texts without what is said again."""
    return list(dict.fromkeys(texts))


def repeats(texts: list[str]) -> list[str]:
    """Return what was said again right behind the first time."""
    return [after for before, after in zip(texts, texts[1:], strict=False) if before == after]


def test_answer_that_comes_late_holds_up_this_client_alone(stage: Stage) -> None:
    stage.ask(*CLIENTS)
    stage.network.slow.add(stage.address(ANNA))

    stage.ask(*CLIENTS)
    stage.ask(ANNA, BEA)
    stage.pass_time(10)
    assert [stage.said(one) for one in (BEA, CLEO)] == [stage.lines(one) for one in (BEA, CLEO)]
    assert stage.said(ANNA) == stage.lines(ANNA)[:-1]
    stage.answer_at_last(ANNA)

    assert stage.said(ANNA) == stage.lines(ANNA)
    assert [len(stage.lines(one)) for one in CLIENTS] == [4, 4, 3]
    assert [stage.tries(one) for one in CLIENTS] == [4, 4, 3]


def test_answer_after_our_time_out_makes_one_repeat_and_loses_nothing(stage: Stage) -> None:
    stage.ask(ANNA, BEA)
    stage.network.slow.add(stage.address(ANNA))
    stage.ask(ANNA, BEA)
    assert stage.said(ANNA) == stage.lines(ANNA)

    # Nobody waits for it as long as the lease lasts, or another process would send it too.
    stage.pass_time(LEASE.total_seconds() - 1)
    stage.network.slow.clear()
    stage.ask(ANNA)
    stage.pass_time(60)

    assert once(stage.said(ANNA)) == stage.lines(ANNA)
    assert repeats(stage.said(ANNA)) == [stage.lines(ANNA)[2]]
    assert len(stage.said(ANNA)) == len(stage.lines(ANNA)) + 1 == 5
    assert stage.said(BEA) == stage.lines(BEA)


def test_each_lost_answer_makes_one_repeat_and_nothing_else(stage: Stage) -> None:
    stage.network.losing.update({stage.address(ANNA): 1, stage.address(BEA): 3})
    stage.ask(*CLIENTS)
    stage.pass_time(10)
    stage.ask(ANNA)

    asked = [stage.lines(one) for one in CLIENTS]
    assert [once(stage.said(one)) for one in CLIENTS] == asked
    assert [repeats(stage.said(one)) for one in CLIENTS] == [asked[0][:1], asked[1][:1] * 3, []]
    assert [len(stage.said(one)) for one in CLIENTS] == [3 + 1, 2 + 3, 2]


@pytest.mark.parametrize("name", ["telegram", "twilio"])
def test_line_that_came_during_another_post_goes_out_right_behind_it(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    stage.ask(ANNA)
    stage.network.slow.add(stage.address(ANNA))
    stage.ask(ANNA)
    stage.ask(ANNA)
    stage.release(ANNA)

    assert stage.due == 0, "a line waits for the next look, for up to five seconds"
    assert stage.said(ANNA) == stage.lines(ANNA)


@pytest.mark.parametrize("name", ["telegram", "whatsapp", "twilio"])
def test_answer_that_trickles_in_takes_no_longer_than_the_lease(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    stage.ask(ANNA)
    stage.network.trickling.add(stage.address(ANNA))
    stage.ask(ANNA)
    tries = stage.tries(ANNA)
    for _ in range(int(LEASE.total_seconds() / TRICKLE_SECONDS) - 1):
        stage.pass_time(TRICKLE_SECONDS)

    assert stage.tries(ANNA) > tries, "it still waits for the first answer; soon another process sends the same"
