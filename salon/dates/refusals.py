"""Days that a client does not want: "not thursday", "friday's no good". A part of the dates room."""

import re
from dataclasses import replace

from salon.dates.pieces import DayPiece

_NOT_FREE = r"(?:free|available|around|able to (?:come|make it|do)|in|there|here|good|possible)"
_COME = r"(?:do|make|make it|come|come in|be there|manage|be able to (?:come|make it|do))"
_BUSY = (
    r"(?:busy|away|working|at work|unavailable|abroad|out|off to work|on holiday|booked up|tied up|work|plans|out of "
    r"town|not free|not available|not around|not in)"
)
_WILL_NOT = "|".join(
    (
        rf"(?<!why )(?<!if )(?<!or )\bnot(?! sure)(?: {_NOT_FREE})?",
        rf"\b(?:can't|couldn't|won't|wouldn't|unable to|can not)(?: {_COME})?(?: (?:my|the) (?:appointment|booking|"
        rf"slot))?",
        r"\b(?:don't want|don't like|doesn't suit|never|avoid)",
        r"\b(?:except(?: for)?|but not|apart from|other than|excluding|bar|instead of|rather than)",
        r"\b(?:any(?: other)?(?: day| date| time|thing)|every ?day|whenever|any ?time) but",
        rf"\b(?:i'm|i am|we're|i'll be|i will be|i get|i've got) {_BUSY}|\b(?:i|we) work|\bhave plans",
    )
)
_FILL = r"(?: (?:on|in|for|the|this|next|at|any|a|really|make|do|come))*"
_BEFORE = re.compile(rf"(?:{_WILL_NOT}){_FILL} ?$")
_BAD = (
    r"(?:no good|not good|no use|bad|out|impossible|a no|a no go|no go|tricky|difficult|terrible|awkward|"
    r"not (?:possible|ok|okay|great|ideal|an option|going to work|gonna work|working|convenient|suitable|good|for me))"
)
_DOES_NOT = r"(?:doesn't|don't|won't|isn't|wouldn't|does not|will not|can't|is not|aint|ain't)(?: really)?"
_SUIT = r"(?:work|suit|do|good|be|possible|ok|okay|convenient|great|happen|fit)"
_AFTER = re.compile(
    rf"^(?: ?(?:at )?\ue001+)?(?:(?:'s| is| are| would be|) {_BAD}\b| {_DOES_NOT} ?{_SUIT}?\b(?! we\b)|"
    r" (?:i|we) (?:can't|won't|work\b|have work)| i'm (?:busy|away|working|at work|not (?:free|available|around|in)))"
)
_LIKED = re.compile(r"^(?: is| would be|'s) (?:better|fine|good|ok|okay|great|perfect|best|possible)|^ (?:works|suits)")
_LISTED = re.compile(r"^ ?(?:or|and|nor|&|/)(?: on)?(?: the)? ?$")


def refused_behind(behind: str) -> bool:
    """Tell whether the words behind a day or a part of one turn it down: " is no good"."""
    return bool(_AFTER.match(behind))


def refuse(written: str, plain: str, pieces: list[DayPiece]) -> list[DayPiece]:
    """Return the pieces with those marked that the client refuses.

    Args:
        written: the text before anything in it was covered.
        plain: the text with days and times covered.
        pieces: the days read, sorted by place.
    """
    marked: list[DayPiece] = []
    for piece in pieces:
        before, after = written[max(0, piece.start - 80) : piece.start], plain[piece.end : piece.end + 60]
        listed = bool(marked) and marked[-1].refused and _LISTED.match(written[marked[-1].end : piece.start])
        refused = bool(_BEFORE.search(before)) or bool(listed) or refused_behind(after)
        marked.append(replace(piece, refused=refused and not (listed and _LIKED.match(after))))
    return marked
