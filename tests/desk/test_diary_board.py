"""The layout of the diary: rows, columns, lanes, and what may be tapped."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon.booking.appointments import AppointmentView, Status
from salon.booking.diary_entries import BlockView, DiaryDay
from salon.desk.diary_board import Place, build_board
from salon.settings import ROOT

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TEAM = ("maya", "elena")
TUESDAY = date(2027, 3, 2)


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    """Return a local moment."""
    return datetime.combine(day, time(hour, minute), LONDON).replace(fold=fold)


def visit(starts_at: datetime, minutes: int = 60, who: str = "maya", **changes: Any) -> AppointmentView:
    """Return a booked appointment."""
    ends_at = (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)
    values: dict[str, Any] = {"id": f"{who} {starts_at}", "status": Status.BOOKED} | changes
    return AppointmentView(
        treatment_id="deep_cleaning",
        cosmetologist_id=who,
        starts_at=starts_at,
        ends_at=ends_at,
        name="Anna",
        phone="+447700900123",
        conversation_id="",
        consent_at=NOW,
        created_at=NOW,
        moved_from=None,
        cancelled_at=None,
        **values,
    )


def block(starts_at: datetime, ends_at: datetime, who: str | None = "maya") -> BlockView:
    """Return blocked time."""
    return BlockView("b", who, starts_at, ends_at, "training", "Noor")


def open_day(*entries: Any, day: date = TUESDAY, opens: int = 9, closes: int = 18) -> DiaryDay:
    """Return a day on which the salon is open."""
    appointments = [one for one in entries if isinstance(one, AppointmentView)]
    blocks = [one for one in entries if isinstance(one, BlockView)]
    return DiaryDay(day, at(day, opens), at(day, closes), appointments, blocks)


def places(days: list[DiaryDay], **more: Any) -> list[Place]:
    """Return where everything stands."""
    return [one.place for one in build_board(days, TEAM, NOW, LONDON, **more).placed]


def test_closed_day_without_anything_shows_usual_hours() -> None:
    board = build_board([DiaryDay(TUESDAY, None, None, [], [])], TEAM, NOW, LONDON)

    assert [label for label, _ in board.hours] == [f"{hour:02}:00" for hour in range(9, 18)]
    assert board.shut == [Place(1, 108, 2, 2)]
    assert (board.free, board.placed, board.now) == ([], [], None)


def test_day_places_by_time_and_cosmetologist() -> None:
    day = open_day(
        visit(at(TUESDAY, 9)), visit(at(TUESDAY, 10, 5), 90, "elena"), block(at(TUESDAY, 17), at(TUESDAY, 18))
    )

    assert places([day]) == [Place(1, 12, 2), Place(14, 18, 3), Place(97, 12, 2)]


def test_block_of_all_is_as_wide_as_the_team_and_cut_at_the_edges() -> None:
    day = open_day(block(at(TUESDAY, 0), at(TUESDAY + timedelta(days=3), 0), None))

    assert places([day]) == [Place(1, 108, 2, 2)]


def test_appointments_outside_the_hours_widen_the_day() -> None:
    board = build_board([open_day(visit(at(TUESDAY, 7, 30)), visit(at(TUESDAY, 18), 75))], TEAM, NOW, LONDON)

    assert [board.hours[0][0], board.hours[-1][0], board.rows] == ["07:00", "19:00", 13 * 12]
    assert board.shut == [Place(1, 24, 2, 2), Place(133, 24, 2, 2)]


def test_cancelled_and_strangers_are_not_placed() -> None:
    gone = visit(at(TUESDAY, 9), status=Status.CANCELLED)

    assert places([open_day(gone, visit(at(TUESDAY, 9), who="who left"))]) == []


def test_who_did_not_come_shares_the_column_with_who_came_instead() -> None:
    missed, instead = visit(at(TUESDAY, 9), status=Status.NO_SHOW), visit(at(TUESDAY, 9, 30), id="instead")

    assert [one.lane for one in places([open_day(missed, instead)])] == [1, 2]


def test_past_and_present_are_told() -> None:
    day = date(2027, 3, 1)
    past, present, coming = (visit(at(day, hour)) for hour in (11, 12, 13))

    board = build_board([open_day(past, present, coming, day=day)], TEAM, NOW, LONDON)

    assert [(one.is_past, one.is_now) for one in board.placed] == [(True, False), (False, True), (False, False)]
    assert (board.now, board.begins_at) == (Place(37, 1, 2, 2), at(day, 9))


def test_free_starts_lie_neither_in_the_past_nor_over_anything() -> None:
    day = date(2027, 3, 1)
    entries = (visit(at(day, 13)), block(at(day, 14), at(day, 17), None), visit(at(day, 12), status=Status.CANCELLED))

    board = build_board([open_day(*entries, day=day)], TEAM, NOW, LONDON)

    assert [(f"{one.starts_at:%H:%M}", one.who) for one in board.free] == [
        ("11:30", "maya"),
        ("11:30", "elena"),
        ("12:00", "maya"),
        ("12:00", "elena"),
        ("12:30", "maya"),
        ("12:30", "elena"),
        ("13:00", "elena"),
        ("13:30", "elena"),
        ("17:00", "maya"),
        ("17:00", "elena"),
        ("17:30", "maya"),
        ("17:30", "elena"),
    ]
    assert board.free[0].place == Place(31, 6, 2)


def test_week_leaves_closed_days_out_and_has_columns_for_each_day() -> None:
    monday = date(2027, 3, 1)
    days = [open_day(day=monday + timedelta(days=index)) for index in range(6)]
    sunday = monday + timedelta(days=6)
    days.append(DiaryDay(sunday, None, None, [], []))

    board = build_board(days, TEAM, NOW, LONDON)

    assert [(day.day, place.column, place.width) for day, place in board.days] == [
        (index + 1, 2 + 2 * index, 2) for index in range(6)
    ]
    assert [one.place.column for one in board.columns] == list(range(2, 14))
    assert board.now == Place(37, 1, 2, 2)


def test_week_counts_what_is_booked_by_day() -> None:
    days = [
        open_day(visit(at(TUESDAY, 9)), visit(at(TUESDAY, 12), status=Status.NO_SHOW)),
        open_day(day=date(2027, 3, 3)),
    ]

    assert [one.booked for one in build_board(days, TEAM, NOW, LONDON).columns] == [1, 0, 0, 0]


def test_night_that_loses_an_hour_is_shorter() -> None:
    night = date(2027, 3, 28)

    board = build_board([open_day(visit(at(night, 2), 30), day=night, opens=0, closes=5)], TEAM, NOW, LONDON)

    assert [label for label, _ in board.hours] == ["00:00", "02:00", "03:00", "04:00"]
    assert (board.rows, board.placed[0].place) == (48, Place(13, 6, 2))


def test_night_that_has_an_hour_twice_is_longer() -> None:
    night = date(2027, 10, 31)
    first, second = visit(at(night, 1), 60), visit(at(night, 1, fold=1), 60, id="second")

    board = build_board([open_day(first, second, day=night, opens=0, closes=5)], TEAM, NOW, LONDON)

    assert [label for label, _ in board.hours] == ["00:00", "01:00", "01:00", "02:00", "03:00", "04:00"]
    assert [one.place for one in board.placed] == [Place(13, 12, 2), Place(25, 12, 2)]


@pytest.mark.parametrize(("letter", "most"), [("r", 300), ("s", 300), ("c", 43), ("w", 43)])
def test_style_sheet_has_a_class_for_every_place(letter: str, most: int) -> None:
    sheet = (ROOT / "salon/desk/static/diary-grid.css").read_text(encoding="utf-8")

    found = [int(number) for number in re.findall(rf"\.{letter}-(\d+) \{{ grid-[a-z-]+: (?:span )?\d+; \}}", sheet)]

    assert found == list(range(1, most + 1))
