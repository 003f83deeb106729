"""Playing dialogues, against an app that answers by rote and a calendar of its own."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from salon.booking.appointments import BookingRequest, Status
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput
from salon.evaluation.dialogues import Player, read_dialogues
from salon.salon_file import Salon
from salon.secrets import Vault

CONVERSATION = "c1"


@pytest.fixture
def booking(database: Database, salon: Salon, clock: Clock, vault: Vault) -> BookingService:
    """Return the calendar."""
    return BookingService(database, salon, clock, vault)


def player(booking: BookingService, salon: Salon, on_say: Callable[[], Any] = lambda: None) -> Player:
    """Return a player in front of an app that answers everything on prices."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/conversations":
            return httpx.Response(201, json={"conversation_id": CONVERSATION, "token": "t"})
        on_say()
        return httpx.Response(200, json={"replies": [{"topic": "price", "text": "£60", "asks": None}]})

    http = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://app")
    return Player(http, booking, salon)


def book(booking: BookingService, clock: Clock) -> None:
    """Book a consultation tomorrow."""
    booking.book(
        BookingRequest(
            treatment_id="skin_consultation",
            starts_at=clock() + timedelta(days=1),
            name="Robin",
            phone="07700 900123",
            conversation_id=CONVERSATION,
            consent_at=clock(),
            idempotency_key="k",
        )
    )


def dialogue(**more: Any) -> dict[str, Any]:
    return {"name": "asks", "script": [{"say": "how much", "topic": "price"}]} | more


def test_dialogue_that_goes_as_expected(booking: BookingService, salon: Salon) -> None:
    played = player(booking, salon).play(dialogue(booked=[]))

    assert (played.name, played.wrong, played.booked_right, played.right) == ("asks", (), True, True)


def test_answer_on_another_topic_is_told(booking: BookingService, salon: Salon) -> None:
    played = player(booking, salon).play(dialogue(script=[{"say": "ouch", "topic": "procedure_pain"}]))

    assert played.wrong == ("'ouch': expected [{'procedure_pain'}], got ['price']",)
    assert not played.right


def test_booking_is_compared_and_its_time_given_back(booking: BookingService, salon: Salon, clock: Clock) -> None:
    expected = {"treatment": "skin consultation", "starts_at": "2027-03-02T10:00", "name": "Robin"}
    expected |= {"phone": "+447700900123", "status": "booked"}

    played = player(booking, salon, lambda: book(booking, clock)).play(dialogue(booked=[expected]))

    assert played.right
    assert [one.status for one in booking.all_appointments()] == [Status.CANCELLED]


def test_booking_that_was_not_expected_counts_unless_nothing_is(
    booking: BookingService, salon: Salon, clock: Clock
) -> None:
    assert not player(booking, salon, lambda: book(booking, clock)).play(dialogue(booked=[])).right
    assert player(booking, salon).play(dialogue()).right


def test_all_are_played_and_progress_is_told(booking: BookingService, salon: Salon) -> None:
    told: list[float] = []

    played = player(booking, salon).play_all([dialogue(), dialogue(name="again")], told.append)

    assert [one.name for one in played] == ["asks", "again"]
    assert told == [0.5, 1.0]


@pytest.mark.parametrize("content", ["{a: b}", "- name: x", "- [", "- script: []"])
def test_file_that_holds_no_dialogues(tmp_path: Path, content: str) -> None:
    file = tmp_path / "some.yml"
    file.write_text(content)

    with pytest.raises(BadInput, match=r"some\.yml"):
        read_dialogues([file])


def test_empty_file_holds_none(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text("")

    assert read_dialogues([tmp_path / "some.yml"]) == []
