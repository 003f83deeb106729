"""Cards, their lasting buttons and picked times with the real engine: what its rules make of them, form or no form."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import LiveApp

GONE = "That appointment isn't coming up any more, so there is nothing to change about it."
Replies = list[dict[str, Any]]


class Visitor:
    """A client who types, presses buttons and picks times."""

    def __init__(self, http: httpx.Client) -> None:
        begun = http.post("/v1/conversations").json()
        self._http = http
        self._path = f"/v1/conversations/{begun['conversation_id']}"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}
        self._ids = count()

    def say(self, text: str) -> Replies:
        """Type."""
        return self._post(text=text)

    def press(self, button: dict[str, str]) -> Replies:
        """Press a button."""
        return self._post(button_id=button["id"])

    def pick(self, start: str) -> Replies:
        """Pick a free time."""
        return self._post(starts_at=start)

    def book(self, treatment: str, start: str) -> Replies:
        """Book from the first word to the last; return what is said to the yes."""
        self.say(f"I'd like to book a {treatment}")
        replies = self.pick(start)
        while asked := replies[-1]["asks"]:
            replies = self.say({"name": "Anna", "phone": "07700 900123"}.get(asked, "yes"))
        return replies

    def times(self, **query: str) -> Any:
        """Read the free times of a month."""
        return self._http.get(f"{self._path}/times", params=query, headers=self._headers).json()

    def _post(self, **what: str) -> Replies:
        body = {"message_id": f"m{next(self._ids)}", **what}
        response = self._http.post(f"{self._path}/messages", json=body, headers=self._headers)
        assert response.status_code == 200, response.text
        return list(response.json()["replies"])


@pytest.fixture
def http(live_app: LiveApp) -> Iterator[httpx.Client]:
    """Return a browser in front of the running product."""
    with httpx.Client(base_url=live_app.url, timeout=30) as opened:
        yield opened


@pytest.fixture
def visitor(http: httpx.Client) -> Visitor:
    """Return a new client."""
    return Visitor(http)


def said(replies: Replies) -> list[str]:
    """Return the beginnings of what was said."""
    return [reply["text"][:32] for reply in replies]


def test_cards_from_the_summary_to_the_cancelled_appointment(visitor: Visitor) -> None:
    (booked,) = visitor.book("skin consultation", "2027-03-16T10:00:00+00:00")
    move, cancel = booked["card"]["buttons"]

    asked = visitor.press(move)
    summary = visitor.pick("2027-03-16T11:00:00+00:00")
    (moved,) = visitor.say("yes")
    visitor.press(cancel)
    (cancelled,) = visitor.say("yes")

    appointment = booked["card"]["appointment_id"]
    assert (booked["card"]["kind"], booked["closing"]) == ("booked", True)
    assert asked[-1]["times"] == {"treatment": "skin_consultation", "moving": appointment}
    assert summary[-1]["asks"] == "move_confirmed"
    assert [one["card"]["kind"] for one in (moved, cancelled)] == ["moved", "cancelled"]
    assert moved["card"]["starts_at"] == "2027-03-16T11:00:00+00:00"
    assert moved["card"]["buttons"] == [move, cancel]
    assert [said(visitor.press(button)) for button in (move, cancel)] == [[GONE[:32]]] * 2


def test_card_buttons_lead_from_one_form_to_another(visitor: Visitor) -> None:
    (booked,) = visitor.book("skin consultation", "2027-03-17T10:00:00+00:00")
    move, cancel = booked["card"]["buttons"]
    visitor.say("I want to book an ultrasonic cleaning")

    from_booking = visitor.press(move)
    again = visitor.press(move)
    from_moving = visitor.press(cancel)
    twice = visitor.press(cancel)
    from_cancelling = visitor.press(move)

    assert {said(one)[0] for one in (from_booking, again, from_cancelling)} == {"Where shall I move your skin con"}
    assert [said(one) for one in (from_moving, twice)] == [["Shall I cancel your skin consult"]] * 2
    assert said(visitor.say("forget it")) == ["All right, nothing changes: you'"]


def test_card_of_one_that_is_gone_leaves_the_booking_as_it_was(visitor: Visitor) -> None:
    (booked,) = visitor.book("skin consultation", "2027-03-18T10:00:00+00:00")
    move, cancel = booked["card"]["buttons"]
    visitor.press(cancel)
    visitor.say("yes")
    asked = visitor.say("I want to book an ultrasonic cleaning")

    replies = visitor.press(move)

    assert [one["text"] for one in replies] == [GONE, asked[-1]["text"]]
    assert replies[-1]["times"] == {"treatment": "ultrasonic_cleaning", "moving": None}


def test_question_asked_again_after_another_can_still_be_answered_by_picking(visitor: Visitor) -> None:
    asked = visitor.say("I'd like to book a deep cleaning")

    again = visitor.say("how long does it take?")

    assert again[-1]["times"] == asked[-1]["times"] == {"treatment": "deep_cleaning", "moving": None}


def test_picking_a_time_outside_of_a_form_begins_a_booking(visitor: Visitor) -> None:
    replies = visitor.pick("2027-03-19T10:00:00+00:00")

    assert said(replies) == ["Friday 19 March at 10:00 is free", "What may I book for you? Most cl"]


@pytest.mark.parametrize(
    ("start", "refused"),
    [
        ("2027-03-19T10:10:00+00:00", "Our appointments start on the ho"),
        ("2026-03-19T10:00:00+00:00", "Thursday 19 March 2026 at 10:00 "),
        ("2999-03-19T10:00:00+00:00", "Tuesday 19 March 2999 at 10:00 i"),
        ("2027-03-21T10:00:00+00:00", "We can't fit that in on Sunday 2"),
    ],
)
def test_picking_a_time_outside_the_rules_offers_others(visitor: Visitor, start: str, refused: str) -> None:
    visitor.say("I'd like to book a deep cleaning")

    replies = visitor.pick(start)

    assert said(replies)[0] == refused
    assert (replies[-1]["asks"], len(replies[-1]["buttons"])) == ("starts_at", 3)


def test_picking_a_time_that_was_taken_meanwhile_offers_others(http: httpx.Client, visitor: Visitor) -> None:
    start = "2027-03-22T10:00:00+00:00"
    visitor.say("I'd like to book a deep cleaning")
    assert start in visitor.times(treatment="deep_cleaning", month="2027-03")["days"]["2027-03-22"]
    for _ in range(2):
        Visitor(http).book("deep cleaning", start)

    replies = visitor.pick(start)

    assert said(replies)[0] == "Monday 22 March at 10:00 is take"
    assert (replies[-1]["asks"], len(replies[-1]["buttons"])) == ("starts_at", 3)
    assert start not in visitor.times(treatment="deep_cleaning", month="2027-03")["days"]["2027-03-22"]
