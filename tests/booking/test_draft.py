"""The draft: what is missing, and the way through Rasa's slots and back."""

import json
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.booking.draft import FIELDS, Draft, from_slots, to_slots
from salon.dates import Problem, Shift, When

START = datetime(2027, 3, 2, 10, tzinfo=ZoneInfo("Europe/London"))
AGREED_AT = datetime(2027, 3, 1, 9, 55, tzinfo=UTC)
COMPLETE = Draft("deep_cleaning", START, "Anna", "+447700900123", AGREED_AT, True)

MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
DAYS = st.lists(st.dates(date(2027, 1, 1), date(2028, 1, 1)), max_size=3).map(tuple)
CLOCKS = st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
WISHES = st.builds(When, days=DAYS, choices=DAYS, not_days=DAYS, time=CLOCKS, not_before=CLOCKS, not_after=CLOCKS)
DRAFTS = st.builds(
    Draft,
    treatment=st.none() | st.text(min_size=1),
    starts_at=st.none() | MOMENTS,
    name=st.none() | st.text(),
    phone=st.none() | st.text(),
    consent=st.none() | MOMENTS,
    confirmed=st.none() | st.booleans(),
    cosmetologist=st.none() | st.text(),
    when=WISHES,
    offered=st.lists(MOMENTS, max_size=6).map(tuple),
)


def test_missing_of_an_empty_draft_is_the_first_field() -> None:
    assert Draft().missing() == "treatment"


@pytest.mark.parametrize("field", FIELDS)
def test_missing_is_what_is_not_known(field: str) -> None:
    known = {name: getattr(COMPLETE, name) for name in FIELDS if name != field}

    assert Draft(**known).missing() == field


def test_missing_takes_a_no_for_an_answer() -> None:
    refused = Draft("deep_cleaning", START, "Anna", "+447700900123", AGREED_AT, False)

    assert refused.missing() is None


def test_missing_of_a_complete_draft() -> None:
    assert COMPLETE.missing() is None


def test_without_time_is_unconfirmed() -> None:
    assert COMPLETE.without_time() == Draft("deep_cleaning", None, "Anna", "+447700900123", AGREED_AT, None)


def test_slots_of_an_empty_draft_are_all_empty() -> None:
    assert to_slots(Draft()) == dict.fromkeys((*FIELDS, "cosmetologist", "when", "offered"))


def test_slots_of_what_is_known() -> None:
    wish = When(days=(date(2027, 3, 2), date(2027, 3, 3)), time=time(0), not_days=(date(2027, 3, 4),))

    slots = to_slots(Draft("deep_cleaning", START, when=wish, offered=(START,)))

    assert slots["starts_at"] == "2027-03-02T10:00:00+00:00"
    assert slots["when"] == {"days": ["2027-03-02", "2027-03-03"], "time": "00:00:00", "not_days": ["2027-03-04"]}
    assert slots["offered"] == ["2027-03-02T10:00:00+00:00"]


def test_slots_leave_out_what_holds_for_one_message_only() -> None:
    passing = When(shift=Shift.LATER, day_shift=7, same_time=True, soonest=True, problem=Problem.PAST, spans=((0, 3),))

    assert to_slots(Draft(when=passing))["when"] is None


def test_from_no_slots_at_all() -> None:
    assert from_slots({}) == Draft()


@given(DRAFTS)
def test_slots_bring_every_draft_back(draft: Draft) -> None:
    assert from_slots(json.loads(json.dumps(to_slots(draft)))) == draft
