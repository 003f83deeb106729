"""Things happen in the order of their moments, also those that others bring about."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from salon.demo.moving_clock import Agenda, MovingClock

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_clock_shows_utc_and_is_moved() -> None:
    clock = MovingClock(NOON.astimezone(ZoneInfo("Asia/Tokyo")))

    clock.wait(1.5)

    assert (clock(), clock().tzinfo) == (NOON + timedelta(seconds=1.5), UTC)


def test_agenda_runs_in_order_and_sets_the_clock() -> None:
    clock = MovingClock(NOON)
    agenda = Agenda(clock)
    happened: list[tuple[str, datetime]] = []

    def first() -> None:
        happened.append(("first", clock()))
        clock.wait(7200)
        agenda.add(NOON + 2 * HOUR, lambda: happened.append(("brought about", clock())))

    agenda.add(NOON + 3 * HOUR, lambda: happened.append(("last", clock())))
    agenda.add(NOON + 4 * HOUR, lambda: happened.append(("too late", clock())))
    agenda.add(NOON + HOUR, first)
    agenda.run(NOON + 3 * HOUR)

    assert happened == [("first", NOON + HOUR), ("brought about", NOON + 2 * HOUR), ("last", NOON + 3 * HOUR)]
    assert clock() == NOON + 3 * HOUR


def test_agenda_drops_what_was_not_due() -> None:
    clock = MovingClock(NOON)
    agenda = Agenda(clock)
    agenda.add(NOON + HOUR, lambda: clock.wait(1))

    agenda.run(NOON)
    agenda.run(NOON + 2 * HOUR)

    assert clock() == NOON + 2 * HOUR
