"""Where a message parts in two."""

import pytest

from salon.review.splitting import halves


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it? where are you", ("how much is it?", "where are you")),
        ("how much is it and where can i park", ("how much is it", "where can i park")),
        ("does it hurt, how long is it", ("does it hurt", "how long is it")),
        ("salt and pepper", ("salt and pepper", "")),
        ("how much", ("how much", "")),
        ("", ("", "")),
    ],
)
def test_halves(text: str, parts: tuple[str, str]) -> None:
    assert halves(text) == parts
