"""Block time, and free it again. Doors of staff enter; what is blocked nobody can book, for the cells are taken."""

from datetime import UTC, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from salon.booking import diary_store
from salon.booking.calendar import cells
from salon.booking.diary import block_view
from salon.booking.diary_entries import BlockView, NewBlock, Occupied
from salon.booking.models import Block
from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput, WindowTaken
from salon.salon_file import CELL_MINUTES, Salon

LONGEST_LABEL = 80
LONGEST = timedelta(days=31, hours=1)
"""A month, with the hour that October may add to it."""


class Blocks:
    """The salon's blocked time."""

    def __init__(self, database: Database, salon: Salon, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._clock = clock

    def block(self, wish: NewBlock) -> BlockView:
        """Block time, and return the block; the same idempotency key returns what it blocked before.

        Raises:
            NotFound: nobody of that id works here.
            BadInput: no label or one too long, a time without length, longer than a month or off the 5-minute cells.
            Occupied: appointments are booked in it, or another block lies there; nothing is blocked.
        """
        _check(wish)
        team = [one.id for one in self._salon.cosmetologists]
        who = team if wish.cosmetologist_id is None else [self._salon.cosmetologist(wish.cosmetologist_id).id]
        wanted = [(one, cell) for one in who for cell in cells(wish.starts_at, wish.ends_at)]
        stored = self._blocked_before(wish)
        if stored:
            return stored
        try:
            with self._database.transaction() as session:
                row = self._row(wish)
                diary_store.add_block(session, row, wanted)
                return block_view(row, self._salon.zone)
        except IntegrityError:
            # The same key blocked in another process between our look and our insert.
            stored = self._blocked_before(wish)
            if stored is None:
                raise
            return stored
        except WindowTaken as error:
            # A second tap of the same finger meets its own block.
            stored = self._blocked_before(wish)
            if stored:
                return stored
            with self._database.reading() as session:
                count = diary_store.booked_count(session, who, wish.starts_at, wish.ends_at)
            raise Occupied(count) from error

    def unblock(self, block_id: str) -> BlockView | None:
        """Free a block's time, and return what it was; None: it was freed before."""
        with self._database.transaction() as session:
            row = diary_store.block(session, block_id)
            if row is None:
                return None
            diary_store.remove_block(session, block_id)
            return block_view(row, self._salon.zone)

    def _blocked_before(self, wish: NewBlock) -> BlockView | None:
        with self._database.reading() as session:
            row = diary_store.block_by_key(session, wish.idempotency_key)
            return block_view(row, self._salon.zone) if row else None

    def _row(self, wish: NewBlock) -> Block:
        return Block(
            id=str(uuid4()),
            cosmetologist_id=wish.cosmetologist_id,
            starts_at=wish.starts_at.astimezone(UTC),
            ends_at=wish.ends_at.astimezone(UTC),
            label=wish.label.strip(),
            created_by=wish.staff_name,
            created_at=self._clock(),
            idempotency_key=wish.idempotency_key,
        )


def _check(wish: NewBlock) -> None:
    if not 0 < len(wish.label.strip()) <= LONGEST_LABEL:
        raise BadInput(f"a block needs a label of 1 to {LONGEST_LABEL} characters, such as training")
    if wish.starts_at.tzinfo is None or wish.ends_at.tzinfo is None:
        raise BadInput("a block's moments need a zone")
    if any(
        moment.minute % CELL_MINUTES or moment.second or moment.microsecond for moment in (wish.starts_at, wish.ends_at)
    ):
        raise BadInput(f"a block begins and ends on a multiple of {CELL_MINUTES} minutes")
    length = wish.ends_at.astimezone(UTC) - wish.starts_at.astimezone(UTC)
    if not timedelta() < length <= LONGEST:
        raise BadInput("a block ends after it begins, within a month")
