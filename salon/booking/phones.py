"""Telephone numbers in what people write: find one, hide all. Everybody may enter.

A number is accepted when it is *possible* in its country (length and form), not only when it is given out: ranges
change, and refusing a client's real number costs more than keeping a wrong one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumber, ValidationResult

LEAST_DIGITS = 7
SHOWN_DIGITS = 3

_CANDIDATE = re.compile(r"(?<!\d)(?:\+\s?)?\(?\d(?:[\s().\-–/]{0,3}\d){4,}")
# Dates, clock times, spans of time and prices are no part of a number, not even beside one.
_NO_PHONE = re.compile(
    r"""(?<![\d+])(?<!\d[./-])(?:
        \d{4}([./-])\d{1,2}\1\d{1,2}(?:[T\s]\d{1,2}:\d{2}(?::\d{2})?)?
      | \d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d{2})
      | \d{1,2}[:.]\d{2}\s?[-–]\s?\d{1,2}[:.]\d{2}
      | (?<![\d)]\s)[0-2]\d[0-5]\d\s?[-–]\s?[0-2]\d[0-5]\d
      | \d{1,2}:\d{2}(?::\d{2})?
      )(?!\d|[./-]\d)
      | [£€$]\s?\d[\d,.]*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Phone:
    """A number found in a text: `e164` like "+447911123456", and `written` as it stood there."""

    e164: str
    written: str


def read_phone(text: str, country: str) -> Phone | None:
    """Return the first telephone number in `text`, or None.

    Args:
        text: free text; numbers may carry spaces, dots, hyphens, slashes and brackets.
        country: two capital letters; the country of numbers that come without a code.
    """
    for start, end in _candidates(text):
        for written in _readings(text[start:end]):
            number = _possible(written, country)
            if number:
                return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), written)
    return None


def looks_like_phone(text: str) -> bool:
    """Tell whether somebody meant to write a number here, right or not: seven digits, or five after "0" or "+"."""
    return any(
        _digits(text[start:end]) >= LEAST_DIGITS or text[start:end].lstrip("( ").startswith(("0", "+"))
        for start, end in _candidates(text)
    )


def mask_phones(text: str, country: str) -> str:
    """Return `text` with all digits but the last three of each telephone number as "•"; for logs and transcripts.

    Anything of nine digits is hidden, and less when `country` has such numbers: hiding too much costs nothing.
    """
    masked = list(text)
    for start, end in _candidates(text):
        written = text[start:end]
        if _digits(written) >= LEAST_DIGITS and (_digits(written) >= 9 or _local(written, country)):  # noqa: PLR2004
            places = [place for place in range(start, end) if text[place].isdigit()]
            for place in places[:-SHOWN_DIGITS]:
                masked[place] = "•"
    return "".join(masked)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each run of digits that is no date, time or price."""
    readable = _NO_PHONE.sub(lambda found: "x" * len(found.group()), text)
    return (found.span() for found in _CANDIDATE.finditer(readable))


def _readings(written: str) -> Iterator[str]:
    """Yield the run of digits, then what is left of it from each group on that begins like a number ("at 3 07700…")."""
    yield written
    for group in re.finditer(r"(?<=\s)\(?[0+]", written):
        yield written[group.start() :]


def _possible(written: str, country: str) -> PhoneNumber | None:
    number = _parse(written, country)
    if number is None or len(phonenumbers.national_significant_number(number)) < LEAST_DIGITS:
        return None
    if number.italian_leading_zero and _prefix_is_zero(number):
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    return number if reason == ValidationResult.IS_POSSIBLE else None


def _prefix_is_zero(number: PhoneNumber) -> bool:
    """Tell whether the country dials "0" first: the parser leaves it on only when digits are missing ("07700 9001")."""
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return bool(phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) == "0")


def _local(written: str, country: str) -> bool:
    number = _parse(written, country)
    fits = (ValidationResult.IS_POSSIBLE, ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
    return number is not None and phonenumbers.is_possible_number_with_reason(number) in fits


def _parse(written: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None


def _digits(written: str) -> int:
    return sum(character.isdigit() for character in written)
