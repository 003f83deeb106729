"""What staff do with an appointment in the diary: confirm, note who did not come, cancel, move."""

import asyncio
import re

import pytest

from salon.booking.appointments import AppointmentView, Status
from salon.booking.diary_entries import NewBlock
from tests.desk.conftest import HTMX, DeskBrowser
from tests.desk.diary_steps import KEY, at, audited, book, book_in_chat, stored, words


def test_confirming_and_taking_it_back(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))
    path = f"/desk/diary/appointments/{booked.id}/confirm"

    panel = desk.post(path, {"confirmed": "true"}, headers=HTMX)
    page = desk.post(path, {"confirmed": "false"})

    assert (panel.status_code, panel.headers["HX-Trigger"]) == (200, "diary-changed")
    assert "confirmed" in words(panel)
    assert (page.status_code, page.headers["location"]) == (303, f"/desk/diary/appointments/{booked.id}")
    assert audited(desk) == [("appointment.confirmed", booked.id, {}), ("appointment.unconfirmed", booked.id, {})]


def test_no_show_before_it_began_is_refused_in_words(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))

    panel = desk.post(f"/desk/diary/appointments/{booked.id}/no-show", {"came": "false"}, headers=HTMX)

    assert panel.status_code == 409
    assert "That is not possible any more." in words(panel)
    assert "HX-Trigger" not in panel.headers
    assert audited(desk) == []


def test_no_show_and_back(desk: DeskBrowser) -> None:
    booked = book(desk, at(1, 9, 45))
    path = f"/desk/diary/appointments/{booked.id}/no-show"

    missed = desk.post(path, {"came": "false"}, headers=HTMX)
    came = desk.post(path, {"came": "true"}, headers=HTMX)

    assert "Came after all" in missed.text
    assert "Came after all" not in came.text
    assert [one[0] for one in audited(desk)] == ["appointment.no_show", "appointment.came"]
    assert stored(desk) == [booked]


def test_cancelling_tells_the_client(desk: DeskBrowser) -> None:
    booked = book_in_chat(desk, at(2, 10))

    desk.post(f"/desk/diary/appointments/{booked.id}/cancel", {"reason": "salon"})

    assert [(one.status, one.cancel_reason) for one in stored(desk)] == [(Status.CANCELLED, "salon")]
    assert "the salon has had to cancel it" in last_line(desk, booked)
    assert audited(desk) == [("appointment.cancelled", booked.id, {"reason": "salon"})]


def last_line(desk: DeskBrowser, booked: AppointmentView) -> str:
    """Return what was said last where somebody booked."""
    page = asyncio.run(desk.services.conversations.history(booked.conversation_id, 0))
    return str(page.lines[-1]["text"])


def test_cancelling_without_a_reason(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))

    assert desk.post(f"/desk/diary/appointments/{booked.id}/cancel", {"reason": "whim"}).status_code == 422
    assert stored(desk) == [booked]


def move_form(starts_at: str, **changes: str) -> dict[str, str]:
    """Return the form that moves what begins on 2 March at ten."""
    return {
        "day": "2027-03-03",
        "who": "maya",
        "starts_at": starts_at,
        "seen_at": "2027-03-02T10:00:00+00:00",
        "key": KEY,
    } | changes


def test_move_form_offers_free_times_but_the_present_one(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))

    form = desk.get(f"/desk/diary/appointments/{booked.id}/move", headers=HTMX)

    offered = re.findall(r'name="starts_at" value="2027-03-02T(\d\d:\d\d)', form.text)
    assert (offered[:3], len(offered)) == (["09:00", "09:30", "10:30"], 17)


def test_moving_tells_the_client(desk: DeskBrowser) -> None:
    booked = book_in_chat(desk, at(2, 10))
    form = move_form("2027-03-03T14:00:00+00:00", who="elena")

    desk.post(f"/desk/diary/appointments/{booked.id}/move", form)
    desk.post(f"/desk/diary/appointments/{booked.id}/move", form)

    assert [(one.starts_at, one.cosmetologist_id) for one in stored(desk)] == [(at(3, 14), "elena")]
    assert "is now on Wednesday 3 March at 14:00 with Elena." in last_line(desk, booked)
    assert audited(desk)[0] == ("appointment.moved", booked.id, {"against_a_rule": False})


def test_moving_to_a_time_written_by_hand(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))

    desk.post(f"/desk/diary/appointments/{booked.id}/move", move_form("2027-03-03T14:00:00+00:00", other="15:05"))

    assert [one.starts_at for one in stored(desk)] == [at(3, 15, 5)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_at": ""}, "Choose a time."),
        ({"starts_at": "2027-03-03T14:00"}, "Choose a time."),
        ({"other": "noon"}, "Choose a time, such as 10:30."),
        ({"other": "10:30", "day": ""}, "Choose a day."),
        ({"key": "k"}, "This form is out of date."),
        ({"seen_at": ""}, "This form is out of date."),
        ({"seen_at": "0001-01-01T00:00:00+12:00"}, "This form is out of date."),
        ({"seen_at": "2027-03-05T10:00:00+00:00"}, "It was moved meanwhile"),
        ({"starts_at": "2027-03-07T10:00:00+00:00"}, "The salon is closed then"),
        ({"starts_at": "2027-03-24T10:00:00+00:00"}, "The skin needs its rest."),
        ({"starts_at": "2027-03-03T10:00:00+00:00"}, "That time is not free any more."),
    ],
)
def test_moving_is_refused_in_words(desk: DeskBrowser, changes: dict[str, str], sentence: str) -> None:
    booked = book(desk, at(2, 10))
    book(desk, at(30, 10), "other")
    desk.services.blocks.block(NewBlock(at(3, 9), at(3, 12), "training", "Noor", "b", "maya"))
    before = stored(desk)

    form = move_form("2027-03-03T14:00:00+00:00") | changes
    page = desk.post(f"/desk/diary/appointments/{booked.id}/move", form, headers=HTMX)

    assert page.status_code == 409
    assert sentence in words(page)
    assert stored(desk) == before
    assert audited(desk) == []


def test_moving_inside_the_gap_asks_why_and_keeps_it(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))
    book(desk, at(30, 10), "other")
    form = move_form("2027-03-24T10:00:00+00:00")

    asked = desk.post(f"/desk/diary/appointments/{booked.id}/move", form, headers=HTMX)
    done = desk.post(f"/desk/diary/appointments/{booked.id}/move", form | {"reason": "half a face"}, headers=HTMX)

    assert 'name="reason"' in asked.text
    assert "against a rule: half a face" in words(done)
    assert audited(desk) == [("appointment.moved", booked.id, {"against_a_rule": True})]
