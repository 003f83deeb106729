"""What is counted of a period, on both databases."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from salon.clock import fixed_clock
from salon.db import Database
from salon.errors import BadInput
from salon.figures.cohorts import Cohort
from salon.figures.counts import Appointments, Counts, HandoffCount, TopicCount
from salon.figures.service import Figures
from tests.figures.rows import Rows

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
LAST_WEEK = NOW - 8 * DAY


def week(figures: Figures, channel: str | None = None) -> Counts:
    """Return what is counted of the seven days until now."""
    return figures.report(figures.period("7-days"), channel).now


def test_period_of_a_wrong_name(figures: Figures) -> None:
    with pytest.raises(BadInput, match="^the period is one of "):
        figures.period("decade")


def test_period_of_one_day_alone(figures: Figures) -> None:
    first, last = figures.period("", first="2027-02-03"), figures.period("7-days", last="2027-02-03")

    assert first == last
    assert (first.first, first.last) == (date(2027, 2, 3), date(2027, 2, 3))


def test_report_of_nothing(figures: Figures) -> None:
    counts = week(figures)

    assert counts == Counts(Cohort(), {}, {}, {}, {}, {}, (), {}, {}, (), Appointments(), {}, {})
    assert (counts.alone_share, counts.missed_share, counts.mean_stars, counts.latency(50)) == (None, None, None, None)


def test_report_counts_from_midnight_until_now(figures: Figures, rows: Rows) -> None:
    since = datetime(2027, 2, 23, tzinfo=UTC)
    for at in (since, NOW - timedelta(seconds=1)):
        rows.conversation(at)
    for at in (NOW - 7 * DAY - timedelta(seconds=1), since - 7 * DAY):
        rows.conversation(at)
    for at in (NOW, since - timedelta(seconds=1), NOW - 7 * DAY, since - 7 * DAY - timedelta(seconds=1)):
        rows.conversation(at)

    report = figures.report(figures.period("7-days"))

    assert report.now.begun_by_day == {date(2027, 2, 23): 1, date(2027, 3, 1): 1}
    assert report.before.begun_by_day == {date(2027, 2, 22): 1, date(2027, 2, 16): 1}
    assert (report.now.cohort.begun, report.before.cohort.begun) == (2, 2)


def test_report_of_a_channel(figures: Figures, rows: Rows) -> None:
    for channel in ("widget", "telegram"):
        key = rows.conversation(NOW - DAY, channel, stars=5, rated_at=NOW - DAY, red_flag="doctor")
        rows.asks(key, NOW - DAY, "utter_rephrase", topic="price", confidence=0.5)
        rows.handoff(key, NOW - DAY, "red_flag", 10)
        rows.move(rows.appointment(key, NOW - DAY, NOW + DAY), NOW - DAY)

    one, everything = week(figures, "telegram"), week(figures)

    assert figures.channels() == ["telegram", "widget"]
    for counts, each in ((one, 1), (everything, 2)):
        assert counts.cohort == Cohort(each, each, 0, each, each, each, each)
        assert counts.messages == {"bot": 2 * each, "client": each}
        assert counts.topics == (TopicCount("price", each, 0.5),)
        assert (counts.latencies, counts.misses) == ({60: each}, {"not_understood": each})
        assert counts.handoffs == (HandoffCount("red_flag", each, (10.0,) * each),)
        assert counts.appointments == Appointments(made=each, moved=each)
        assert (counts.stars, counts.red_flags) == ({5: each}, {"doctor": each})
        assert counts.begun_by_hour == {10: each}
    assert week(figures, "none").messages == {}


def test_report_without_a_person(figures: Figures, rows: Rows) -> None:
    silent, alone, called, helped = (rows.conversation(NOW - DAY) for _ in range(4))
    held = rows.conversation(NOW - DAY, held_by="Maya", held_since=NOW)
    for key in (alone, called, helped, held):
        rows.asks(key, NOW - DAY, "utter_price")
    rows.handoff(called, NOW)
    rows.staff(helped, NOW)

    counts = week(figures)

    assert counts.cohort == Cohort(begun=5, wrote=4, alone=1)
    assert counts.alone_share == 0.25
    assert silent not in (alone, called, helped)


def test_report_funnel(figures: Figures, rows: Rows) -> None:
    looked, asked, began, picked, booked = (rows.conversation(NOW - DAY) for _ in range(5))
    rows.asks(looked, NOW - DAY, "utter_greet", topic="greet")
    rows.asks(asked, NOW - DAY, "utter_price", topic="greet+price")
    rows.asks(began, NOW - DAY, "utter_ask_treatment", topic="book_appointment")
    rows.asks(picked, NOW - DAY, "utter_time_noted", "utter_ask_name", topic="book_appointment")
    rows.appointment(booked, NOW - DAY, NOW + DAY, status="cancelled", cancelled_at=NOW - DAY)

    counts = week(figures)

    assert counts.cohort == Cohort(begun=5, wrote=4, alone=4, asked=4, began=3, picked=2, booked=1)


def test_report_counts_what_became_of_a_conversation_later(figures: Figures, rows: Rows) -> None:
    key = rows.conversation(LAST_WEEK)
    rows.asks(key, NOW - DAY, "utter_price", topic="price")

    report = figures.report(figures.period("7-days"))

    assert report.before.cohort == Cohort(begun=1, wrote=1, alone=1, asked=1)
    assert (report.now.cohort, report.now.messages) == (Cohort(), {"client": 1, "bot": 1})


def test_report_misses_each_message_once_by_the_gravest_kind(figures: Figures, rows: Rows) -> None:
    key = rows.conversation(NOW - DAY)
    rows.asks(key, NOW - DAY, "utter_price", "utter_rephrase", "utter_technical_problem")
    rows.asks(key, NOW - DAY, "utter_did_you_mean", "utter_offer_person")
    rows.asks(key, NOW - DAY, "utter_out_of_scope")
    rows.asks(key, NOW - DAY, "utter_chitchat", topic="out_of_scope")
    rows.asks(key, NOW - DAY)

    counts = week(figures)

    assert counts.misses == {"failed": 1, "not_understood": 1, "outside": 1}
    assert (counts.missed, counts.answered, counts.missed_share) == (3, 4, 0.75)


def test_report_latencies_in_milliseconds(figures: Figures, rows: Rows) -> None:
    key = rows.conversation(NOW - DAY)
    for milliseconds in (59.6, 60.4, 71.0, 400.0):
        rows.asks(key, NOW - DAY, "utter_price", latency_ms=milliseconds)

    counts = week(figures)

    assert counts.latencies == {60: 2, 71: 1, 400: 1}
    assert (counts.latency(50), counts.latency(95)) == (60, 400)


def test_report_appointments_when_each_thing_happened(figures: Figures, rows: Rows) -> None:
    key = rows.conversation(LAST_WEEK)
    moved = rows.appointment(key, LAST_WEEK, NOW + DAY)
    rows.move(moved, NOW - DAY)
    rows.appointment(key, LAST_WEEK, NOW + DAY, status="cancelled", cancelled_at=NOW - DAY)
    rows.appointment(key, LAST_WEEK, NOW - DAY, status="no_show")
    rows.appointment(key, NOW - DAY, NOW + DAY)
    rows.appointment("", NOW - DAY, NOW + DAY, booked_by="Maya")

    report = figures.report(figures.period("7-days"))

    assert report.now.appointments == Appointments(made=1, moved=1, cancelled=1, no_shows=1)
    assert report.before.appointments == Appointments(made=3)


def test_report_rating_by_when_it_was_given(figures: Figures, rows: Rows) -> None:
    rows.conversation(LAST_WEEK, stars=5, rated_at=NOW - DAY)
    rows.conversation(NOW - DAY, stars=2, rated_at=NOW - DAY)
    rows.conversation(NOW - DAY)

    counts = week(figures)

    assert (counts.stars, counts.mean_stars) == ({5: 1, 2: 1}, 3.5)


def test_report_red_flags_once_a_conversation(figures: Figures, rows: Rows) -> None:
    grave = rows.conversation(LAST_WEEK, red_flag="emergency")
    rows.handoff(grave, NOW - DAY, "red_flag")
    rows.handoff(grave, NOW - DAY, "red_flag")
    rows.handoff(rows.conversation(LAST_WEEK, red_flag="doctor"), NOW - DAY, "asked")

    assert week(figures).red_flags == {"emergency": 1}


def test_report_busiest_hours_when_the_clocks_go_back(database: Database, rows: Rows) -> None:
    """01:30 comes twice on that Sunday, 00:30 and 01:30 in UTC, and both are the hour from one o'clock."""
    london = ZoneInfo("Europe/London")
    figures = Figures(database, fixed_clock(datetime(2026, 10, 26, 12, tzinfo=UTC)), london)
    key = rows.conversation(datetime(2026, 10, 24, 23, 30, tzinfo=UTC))
    for hour in (0, 1, 2):
        rows.asks(key, datetime(2026, 10, 25, hour, 30, tzinfo=UTC))

    counts = figures.report(figures.period("", "2026-10-25", "2026-10-25")).now

    assert counts.messages_by_hour == {(6, 1): 2, (6, 2): 1}
    assert (counts.messages_by_day, counts.begun_by_hour) == ({date(2026, 10, 25): 3}, {0: 1})


def test_report_hours_of_a_zone_with_quarters(database: Database, rows: Rows) -> None:
    """Kathmandu is 5:45 ahead: 18:14 in UTC is 23:59 there, 18:15 the next day."""
    figures = Figures(database, fixed_clock(NOW), ZoneInfo("Asia/Kathmandu"))
    key = rows.conversation(datetime(2027, 2, 20, tzinfo=UTC))
    for minute in (14, 15):
        rows.asks(key, datetime(2027, 2, 24, 18, minute, tzinfo=UTC))

    counts = figures.report(figures.period("7-days")).now

    assert counts.messages_by_hour == {(2, 23): 1, (3, 0): 1}
    assert counts.messages_by_day == {date(2027, 2, 24): 1, date(2027, 2, 25): 1}
