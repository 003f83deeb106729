"""What is read first, and how it changed."""

from dataclasses import replace

import pytest

from salon.figures.counts import Appointments
from salon.figures.tables import COUNT, SECONDS, SHARE
from salon.figures.tiles import BAD, CALM, GOOD, Change, change, tiles
from tests.figures.reports import BUSY, NOTHING, report


@pytest.mark.parametrize(
    ("now", "before", "kind", "more_is", "expected"),
    [
        (None, 1, COUNT, GOOD, None),
        (1, None, COUNT, GOOD, None),
        (5, 5, COUNT, GOOD, None),
        (0.501, 0.502, SHARE, GOOD, None),
        (12, 4, COUNT, CALM, Change("8", up=True, tone=CALM)),
        (12, 10, COUNT, GOOD, Change("2 (20%)", up=True, tone=GOOD)),
        (8, 10, COUNT, GOOD, Change("2 (20%)", up=False, tone=BAD)),
        (3, 0, COUNT, GOOD, None),
        (0.25, 0.2, SHARE, BAD, Change("5 points", up=True, tone=BAD)),
        (0.204, 0.206, SHARE, BAD, Change("1 point", up=False, tone=GOOD)),
        (103, 100, COUNT, GOOD, Change("3 (3%)", up=True, tone=CALM)),
        (60.0, 90.0, SECONDS, BAD, Change("30 s", up=False, tone=GOOD)),
    ],
)
def test_change(now: float | None, before: float | None, kind: str, more_is: str, expected: Change | None) -> None:
    assert change(now, before, kind, more_is=more_is) == expected


def test_tiles() -> None:
    shown = {tile.name: tile for tile in tiles(report())}

    assert {name: tile.value for name, tile in shown.items()} == {
        "Conversations begun": "40",
        "Answered without a person": "67%",
        "Without a real answer": "10%",
        "Booked from the chat": "4",
        "Rating": "4.0",
        "Wait for a person": "30 s",
        "Messages of clients": "100",
        "Bot's answer within": "60 ms",
    }
    assert shown["Wait for a person"].detail == "median of 2 taken, of 4 hand-offs; nine of ten within 1 min 30 s"
    assert shown["Booked from the chat"].behind is not None
    assert shown["Booked from the chat"].behind.render() == "from=2027-02-23&to=2027-03-01&booked=yes"
    assert (shown["Conversations begun"].change, shown["Conversations begun"].before) == (None, "0")


def test_tiles_of_nothing() -> None:
    shown = tiles(report(NOTHING))

    assert {tile.value for tile in shown} == {"0", "–"}
    assert all(tile.change is None for tile in shown)


def test_tiles_of_one_day_have_no_small_lines() -> None:
    assert {tile.spark for tile in tiles(report(preset="today"))} == {""}


def test_fewer_bookings_are_bad() -> None:
    before = replace(BUSY, appointments=Appointments(made=20))

    booked = next(tile for tile in tiles(report(BUSY, before)) if tile.name == "Booked from the chat")

    assert booked.change == Change("16 (80%)", up=False, tone=BAD)
