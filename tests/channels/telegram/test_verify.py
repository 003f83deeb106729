"""Whether a request is Telegram's."""

import pytest

from salon.channels.telegram.verify import HEADER, is_genuine

SECRET = "Kq3-v_9x" * 32


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "wrong",
        SECRET[:-1],
        SECRET[1:],
        SECRET + "x",
        SECRET + " ",
        " " + SECRET,
        SECRET + "\n",
        SECRET + "\0",
        SECRET.lower(),
        SECRET.swapcase(),
        SECRET[::-1],
        SECRET.replace("K", "\N{KELVIN SIGN}"),
        "ключ",
        "\udcff",
        f"{SECRET}, {SECRET}",
    ],
)
def test_is_genuine_with_a_forged_secret(value: str | None) -> None:
    assert not is_genuine(value, SECRET)


@pytest.mark.parametrize("value", [None, "", "anything"])
def test_is_genuine_without_a_secret_of_ours(value: str | None) -> None:
    assert not is_genuine(value, "")


def test_is_genuine() -> None:
    assert is_genuine(SECRET, SECRET)
    assert HEADER == "X-Telegram-Bot-Api-Secret-Token"
