"""What is counted of one period. Plain values; the room and its doors enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salon.figures.cohorts import Cohort
from salon.figures.percentiles import percentile, percentile_of_counts


@dataclass(frozen=True)
class TopicCount:
    """How many of the clients' messages were about a topic, and how sure the bot was of it on average (0..1)."""

    topic: str
    messages: int
    confidence: float | None


@dataclass(frozen=True)
class HandoffCount:
    """Hand-offs for one reason, and how long those waited that a person has taken, in seconds."""

    reason: str
    handoffs: int
    waits: tuple[float, ...]

    @property
    def median_wait(self) -> float | None:
        """Return the wait that half of them did not exceed, in seconds; None if none was taken."""
        return percentile(self.waits, 50)

    @property
    def p90_wait(self) -> float | None:
        """Return the wait that nine of ten did not exceed, in seconds; None if none was taken."""
        return percentile(self.waits, 90)


@dataclass(frozen=True)
class Appointments:
    """Appointments from the chat: made, moved and cancelled in the period, or of a visit in it that nobody came to."""

    made: int = 0
    moved: int = 0
    cancelled: int = 0
    no_shows: int = 0


@dataclass(frozen=True)
class Counts:
    """All that is counted of one period; a value without anything to count is absent from its mapping.

    begun_by_day, messages_by_day: local days. messages_by_hour: clients' messages by weekday (Monday is 0) and local
    hour. begun_by_hour: conversations by local hour of the day. messages: lines by author. latencies: clients' messages
    that the bot answered, by milliseconds until it did. misses: of those the ones it had no answer to, by kind.
    stars: ratings given, by 1 to 5. red_flags: conversations in which staff were called for a red flag, by the gravest
    level that was met.
    """

    cohort: Cohort
    begun_by_day: Mapping[date, int]
    begun_by_hour: Mapping[int, int]
    messages: Mapping[str, int]
    messages_by_day: Mapping[date, int]
    messages_by_hour: Mapping[tuple[int, int], int]
    topics: tuple[TopicCount, ...]
    latencies: Mapping[int, int]
    misses: Mapping[str, int]
    handoffs: tuple[HandoffCount, ...]
    appointments: Appointments
    stars: Mapping[int, int]
    red_flags: Mapping[str, int]

    @property
    def answered(self) -> int:
        """Return how many messages the bot answered, in whatever way."""
        return sum(self.latencies.values())

    @property
    def missed(self) -> int:
        """Return how many messages the bot had no answer to."""
        return sum(self.misses.values())

    @property
    def alone_share(self) -> float | None:
        """Return the share (0..1) of conversations with a message that needed no person; None of none."""
        return share(self.cohort.alone, self.cohort.wrote)

    @property
    def missed_share(self) -> float | None:
        """Return the share (0..1) of answered messages that the bot had no answer to; None of none."""
        return share(self.missed, self.answered)

    @property
    def waits(self) -> tuple[float, ...]:
        """Return how long all hand-offs waited that a person has taken, in seconds."""
        return tuple(wait for handoff in self.handoffs for wait in handoff.waits)

    @property
    def rated(self) -> int:
        """Return how many ratings were given."""
        return sum(self.stars.values())

    @property
    def mean_stars(self) -> float | None:
        """Return the mean rating, 1 to 5; None without one."""
        return sum(stars * count for stars, count in self.stars.items()) / self.rated if self.rated else None

    def latency(self, percent: float) -> int | None:
        """Return the milliseconds within which that many per cent of messages were answered; None of none."""
        return percentile_of_counts(self.latencies, percent)


def share(part: int, whole: int) -> float | None:
    """Return what part of the whole it is; None where there is no whole."""
    return part / whole if whole else None
