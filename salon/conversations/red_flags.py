"""What becomes of a red flag: whether it stands, and what else of the message is answered beside it. Pure.

Conversations and evaluation enter. The reasons: `docs/decisions/0010-beside-a-red-flag.md`, `0011-unsure-red-flags.md`.
"""

from collections.abc import Sequence

from salon.advice.red_flags import Level, RedFlag

ANSWERED_BESIDE = frozenset(
    {"price", "opening_hours_location", "talk_to_human", "complaint", "data_privacy", "check_appointment"}
)
"""Topics that are answered beside a red flag for a doctor: none of them advises on skin or books."""
KNOWN_FROM = 0.5
"""A confidence from which the engine's word counts against an unsure red flag."""
SAYS_NOTHING = frozenset({"medical_redflag", "nlu_fallback", "out_of_scope", "chitchat", "abuse", "describe_skin"})
"""Intents under which a red flag may hide."""


def is_about_something_else(acts: Sequence[tuple[str, float]]) -> bool:
    """Tell whether every act (intent, confidence) of a message is known, and none may hide a red flag."""
    return all(intent not in SAYS_NOTHING and confidence >= KNOWN_FROM for intent, confidence in acts)


def leaves_room(flag: RedFlag) -> bool:
    """Tell whether something else may be answered beside a red flag: beside the mildest level only."""
    return flag.level is Level.DOCTOR


def topics_beside(flag: RedFlag, topics: Sequence[str]) -> list[str]:
    """Return which topics of a message are answered beside its flag: none where the message does one thing only."""
    return [topic for topic in topics if topic in ANSWERED_BESIDE] if leaves_room(flag) and len(topics) > 1 else []
