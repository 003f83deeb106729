"""The diary as staff read it: days, and one appointment with its story. Doors of staff enter; nothing is written here.

`diary_changes.py` changes appointments, `blocks.py` blocks time.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from salon.booking import diary_store
from salon.booking.appointments import AppointmentUnknown
from salon.booking.diary_entries import BlockView, Detail, DiaryDay, MoveView
from salon.booking.models import AppointmentMove, Block
from salon.booking.search import FreeTimes, calendar_of
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.errors import NotFound
from salon.opening_hours import opening
from salon.salon_file import CELL_MINUTES, Salon

LATE_ENTRY_MINUTES = 30
"""Who has just come in is written down a little after they sat down."""
DAYS_AHEAD = 366
MOST_DAYS = 42


class Diary:
    """Everybody's appointments and blocks."""

    def __init__(self, database: Database, salon: Salon, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock

    def today(self) -> date:
        """Return the salon's local day."""
        return self._clock().astimezone(self._salon.zone).date()

    def days(self, first: date, count: int = 1, cosmetologist_id: str | None = None) -> list[DiaryDay]:
        """Return `count` local days from `first`, at most 42, by two queries; None: of the whole team.

        What reaches over midnight stands on each of its days. A filter by cosmetologist keeps the blocks of all.
        """
        calendar, zone = calendar_of(self._salon), self._salon.zone
        days = [first + timedelta(days=index) for index in range(min(count, MOST_DAYS))]
        edges = [calendar.midnight(day) for day in [*days, days[-1] + timedelta(days=1)]]
        with self._database.reading() as session:
            rows = diary_store.appointments_between(session, edges[0], edges[-1], cosmetologist_id)
            found = diary_store.blocks_between(session, edges[0], edges[-1], cosmetologist_id)
            appointments = [view_of(row, zone) for row in rows]
            blocks = [block_view(row, zone) for row in found]
        spans: list[tuple[datetime | None, datetime | None]]
        spans = [opening(self._salon, day) or (None, None) for day in days]
        return [
            DiaryDay(
                day,
                *span,
                [one for one in appointments if one.starts_at < until and one.ends_at > since],
                [one for one in blocks if one.starts_at < until and one.ends_at > since],
            )
            for day, span, since, until in zip(days, spans, edges, edges[1:], strict=False)
        ]

    def detail(self, appointment_id: str) -> Detail:
        """Return one appointment with its story.

        Raises:
            AppointmentUnknown: there is none of that id.
        """
        zone = self._salon.zone
        with self._database.reading() as session:
            row = diary_store.appointment(session, appointment_id)
            if row is None:
                raise AppointmentUnknown(f"no appointment {appointment_id!r}")
            moves = [move_view(one, zone) for one in diary_store.moves(session, appointment_id)]
            return Detail(view_of(row, zone), row.exception_reason, moves)

    def block(self, block_id: str) -> BlockView:
        """Return a block.

        Raises:
            NotFound: there is none of that id; it may have been freed.
        """
        with self._database.reading() as session:
            row = diary_store.block(session, block_id)
            if row is None:
                raise NotFound(f"no block {block_id!r}")
            return block_view(row, self._salon.zone)

    def free_starts(
        self, treatment_id: str, day: date, cosmetologist_id: str | None = None, moving: str | None = None
    ) -> Sequence[datetime]:
        """Return the free starts of a local day on the salon's grid, sorted, as staff may book them.

        Args:
            treatment_id: of the salon's file.
            day: local.
            cosmetologist_id: with whom; None: with anybody.
            moving: an appointment that does not stand in its own way; where it is at present is left out.

        Raises:
            NotFound: no such treatment, cosmetologist or appointment.
        """
        salon = for_staff(self._salon, cosmetologist_id=cosmetologist_id)
        times = FreeTimes(self._database, salon, self._clock)
        if moving is None:
            return times.free_starts(treatment_id, [day])
        own = self.detail(moving).appointment
        free = times.without(own.id).free_starts(treatment_id, [day])
        if cosmetologist_id not in (None, own.cosmetologist_id):
            return free
        return [start for start in free if start.astimezone(UTC) != own.starts_at.astimezone(UTC)]


def for_staff(salon: Salon, *, any_cell: bool = False, cosmetologist_id: str | None = None) -> Salon:
    """Return the salon as it is now, with the rules that hold for staff: no notice, a year ahead.

    Args:
        salon: may be one that changes while it runs; what is returned does not.
        any_cell: appointments may start off the grid too.
        cosmetologist_id: leaves her alone in the team; None: all.

    Raises:
        NotFound: nobody of that id works here.
    """
    rules = replace(
        salon.booking,
        notice_minutes=-LATE_ENTRY_MINUTES,
        days_ahead=DAYS_AHEAD,
        start_every_minutes=CELL_MINUTES if any_cell else salon.booking.start_every_minutes,
    )
    team = salon.cosmetologists if cosmetologist_id is None else (salon.cosmetologist(cosmetologist_id),)
    present = {one.name: getattr(salon, one.name) for one in fields(Salon)}
    return Salon(**(present | {"booking": rules, "cosmetologists": team}))


def block_view(row: Block, zone: ZoneInfo) -> BlockView:
    """Return a stored block as plain data, its moments in `zone`."""
    return BlockView(
        id=row.id,
        cosmetologist_id=row.cosmetologist_id,
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at.astimezone(zone),
        label=row.label,
        created_by=row.created_by,
    )


def move_view(row: AppointmentMove, zone: ZoneInfo) -> MoveView:
    """Return a stored move as plain data, its moments in `zone`."""
    return MoveView(
        moved_from=row.moved_from.astimezone(zone),
        moved_to=row.moved_to.astimezone(zone),
        moved_at=row.moved_at.astimezone(zone),
        cosmetologist_from=row.cosmetologist_from,
        cosmetologist_to=row.cosmetologist_to,
        moved_by=row.moved_by,
        exception_reason=row.exception_reason,
    )
