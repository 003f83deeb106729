"""Words that move what is under discussion."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

MOVES = [
    ("a bit later", "later"),
    ("later", "later"),
    ("later please", "later"),
    ("anything later?", "later"),
    ("a later one", "later"),
    ("is there anything later", "later"),
    ("can we make it an hour later", "later"),
    ("later in the day", "later"),
    ("same day but later", "later"),
    ("earlier", "earlier"),
    ("something earlier", "earlier"),
    ("half an hour earlier", "earlier"),
    ("anything sooner", "earlier"),
    ("the day after that", "+1d"),
    ("the day after", "+1d"),
    ("the following day", "+1d"),
    ("a day later", "+1d"),
    ("two days later", "+2d"),
    ("a week later", "+7d"),
    ("the week after", "+7d"),
    ("2 weeks later", "+14d"),
    ("a month later", "+28d"),
    ("the day before", "-1d"),
    ("a week earlier", "-7d"),
    ("same time next week", "+7d same-time"),
    ("same time the day after", "+1d same-time"),
    ("same time a week later", "+7d same-time"),
    ("same time tomorrow", "03-04 same-time"),
    ("same time on friday", "03-05 same-time"),
    ("same time", "same-time"),
    ("the following week", "+7d"),
    ("put it back a fortnight please", "+14d"),
    ("could you bring it forward a week", "-7d"),
    ("could i come earlier than planned", "earlier"),
    ("i need an hour later than arranged", "later"),
    ("later would be better", "later"),
    ("i'd rather come earlier than we said", "earlier"),
    ("put me back an hour will you", "later"),
    ("could you bring it forward half an hour", "earlier"),
    ("have it later in the week", "03-04..03-06"),
    ("my booking on friday, can it go to the week after", "03-05 +7d"),
    ("later than 3", ">=15:00"),
    ("later this week", "03-04..03-06"),
    ("asap", "soonest"),
    ("as soon as possible", "soonest"),
    ("whatever you have first", "soonest"),
    ("next available", "soonest"),
    ("first available", "soonest"),
    ("the earliest you have", "soonest"),
    ("whenever you have space", "soonest"),
    ("anytime", "soonest"),
    ("first available on saturday", "03-06 soonest"),
    ("asap, but not friday", "not 03-05,03-12 soonest"),
    ("earliest on friday after 2", "03-05 >=14:00 soonest"),
    ("when is my next appointment", "-"),
]


@pytest.mark.parametrize(("text", "expected"), MOVES)
def test_move(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected
