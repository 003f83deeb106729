"""Whether a clause answers the form's question, before anybody reads it; `tests/actions/test_booking.py` has the rest."""

from dataclasses import replace

import pytest

from salon.booking.draft import Draft
from salon.booking.reception import Heard, Reception
from salon.clock import Clock
from salon.salon_file import Salon
from tests.booking.fake_times import FakeTimes


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
