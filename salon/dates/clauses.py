"""Where a clause begins and ends, and whether it tells of what was. A part of the dates room."""

import re
from itertools import pairwise

from salon.dates.spelling import WEEKDAYS

_BORDER = re.compile(
    r"[!?;\n]|[.,](?!\d)|\b(?:and|but|so|because|cos|then|can|could|would|please|may i|let's|i'd like|i want|i need)\b"
)
_PERSON = r"(?:i|she|he|we|they|who|mum|friend|sister|daughter)"
_THING = r"(?:it|which|that|skin|face|chin|spots?)"
_WAS = (
    r"(?:had|was|were|did|didn't|went|came|got|started|stopped|broke|felt|appeared|happened|began|flared|reacted|looked|"
    r"erupted|hurt)"
)
# What a person did. Not of things: "get my face cleaned" and "have it changed" are wishes.
_DID = (
    r"(?:saw|used|tried|bought|booked|woke|took|wore|put|finished|noticed|visited|washed|waxed|shaved|squeezed|popped|"
    r"picked|"
    r"burned|burnt|peeled|ate|drank|moved|cancelled|missed|changed|applied|sat|lay|slept|ran|swam|drove|met|paid|"
    r"spoke|told|"
    r"called|rang|lost|pulled|cleaned|fell)"
)
_DID_FIRST = (
    r"(?:had|came|went|used|started|stopped|tried|bought|woke|was|noticed|broke|visited|paid|lost|put the|fell|rang|"
    r"got (?!any|some|a (?:slot|space|gap|free|table|minute)|time|room|space|much|owt|free|availab))"
)
_TELLS_OF_PAST = re.compile(
    "|".join(
        (
            rf"\b{_PERSON} (?:just |only |also )?(?:{_WAS}|{_DID})\b",
            rf"\b{_THING} (?:just |only |also )?{_WAS}\b",
            rf"^ ?(?:just |only )?{_DID_FIRST}\b",
            r"\bhad (?:a|an|my|the|it|one|some|to|no|~?\d+)\b",
            r"\b(?:it's been|i've been|has been|have been|i've had|have had|used to|happened|ago|since)\b",
            r"\b(?:was (?:i|it)|were you|did (?:i|it|he|she))\b",
            rf"\b(?!what|there|which)\w+ was (?:in|on|at|last|yesterday|{'|'.join(WEEKDAYS)})\b",
        )
    )
)
_BUT_MEANT = re.compile(
    "|".join(
        (
            r"\b(?:was|were) (?:just |only |really |sort of |kind of )?"
            r"(?:hoping|thinking|wondering|looking|going|gonna|after|trying|planning|meaning|aiming|wanting)\b",
            r"\b(?:had|was|were) (?:hoped|thought|meant|free)\b",
            r"\bif (?:i|we) (?:came|got|went|booked|had|moved|changed|took)\b",
            r"\bi (?:booked|moved|changed) (?:it )?(?:instead|to)\b",
            r"\b(?:have|has|haven't|had) (?:i|we|you|they) (?:got|had)\b",
        )
    )
)
_EVENT = re.compile(
    r"\b(?:birthday|born|dob|date of birth|wedding|married|prom|flight|fly|holiday|surgery|operation|exams?|interview|"
    r"graduation|hen do|hen party|period|due date|party|festival|christening|photos?|photoshoot|shoot|ball|nikah|"
    r"ceremony|shower|bash|casting|nativity|on stage|filming|reception|driving test|gig|concert|honeymoon|meal)\b"
)
_WORD = re.compile(r"[^\W\d_\ue000-\ue002]+(?:'[^\W\d_]+)?")
_WISH_WORDS = frozenset(
    (
        "a about actually after again all alter am an and any anything appointment appt are as at available be been "
        "before book booked booking but by can change clean cleaning come consultation could date deep do earlier "
        "facial fine first for free from get go good great half have hello hey hi hour how i i'd i'll i'm if in "
        "instead is it just later let's like lovely make may maybe me mean mine move my need next no not of off ok "
        "okay on one or our past perfect perhaps please pm possible quarter rather really same see session skin slot "
        "some something sorry take thanks that the then there this time to treatment ultrasonic up us wait want was we "
        "what with works would x yes you your day days week weeks weekend fortnight month months today tonight "
        "tomorrow morning noon lunchtime afternoon evening night"
    ).split()
) | frozenset(WEEKDAYS)
_WANTS = re.compile(
    r"\b(?:book\w*|come|appointment|appt|slot|see you|fit|available|free|see me|anything|pop in|visit|move|change|"
    r"reschedule|postpone)\b"
)


def clause_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause that holds plain[start:end] begins and ends."""
    begin, finish = 0, len(plain)
    for border in _BORDER.finditer(plain):
        if border.end() <= start:
            begin = border.end()
        elif border.start() >= end:
            finish = border.start()
            break
    return begin, finish


def clauses(plain: str) -> list[tuple[int, int]]:
    """Return where each clause begins and ends, in order."""
    cuts = [0, *(border.end() for border in _BORDER.finditer(plain)), len(plain)]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def tells_of_past(clause: str) -> bool:
    """Tell whether a clause speaks of what has been, so that its days are no wish."""
    return bool(_TELLS_OF_PAST.search(clause)) and not _BUT_MEANT.search(clause)


def event_before(plain: str, start: int, end: int) -> bool:
    """Tell whether the clause names an event of the client's own before plain[start:end]: "my wedding is on 5 june"."""
    begin, _ = clause_around(plain, start, end)
    return bool(_EVENT.search(plain, begin, start))


def wishes_only(clause: str, without: re.Pattern[str] | None = None) -> bool:
    """Tell whether a clause holds words of booking only ("can i come yesterday"), besides what `without` matches."""
    rest = without.sub(" ", clause) if without else clause
    return all(word in _WISH_WORDS for word in _WORD.findall(rest))


def wants_to_come(clause: str) -> bool:
    """Tell whether a clause asks for an appointment or speaks of one."""
    return bool(_WANTS.search(clause))
