"""The diary's forms: a new appointment, blocked time, the times to choose from, and what the audit log keeps of it."""

import re

import pytest

from salon.booking.diary_entries import NewBlock
from tests.desk.conftest import HTMX, DeskBrowser
from tests.desk.diary_steps import BLOCK, FORM, KEY, at, audited, book, stored, words


def test_form_of_a_day_that_can_not_be_read_is_todays(desk: DeskBrowser) -> None:
    for query in ("day=x", "at=9999-12-31T23:59:00-12:00", "at=0001-01-01T00:00:00%2B12:00"):
        assert 'name="day" value="2027-03-01"' in desk.get(f"/desk/diary/new?{query}").text


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


def test_audit_log_holds_nothing_of_the_client(desk: DeskBrowser) -> None:
    desk.post("/desk/diary/new", FORM | {"reason": "her secret", "conditions": "allergy"})

    said = repr([(one.action, one.subject, one.details) for one in desk.services.audit.page()])
    assert not re.search("Bea|900124|secret|allergy", said)
    assert len(stored(desk)) == 1
