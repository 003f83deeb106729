"""A vendor that has too much of us: before the time that it names nothing is tried again, and nothing is lost."""

import pytest

from tests.channels.trouble.conftest import OpenStage
from tests.channels.trouble.on_meta import OfMeta
from tests.channels.trouble.stage import ANNA, BEA, CLEO, CLIENTS, Stage
from tests.channels.trouble.vendors import KnowsWhoIsBusy


def test_busy_for_all_is_left_alone_as_long_as_it_says(stage: Stage) -> None:
    stage.ask(ANNA)
    for limit in range(stage.vendor.limits):
        said, tries = stage.said(ANNA), stage.tries(ANNA)
        stage.vendor.be_busy(30, limit)
        stage.ask(ANNA)

        stage.pass_time(29.9)
        assert (stage.said(ANNA), stage.tries(ANNA)) == (said, tries + 1)
        stage.vendor.recover()
        stage.pass_time(0.1)

        assert stage.said(ANNA) == stage.lines(ANNA)
    assert len(stage.lines(ANNA)) == 2 + stage.vendor.limits


def test_who_writes_while_all_have_to_wait_is_answered_afterwards(stage: Stage) -> None:
    stage.ask(ANNA)
    stage.vendor.be_busy(30)
    stage.ask(ANNA, BEA)
    tries = [stage.tries(one) for one in (ANNA, BEA)]
    stage.pass_time(10)
    stage.vendor.be_busy(20)
    stage.ask(CLEO)
    stage.pass_time(19.9)
    # Telegram says so of each chat apart, so Cleo's has to hear it too; the others mean all.
    assert stage.tries(CLEO) == (0 if stage.vendor.pauses_all else 1)
    assert [stage.tries(one) for one in (ANNA, BEA)] == tries
    assert [len(stage.said(one)) for one in CLIENTS] == [2, 0, 0]

    stage.vendor.recover()
    stage.pass_time(0.1)

    assert [stage.said(one) for one in CLIENTS] == [stage.lines(one) for one in CLIENTS]
    assert [len(stage.lines(one)) for one in CLIENTS] == [3, 2, 2]


@pytest.mark.parametrize("name", ["telegram", "whatsapp"])
def test_busy_with_one_client_harms_no_other(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    assert isinstance(stage.vendor, KnowsWhoIsBusy)
    stage.ask(*CLIENTS)
    said, tries = stage.said(ANNA), stage.tries(ANNA)
    stage.vendor.be_busy_with(stage.address(ANNA), 30)

    stage.ask(*CLIENTS)
    stage.ask(BEA)
    stage.staff_say(ANNA, "Anna, are you there?")
    stage.pass_time(29.9)
    assert [stage.said(one) for one in (BEA, CLEO)] == [stage.lines(one) for one in (BEA, CLEO)]
    assert (stage.said(ANNA), stage.tries(ANNA)) == (said, tries + 1)
    stage.vendor.recover()
    stage.pass_time(0.1)

    assert stage.said(ANNA) == stage.lines(ANNA)
    assert [len(stage.lines(one)) for one in CLIENTS] == [4, 4, 3]


def test_whatsapp_has_one_client_wait_six_seconds_if_it_names_no_time(open_stage: OpenStage) -> None:
    stage = open_stage("whatsapp")
    stage.ask(ANNA, BEA)
    assert isinstance(stage.vendor, KnowsWhoIsBusy)
    stage.vendor.be_busy_with(stage.address(ANNA), 0)
    stage.ask(ANNA, BEA)
    tries = stage.tries(ANNA)

    stage.pass_time(5.9)
    assert stage.tries(ANNA) == tries
    assert stage.said(BEA) == stage.lines(BEA)
    stage.vendor.recover()
    stage.pass_time(0.1)

    assert stage.said(ANNA) == stage.lines(ANNA)


@pytest.mark.parametrize("name", ["telegram", "whatsapp"])
def test_client_who_writes_again_does_not_shorten_what_the_vendor_asked_for(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    assert isinstance(stage.vendor, KnowsWhoIsBusy)
    stage.ask(ANNA)
    stage.vendor.be_busy_with(stage.address(ANNA), 30)
    stage.ask(ANNA)
    tries = stage.tries(ANNA)
    stage.pass_time(10)
    stage.ask(ANNA)
    stage.pass_time(19.9)
    assert stage.tries(ANNA) == tries
    stage.vendor.recover()
    stage.pass_time(0.1)

    assert stage.said(ANNA) == stage.lines(ANNA)


@pytest.mark.parametrize("name", ["whatsapp", "instagram", "twilio"])
def test_busy_that_names_no_time_is_left_alone_for_some_seconds(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    stage.ask(ANNA)
    for limit in range(stage.vendor.limits):
        stage.vendor.be_busy(0, limit)
        stage.ask(ANNA)
        tries = stage.tries(ANNA)

        stage.pass_time(4.9)
        assert stage.tries(ANNA) == tries
        stage.vendor.recover()
        stage.pass_time(300)

        assert stage.said(ANNA) == stage.lines(ANNA)


def test_short_pause_does_not_end_a_long_one(open_stage: OpenStage) -> None:
    stage = open_stage("twilio")
    stage.ask(ANNA, BEA)
    stage.network.slow |= {stage.address(ANNA), stage.address(BEA)}
    stage.vendor.be_busy(60)
    stage.ask(ANNA)
    stage.vendor.be_busy(5)
    stage.ask(BEA)
    stage.release(ANNA)
    stage.release(BEA)
    tries = len(stage.network.tried)
    stage.pass_time(59)

    assert len(stage.network.tried) == tries


@pytest.mark.parametrize("name", ["whatsapp", "instagram"])
def test_meta_is_left_alone_for_as_many_minutes_as_its_header_says(name: str, open_stage: OpenStage) -> None:
    stage = open_stage(name)
    assert isinstance(stage.vendor, OfMeta)
    stage.ask(ANNA)
    stage.vendor.be_busy_in_minutes(19)
    stage.ask(ANNA)
    tries = stage.tries(ANNA)
    stage.pass_time(19 * 60 - 1)

    assert stage.tries(ANNA) == tries
