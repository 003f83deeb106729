"""Names and numbers of made-up clients, and how they type."""

import random

from hypothesis import given
from hypothesis import strategies as some

from salon.booking.phones import read_phone
from salon.demo import people

CHANCES = some.integers().map(random.Random)


@given(CHANCES)
def test_phone_is_kept_free_for_fiction(chance: random.Random) -> None:
    read = read_phone(people.phone(chance), "GB")

    assert read is not None
    assert read.e164.startswith("+447700900") and len(read.e164) == 13


@given(CHANCES)
def test_name_is_one_word_or_two(chance: random.Random) -> None:
    assert len(people.name(chance).split()) in (1, 2)


@given(some.text(), CHANCES)
def test_typed_loses_no_letters_but_for_slang(text: str, chance: random.Random) -> None:
    typed = people.typed(text, chance)

    assert len(typed) <= len(text.lower()) + 2
    assert len(typed.split(" ")) == len(text.split(" "))


def test_some_type_in_small_letters() -> None:
    typed = {people.typed("Is it Painful.", random.Random(seed)) for seed in range(30)}  # noqa: S311  no secret

    assert {"Is it Painful.", "is it painful"} <= typed
