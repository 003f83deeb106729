"""The diary's pages: what is shown, who may change what, and whom a change wakes."""

import html
import re

import pytest
from sqlalchemy import text

from salon.booking.diary_entries import NewBlock
from salon.staff.roles import Role
from tests.desk.conftest import HTMX, DeskBrowser
from tests.desk.diary_steps import BLOCK, FORM, KEY, at, book, book_in_chat, stored, words


@pytest.mark.parametrize(
    "path",
    ["?day=yesterday", "?day=9999-12-31", "/board?day=2027-13-01", "/times?treatment=deep_cleaning&day=x"],
)
def test_day_that_can_not_be_read(desk: DeskBrowser, path: str) -> None:
    page = desk.get(f"/desk/diary{path}")

    assert page.status_code == 422
    assert "That is not a day. Write it like 2027-03-02." in page.text


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


def test_changes_wake_other_diaries(desk: DeskBrowser) -> None:
    heard: list[str] = []
    desk.services.topics.add_ear(lambda signal: heard.append(signal.topic))
    booked = book(desk, at(1, 9, 45))

    desk.post(f"/desk/diary/appointments/{booked.id}/no-show", {"came": "false"})
    desk.post("/desk/diary/new", FORM)
    desk.post("/desk/diary/block", BLOCK)

    assert [topic for topic in heard if topic == "diary"] == ["diary"] * 3


def test_appointment_of_who_left_keeps_its_column(desk: DeskBrowser) -> None:
    book(desk, at(2, 10))
    with desk.services.database.transaction() as session:
        session.execute(text("UPDATE appointment SET cosmetologist_id = 'zoe'"))

    page = desk.get("/desk/diary?day=2027-03-02")

    assert "zoe 1 booked" in words(page)


def test_closed_day(desk: DeskBrowser) -> None:
    assert "The salon is closed." in desk.get("/desk/diary?day=2027-03-07").text
