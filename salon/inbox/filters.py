"""Which conversations staff want to see, as it stands in the address of the page. Pure.

`q=itchy+nose&from=2027-02-01&topic=price&topic=book_appointment&below=60&missed=1&flag=any&waiting=1&booked=no&rating=2`
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from salon.advice.red_flags import Level
from salon.inbox.words import LONGEST, terms_of

ANY, NONE, ME = "any", "none", "me"
MOST_TOPICS = 4
STARS = range(1, 6)
_LONGEST_VALUE = 80
_FIRST_YEAR, _LAST_YEAR = 2000, 2999
_YES, _NO = "yes", "no"


class Review(StrEnum):
    """Whether staff have looked a conversation through."""

    NEW = "new"
    IN_WORK = "in_work"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Filters:
    """What a conversation has to be; what is empty admits all, and all that is given has to hold.

    Attributes:
        text: all of its words stand in one line, phrases in quotes as they are.
        since, until: days of the salon on which something was last said; both count.
        channel: where the client writes.
        topics: answered on, in this order, whatever came between.
        below: percent; the bot was less sure than that of some message.
        missed: the bot did not understand, or could not answer.
        flag: a red flag of this level, or `ANY`.
        waiting: a person is waited for.
        booked: whether there is an appointment that was not cancelled.
        rating: "1" to "5", or `NONE`.
        tag: a tag that it bears.
        assignee: id of a member of staff, `ME`, or `NONE`.
        review: how far staff are.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    channel: str | None = None
    topics: tuple[str, ...] = ()
    below: int | None = None
    missed: bool = False
    flag: str | None = None
    waiting: bool = False
    booked: bool | None = None
    rating: str | None = None
    tag: str | None = None
    assignee: str | None = None
    review: Review | None = None

    def render(self) -> str:
        """Return the filters as a query string; "" if there are none."""
        values: list[tuple[str, object]] = [
            ("q", self.text),
            ("from", self.since),
            ("to", self.until),
            ("channel", self.channel),
            *(("topic", topic) for topic in self.topics),
            ("below", self.below),
            ("missed", self.missed and 1),
            ("flag", self.flag),
            ("waiting", self.waiting and 1),
            ("booked", None if self.booked is None else (_YES if self.booked else _NO)),
            ("rating", self.rating),
            ("tag", self.tag),
            ("assignee", self.assignee),
            ("review", self.review),
        ]
        return urlencode([(name, value) for name, value in values if value])

    @property
    def count(self) -> int:
        """Return how many filters are set, a sequence of topics as one."""
        return len({name for name, _ in parse_qsl(self.render())})


def parse(query: Iterable[tuple[str, str]]) -> tuple[Filters, list[str]]:
    """Return the filters in a query string's pairs, and a sentence for each that can't be read and is left out.

    An empty value is a filter that was not chosen.
    """
    filters, problems = Filters(), list[str]()
    for name, raw in query:
        value = raw.strip()
        if not value:
            continue
        reader = _READERS.get(name)
        if reader is None:
            problems.append(f"There is no filter called “{name[:_LONGEST_VALUE]}”.")
            continue
        field, read, wanted = reader
        try:
            found = read(value)
        except ValueError:
            problems.append(f"“{name}” has to be {wanted}.")
            continue
        if field == "topics":
            found = (*filters.topics, *found)[:MOST_TOPICS]
        filters = replace(filters, **{field: found})
    if filters.since and filters.until and filters.since > filters.until:
        problems.append("“from” is later than “to”: there is no such day.")
    return filters, problems


def _text(value: str) -> str:
    if not terms_of(value):
        raise ValueError
    return value[:LONGEST]


def _word(value: str) -> str:
    if len(value) > _LONGEST_VALUE or not value.isprintable():
        raise ValueError
    return value


def _day(value: str) -> date:
    day = date.fromisoformat(value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError
    return day


def _percent(value: str) -> int:
    if not value.isdecimal() or not 1 <= (percent := int(value[:4])) <= 100:  # noqa: PLR2004  percent
        raise ValueError
    return percent


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError
        return value

    return read


def _flag(value: str) -> bool:
    if value != "1":
        raise ValueError
    return True


_LEVELS = tuple(level.name.lower() for level in Level)
_READERS: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "q": ("text", _text, "words to look for"),
    "from": ("since", _day, "a day like 2027-03-01"),
    "to": ("until", _day, "a day like 2027-03-01"),
    "channel": ("channel", _word, "the name of a channel"),
    "topic": ("topics", lambda value: (_word(value),), "a topic"),
    "below": ("below", _percent, "a percentage from 1 to 100"),
    "missed": ("missed", _flag, "1, or left out"),
    "flag": ("flag", _one_of(ANY, *_LEVELS), f"{ANY}, {', '.join(_LEVELS)}"),
    "waiting": ("waiting", _flag, "1, or left out"),
    "booked": ("booked", lambda value: _one_of(_YES, _NO)(value) == _YES, f"{_YES} or {_NO}"),
    "rating": ("rating", _one_of(*map(str, STARS), NONE), f"1 to 5, or {NONE}"),
    "tag": ("tag", lambda value: _word(value.lower()), "a tag"),
    "assignee": ("assignee", _word, f"a member of staff, {ME} or {NONE}"),
    "review": ("review", Review, "new, in_work or reviewed"),
}
