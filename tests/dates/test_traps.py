"""What looks like a day or time and is none."""

from collections.abc import Callable

import pytest

Read = Callable[..., str]

NOTHING = [
    "",
    " ",
    "hi",
    "ok",
    "yes please",
    # words
    "may i come",
    "may i book please",
    "it may be hormonal",
    "i have sun damage",
    "too much sun",
    "i sat in the sun",
    "mon ami",
    "my friend got wed",
    "the pimples march across my chin",
    "april here, can i book",
    "my name is june",
    "june smith",
    "i'm may",
    "summer is bad for my skin",
    "dawn",
    "good morning",
    "Good morning!",
    "good evening, can i book a cleaning?",
    "morning! can i book?",
    "i wash my face morning and evening",
    "night cream",
    "what about day cream?",
    "see you later",
    "i'll book later",
    "maybe later",
    "thank you, i'll tell you later",
    # choosing an offer
    "second one",
    "the second one",
    "the first one",
    "the 2nd option",
    "i'll take the 3rd slot",
    "the first",
    "the third please",
    "option 2",
    "number 3",
    "that one",
    # phones, prices, ages, counts
    "07700 900123",
    "07700900123",
    "+44 7911 123456",
    "+44 (0)7911 123 456",
    "01225 496 0182",
    "020 7946 0958",
    "my number is 07700-900-123",
    "\u00a385",
    "is it \u00a3 85?",
    "85 quid",
    "around 85 pounds",
    "i'm 34",
    "i am 34",
    "34 years old",
    "my daughter is 16 years old",
    "for 2 people",
    "three of us",
    "around 5 blackheads",
    "about 3 spots on my chin",
    "after 2 cleanings",
    "24/7",
    "50%",
    "skin type 2",
    # lengths and how often
    "2 weeks ago",
    "twice a year",
    "once a month",
    "every 4 weeks",
    "every 4-6 weeks",
    "every day",
    "every morning",
    "4 times a year",
    "30 minutes",
    "does it take 90 minutes?",
    "an hour",
    "for 2 weeks",
    "a couple of days after my period",
    "two weeks before my period",
    "how long does the redness last... a day",
    "how many days is it red for",
    "will the redness be gone in 2 days?",
    "does it heal in a week",
    "6 weeks after my last cleaning",
    # what has been
    "last week I had",
    "last week i had a facial",
    "i had a facial on friday",
    "i had a facial on friday and now i'm red",
    "my skin has been bad since yesterday",
    "yesterday i came out in spots",
    "i was there last friday",
    "on monday i used a peel",
    "i started retinol in january",
    "i started isotretinoin on 5 february",
    "we met on 3 january 2020",
    "i was born on 5 march 1990",
    "my birthday is on 5 june",
    "my wedding is on saturday",
]


@pytest.mark.parametrize("text", NOTHING)
def test_trap_reads_nothing(read: Read, text: str) -> None:
    assert read(text) == "-"


BESIDE = [
    ("friday at 3, my number is 07700 900123", "03-05 15:00"),
    ("friday at 3 07700 900123", "03-05 15:00"),
    ("07700 900123 3pm friday", "03-05 15:00"),
    ("saturday at 11 please, 07911 123456, my name is june", "03-06 11:00"),
    ("5/3/2027 at 16:30", "03-05 16:30"),
    ("2027-03-05 16:30", "03-05 16:30"),
    ("i'm 34 and i'd like friday", "03-05"),
    ("i'm 16, can i come at 4", "16:00"),
    ("three of us on saturday at 3", "03-06 15:00"),
    ("saturday for 3 people at 3", "03-06 15:00"),
    ("good morning, can i come tomorrow morning?", "03-04 <=11:30"),
    ("i had a facial 2 weeks ago, can i come tomorrow?", "03-04"),
    ("i use retinol every night, can i come tomorrow?", "03-04"),
    ("i had a bad reaction in january but can i come on friday?", "03-05"),
    ("i was hoping for friday at 3", "03-05 15:00"),
    ("i was wondering if you had anything on friday", "03-05"),
    ("april here, can i come in april?", "04-01..04-30"),
    ("is the \u00a385 one free on friday at 4?", "03-05 16:00"),
    ("i can't wait, friday at 3", "03-05 15:00"),
    ("hi it's may, may i come on the 5th of may at 5?", "05-05 17:00"),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_trap_beside_a_day(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected
