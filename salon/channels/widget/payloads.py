"""The shapes of the widget's HTTP interface, as they stand in the OpenAPI document."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator


class MessageIn(BaseModel):
    """What a client sends: an id of its own making, and a text, a button or a free time (ISO 8601 with its offset)."""

    message_id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.:-]+$")]
    text: str | None = None
    button_id: Annotated[str | None, Field(max_length=64, pattern=r"^[\w-]+$")] = None

    starts_at: str | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "MessageIn":
        if sum(one is not None for one in (self.text, self.button_id, self.starts_at)) != 1:
            raise ValueError("send a text, a button_id or a starts_at")
        return self


class ButtonOut(BaseModel):
    """A button; send its id to press it."""

    id: str
    title: str


class SourceOut(BaseModel):
    """A source of an answer. `grade` is a letter, `strength` what it means, `finding` what was found."""

    id: str
    title: str
    grade: str
    strength: str
    finding: str


class TimesOut(BaseModel):
    """Whose free times answer a question: a treatment's; `moving` is the appointment that is moved, if one is."""

    treatment: str
    moving: str | None


class CardOut(BaseModel):
    """An appointment, or the summary of one that waits for a yes. Its buttons last: they may be pressed at any time.

    `when` is `starts_at` as the text writes it; `starts_at` and `ends_at` have the salon's offset.
    """

    kind: Literal["summary", "booked", "moved", "cancelled"]
    appointment_id: str | None
    treatment: str
    when: str
    starts_at: str
    ends_at: str
    minutes: int
    price: str | None
    cosmetologist: str | None
    name: str | None
    phone: str | None
    buttons: list[ButtonOut]


class ReplyOut(BaseModel):
    """One bubble. `asks` names the detail of a booking that it asks for.

    `times` stands where picking a free time answers it. `closing` marks a goodbye, a thank-you or a booking.
    """

    id: str
    author: str
    text: str
    topic: str | None
    buttons: list[ButtonOut]
    sources: list[SourceOut]
    asks: str | None
    times: TimesOut | None
    card: CardOut | None
    closing: bool


class LineOut(ReplyOut):
    """One line of the transcript; `seq` orders them, `at` is UTC, `name` that of the member of staff who wrote it."""

    seq: int
    at: str
    name: str | None = None


class RepliesOut(BaseModel):
    """The answer to a message; `seq` and `at` are the message's own. While staff hold the conversation it is empty."""

    message_id: str
    seq: int
    at: str
    replies: list[LineOut]
    held_by: str | None


class ConversationOut(BaseModel):
    """A new conversation; keep the token, it is shown once."""

    conversation_id: str
    token: str
    greeting: LineOut


class LinesOut(BaseModel):
    """Lines of the transcript, in order; `more` if others follow. `held_by` names who of the staff holds."""

    messages: list[LineOut]
    more: bool
    held_by: str | None


class RatingIn(BaseModel):
    """How content a client is: one star to five."""

    stars: Annotated[int, Field(ge=1, le=5, strict=True)]


class MovingLinkOut(BaseModel):
    """A link that opens a messaging app and carries the conversation there."""

    app: str
    url: str


class MovingLinksOut(BaseModel):
    """Links, of which one may be followed, once."""

    links: list[MovingLinkOut]
    good_until: str


class ErasedOut(BaseModel):
    """What was erased: rows by table, and how many coming appointments stay."""

    erased: dict[str, int]
    kept: int


class TimesOfMonthOut(BaseModel):
    """The free starts of a month by local day; days without any are left out.

    `earlier` and `later` tell whether another month can be booked; `next` is the next free start of all.
    """

    treatment: str
    month: str
    earlier: bool
    later: bool
    next: str | None
    days: dict[str, list[str]]


class AppointmentsOut(BaseModel):
    """The booked appointments of a conversation that have not begun, by start."""

    appointments: list[CardOut]
