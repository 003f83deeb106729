"""Numbers written as words. A part of the dates room; only `line` enters.

A number that was a word is marked with `~` ("two" is "~2", "twenty-first" is "~21st"), because "the second" is more
often the second offer than the second of the month, and "ten to 4" is a time where "10 to 4" is a stretch.
"""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_FIRSTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
_LATER = ("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")
CARDINALS = {word: number for number, word in enumerate(_ONES + _TEENS, start=1)} | _TENS
ORDINALS = {word: number for number, word in enumerate(_FIRSTS + _LATER, start=1)} | {"twentieth": 20, "thirtieth": 30}
_TEN = 10
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def suffix_of(number: int) -> str:
    """Return the English ordinal suffix: "st" for 1, 21, 31; "th" for 11."""
    if number in (11, 12, 13):
        return "th"
    return _SUFFIXES.get(number % 10, "th")


def cardinal(word: str) -> str | None:
    """Return "two" as "~2" and "sixish" as "~6ish"; None when the word is no number."""
    bare = word.removesuffix("ish")
    number = CARDINALS.get(bare)
    return None if number is None else f"~{number}{word[len(bare) :]}"


def ordinal(word: str) -> str | None:
    """Return "third" as "~3rd"; None when the word is no ordinal."""
    number = ORDINALS.get(word)
    return None if number is None else f"~{number}{suffix_of(number)}"


def compound(tens: str, ones: str) -> str | None:
    """Return "twenty", "first" as "~21st" and "twenty", "five" as "~25"; None when they make no number together."""
    if tens not in _TENS:
        return None
    base = _TENS[tens]
    if CARDINALS.get(ones, _TEN) < _TEN:
        return f"~{base + CARDINALS[ones]}"
    if ORDINALS.get(ones, _TEN) < _TEN:
        return f"~{base + ORDINALS[ones]}{suffix_of(ORDINALS[ones])}"
    return None
