"""The row of an appointment that is being booked, by a client or by staff. The booking room's services enter."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from salon.booking.appointments import BookingRequest, Status
from salon.booking.models import Appointment
from salon.salon_file import Treatment


def new_appointment(
    request: BookingRequest,
    treatment: Treatment,
    cosmetologist_id: str,
    phone_fingerprint: str,
    now: datetime,
    *,
    booked_by: str | None = None,
    exception_reason: str | None = None,
) -> Appointment:
    """Return the row of an admitted request; the last two where staff book: who, and why against a rule."""
    starts_at = request.starts_at.astimezone(UTC)
    return Appointment(
        id=str(uuid4()),
        treatment_id=treatment.id,
        cosmetologist_id=cosmetologist_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=treatment.duration_minutes),
        name=request.name,
        phone=request.phone,
        phone_fingerprint=phone_fingerprint,
        status=Status.BOOKED,
        conversation_id=request.conversation_id,
        consent_at=request.consent_at,
        idempotency_key=request.idempotency_key,
        created_at=now,
        booked_by=booked_by,
        exception_reason=exception_reason,
    )
