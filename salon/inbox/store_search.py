"""Every query of the search, for both databases. The inbox room's services enter.

`Search` is what is looked for: for each term, the words that may be meant by it (a phrase has one meaning, itself).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from salon.conversations.models import ENGLISH, Conversation, Message
from salon.inbox.words import words_of

BEGIN, END = "\x02", "\x03"
"""Around what was found in an excerpt; no line holds them (`conversations/incoming.py`)."""
_INDEX = table("message_search", column("rowid"), column("searchable"))
_BATCH = 2000
_WORDS_SHOWN = 24
_LEAST_STEM = 3
_COMMON = 3000
"""Lines that have what is looked for; from so many on it is quicker to look than to list."""
_LINES = text(
    # Without the hint SQLite reads each line's row, which is long, for the conversation's id alone.
    "SELECT conversation_id FROM messages INDEXED BY ix_messages_line "
    "WHERE seq IN (SELECT rowid FROM message_search WHERE message_search MATCH :found)"
)


@dataclass(frozen=True)
class Search:
    """What is looked for: all of the terms in one line, each in any of its meanings. A meaning is one word or more."""

    terms: tuple[tuple[tuple[str, ...], ...], ...]


def has_found(session: Session, search: Search) -> ColumnElement[bool]:
    """Return the condition that one line of a conversation has all that is looked for."""
    if not _is_sqlite(session):
        return Conversation.id.in_(select(Message.conversation_id).where(_found(search)))
    hits = select(func.count()).select_from(_INDEX).where(_is_in_index(search))
    if (session.scalar(hits) or 0) < _COMMON:
        lines = _LINES.bindparams(found=_match(search)).columns(Message.conversation_id)
        return Conversation.id.in_(lines.scalar_subquery())
    # Common words: the newest conversations are looked through until there are enough.
    own = Message.conversation_id == Conversation.id
    return exists().where(own, _in_hits(search)).correlate(Conversation)


def excerpts(session: Session, search: Search, conversation_ids: Collection[str]) -> dict[str, str]:
    """Return the line that shows what was found, by conversation, shortened, with BEGIN and END around matches.

    It is the newest of the client's, or the newest if it was found in none of those.
    """
    newest = {row[0]: row[1] for row in session.execute(_newest(session, search, conversation_ids))}
    plain = {row[0]: row[1] for row in session.execute(_texts(newest))}
    narrow = _narrowed(search, {word for text in plain.values() for word in words_of(text or "")})
    if not _is_sqlite(session):
        shown = func.translate(Message.searchable, _MARKUP, _STAND_INS)
        shown = func.ts_headline(literal_column("'english'::regconfig"), shown, _tsquery(narrow), _OPTIONS)
        wanted: Select[Any, Any] = select(Message.seq, shown).where(Message.seq.in_(newest))
    else:
        snippet = func.snippet(literal_column("message_search"), 0, BEGIN, END, "…", _WORDS_SHOWN)
        wanted = select(_INDEX.c.rowid, snippet).where(_is_in_index(narrow), _INDEX.c.rowid.in_(newest))
    marked = plain | {row[0]: row[1].translate(_BACK) for row in session.execute(wanted)}
    return {newest[seq]: _around_match(text or "") for seq, text in marked.items()}


def searchable_after(session: Session, seq: int) -> Iterator[tuple[int, str]]:
    """Yield number and searchable text of the lines behind `seq`, in order."""
    wanted = select(Message.seq, Message.searchable).where(Message.seq > seq, Message.searchable != "")
    rows = session.execute(wanted.order_by(Message.seq), execution_options={"yield_per": _BATCH})
    for row in rows:
        yield row[0], row[1] or ""


def not_indexed(session: Session, limit: int) -> Sequence[Message]:
    """Return lines that the search has not looked at yet, oldest first."""
    return session.scalars(select(Message).where(Message.searchable.is_(None)).order_by(Message.seq).limit(limit)).all()


def question_before(session: Session, line: Message) -> Message | None:
    """Return the bot's line before a line of the client, if there is one."""
    before = (Message.conversation_id == line.conversation_id, Message.seq < line.seq, Message.author == "bot")
    return session.scalars(select(Message).where(*before).order_by(Message.seq.desc()).limit(1)).first()


