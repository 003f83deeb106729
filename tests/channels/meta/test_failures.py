"""Meta's codes become the errors that the outbox knows."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.channels.meta.failures import failure, is_gone, retry_after
from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone, WindowClosed


def of(status: int, code: Any, subcode: Any = None, **headers: str) -> Unavailable:
    error = {"message": "(#1) for 16505551234", "code": code, "error_subcode": subcode}
    return failure(status, {"error": error}, {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("code", "subcode"), [(131047, None), (131047, 2494055), (10, 2018278), (10, 2018065), (10, 2534022)]
)
def test_failure_window_closed(code: int, subcode: int | None):
    assert type(of(400, code, subcode)) is WindowClosed


@pytest.mark.parametrize(
    ("code", "subcode"),
    [(131026, None), (551, None), (551, 1545041), (200, 1545041), (10, 2018108), (100, 2018001), (100, 2534014)],
)
def test_failure_client_gone(code: int, subcode: int | None):
    assert type(of(400, code, subcode)) is ClientGone


@pytest.mark.parametrize(
    ("status", "code", "headers", "seconds", "for_all"),
    [
        (400, 131056, {}, 6, False),
        (400, 131056, {"Retry_After": "9"}, 9, False),
        (400, 130429, {}, 5, True),
        (400, 80007, {}, 300, True),
        (400, 80006, {}, 300, True),
        (400, 4, {}, 60, True),
        (403, 613, {}, 60, True),
        (400, 4, {"Retry_After": "120"}, 120, True),
        (400, 190, {}, 300, True),
        (401, 190, {}, 300, True),
        (401, 0, {}, 300, True),
        (403, 10, {}, 300, True),
        (403, 200, {}, 300, True),
        (403, 230, {}, 300, True),
        (403, 368, {}, 300, True),
        (403, 131031, {}, 300, True),
        (429, None, {}, 30, True),
        (503, None, {"Retry_After": "7"}, 7, True),
    ],
)
def test_failure_busy(status: int, code: int | None, headers: dict[str, str], seconds: float, for_all: bool):
    error = of(status, code, **headers)
    assert isinstance(error, Busy)
    assert (error.seconds, error.for_all, error.permanent) == (seconds, for_all, False)


@pytest.mark.parametrize(
    ("status", "code", "permanent"),
    [
        (500, 131000, False),
        (400, 131000, False),
        (400, 131016, False),
        (400, 1200, False),
        (400, 2, False),
        (500, 1, False),
        (500, None, False),
        (503, 999, False),
        (400, 100, True),
        (400, 131009, True),
        (400, 131062, True),
        (404, 132001, True),
        (400, None, False),
        (404, None, True),
    ],
)
def test_failure_of_this_request_alone(status: int, code: int | None, permanent: bool):
    error = of(status, code)
    assert (type(error), error.permanent) == (Unavailable, permanent)


def test_failure_holds_no_words_of_metas():
    assert str(of(400, 100, 33)) == "Meta answered 400, code 100/33"


@given(
    st.integers(300, 599),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["error", "code", "error_subcode"]), inner),
        max_leaves=4,
    ),
    st.text(),
)
def test_failure_of_any_answer(status: int, answer: Any, header: str):
    assert isinstance(failure(status, answer, {"Retry-After": header}), Unavailable)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("", 0), ("soon", 0), ("-5", 0), ("٣", 0), ("0", 0), ("12", 12), (" 12 ", 12), ("9" * 400, 3600), ("1e9", 0)],
)
def test_retry_after(value: str, seconds: float):
    assert retry_after({"Retry-After": value}) == seconds


def test_retry_after_a_date():
    at = datetime.now(UTC) + timedelta(seconds=100)
    assert 90 < retry_after({"Retry-After": format_datetime(at, usegmt=True)}) <= 100


def test_retry_after_a_date_that_is_past():
    assert retry_after({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0


def test_retry_after_none():
    assert retry_after({}) == 0


@pytest.mark.parametrize(
    ("code", "gone"), [("131026", True), ("131047", False), ("551", True), ("10", False), ("", False)]
)
def test_is_gone(code: str, gone: bool):
    assert is_gone(code) is gone
