"""What stands behind buttons in messaging apps."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.messaging.presses import (
    LONGEST_BYTES,
    AskDeletion,
    ButtonPress,
    Deletion,
    DeletionAnswer,
    MoreTimes,
    OwnNumber,
    Press,
    SourcesOf,
    Stars,
    TimePress,
    read_press,
    write_press,
)

DEEP_EXAMPLES = 150
ZONES = st.sampled_from([UTC, ZoneInfo("Europe/London"), ZoneInfo("Asia/Kathmandu"), timezone(-timedelta(hours=11))])
NUMBERS = st.integers(0, 10**12 - 1)
PRESSES = (
    st.from_regex(r"[A-Za-z0-9-]{1,62}", fullmatch=True).map(ButtonPress)
    | st.datetimes(datetime(2020, 1, 2), datetime(2200, 1, 1), timezones=ZONES).map(
        lambda start: TimePress(start.astimezone(UTC).replace(second=0, microsecond=0))
    )
    | st.builds(MoreTimes, NUMBERS, NUMBERS)
    | NUMBERS.map(SourcesOf)
    | st.integers(1, 5).map(Stars)
    | st.just(OwnNumber())
    | st.just(AskDeletion())
    | st.builds(Deletion, st.uuids().map(str), st.sampled_from(DeletionAnswer))
)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "b",
        "b:",
        "b:" + "x" * 63,
        "B:x",
        "x:1",
        "p:",
        "p:2027-03-05",
        "p:2027-03-05T10:00",
        "p:2027-03-05T10:00+01:00",
        "p:2027-02-29T10:00Z",
        "p:2027-03-05T24:00Z",
        "p:2027-03-05T10:00Z ",
        "p:0000-01-01T00:00Z",
        "t:",
        "t:1",
        "t:1:",
        "t::1",
        "t:1:2:3",
        "t:-1:2",
        "t:1:+2",
        "t:1.0:2",
        "t:1:" + "9" * 13,
        "s:",
        "s:-1",
        "s:1_000",
        "s:٣",
        "s:²",
        "s: 1",
        "s:" + "9" * 5000,
        "r:",
        "r:0",
        "r:6",
        "r:55",
        "r:٣",
        "r:12",
        "n",
        "n:1",
        "d",
        "d:yes",
        "d:all",
        "d:all:",
        "d:ALL:6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11",
        "d:all:6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11 ",
        "d:all:6F1C1C56-9d35-4f2c-9c9a-0a8f4a3f6c11",
        "/start",
        '{"letter":"b"}',
    ],
)
def test_press_that_is_not_ours(data: str) -> None:
    assert read_press(data) is None


@pytest.mark.parametrize(
    ("press", "data"),
    [
        (ButtonPress("6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11"), "b:6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11"),
        (ButtonPress("a-b_c"), "b:a-b_c"),
        (TimePress(datetime(2027, 3, 5, 10, tzinfo=UTC)), "p:2027-03-05T10:00Z"),
        (MoreTimes(12, 6), "t:12:6"),
        (SourcesOf(0), "s:0"),
        (Stars(5), "r:5"),
        (OwnNumber(), "n:"),
        (AskDeletion(), "d:"),
        (
            Deletion("6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11", DeletionAnswer.KEEP_APPOINTMENTS),
            "d:keep:6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11",
        ),
    ],
)
def test_press(press: Press, data: str) -> None:
    assert write_press(press) == data
    assert read_press(data) == press


def test_time_is_written_in_utc() -> None:
    summer = datetime(2027, 7, 5, 10, tzinfo=ZoneInfo("Europe/London"))

    assert write_press(TimePress(summer)) == "p:2027-07-05T09:00Z"


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(press=PRESSES)
def test_press_comes_back_and_fits_everywhere(press: Press) -> None:
    data = write_press(press)

    assert data.isascii()
    assert len(data) <= LONGEST_BYTES
    assert read_press(data) == press


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(data=st.text() | st.builds("{}:{}".format, st.sampled_from("bptsrnd"), st.text()))
def test_anything_at_all_raises_nothing(data: str) -> None:
    press = read_press(data)

    assert press is None or read_press(write_press(press)) == press


@pytest.mark.parametrize("name", ["\x00", "\ud83d", "é", "ü" * 62, "a\nb", " "])
def test_button_that_can_be_no_id(name: str) -> None:
    assert read_press(f"b:{name}") is None
