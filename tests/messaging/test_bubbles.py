"""What messaging apps show of a line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from salon.messaging.app import Bubble, Choice
from salon.messaging.bubbles import TIMES_AT_ONCE, Bubbles
from salon.messaging.presses import MoreTimes, Stars, TimePress, write_press
from salon.messaging.times import few_of_a_day
from salon.responses import Responses
from salon.salon_file import Salon
from salon.services import RESPONSES

LINE: dict[str, Any] = {
    "seq": 7,
    "author": "bot",
    "name": None,
    "text": "Hello.",
    "topic": "greet",
    "buttons": [],
    "sources": [],
    "asks": None,
    "times": None,
    "card": None,
    "closing": False,
}
CARD = {"kind": "booked", "buttons": [{"id": "move", "title": "Move it"}]}


@pytest.fixture(scope="module")
def bubbles(salon: Salon) -> Bubbles:
    """Return what makes bubbles of lines."""
    return Bubbles(Responses(RESPONSES, salon.facts()))


def test_text_alone(bubbles: Bubbles) -> None:
    assert bubbles.of_line(LINE) == [Bubble("Hello.")]


def test_buttons_times_and_sources_are_choices(bubbles: Bubbles) -> None:
    line = LINE | {
        "buttons": [{"id": "b1", "title": "Yes"}],
        "times": {"treatment": "deep_cleaning", "moving": None},
        "sources": [{"id": "S1"}],
    }

    assert bubbles.of_line(line) == [
        Bubble("Hello.", (Choice("Yes", "b:b1"), Choice("See free times", "t:7:0"), Choice("Sources", "s:7")))
    ]


def test_card_gives_its_buttons_since_the_sentence_says_what_stands_in_it(bubbles: Bubbles) -> None:
    line = LINE | {"card": CARD, "buttons": [{"id": "b1", "title": "Parking"}]}

    assert bubbles.of_line(line) == [Bubble("Hello.", (Choice("Parking", "b:b1"), Choice("Move it", "b:move")))]


def test_staff_are_named(bubbles: Bubbles) -> None:
    line = LINE | {"author": "staff", "name": "Maya", "text": "On my way {now}"}

    assert bubbles.of_line(line) == [Bubble("Maya, Willow & Vale: On my way {now}")]


def test_question_for_the_number_can_be_answered_by_sharing_it(bubbles: Bubbles) -> None:
    assert bubbles.of_line(LINE | {"asks": "phone"}) == [Bubble("Hello.", asks_phone=True)]


def test_question_for_the_number_has_the_one_they_write_from_first(bubbles: Bubbles) -> None:
    line = LINE | {"asks": "phone", "buttons": [{"id": "b1", "title": "Not now"}]}
    (bubble,) = bubbles.of_line(line, knows_number=True)

    assert bubble.choices == (Choice("Use this number", "n:"), Choice("Not now", "b:b1"))
    assert bubbles.of_line(LINE, knows_number=True) == bubbles.of_line(LINE)


def test_what_is_said_of_stored_data_has_their_deletion(bubbles: Bubbles) -> None:
    (bubble,) = bubbles.of_line(LINE | {"topic": "data_privacy"})

    assert bubble.choices == (Choice("Delete my data", "d:"),)


def test_stars_are_asked_for_behind_an_end(bubbles: Bubbles) -> None:
    line = LINE | {"closing": True}
    _, stars = bubbles.of_line(line, rate=True)

    assert bubbles.of_line(line) == [Bubble("Hello.")]
    assert bubbles.of_line(LINE, rate=True) == [Bubble("Hello.")]
    assert [one.press for one in stars.choices] == [write_press(Stars(number)) for number in range(1, 6)]
    assert stars.choices[4].title == "★★★★★"


def test_free_times_come_a_few_at_a_time(bubbles: Bubbles) -> None:
    first = datetime(2027, 3, 2, 9, tzinfo=UTC)
    starts = [(first + timedelta(days=day), f"day {day}") for day in range(TIMES_AT_ONCE + 2)]

    shown = bubbles.times(7, 0, starts)
    rest = bubbles.times(7, TIMES_AT_ONCE, starts)

    assert shown.choices[0] == Choice("day 0", write_press(TimePress(first)))
    assert shown.choices[-1] == Choice("More times", write_press(MoreTimes(7, TIMES_AT_ONCE)))
    assert [one.title for one in rest.choices] == ["day 8", "day 9"]


def test_no_more_free_times(bubbles: Bubbles) -> None:
    assert bubbles.times(7, 3, []).choices == ()


def test_sources_are_written_out(bubbles: Bubbles) -> None:
    source = {"id": "S1", "title": "Acne", "grade": "A", "strength": "strong", "finding": "It is common."}

    assert bubbles.sources(LINE | {"sources": [source]}).text.endswith("• Acne (strong)\nIt is common.")


def test_few_of_a_day() -> None:
    day = [datetime(2027, 3, 2, hour, tzinfo=UTC) for hour in (9, 10, 11, 12, 13, 17)]

    assert [one.hour for one in few_of_a_day(day)] == [9, 12, 17]
    assert [one.hour for one in few_of_a_day(day[:2])] == [9]
    assert [one.hour for one in few_of_a_day(day[3:4])] == [12]
    assert few_of_a_day([]) == []
