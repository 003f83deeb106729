"""Days, months and a few other words as clients spell them. A part of the dates room; only `line` enters."""

from collections.abc import Sequence

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WRITTEN = {
    "monday": "monda mondy mnday munday",
    "tuesday": "tue tues tuesd tusday tuseday teusday tuesdy",
    "wednesday": "weds wednes wensday wendsday wednsday wedensday wenesday wednesay wedsday wensdy",
    "thursday": "thu thur thurs thirsday thrusday thurday thursdy thusday thuersday",
    "friday": "fri frid firday fryday frday fridy",
    "saturday": "satday saterday satuday saturdy sarurday satruday",
    "sunday": "sundy sunay suday",
    "today": "2day tday todai tdy",
    "tonight": "2nite 2night tonite tonigh",
    "tomorrow": "2moro 2morro 2morow 2morrow 2mrw 2moz tmrw tmr tmw tmoro tmorrow tmrow tomoro tomorro tomorow "
    "tommorow "
    "tommorrow tommorro tomorrrow tomoz tomozz tomos tomoroow tomorra tomorrows",
    "yesterday": "yday yest ystrday yesturday yestarday",
    "january": "jan januari janurary",
    "february": "feb febuary feburary febrary",
    "march": "mar",
    "april": "apr apirl",
    "june": "jun",
    "july": "jul",
    "august": "aug agust augst",
    "september": "sep sept setember septmber",
    "october": "oct octber",
    "november": "nov novmber",
    "december": "dec decmber",
    "morning": "mornin morn mornign morining morngin",
    "afternoon": "afternoons arvo aft afternon aftrnoon afernoon afternoom efternoon",
    "evening": "evenin evning eveing evenings",
    "weekend": "wkend wkend weeknd wknd weekends weekened",
    "week": "wk weeek",
    "weeks": "wks",
    "next": "nxt nex",
    "minutes": "mins minute min",
    "around": "arnd arround",
    "please": "pls plz pleas",
    "can't": "cant cannot",
    "don't": "dont",
    "doesn't": "doesnt",
    "won't": "wont",
    "isn't": "isnt",
    "i'm": "im",
    "i'd": "id",
    "let's": "lets",
    "you": "u ya",
    "before": "b4 bfore befor",
    "after": "aftr afer",
    "half": "hlf harf",
    "quarter": "qtr quater quarte",
    "-": "\u2013 \u2014 \u2010 \u2011 \u2012",
}
SPELLINGS = {slip: word for word, slips in _WRITTEN.items() for slip in slips.split()} | {
    f"{day}s": day for day in WEEKDAYS
}
_LONG = (*WEEKDAYS, "tomorrow", "september", "november", "december", "february", "afternoon")
# Shorter words are too often other words: "fry", "sum".
_SHORTEST_SLIP = 6
_NO_SLIPS = frozenset({"sundry", "sundae", "sundaes", "monday's", "remember", "dismember"})
# Short names that are other words too ("sun damage", "i sat down", "mon ami"): read only among words that suit a day.
_SHORT = {"mon": "monday", "wed": "wednesday", "sat": "saturday", "sun": "sunday"}
_NEVER_BEFORE = frozenset(
    "the i he she we they who of from in after too much a an my mr getting be been get was were avoid no more any some "
    "direct your and's under without less cher bon bien ma mes with have just never always".split()
)
_AFTER = frozenset(
    "at morning afternoon evening night noon midday lunchtime around about between by please week instead early late "
    ", . ? ! ; ) works work's ok okay fine thanks ta x asap then pm am".split()
)
_LINKS = frozenset("or and / - & to".split())


def canonical(word: str) -> str:
    """Return a lower-case word as this room spells it: "weds" and "wendesday" are "wednesday"."""
    if word in SPELLINGS:
        return SPELLINGS[word]
    if len(word) < _SHORTEST_SLIP or word in _NO_SLIPS:
        return word
    for right in _LONG:
        if word[0] == right[0] and one_slip_apart(word, right):
            return right
    return word


def one_slip_apart(word: str, right: str) -> bool:
    """Tell whether one letter missing, added, wrong, or two neighbours swapped makes `word` of `right`."""
    if word == right or abs(len(word) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    ours, theirs = word[start:], right[start:]
    swapped = ours[:2] == theirs[:2][::-1] and ours[2:] == theirs[2:]
    return ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:] or swapped


def settle_short_days(words: Sequence[str]) -> list[str]:
    """Return the words with "mon", "wed", "sat", "sun" spelt out where the words around them suit a day."""
    return [_SHORT[word] if _is_short_day(words, place) else word for place, word in enumerate(words)]


def _is_short_day(words: Sequence[str], place: int) -> bool:
    """Tell whether the word at `place` is a short weekday by its neighbours."""
    if words[place] not in _SHORT:
        return False
    before = words[place - 1] if place else ""
    following = [*words[place + 1 : place + 3], "", ""]
    if before in _NEVER_BEFORE:
        return False
    if following[0] in _LINKS:
        return _suits_list(following[1])
    return (
        following[0] == "" or following[0] in _AFTER or following[0].lstrip("~")[:1].isdigit() or _is_day(following[0])
    )


def _suits_list(word: str) -> bool:
    """Tell whether a word can follow "sat or": another day, or a word for one."""
    return _is_day(word) or word in ("tomorrow", "today", "next", "this", "any", "the", "maybe") or word[:1].isdigit()


def _is_day(word: str) -> bool:
    """Tell whether a word names a weekday, short or long."""
    return word in WEEKDAYS or word in _SHORT
