"""What goes into the diary and what comes out of it. Everybody may enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from salon.booking.appointments import AppointmentView
from salon.errors import BadInput, Refused

LONGEST_REASON = 200


class Occupied(Refused):
    """The time can't be blocked: so many appointments are booked in it, or another block lies there."""

    def __init__(self, appointments: int) -> None:
        self.appointments = appointments
        what = f"{appointments} booked in it" if appointments else "another block lies there"
        super().__init__(f"the time can't be blocked: {what}")


class ChangedMeanwhile(Refused):
    """The appointment is not any more where whoever moves it saw it."""


class CancelReason(StrEnum):
    """For whom staff cancel: the client asked for it, or the salon has to."""

    CLIENT = "client"
    SALON = "salon"


@dataclass(frozen=True)
class BlockView:
    """Time in which nobody may be booked with a cosmetologist; None: with any. Moments in the salon's zone."""

    id: str
    cosmetologist_id: str | None
    starts_at: datetime
    ends_at: datetime
    label: str
    created_by: str


@dataclass(frozen=True)
class DiaryDay:
    """One local day. `opens` and `closes` are None on a closed day. Appointments are of every status, by start."""

    day: date
    opens: datetime | None
    closes: datetime | None
    appointments: Sequence[AppointmentView]
    blocks: Sequence[BlockView]


@dataclass(frozen=True)
class MoveView:
    """One move; `moved_by` names who of the staff did it, and is None where the client did."""

    moved_from: datetime
    moved_to: datetime
    moved_at: datetime
    cosmetologist_from: str | None
    cosmetologist_to: str | None
    moved_by: str | None
    exception_reason: str | None


@dataclass(frozen=True)
class Detail:
    """An appointment, why it was booked against a rule, if it was, and its moves, oldest first."""

    appointment: AppointmentView
    exception_reason: str | None
    moves: Sequence[MoveView]


@dataclass(frozen=True)
class StaffBooking:
    """An appointment that staff write down for a client who rings or stands before them.

    Args:
        treatment_id: of `salon.yml`.
        starts_at: aware.
        name: of the client; may not be blank.
        phone: as written or E.164.
        has_consented: whether the client agreed that name and phone are kept.
        staff_name: who books.
        idempotency_key: of the form; the same key never books twice.
        cosmetologist_id: None: whoever is free.
        conditions: what the client said of their health (ids of `salon.advice.contraindications`); not kept.
        exception_reason: why it is right all the same, although a rule leaves the decision to a person; "": it is not.
    """

    treatment_id: str
    starts_at: datetime
    name: str
    phone: str
    has_consented: bool
    staff_name: str
    idempotency_key: str
    cosmetologist_id: str | None = None
    conditions: frozenset[str] = frozenset()
    exception_reason: str = ""


@dataclass(frozen=True)
class StaffMove:
    """Another time for an appointment, or another cosmetologist.

    Args:
        starts_at: aware.
        cosmetologist_id: None: the present one.
        staff_name: who moves it.
        idempotency_key: of the form.
        seen_at: when the appointment was to start as staff saw it; None: whenever.
        exception_reason: as in `StaffBooking`.
    """

    appointment_id: str
    starts_at: datetime
    staff_name: str
    idempotency_key: str
    cosmetologist_id: str | None = None
    seen_at: datetime | None = None
    exception_reason: str = ""


@dataclass(frozen=True)
class Moved:
    """An appointment after a wish to move it. `move` is what the wish changed; None: it was there already."""

    appointment: AppointmentView
    move: MoveView | None


@dataclass(frozen=True)
class NewBlock:
    """Time to be blocked: of one cosmetologist, or of all (None). `label` says what for, 1 to 80 characters."""

    starts_at: datetime
    ends_at: datetime
    label: str
    staff_name: str
    idempotency_key: str
    cosmetologist_id: str | None = None


def exception_reason(text: str) -> str | None:
    """Return a reason without blanks around it, or None if there is none.

    Raises:
        BadInput: it is too long.
    """
    reason = text.strip()
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"a reason has at most {LONGEST_REASON} characters")
    return reason or None


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC.

    Raises:
        BadInput: it has no zone.
    """
    if moment.tzinfo is None:
        raise BadInput("send a moment with its zone, like 2027-03-01T10:00:00+00:00")
    return moment.astimezone(UTC)
