"""Origins as browsers send them."""

import pytest

from salon.origins import origin_of


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://chat.example", "https://chat.example"),
        ("https://Chat.Example:443/skin", "https://chat.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://chat.example:80", "http://chat.example"),
    ],
)
def test_origin_of(url: str, origin: str) -> None:
    assert origin_of(url) == origin
