"""One conversation as staff see it: plain values. Everybody may enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salon.advice.skin import SkinProfile
from salon.booking.appointments import AppointmentView
from salon.inbox.filters import Review


@dataclass(frozen=True)
class Guess:
    """An intent of a ranking and how likely it is (0..1); `description` is for staff, "" if nobody wrote one."""

    intent: str
    confidence: float
    description: str = ""


@dataclass(frozen=True)
class SourceShown:
    """A source that stood under an answer."""

    id: str
    title: str
    strength: str


@dataclass(frozen=True)
class Line:
    """One line of the transcript. Moments are in the salon's zone.

    Attributes:
        author: client, bot or staff; `name` is that of the member of staff.
        topics: what a client's line was answered on, or what a reply is about.
        confidence: how sure the bot was of the likeliest, 0..1; None where nothing was classified.
        guesses: the ranking, likeliest first. What was extracted from a line is not stored.
        answered_by: of a client's line, the names of the responses that answered it.
        response: of a reply, its name; `asks` is the slot that it asks for, `buttons` their titles.
        card: the appointment that a reply shows, as JSON values; its number is masked.
        media: what was sent besides words, such as "photo"; None for words alone.
        is_edit: whether the client put it in place of something earlier.
        missed: whether this line was not understood, or says so.
        latency_ms: from the arrival to the answer; `model` is the one that understood.
    """

    id: str
    seq: int
    at: datetime
    author: str
    name: str | None
    text: str
    topics: tuple[str, ...]
    intent: str | None
    confidence: float | None
    guesses: tuple[Guess, ...]
    answered_by: tuple[str, ...]
    response: str | None
    sources: tuple[SourceShown, ...]
    buttons: tuple[str, ...]
    asks: str | None
    card: Mapping[str, Any] | None
    missed: bool
    latency_ms: float | None
    model: str | None
    answered: bool
    media: str | None = None
    is_edit: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines in order; `earlier` tells whether there are others before the first, `later` behind the last."""

    lines: tuple[Line, ...]
    earlier: bool
    later: bool = False

    @property
    def first(self) -> int:
        """Return the number of the first line; 0 if there is none."""
        return self.lines[0].seq if self.lines else 0

    @property
    def last(self) -> int:
        """Return the number of the last line; 0 if there is none."""
        return self.lines[-1].seq if self.lines else 0


@dataclass(frozen=True)
class Waiting:
    """A hand-off: why and since when, who took it, until when."""

    reason: str
    since: datetime
    taken_by: str | None
    taken_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Note:
    """What a member of staff noted for the others."""

    id: str
    author: str
    author_id: str | None
    text: str
    at: datetime


@dataclass(frozen=True)
class Work:
    """Who looks after a conversation, and how far its review is."""

    assignee_id: str | None = None
    assignee: str | None = None
    review: Review = Review.NEW
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True)
class ConversationView:
    """A conversation. Moments are in the salon's zone.

    Attributes:
        skin: what the client said of skin and health, in any line.
        form: what is being arranged just now, a form's name; `question` is the response that waits for an answer.
        appointments: all of this conversation, by start.
        handoffs: oldest first.
    """

    id: str
    channel: str
    began_at: datetime
    last_activity_at: datetime
    red_flag: str | None
    held_by: str | None
    held_by_id: str | None
    held_since: datetime | None
    stars: int | None
    rated_at: datetime | None
    skin: SkinProfile
    form: str | None
    question: str | None
    appointments: tuple[AppointmentView, ...]
    handoffs: tuple[Waiting, ...]
    notes: tuple[Note, ...]
    tags: tuple[str, ...]
    work: Work

    @property
    def waits(self) -> bool:
        """Tell whether somebody is waited for."""
        return any(one.taken_at is None and one.closed_at is None for one in self.handoffs)
