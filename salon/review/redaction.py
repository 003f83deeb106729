"""Takes personal data out of a phrase before it may be kept, and says what is still there. Pure.

What is taken out becomes "…": a placeholder in words would teach the bot that word.
"""

import re
from collections.abc import Callable, Collection

from salon.booking.phones import looks_like_phone, mask_phones

GAP = "…"
STAND_INS = {"name": "Robin", "phone": "07700 900100"}
"""What stands in a dialogue in place of a client's name and number, so that it can still end in a booking."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|co\.uk|org|net|uk|eu|io|me|info)\b(?:/\S*)?", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_MASKED = re.compile(r"[+(]?[•\d][•\d\s().\-–/]*•[•\d\s().\-–/]*\d")
_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_INTRODUCED = re.compile(
    r"\b(my name(?:'s|’s| is)|name(?:'s|’s)|i(?:'m|’m| am) called|this is|call me)\s+"
    r"(?!…|not\b|the\b|a\b|an\b|my\b|for\b|about\b|so\b|just\b|what\b|very\b|too\b|really\b|when\b|if\b|at\b|on\b|back\b)"
    r"([^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)
_NAMED_PERSON = re.compile(r"^(my name|name|i|call me)", re.IGNORECASE)
_PERHAPS_NAMED = re.compile(r"\b((?:i['’]?m|i am|this is|it['’]?s)\s+)([^\W\d_][\w'’-]*)", re.IGNORECASE)
"""What goes before a name, and before much else: it is one if no other client ever wrote the word."""
_KINDS = (
    (_EMAIL, "an e-mail address"),
    (_LINK, "a link"),
    (_HANDLE, "an account's name"),
    (_MASKED, "a telephone number"),
    (_LONG_NUMBER, "a long number"),
    (_POSTCODE, "a postcode"),
)


class Redaction:
    """What is personal in one conversation.

    Args:
        names: known of the client, whole: "Anna Lindqvist".
        country: two capital letters, for telephone numbers.
        is_word: whether a word in small letters has another meaning than a name: "will", "may".
    """

    def __init__(self, names: Collection[str], country: str, is_word: Callable[[str], bool]) -> None:
        self._country = country
        self._is_word = is_word
        self._names = [
            re.compile(rf"(?<!\w){re.escape(part)}(?:['’]s)?(?!\w)", 0 if is_word(part.casefold()) else re.IGNORECASE)
            for part in sorted({part for name in names for part in _parts(name)}, key=len, reverse=True)
        ]

    def propose(self, text: str) -> str:
        """Return the text with all that looks personal taken out, on one line."""
        return self._without(text, GAP, GAP)

    def propose_dialogue(self, text: str) -> str:
        """Return the text as `propose` does, with stand-ins for name and number: a rehearsed client needs both."""
        return self._without(text, STAND_INS["phone"], STAND_INS["name"])

    def left_in_dialogue(self, text: str) -> list[str]:
        """Return what is personal in a text besides the stand-ins."""
        for stand_in in STAND_INS.values():
            text = text.replace(stand_in, GAP)
        return self.left(text)

    def _without(self, text: str, phone: str, person: str) -> str:
        text = " ".join(text.split())
        text = _MASKED.sub(phone, mask_phones(text, self._country))
        for pattern, _ in _KINDS:
            text = pattern.sub(lambda found: phone if found[0] == phone else GAP, text)
        for name in self._names:
            text = name.sub(person, text)
        text = _INTRODUCED.sub(lambda found: f"{found[1]} {person}" if _is_introduction(found) else found[0], text)
        text = _PERHAPS_NAMED.sub(
            lambda found: (
                found[0] if self._is_word(found[2].casefold()) or found[2] == person else f"{found[1]}{person}"
            ),
            text,
        )
        text = re.sub(rf"{person}(?:[\s,]+{person})+", person, text)
        return re.sub(rf"{GAP}(?:[\s,]*{GAP})+", GAP, text).strip()

    def left(self, text: str) -> list[str]:
        """Return what is personal in a text, in words, empty if nothing is."""
        found = [kind for pattern, kind in _KINDS if pattern.search(text)]
        if looks_like_phone(text):
            found.append("a telephone number")
        if any(name.search(text) for name in self._names) or any(map(_is_introduction, _INTRODUCED.finditer(text))):
            found.append("a name")
        return list(dict.fromkeys(found))


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s,]+", name.strip()) if len(part) > 1]


def _is_introduction(found: re.Match[str]) -> bool:
    """Tell whether somebody says their name; "this is" and "i am" go before other words, too, unless these are capital."""
    return bool(_NAMED_PERSON.match(found[1])) or found[2][0].isupper()