def state_of(session: Session, conversation_id: str) -> str | None:
    """Return the state of a conversation, as JSON."""
    return session.scalar(select(Conversation.state).where(Conversation.id == conversation_id))


def compact(session: Session) -> None:
    """Rewrite the index as one piece, without what was erased: until then it still holds the erased words."""
    if _is_sqlite(session):
        session.execute(text("INSERT INTO message_search(message_search) VALUES ('optimize')"))


def _newest(session: Session, search: Search, conversation_ids: Collection[str]) -> Select[int, str]:
    of_client = func.max(case((Message.author == "client", Message.seq)))
    shown = func.coalesce(of_client, func.max(Message.seq))
    newest = select(shown, Message.conversation_id).where(Message.conversation_id.in_(conversation_ids))
    found = _in_hits(search) if _is_sqlite(session) else _found(search)
    return newest.where(found).group_by(Message.conversation_id)


def _texts(seqs: Collection[int]) -> Select[int, str | None]:
    return select(Message.seq, Message.searchable).where(Message.seq.in_(seqs))


def _narrowed(search: Search, written: Collection[str]) -> Search:
    """Return the search with what was typed, and those meanings alone that may stand in some lines: much quicker."""
    return Search(
        tuple(
            tuple(one for one in meanings if one == meanings[0] or _may_stand(one[0], written))
            for meanings in search.terms
        )
    )


def _may_stand(word: str, written: Collection[str]) -> bool:
    """Tell whether the word, or another with its stem, is among some words."""
    stem = word[: max(_LEAST_STEM, len(word) - 2)]
    return any(other.startswith(stem) for other in written)


def _is_in_index(search: Search) -> ColumnElement[bool]:
    return literal_column("message_search").op("MATCH", is_comparison=True)(_match(search))


def _in_hits(search: Search) -> ColumnElement[bool]:
    # With a sum SQLite looks each line up among those found; with the bare column, each that was found in each
    # conversation: forty times as long.
    return (Message.seq + 0).in_(select(_INDEX.c.rowid).where(_is_in_index(search)))


def _match(search: Search) -> str:
    """Return the search in FTS5's language. Words are letters and digits alone: nothing in them can end a string."""
    return " AND ".join(f"({' OR '.join(_quoted(meaning) for meaning in meanings)})" for meanings in search.terms)


def _quoted(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'


def _found(search: Search) -> ColumnElement[bool]:
    found = literal_column(ENGLISH).op("@@", is_comparison=True)(_tsquery(search))
    # The index knows no places: for a phrase in its language PostgreSQL would parse each line anew, which takes seconds.
    phrases = [meanings[0] for meanings in search.terms if len(meanings[0]) > 1]
    return and_(found, *(Message.searchable.regexp_match(_in_a_row(words), flags="i") for words in phrases))


def _in_a_row(words: Sequence[str]) -> str:
    """Return the pattern of a phrase; words are letters and digits alone."""
    return r"\m" + r"\W+".join(words) + r"\M"


def _tsquery(search: Search) -> ColumnElement[Any]:
    """Return the search in PostgreSQL's language; words that mean nothing by themselves ("how") fall away."""
    whole: ColumnElement[Any] | None = None
    for meanings in search.terms:
        either: ColumnElement[Any] | None = None
        for words in meanings:
            one = func.plainto_tsquery(literal_column("'english'::regconfig"), literal(" ".join(words)))
            either = one if either is None else func.tsquery_or(either, one)
        whole = either if whole is None else func.tsquery_and(whole, either)
    assert whole is not None  # noqa: S101  nobody searches for nothing
    return whole


def _around_match(marked: str) -> str:
    """Return an excerpt shortened to what stands around the first match."""
    begin = max(marked.find(BEGIN) - _BEFORE, 0)
    begin = marked.find(" ", begin) + 1 if begin else 0
    shown = marked[begin : begin + _LONGEST]
    return ("…" if begin else "") + shown + ("…" if begin + _LONGEST < len(marked) else "")


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


_OPTIONS = f"StartSel={BEGIN}, StopSel={END}, HighlightAll=true"
_MARKUP = "<>&./-_@:"
"""What PostgreSQL would take for markup, paths and names of computers, and leave out or join."""
_STAND_INS = "".join(chr(0xE000 + number) for number in range(len(_MARKUP)))
_BACK = str.maketrans(_STAND_INS, _MARKUP)
_BEFORE, _LONGEST = 60, 200
