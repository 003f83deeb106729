"""Numbers in free text: found, refused, hidden; never a date, a time or a price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.booking.phones import Phone, looks_like_phone, mask_phones, read_phone

NO_PHONES = [
    "",
    "no thanks",
    "5/3/2027 at 16:30",
    "5.3.2027 16.30",
    "05-03-27",
    "2027-03-05 16:30",
    "2027-03-05T16:30",
    "between 10:30-12:00",
    "1030-1200",
    "10.30 – 12.00",
    "£1,234,567.00",
    "£85 or £55",
    "5 march 2027 at 4",
    "I am 25 and 12 weeks",
    "10 or 11 on 12 or 13",
]
WRONG_PHONES = ["07700 9001", "0770 09", "+44 7700", "07700 900123 45", "4111 1111 1111 1111", "12345678"]


@pytest.mark.parametrize("text", NO_PHONES)
def test_phones_none_meant(text: str) -> None:
    assert read_phone(text, "GB") is None
    assert not looks_like_phone(text)
    assert mask_phones(text, "GB") == text


@pytest.mark.parametrize("text", WRONG_PHONES)
def test_phones_meant_but_impossible(text: str) -> None:
    assert read_phone(text, "GB") is None
    assert looks_like_phone(text)


@pytest.mark.parametrize(
    ("text", "e164", "written"),
    [
        ("+44 7911 123456", "+447911123456", "+44 7911 123456"),
        ("+ 44 7911 123456", "+447911123456", "+ 44 7911 123456"),
        ("0044 7911 123456", "+447911123456", "0044 7911 123456"),
        ("447911123456", "+447911123456", "447911123456"),
        ("+44 (0)7911 123456", "+447911123456", "+44 (0)7911 123456"),
        ("it's 07700 900123, thanks", "+447700900123", "07700 900123"),
        ("07700-900-123 after 5pm", "+447700900123", "07700-900-123"),
        ("07700.900.123", "+447700900123", "07700.900.123"),
        ("0 7 7 0 0 9 0 0 1 2 3", "+447700900123", "0 7 7 0 0 9 0 0 1 2 3"),
        ("(0117) 496 0123", "+441174960123", "(0117) 496 0123"),
        ("at 3 07700 900123", "+447700900123", "07700 900123"),
        ("16:30 07700 900123", "+447700900123", "07700 900123"),
        ("2027-03-05 07700900123", "+447700900123", "07700900123"),
        ("1030-1200 07700900123", "+447700900123", "07700900123"),
        ("07700 900123 or +44 7911 123456", "+447700900123", "07700 900123"),
        ("07700 9001 no sorry 07700 900123", "+447700900123", "07700 900123"),
        ("+372 555 1234", "+3725551234", "+372 555 1234"),
        ("+1 (415) 555-0132", "+14155550132", "+1 (415) 555-0132"),
        ("tel:07700900123", "+447700900123", "07700900123"),
        ("٠٧٧٠٠٩٠٠١٢٣", "+447700900123", "٠٧٧٠٠٩٠٠١٢٣"),
    ],
)
def test_read_phone_finds(text: str, e164: str, written: str) -> None:
    assert read_phone(text, "GB") == Phone(e164, written)
    assert looks_like_phone(text)


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("030 123456", "DE", "+4930123456"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("415 555 0132", "US", "+14155550132"),
    ],
)
def test_read_phone_in_another_country(text: str, country: str, e164: str) -> None:
    found = read_phone(text, country)

    assert found == Phone(e164, text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("+44 7911 123456", "+•• •••• •••456"),
        ("Anna, 07700 900123, on 5/3/2027 at 16:30, £85", "Anna, ••••• •••123, on 5/3/2027 at 16:30, £85"),
        ("07700900123, 07911123456", "••••••••123, ••••••••456"),
        ("my card is 4111 1111 1111 1111", "my card is •••• •••• •••• •111"),
        ("07700 9001", "••••• •001"),
        ("496 0182", "••• •182"),
    ],
)
def test_mask_phones_leaves_three_digits(text: str, masked: str) -> None:
    assert mask_phones(text, "GB") == masked


def test_read_phone_of_six_digits_where_such_exist() -> None:
    assert read_phone("030 1234", "DE") is None


def test_mask_phones_leaves_what_is_too_short_for_the_country() -> None:
    assert mask_phones("order 12345678", "US") == "order 12345678"
    assert mask_phones("order 12345678", "GB") == "order •••••678"


@given(st.text(max_size=60))
def test_mask_phones_changes_digits_only(text: str) -> None:
    masked = mask_phones(text, "GB")

    assert len(masked) == len(text)
    assert all(new == old or (new == "•" and old.isdigit()) for new, old in zip(masked, text, strict=True))


@given(st.from_regex(r"\A07[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{3}\Z"), st.sampled_from(["", "call me on ", "Anna, "]))
def test_mask_phones_hides_what_read_phone_finds(number: str, before: str) -> None:
    text = before + number

    assert read_phone(text, "GB") is not None
    assert read_phone(mask_phones(text, "GB"), "GB") is None
