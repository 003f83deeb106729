"""The shapes of the widget's HTTP interface, as they stand in the OpenAPI document."""

from typing import Annotated

from pydantic import BaseModel, Field, model_validator


class MessageIn(BaseModel):
    """What a client sends: an id of its own making, and a text or a button."""

    message_id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.:-]+$")]
    text: str | None = None
    button_id: Annotated[str | None, Field(max_length=64, pattern=r"^[\w-]+$")] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "MessageIn":
        if (self.text is None) == (self.button_id is None):
            raise ValueError("send a text or a button_id")
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


class ReplyOut(BaseModel):
    """One bubble. `asks` names the detail of a booking that it asks for; `booked` marks an appointment just made."""

    id: str
    author: str
    text: str
    topic: str | None
    buttons: list[ButtonOut]
    sources: list[SourceOut]
    asks: str | None
    booked: bool = False


class RepliesOut(BaseModel):
    """The answer to a message."""

    message_id: str
    replies: list[ReplyOut]


class ConversationOut(BaseModel):
    """A new conversation; keep the token, it is shown once."""

    conversation_id: str
    token: str
    greeting: ReplyOut


class LineOut(ReplyOut):
    """One line of the transcript; `seq` orders them, `at` is UTC."""

    seq: int
    at: str


class LinesOut(BaseModel):
    """Lines of the transcript, in order."""

    messages: list[LineOut]
