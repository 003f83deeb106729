"""A client whom the vendor does not reach: left alone until they write, staff are called, nobody else notices."""

import pytest

from tests.channels.trouble.conftest import OpenStage
from tests.channels.trouble.stage import ANNA, BEA, CLEO, Stage
from tests.channels.trouble.vendors import TellsAfterwards

HOUR = 3600


def test_who_is_gone_is_left_alone_until_they_write_and_all_others_are_answered(stage: Stage) -> None:
    gone = dict(enumerate(stage.vendor.gone, CLEO))
    stage.ask(ANNA, *gone)
    before = {client: (stage.said(client), stage.tries(client) + 1) for client in gone}
    for client, reason in gone.items():
        stage.vendor.cut_off(stage.address(client), reason)

    stage.ask(ANNA, BEA, *gone)
    stage.staff_say(CLEO, "Are you there?")
    stage.pass_time(HOUR)
    stage.ask(BEA)
    for client in gone:
        stage.vendor.accept(stage.address(client))
    stage.pass_time(HOUR)
    assert {client: (stage.said(client), stage.tries(client)) for client in gone} == before
    assert {client: stage.reasons(client) for client in gone} == {client: ["undelivered"] for client in gone}
    assert [stage.reasons(one) for one in (ANNA, BEA)] == [[], []]
    assert [stage.said(one) for one in (ANNA, BEA)] == [stage.lines(one) for one in (ANNA, BEA)]
    assert [len(stage.lines(one)) for one in (ANNA, BEA)] == [3, 3]
    stage.ask(*gone)

    assert {client: stage.said(client) for client in gone} == {client: stage.lines(client) for client in gone}
    assert {client: len(stage.lines(client)) for client in gone} == dict.fromkeys(gone, 4)


@pytest.mark.parametrize("name", ["whatsapp", "twilio"])
def test_who_is_said_to_be_gone_afterwards_is_left_alone_too(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    assert isinstance(stage.vendor, TellsAfterwards)
    stage.ask(ANNA, BEA)
    before = stage.said(ANNA), stage.tries(ANNA)
    stage.post(stage.vendor.not_delivered(stage.door, stage.address(ANNA)), stage.vendor.status_path)

    stage.staff_say(ANNA, "Are you there?")
    stage.ask(BEA)
    stage.pass_time(HOUR)
    assert (stage.said(ANNA), stage.tries(ANNA)) == before
    assert (stage.reasons(ANNA), stage.reasons(BEA)) == (["undelivered"], [])
    stage.ask(ANNA)

    assert [stage.said(one) for one in (ANNA, BEA)] == [stage.lines(one) for one in (ANNA, BEA)]
    assert stage.tries(ANNA) > before[1]


def test_client_who_writes_while_they_are_refused_is_answered(open_stage: OpenStage) -> None:
    stage = open_stage("telegram")
    stage.ask(ANNA)
    stage.vendor.cut_off(stage.address(ANNA), stage.vendor.gone[0])
    stage.network.slow.add(stage.address(ANNA))
    stage.ask(ANNA)
    stage.vendor.accept(stage.address(ANNA))
    stage.pass_time(1)
    stage.ask(ANNA)
    stage.answer_at_last(ANNA)
    stage.pass_time(60)

    assert stage.said(ANNA) == stage.lines(ANNA)
