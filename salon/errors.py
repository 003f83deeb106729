"""The errors of the salon, one tree. Rooms raise them; each door translates them once.

PorewellError
├── NotFound                 the thing asked for does not exist, or is not this client's
├── Refused                  a rule of the salon says no
│   ├── SalonClosed          the salon is not open then
│   ├── TooSoon              in the past, or inside the notice the salon needs
│   ├── TooFar               beyond the days that can be booked ahead
│   ├── WindowTaken          somebody else has that time
│   ├── VisitTooSoon         the skin has not rested long enough since or before another cleaning
│   ├── HeldByAnother        a colleague has the conversation
│   ├── ConsentMissing       contact data without the client's consent
│   └── Contraindicated      a person has to decide first
├── BadInput                 what was sent can't be read; the message says what would be right
└── Unavailable              another system failed; `permanent` tells whether a retry can help
"""

import traceback
from pathlib import Path


class PorewellError(Exception):
    """Any failure that a door knows how to tell a client or a member of staff."""


class NotFound(PorewellError):
    """The thing asked for does not exist, or the asker may not know of it."""


class Refused(PorewellError):
    """A rule of the salon says no; nothing was changed."""


class SalonClosed(Refused):
    """The salon is not open at that time, or the treatment would end after closing."""


class TooSoon(Refused):
    """The time lies in the past or inside the notice that the salon needs."""


class TooFar(Refused):
    """The time lies beyond the days that can be booked ahead."""


class WindowTaken(Refused):
    """No cosmetologist is free for the whole treatment at that time."""


class VisitTooSoon(Refused):
    """Another cleaning of the same client lies too close; the skin needs its rest between two."""


class HeldByAnother(Refused):
    """Another member of staff holds the conversation; the text names them. It can be taken over from them."""


class ConsentMissing(Refused):
    """Contact data may not be stored: the client has not agreed."""


class Contraindicated(Refused):
    """The bot may not book this client; a person has to decide first."""


class BadInput(PorewellError):
    """What was sent can't be read. The text says what would be right."""


class Unavailable(PorewellError):
    """Another system failed. `permanent` is true when a retry can't help."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


def describe(error: BaseException) -> str:
    """Return an error's kind and where it was raised, innermost first, for a log.

    Its own words are left out: they may hold what a client wrote.
    """
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:])
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places or 'an unknown place'}"


_MOST_FRAMES = 6
