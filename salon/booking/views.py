"""Show a stored appointment to the other rooms. The booking room's services enter."""

from zoneinfo import ZoneInfo

from salon.booking.appointments import AppointmentView, Status
from salon.booking.models import Appointment


def view_of(row: Appointment, zone: ZoneInfo) -> AppointmentView:
    """Return the appointment as plain data, its moments in `zone`."""
    return AppointmentView(
        id=row.id,
        treatment_id=row.treatment_id,
        cosmetologist_id=row.cosmetologist_id,
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at.astimezone(zone),
        name=row.name,
        phone=row.phone,
        status=Status(row.status),
        conversation_id=row.conversation_id,
        consent_at=row.consent_at.astimezone(zone),
        created_at=row.created_at.astimezone(zone),
        moved_from=row.moved_from and row.moved_from.astimezone(zone),
        cancelled_at=row.cancelled_at and row.cancelled_at.astimezone(zone),
        confirmed_at=row.confirmed_at and row.confirmed_at.astimezone(zone),
        no_show_at=row.no_show_at and row.no_show_at.astimezone(zone),
        cancel_reason=row.cancel_reason,
        booked_by=row.booked_by,
    )
