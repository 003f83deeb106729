"""What goes into the booking room and what comes out of it. Everybody may enter."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from salon.errors import NotFound

NOBODY = ""
"""The conversation of an appointment that staff booked, or whose own was erased: it opens nothing."""


class AppointmentUnknown(NotFound):
    """The conversation has no such appointment, or it is not coming up any more."""


class Status(StrEnum):
    """Whether an appointment holds its time. A moved one is still booked; `moved_from` tells where it was.

    Who did not come was not treated: such an appointment holds no time, and counts for no gap.
    """

    BOOKED = "booked"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


@dataclass(frozen=True)
class BookingRequest:
    """One client's wish for one appointment.

    Args:
        treatment_id: of `salon.yml`.
        starts_at: aware.
        name: as the client gave it; may not be blank.
        phone: as written or E.164; it is read with the salon's country.
        conversation_id: whose it will be; only this conversation can cancel or move it.
        consent_at: when the client agreed that name and phone are kept; None: not at all.
        idempotency_key: of the message that asked for it; the same key never books twice.
        conditions: what the client said of their health (ids of `salon.advice.contraindications`); not kept.
        cosmetologist_id: the one wished for; None: whoever is free.
    """

    treatment_id: str
    starts_at: datetime
    name: str
    phone: str
    conversation_id: str
    consent_at: datetime | None
    idempotency_key: str
    conditions: frozenset[str] = frozenset()
    cosmetologist_id: str | None = None


@dataclass(frozen=True)
class AppointmentView:
    """An appointment as it stands. Moments are aware, in the salon's zone; `phone` is E.164.

    `conversation_id` is empty where staff booked, whom `booked_by` names, or the conversation was erased.
    `cancel_reason` is "salon" or "client" where staff cancelled, and None where the client did.
    """

    id: str
    treatment_id: str
    cosmetologist_id: str
    starts_at: datetime
    ends_at: datetime
    name: str
    phone: str
    status: Status
    conversation_id: str
    consent_at: datetime
    created_at: datetime
    moved_from: datetime | None
    cancelled_at: datetime | None
    confirmed_at: datetime | None = None
    no_show_at: datetime | None = None
    cancel_reason: str | None = None
    booked_by: str | None = None
