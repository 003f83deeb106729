"""How long ago a thing was, in a client's words. Pure; the advice room's own (`salon.dates` reads times to come)."""

import re
from datetime import date

_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "couple": 2.0, "two": 2.0, "few": 3.0, "three": 3.0, "several": 4.0, "four": 4.0,
    "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0,
    "half": 0.5, "many": 10.0,
}  # fmt: skip
_MONTHS_IN = {"d": 1 / 30, "w": 7 / 30, "m": 1.0, "y": 12.0}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_SPAN = re.compile(
    rf"\b{_COUNT} ?(?:a |of |an |full |good |whole )*(day|wk|week|month|mth|year|yr)s?"
    r"(?: and a half)?(?=[^.!?]{0,12}\b(?:ago|back|since|off|clean|free|now|before)\b)"
    rf"|\b(?:off|stopped|finished|ended|since|free|havent|hasnt|not)\b[^.!?]{{0,40}}?\b{_COUNT} ?(?:of |full |good |whole )*(day|wk|week|month|mth|year|yr)s?\b"
)
_LONG_AGO = re.compile(
    r"\b(?:years|ages|decades|yrs|a long time|long time|donkeys years) ago\b|\bas a (?:kid|child|teen|teenager)\b|"
    r"\b(?:many|some) years (?:ago|back)\b|\bin my (?:teens|twenties|20s|thirties)\b|\bwhen i was (?:a |at |younger|young|little|\d)|"
    r"\bback (?:in|at) (?:school|uni|college|high school)\b|\bover a year\b|\bmore than a year\b"
)
_LONG_AGO_MONTHS = 24.0
_YEAR = re.compile(r"\b(?:in|since|back in|until|till|from|early|late|summer|end of) ((?:19|20)\d\d)\b")
_RECENT = re.compile(
    r"\b(?:yesterday|today|this (?:week|month|morning)|last (?:week|month|night|weekend)|the other day|just)\b"
)
_LAST_YEAR = re.compile(r"\blast year\b")


def months_since(folded: str, today: date | None = None) -> float | None:
    """Return how many months ago the clause puts something; None when it does not say.

    Args:
        folded: text as `wording.fold` leaves it.
        today: measures "in 2019" and "last year", both from the end of that year; without it a year says nothing.
    """
    if _RECENT.search(folded):
        return 0.0
    if span := _SPAN.search(folded):
        count, unit = (span[1], span[2]) if span[1] else (span[3], span[4])
        months = (float(count) if count.isdigit() else _NUMBERS[count]) * _MONTHS_IN[unit[0]]
        return months + (
            0.1 if re.search(r"\b(?:over|more than) (?:a |an )?$", folded[: span.start(1 if span[1] else 3)]) else 0
        )
    if _LONG_AGO.search(folded):
        return _LONG_AGO_MONTHS
    return _months_since_year(folded, today)


def _months_since_year(folded: str, today: date | None) -> float | None:
    if today is None:
        return None
    if year := _YEAR.search(folded):
        return float(max(0, (today.year - int(year[1]) - 1) * 12 + today.month - 1))
    if _LAST_YEAR.search(folded):
        return float(today.month - 1)
    return None
