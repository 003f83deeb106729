"""Who of the cosmetologists takes an appointment. The booking room's services enter."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from salon.booking import store
from salon.booking.calendar import Calendar
from salon.db import Database
from salon.errors import WindowTaken
from salon.salon_file import Salon

Done = TypeVar("Done")


class Team:
    """Knows whom to try, and tries."""

    def __init__(self, database: Database, salon: Salon, calendar: Calendar) -> None:
        self._database = database
        self._salon = salon
        self._calendar = calendar

    def candidates(self, starts_at: datetime, wanted: str | None) -> list[str]:
        """Return the ids to try, in order: the wanted one alone, or all, the least busy of that day first.

        Raises:
            NotFound: nobody of the wanted id works here.
        """
        if wanted is not None:
            return [self._salon.cosmetologist(wanted).id]
        day = starts_at.astimezone(self._salon.zone).date()
        since, until = self._calendar.midnight(day), self._calendar.midnight(day + timedelta(days=1))
        with self._database.reading() as session:
            visits = store.visits_by_cosmetologist(session, since, until)
        return sorted((one.id for one in self._salon.cosmetologists), key=lambda who: visits.get(who, 0))

    def first_free(self, candidates: Sequence[str], attempt: Callable[[Session, str], Done]) -> Done:
        """Return what the first attempt that meets no taken cell returns; each has a transaction of its own.

        A collision loses its whole transaction, locks included, so two who try the team in opposite order can't block
        each other.

        Raises:
            WindowTaken: every attempt met one.
        """
        for who in candidates:
            try:
                with self._database.transaction() as session:
                    return attempt(session, who)
            except WindowTaken:
                continue
        raise WindowTaken("nobody is free for the whole treatment")
