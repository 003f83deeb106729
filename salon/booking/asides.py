"""Tells a question on another topic from an answer to the form's. Pure; the booking room enters."""

ABOUT_BOOKING = frozenset(
    """
    book_appointment inform_booking reschedule_appointment affirm deny nlu_fallback ask_group ask_cosmetologist
    """.split()
)
_SURE = 0.55
_SURE_OF_A_NAME = 0.9
_LONGEST_NAME = 3
_NAMELIKE = frozenset({"name"})


def is_aside(intent: str, confidence: float, clause: str, requested: str | None) -> bool:
    """Tell whether an act asks about something else than the appointment being made.

    Args:
        intent, confidence: what the classifier made of it; short answers mean little to it, so it has to be surer.
        clause: the act's words.
        requested: the field that was asked for.
    """
    if intent in ABOUT_BOOKING:
        return False
    short = len(clause.split()) <= _LONGEST_NAME and "?" not in clause
    if requested in _NAMELIKE and short:
        return confidence >= _SURE_OF_A_NAME
    if requested in ("consent", "confirmed") and short:
        return confidence >= _SURE_OF_A_NAME
    return confidence >= _SURE or "?" in clause
