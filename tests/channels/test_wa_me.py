"""The address that opens WhatsApp."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.channels.wa_me import wa_me


@pytest.mark.parametrize("number", ["+442079460000", "442079460000", "+44 20 7946 0000", "+44 (20) 7946-0000"])
def test_number_in_any_form(number: str) -> None:
    assert wa_me(number, "Hi & [#x_-1]") == "https://wa.me/442079460000?text=Hi%20%26%20%5B%23x_-1%5D"


@pytest.mark.parametrize("number", ["", "+", "٤٤"])
def test_without_a_number_there_is_no_address(number: str) -> None:
    assert wa_me(number, "Hi") is None


@given(st.text(min_size=1))
def test_words_arrive_as_they_are(words: str) -> None:
    address = urlsplit(wa_me("44", words) or "")

    assert parse_qs(address.query, strict_parsing=True) == {"text": [words]}
    assert not address.fragment
