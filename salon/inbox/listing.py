"""The list of conversations: search, filters, pages. Doors enter."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from salon.db import Database
from salon.inbox import store_listing as store
from salon.inbox.filters import ME, Filters, Review
from salon.inbox.paging import PAGE_SIZE, Page, Place
from salon.inbox.store_search import BEGIN, END, Search, excerpts
from salon.inbox.vocabulary import Vocabulary
from salon.inbox.words import terms_of

MOST_TAGS = 100
LONGEST_PREVIEW = 160


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; `matched` if it is what was looked for."""

    text: str
    matched: bool


@dataclass(frozen=True)
class Entry:
    """One conversation in the list. Moments are in the salon's zone.

    Attributes:
        said: the client's last line, shortened; None if they have said nothing.
        lowest: how sure the bot was of the message that it understood least, 0..1.
        missed: whether something was not understood, or not answered.
        waiting_for: why a person is waited for, the longest wait first; empty if nobody is.
        excerpt: the newest line that has what was looked for, of the client if there is one; empty without a search.
    """

    id: str
    channel: str
    began_at: datetime
    last_activity_at: datetime
    said: str | None
    lines: int
    topics: tuple[str, ...]
    lowest: float | None
    missed: bool
    red_flag: str | None
    waiting_for: tuple[str, ...]
    waiting_since: datetime | None
    held_by: str | None
    booked: bool
    stars: int | None
    tags: tuple[str, ...]
    assignee: str | None
    review: Review
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the filters that depends on what is stored."""

    channels: tuple[str, ...]
    tags: tuple[str, ...]


class Inbox:
    """Conversations as staff see them, newest activity first."""

    def __init__(self, database: Database, vocabulary: Vocabulary, zone: ZoneInfo) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._zone = zone

    def page(self, filters: Filters, staff_id: str, place: Place | None = None) -> Page[Entry]:
        """Return up to `PAGE_SIZE` conversations behind a place; None: the newest.

        Args:
            filters: what they have to be.
            staff_id: who looks; "me" in the filters.
            place: where the page begins, and in which direction it goes.
        """
        wanted = self._wanted(filters, staff_id)
        with self._database.reading() as session:
            found = store.page(session, wanted, place, PAGE_SIZE + 1)
            more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
            backwards = place is not None and place.newer
            if backwards:
                found.reverse()
            rows = self._entries(session, [one for one, _ in found], wanted.search)
        if not found:
            return Page((), None, None)
        last, first = Place(found[-1][1], found[-1][0]), Place(found[0][1], found[0][0], newer=True)
        if backwards:
            return Page(rows, last, first if more else None)
        return Page(rows, last if more else None, first if place else None)

    def choices(self) -> Choices:
        """Return what filters may be set to."""
        with self._database.reading() as session:
            return Choices(tuple(store.channels(session)), tuple(store.all_tags(session, MOST_TAGS)))

    def _wanted(self, filters: Filters, staff_id: str) -> store.Wanted:
        if filters.assignee == ME:
            filters = replace(filters, assignee=staff_id)
        return store.Wanted(
            filters,
            since=self._midnight(filters.since) if filters.since else None,
            until=self._midnight(filters.until + timedelta(days=1)) if filters.until else None,
            search=self._search(filters.text),
        )

    def _search(self, text: str) -> Search | None:
        terms = terms_of(text)
        if not terms:
            return None
        self._vocabulary.read_on()
        return Search(
            tuple(
                (term.words,) if term.is_phrase else tuple((one,) for one in self._vocabulary.meanings(term.words[0]))
                for term in terms
            )
        )

    def _midnight(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self._zone)

    def _entries(self, session: Session, ids: list[str], search: Search | None) -> tuple[Entry, ...]:
        rows, told = store.shown(session, ids), store.told(session, ids)
        said = store.texts(session, [one.last_of_client for one in told.values() if one.last_of_client])
        found = excerpts(session, search, ids) if search else {}
        topics, tags, waiting = store.topics(session, ids), store.tags(session, ids), store.waiting(session, ids)
        work, booked = store.work(session, ids), store.booked(session, ids)
        return tuple(
            self._entry(
                rows[one],
                told.get(one, _SILENT),
                said=_shortened(said.get(one)),
                topics=tuple(topics.get(one, ())),
                waiting=waiting.get(one, []),
                booked=one in booked,
                tags=tuple(tags.get(one, ())),
                assignee=work[one].assignee if one in work else None,
                review=Review(work[one].review) if one in work else Review.NEW,
                excerpt=pieces(found.get(one, "")),
            )
            for one in ids
            if one in rows  # it may have been erased meanwhile
        )

    def _entry(self, row: Any, told: store.Told, *, waiting: list[tuple[str, datetime]], **known: Any) -> Entry:
        return Entry(
            id=row.id,
            channel=row.channel,
            began_at=row.created_at.astimezone(self._zone),
            last_activity_at=row.last_activity_at.astimezone(self._zone),
            lines=told.lines,
            lowest=told.lowest,
            missed=told.missed,
            red_flag=row.red_flag,
            waiting_for=tuple(dict.fromkeys(reason for reason, _ in waiting)),
            waiting_since=waiting[0][1].astimezone(self._zone) if waiting else None,
            held_by=row.held_by,
            stars=row.stars,
            **known,
        )


def pieces(marked: str) -> tuple[Piece, ...]:
    """Return an excerpt in parts, those between BEGIN and END as matched."""
    parts: list[Piece] = []
    for number, part in enumerate(marked.split(BEGIN)):
        matched, end, rest = part.partition(END) if number else ("", "", part)
        if end:
            parts.append(Piece(matched, matched=True))
        else:
            rest = matched + rest
        parts.append(Piece(rest, matched=False))
    return tuple(one for one in parts if one.text)


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= LONGEST_PREVIEW:
        return text
    return text[:LONGEST_PREVIEW].rstrip() + "…"


_SILENT = store.Told(lines=0, last_of_client=None, lowest=None, missed=False)
