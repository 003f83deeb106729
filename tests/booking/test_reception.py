"""Whether a clause answers the form's question, before anybody reads it; `tests/actions/test_booking.py` has the rest."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from salon.booking.draft import Draft
from salon.booking.reception import Heard, Reception
from salon.clock import Clock
from salon.dates import When
from salon.salon_file import Salon
from tests.booking.fake_times import FakeTimes, at


@pytest.fixture
def reception(salon: Salon, clock: Clock) -> Reception:
    """Return a reception with an empty calendar; it is Monday, 1 March 2027, 10:00."""
    return Reception(FakeTimes(salon, clock), salon, clock)


@pytest.mark.parametrize(
    ("requested", "clause"),
    [
        ("starts_at", "what time do you close on friday?"),
        ("name", "is the ultrasonic one gentler"),
        ("name", "the deep cleaning takes how long"),
        ("treatment", "do you do the deep cleaning on sundays?"),
        ("phone", "why do you need it"),
        ("name", "i work on fridays"),
    ],
)
def test_question_or_remark_answers_nothing(reception: Reception, requested: str, clause: str) -> None:
    assert not reception.answers(requested, clause)


@pytest.mark.parametrize(
    ("requested", "clause"),
    [
        ("treatment", "the ultrasonic one"),
        ("starts_at", "friday at 3"),
        ("moved_to", "the 12th"),
        ("phone", "07700 900123"),
        ("name", "bit steep that, so do me the ultrasonic one instead please x"),
        ("phone", "hmm i'd rather have the consultation first if that is all the same to you"),
        ("name", "ah, two hours. 5 it is"),
        ("consent", "my nan's over then so saturday instead, same time"),
    ],
)
def test_answer_whatever_was_asked(reception: Reception, requested: str, clause: str) -> None:
    assert reception.answers(requested, clause)


def test_name_alone_is_taken_when_it_was_asked_for(reception: Reception) -> None:
    heard = Heard("rhys", "yes", "affirm", sure=True, bare_name="Rhys", requested="name")

    assert reception.read(Draft(), heard).draft.name == "Rhys"


@pytest.mark.parametrize("requested", ["phone", "starts_at", "consent", None])
def test_name_alone_is_none_when_something_else_was_asked_for(reception: Reception, requested: str | None) -> None:
    heard = Heard("hope", "hope", "chitchat", bare_name="Hope", requested=requested)

    assert reception.read(Draft(), heard).draft.name is None


def test_yes_is_no_name(reception: Reception) -> None:
    heard = Heard("ya", "ya", "affirm", bare_name="Ya", requested="name")

    assert reception.read(Draft(), heard).draft.name is None


def test_bare_name_that_nobody_knows_is_taken_from_an_unsure_message(reception: Reception) -> None:
    heard = Heard("Xiquita", "Xiquita", "nlu_fallback", requested="name")

    assert reception.read(Draft(), heard).draft.name == "Xiquita"
    assert reception.read(Draft(), replace(heard, sure=True)).draft.name is None


@pytest.mark.parametrize("requested", ["name", "phone", "treatment"])
@pytest.mark.parametrize("text", ["1", " 5. ", "10", "1430"])
def test_number_alone_is_no_time_when_something_else_was_asked_for(
    reception: Reception, requested: str, text: str
) -> None:
    draft = Draft("deep_cleaning", starts_at=at(9, 16))
    heard = Heard(text, text, "inform_booking", requested=requested)

    assert reception.read(draft, heard).draft == draft
    assert reception.read(draft, replace(heard, text="at 11", clause="at 11")).draft.starts_at == at(9, 11)


@pytest.mark.parametrize("requested", ["starts_at", "confirmed"])
def test_number_alone_is_a_time_where_the_time_is_talked_of(reception: Reception, requested: str) -> None:
    draft = Draft("deep_cleaning", starts_at=at(9, 16))

    assert reception.read(draft, Heard("11", "11", "inform_booking", requested=requested)).draft.starts_at == at(9, 11)


def said(text: str) -> Heard:
    """Return a clause about the time, as the form hears it."""
    return Heard(text, text, "inform_booking", requested="starts_at")


@pytest.mark.parametrize(
    "draft",
    [
        Draft("deep_cleaning", starts_at=at(9, 16)),
        Draft("deep_cleaning", starts_at=at(9, 16), moving="appointment-1"),
        Draft("deep_cleaning", when=When(days=(date(2027, 3, 9),), time=time(16)), offered=(at(9, 15), at(9, 17))),
    ],
)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wait i meant wednesday", at(10, 16)),
        ("make it friday", at(12, 16)),
        ("monday instead", at(8, 16)),
        ("this wednesday", at(3, 16)),
        ("tomorrow", at(2, 16)),
        ("wednesday the 3rd", at(3, 16)),
    ],
)
def test_weekday_alone_is_of_the_week_of_the_day_that_is_talked_of(
    reception: Reception, draft: Draft, text: str, expected: datetime
) -> None:
    assert reception.read(draft, said(text)).draft.starts_at == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("friday at 10", at(5, 10)), ("tuesday at 4", at(9, 16)), ("saturday at 10", at(13, 10))]
)
def test_weekday_on_offer_goes_before_that_of_the_week_of_the_appointment(
    reception: Reception, text: str, expected: datetime
) -> None:
    moving = Draft("deep_cleaning", starts_at=at(9, 16), offered=(at(4, 9), at(5, 10)), moving="appointment-1")

    assert reception.read(moving, said(text)).draft.starts_at == expected


def test_weekday_after_times_of_next_week_is_of_next_week(reception: Reception) -> None:
    draft = reception.read(Draft("deep_cleaning"), said("sometime next week please")).draft

    assert reception.read(draft, said("wednesday at 3pm")).draft.starts_at == at(10, 15)


def test_weekday_after_two_days_asked_back_stays_the_coming_one(reception: Reception) -> None:
    draft = reception.read(Draft("deep_cleaning"), said("next friday at 3pm")).draft

    assert reception.read(draft, said("wednesday")).draft.starts_at == at(3, 15)
