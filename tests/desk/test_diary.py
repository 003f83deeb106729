"""The diary's pages: what is shown, who may change what, and what the audit log keeps of it."""

import asyncio
import html
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import text

from salon.booking.appointments import AppointmentView, BookingRequest, Status
from salon.booking.diary_entries import NewBlock, StaffBooking
from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser

LONDON = ZoneInfo("Europe/London")
HTMX = {"HX-Request": "true"}
KEY = "0123456789abcdef0123456789abcdef"
FORM = {
    "treatment": "deep_cleaning",
    "day": "2027-03-02",
    "who": "maya",
    "starts_at": "2027-03-02T10:00:00+00:00",
    "name": "Bea Okafor",
    "phone": "07700 900124",
    "consented": "true",
    "key": KEY,
}
BLOCK = {"label": "training", "who": "elena", "day": "2027-03-02", "begins": "09:00", "ends": "12:00", "key": KEY}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027; it is Monday the first, 10:00."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


def book(desk: DeskBrowser, starts_at: datetime, key: str = "k", **changes: Any) -> AppointmentView:
    """Book as staff."""
    values: dict[str, Any] = {"name": "Anna Lindqvist", "phone": "07700 900123", "cosmetologist_id": "maya"} | changes
    wish = StaffBooking(
        "deep_cleaning", starts_at, has_consented=True, staff_name="Noor", idempotency_key=key, **values
    )
    return desk.services.diary_booking.book(wish)


def book_in_chat(desk: DeskBrowser, starts_at: datetime) -> AppointmentView:
    """Book in a conversation that is there."""
    conversation_id = desk.app.begin().id
    wish = BookingRequest("deep_cleaning", starts_at, "Anna", "07700 900123", conversation_id, starts_at, "chat")
    return desk.services.booking.book(wish)


def stored(desk: DeskBrowser) -> list[AppointmentView]:
    """Return all appointments."""
    return desk.services.booking.all_appointments()


