"""What the connectors of Rasa 3.6.21 do wrong, and the mark of the tests that replay it at our own doors.

Found in `rasa/core/channels`; those marked as reproduced were seen in a running Rasa, the others stand in its
source. What was reported to Rasa has its issue behind it. `test_what_is_left.py` holds that each of them is replayed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., None])


@dataclass(frozen=True)
class Defect:
    """One defect: of which connector, what it does, and whether it was reproduced or only read."""

    connector: str
    does: str
    reproduced: bool = True


DEFECTS: Mapping[int, Defect] = {
    1: Defect(
        "Telegram", "no check of who posts: a forged update is taken; its check of our own name costs a getMe each"
    ),
    2: Defect(
        "Telegram", "an update without a message (blocked, a channel's post) is a 500, and all others wait behind it"
    ),
    3: Defect("Telegram", "an update that comes twice is handled twice"),
    4: Defect("Telegram", "an edited message is handled as a new one"),
    5: Defect("Telegram", "anybody may set the webhook, over HTTP"),
    6: Defect("Telegram", "the server does not start while Telegram is out of reach"),
    7: Defect("Telegram", "a photo is left without a word"),
    8: Defect("Twilio", "no check of the signature: an unsigned form is taken"),
    9: Defect("Twilio", "a photo without words is a 500, as is any failure: `debug_mode` can't be turned off"),
    10: Defect("Facebook", "the sender chooses the hash: md5 will do, and one that there is not is a 500"),
    11: Defect("Facebook", "a wrong signature is answered with 200"),
    12: Defect(
        "REST", "no right is asked for: who has no name shares the conversation `default`; anybody names a channel"
    ),
    13: Defect("REST", "any failure is answered with 200 and no reply"),
    14: Defect("REST", "a body that is a list is a 500"),
    15: Defect("Telegram", "no answerCallbackQuery: a pressed button spins on", reproduced=False),
    16: Defect("Telegram", "all buttons stand in one row", reproduced=False),
    17: Defect("Telegram", "callback_data over 64 bytes costs the message", reproduced=False),
    18: Defect("Telegram, Twilio, Facebook", "a text is split at each blank line", reproduced=False),
    19: Defect("Twilio", "clients read the payload behind a button, and can't press it", reproduced=False),
    20: Defect(
        "Twilio", "WhatsApp's window of 24 hours is not known: what is said behind it is lost", reproduced=False
    ),
    21: Defect("Twilio", "tries again until the first failure", reproduced=False),
    22: Defect("Twilio", "everybody waits while a message is handed over", reproduced=False),
    23: Defect("Twilio", "a form that comes twice is handled twice", reproduced=False),
    24: Defect(
        "Facebook", "signatures are compared by ==, whose time tells how much of one was right", reproduced=False
    ),
    25: Defect("Facebook", "of more than three buttons none is shown", reproduced=False),
    26: Defect(
        "Facebook", "eleven quick replies at most, where Messenger shows thirteen (rasa#11463)", reproduced=False
    ),
    27: Defect("Facebook", "what takes long comes again, and is handled twice (rasa_core#770)", reproduced=False),
    28: Defect("Socket.IO", "the client chooses the session's id: who guesses one reads along", reproduced=False),
    29: Defect("Socket.IO", "what was said while the connection was broken does not come", reproduced=False),
}


FOUND = set[int]()
"""Those that a test found in this process; `conftest.py` notes them."""


def replays(*numbers: int) -> Callable[[Test], Test]:
    """Mark a test as one that would fail if we had these defects."""

    def mark(test: Test) -> Test:
        test.replays = numbers  # type: ignore[attr-defined]
        return test

    return mark
