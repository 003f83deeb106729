"""Finding a topic."""

import pytest

from salon.desk.teach_topics import search
from salon.topics import Topic

TOPICS = {
    "price": Topic("price", "prices, discounts, vouchers"),
    "ask_parking": Topic("opening_hours_location", "parking, transport, access"),
    "greet": Topic("greet", "hello, opening a conversation"),
}


def names(wanted: str, *first: str) -> list[str]:
    return [name for name, _ in search(TOPICS, wanted, first)]


def test_all_by_description_led_by_what_is_likely() -> None:
    assert names("") == ["greet", "ask_parking", "price"]
    assert names("", "price", "nlu_fallback") == ["price", "greet", "ask_parking"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("voucher", ["price"]),
        ("parkng", ["ask_parking"]),
        ("PARKING", ["ask_parking"]),
        ("zzzzzz", []),
        ("access transport", ["ask_parking"]),
    ],
)
def test_words_of_name_or_description_with_typing_errors(wanted: str, found: list[str]) -> None:
    assert names(wanted) == found
