"""A clock that is set by hand, and what is to happen at which moment. Pure."""

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count


class MovingClock:
    """Shows the moment that it was set to; called like every clock."""

    def __init__(self, moment: datetime) -> None:
        self.now = moment.astimezone(UTC)

    def __call__(self) -> datetime:
        """Return the moment, in UTC."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


class Agenda:
    """Things to happen, each at its moment; the clock is set to it."""

    def __init__(self, clock: MovingClock) -> None:
        self._clock = clock
        self._numbers = count()
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []

    def add(self, moment: datetime, happens: Callable[[], None]) -> None:
        """Let something happen at a moment (aware); what is added for the same moment happens in the order of adding."""
        heapq.heappush(self._due, (moment.astimezone(UTC), next(self._numbers), happens))

    def run(self, until: datetime) -> None:
        """Let everything happen that is due until a moment, in order, also what is added meanwhile; drop the rest."""
        while self._due and self._due[0][0] <= until:
            moment, _, happens = heapq.heappop(self._due)
            self._clock.now = moment
            happens()
        self._due.clear()
        self._clock.now = until.astimezone(UTC)
