"""How each messaging app is doing, for whoever runs the salon's machine. The command line enters."""

from dataclasses import dataclass
from datetime import datetime

from salon.db import Database
from salon.messaging import store


@dataclass(frozen=True)
class Standing:
    """Chats of one channel; how many of them wait for another try, and how many clients can't be reached any more.

    last_in_at, last_out_at: when something came and went last, UTC; None: never.
    """

    chats: int = 0
    failing: int = 0
    gone: int = 0
    last_in_at: datetime | None = None
    last_out_at: datetime | None = None


def standings(database: Database) -> dict[str, Standing]:
    """Return how each channel stands that has chats, by name."""
    with database.reading() as session:
        return {row[0]: Standing(*row[1:]) for row in store.standings(session)}