def audited(desk: DeskBrowser) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what the audit log has of the diary, oldest first."""
    entries = desk.services.audit.page()
    found = [(one.seq, one.action, one.subject, one.details) for one in entries]
    return [one[1:] for one in sorted(found) if one[1].startswith(("appointment.", "block."))]


def words(page: httpx.Response) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page.text)))


@pytest.mark.parametrize(
    "path",
    ["?day=yesterday", "?day=9999-12-31", "/board?day=2027-13-01", "/times?treatment=deep_cleaning&day=x"],
)
def test_day_that_can_not_be_read(desk: DeskBrowser, path: str) -> None:
    page = desk.get(f"/desk/diary{path}")

    assert page.status_code == 422
    assert "That is not a day. Write it like 2027-03-02." in page.text


def test_form_of_a_day_that_can_not_be_read_is_todays(desk: DeskBrowser) -> None:
    for query in ("day=x", "at=9999-12-31T23:59:00-12:00", "at=0001-01-01T00:00:00%2B12:00"):
        assert 'name="day" value="2027-03-01"' in desk.get(f"/desk/diary/new?{query}").text


def test_nobody_of_that_name_works_here(desk: DeskBrowser) -> None:
    assert desk.get("/desk/diary?who=nobody").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["appointments/nothing", "appointments/%00/move", "blocks/%00", "times?treatment=deep_cleaning&moving=nothing"],
)
def test_what_is_not_there(desk: DeskBrowser, path: str) -> None:
    assert desk.get(f"/desk/diary/{path}").status_code == 404


def test_day_shows_who_comes_and_leads_to_the_neighbours(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))

    page = desk.get("/desk/diary?day=2027-03-02")

    assert page.status_code == 200
    assert "Tuesday 2 March 2027" in page.text
    assert f"/desk/diary/appointments/{booked.id}" in page.text
    assert "10:00 –11:30 Anna Lindqvist deep cleaning" in words(page)
    assert 'href="?day=2027-03-01&amp;view=day" rel="prev"' in page.text
    assert 'href="?day=2027-03-03&amp;view=day" rel="next"' in page.text


def test_pages_have_no_styles_or_scripts_of_their_own(desk: DeskBrowser) -> None:
    booked = book(desk, at(1, 11))
    paths = ["", "?view=week", f"/appointments/{booked.id}", f"/appointments/{booked.id}/move", "/new", "/block"]

    for path in paths:
        page = desk.get(f"/desk/diary{path}")
        assert page.status_code == 200, path
        assert " style=" not in page.text
        assert "<style" not in page.text
        assert re.findall(r"<script(?![^>]* src=)", page.text) == []
        assert re.findall(r"\son\w+=", page.text) == []


def test_today_tells_who_is_there_and_who_comes_next(desk: DeskBrowser) -> None:
    book(desk, at(1, 9, 45))
    book(desk, at(1, 13), "next", name="Bea", phone="07700 900124")
    desk.services.blocks.block(NewBlock(at(1, 9), at(1, 12), "training", "Noor", "b", "elena"))

    said = words(desk.get("/desk/diary"))

    assert "Maya now Anna Lindqvist until 11:15 next 13:00 Bea" in said
    assert "Elena now training, until 12:00 nobody else today" in said


def test_week_begins_on_monday_and_steps_by_weeks(desk: DeskBrowser) -> None:
    book(desk, at(6, 10))

    page = desk.get("/desk/diary?day=2027-03-04&view=week&who=maya")

    assert "Week of Monday 1 March 2027" in page.text
    assert "Anna Lindqvist" in page.text
    assert 'href="?day=2027-03-11&amp;view=week&amp;who=maya" rel="next"' in page.text


def test_filter_by_cosmetologist(desk: DeskBrowser) -> None:
    book(desk, at(2, 10))

    assert "Anna Lindqvist" not in desk.get("/desk/diary?day=2027-03-02&who=elena").text


def test_board_alone_is_a_fragment(desk: DeskBrowser) -> None:
    book(desk, at(2, 10))

    board = desk.get("/desk/diary/board?day=2027-03-02", headers=HTMX)

    assert "Anna Lindqvist" in board.text
    assert "<html" not in board.text


def test_names_and_labels_are_escaped(desk: DeskBrowser) -> None:
    evil = "<img src=x onerror=alert(1)>"
    booked = book(desk, at(2, 10), name=evil)
    desk.services.blocks.block(NewBlock(at(2, 9), at(2, 12), evil, "Noor", "b", "elena"))

    for path in ("?day=2027-03-02", f"/appointments/{booked.id}", f"/appointments/{booked.id}/move"):
        page = desk.get(f"/desk/diary{path}")
        assert "<img" not in page.text
        assert evil in words(page) or evil in html.unescape(page.text)


def test_panel_leads_to_the_conversation_and_the_telephone(desk: DeskBrowser) -> None:
    booked = book_in_chat(desk, at(2, 10))

    panel = desk.get(f"/desk/diary/appointments/{booked.id}", headers=HTMX)

    assert f'href="/desk/conversations/{booked.conversation_id}"' in panel.text
    assert 'href="tel:+447700900123"' in panel.text
    assert "<html" not in panel.text


def test_panel_tells_who_of_the_staff_booked(desk: DeskBrowser) -> None:
    panel = desk.get(f"/desk/diary/appointments/{book(desk, at(2, 10)).id}", headers=HTMX)

    assert "Booked by Noor" in words(panel)
    assert "/desk/conversations/" not in panel.text


def test_whoever_only_reads_sees_names_and_no_numbers(desk: DeskBrowser) -> None:
    booked = book(desk, at(2, 10))
    viewer = desk.as_role(Role.VIEWER)

    pages = [viewer.get(f"/desk/diary{path}") for path in ("?day=2027-03-02", f"/appointments/{booked.id}")]

    for page in pages:
        assert "Anna Lindqvist" in page.text
        assert "900123" not in page.text
        assert '<form method="post" action="/desk/diary' not in page.text
        assert "/desk/diary/new" not in page.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/appointments/{id}/confirm", {"confirmed": "true"}),
        ("/appointments/{id}/no-show", {"came": "false"}),
        ("/appointments/{id}/cancel", {"reason": "salon"}),
        ("/appointments/{id}/move", {"key": KEY}),
        ("/new", FORM),
        ("/block", BLOCK),
        ("/blocks/b/free", {}),
    ],
)
def test_whoever_only_reads_changes_nothing(desk: DeskBrowser, path: str, form: dict[str, str]) -> None:
    booked = book(desk, at(2, 10))

    answer = desk.as_role(Role.VIEWER).post(f"/desk/diary{path.format(id=booked.id)}", form)

    assert answer.status_code == 403
    assert stored(desk) == [booked]


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


def test_times_of_a_day(desk: DeskBrowser) -> None:
    times = desk.get("/desk/diary/times?treatment=skin_consultation&day=2027-03-02&who=elena", headers=HTMX)

    assert len(re.findall('name="starts_at"', times.text)) == 20
    assert "Nothing is free" in desk.get("/desk/diary/times?treatment=skin_consultation&day=2027-03-07").text


def test_form_of_a_tapped_start(desk: DeskBrowser) -> None:
    on_the_grid = desk.get("/desk/diary/new?who=elena&at=2027-03-02T10:30:00%2B00:00", headers=HTMX)
    too_late = desk.get("/desk/diary/new?who=elena&at=2027-03-02T18:30:00%2B00:00", headers=HTMX)

    assert 'value="2027-03-02T10:30:00+00:00" checked' in on_the_grid.text
    assert '<option value="elena" selected>' in on_the_grid.text
    assert 'name="other" step="300" value="18:30"' in too_late.text


def test_booking_twice_with_one_form_books_once(desk: DeskBrowser) -> None:
    first = desk.post("/desk/diary/new", FORM)
    second = desk.post("/desk/diary/new", FORM, headers=HTMX)

    (booked,) = stored(desk)
    assert (booked.name, booked.phone, booked.booked_by) == ("Bea Okafor", "+447700900124", "Olga Owner")
    assert (booked.starts_at, booked.cosmetologist_id) == (at(2, 10), "maya")
    assert first.headers["location"] == f"/desk/diary/appointments/{booked.id}"
    assert "Bea Okafor" in second.text
    assert audited(desk)[0] == ("appointment.booked", booked.id, {"against_a_rule": False})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consented": ""}, "Ask whether name and number may be kept."),
        ({"name": " "}, "a name has 1 to 200 characters"),
        ({"phone": "12"}, "the phone number can't be read"),
        ({"starts_at": ""}, "Choose a time."),
        ({"conditions": "pregnancy"}, "this treatment can't simply be booked"),
        ({"conditions": "rosacea", "reason": "she insists"}, "this treatment can't simply be booked"),
        ({"starts_at": "2026-03-02T10:00:00+00:00"}, "That time has gone by."),
        ({"starts_at": "2028-04-03T10:00:00+00:00"}, "more than a year ahead"),
    ],
)
def test_booking_is_refused_in_words_and_nothing_typed_is_lost(
    desk: DeskBrowser, changes: dict[str, str], sentence: str
) -> None:
    page = desk.post("/desk/diary/new", FORM | changes, headers=HTMX)

    assert page.status_code == 409
    assert sentence in words(page)
    assert f'value="{(FORM | changes)["phone"]}"' in page.text
    assert KEY in page.text
    assert stored(desk) == []


def test_blocking_twice_with_one_form_blocks_once(desk: DeskBrowser) -> None:
    first = desk.post("/desk/diary/block", BLOCK)
    second = desk.post("/desk/diary/block", BLOCK, headers=HTMX)

    (made,) = desk.services.diary.days(at(2, 9).date())[0].blocks
    assert (made.label, made.cosmetologist_id, made.starts_at, made.ends_at) == (
        "training",
        "elena",
        at(2, 9),
        at(2, 12),
    )
    assert first.headers["location"] == "/desk/diary?day=2027-03-02"
    assert "training" in second.text
    assert audited(desk)[0] == ("block.made", made.id, {})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "09:00"}, "a block ends after it begins"),
        ({"until_day": "2027-05-02"}, "within a month"),
        ({"begins": ""}, "Choose a time, such as 10:30."),
        ({"who": ""}, "1 appointment is booked in that time. Move or cancel it first."),
        ({"who": "elena", "day": "2027-03-04"}, "Another block lies in that time."),
    ],
)
def test_blocking_is_refused_in_words(desk: DeskBrowser, changes: dict[str, str], sentence: str) -> None:
    book(desk, at(2, 10))
    desk.services.blocks.block(NewBlock(at(4, 9), at(4, 12), "training", "Noor", "b", "elena"))

    page = desk.post("/desk/diary/block", BLOCK | changes, headers=HTMX)

    assert page.status_code == 409
    assert sentence in words(page)
    assert audited(desk) == []


def test_freeing_blocked_time(desk: DeskBrowser) -> None:
    made = desk.services.blocks.block(NewBlock(at(2, 9), at(2, 12), "training", "Noor", "b", "elena"))
    shown = desk.get(f"/desk/diary/blocks/{made.id}", headers=HTMX)

    answers = [desk.post(f"/desk/diary/blocks/{made.id}/free", headers=HTMX) for _ in range(2)]

    assert "Free this time" in shown.text
    assert [one.headers["HX-Trigger"] for one in answers] == ["diary-changed"] * 2
    assert desk.services.diary.days(at(2, 9).date())[0].blocks == []
    assert audited(desk) == [("block.freed", made.id, {})]


def test_changes_wake_other_diaries(desk: DeskBrowser) -> None:
    heard: list[str] = []
    desk.services.topics.add_ear(lambda signal: heard.append(signal.topic))
    booked = book(desk, at(1, 9, 45))

    desk.post(f"/desk/diary/appointments/{booked.id}/no-show", {"came": "false"})
    desk.post("/desk/diary/new", FORM)
    desk.post("/desk/diary/block", BLOCK)

    assert [topic for topic in heard if topic == "diary"] == ["diary"] * 3


def test_audit_log_holds_nothing_of_the_client(desk: DeskBrowser) -> None:
    desk.post("/desk/diary/new", FORM | {"reason": "her secret", "conditions": "allergy"})

    said = repr([(one.action, one.subject, one.details) for one in desk.services.audit.page()])
    assert not re.search("Bea|900124|secret|allergy", said)
    assert len(stored(desk)) == 1


def test_appointment_of_who_left_keeps_its_column(desk: DeskBrowser) -> None:
    book(desk, at(2, 10))
    with desk.services.database.transaction() as session:
        session.execute(text("UPDATE appointment SET cosmetologist_id = 'zoe'"))

    page = desk.get("/desk/diary?day=2027-03-02")

    assert "zoe 1 booked" in words(page)


def test_closed_day(desk: DeskBrowser) -> None:
    assert "The salon is closed." in desk.get("/desk/diary?day=2027-03-07").text
