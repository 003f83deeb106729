"""What counts as what: the stored topics and names of sentences that each figure rests on. Pure; the room enters.

Nothing that clients wrote is read. A topic and a response's name stand unencrypted beside each line.
"""

NOT_UNDERSTOOD, OUTSIDE, FAILED = "not_understood", "outside", "failed"

MISSES = {
    "utter_did_you_mean": NOT_UNDERSTOOD,
    "utter_rephrase": NOT_UNDERSTOOD,
    "utter_rephrase_again": NOT_UNDERSTOOD,
    "utter_offer_person": NOT_UNDERSTOOD,
    "utter_still_lost": NOT_UNDERSTOOD,
    "utter_out_of_scope": OUTSIDE,
    "utter_out_of_scope_again": OUTSIDE,
    "utter_technical_problem": FAILED,
    "utter_technical_problem_again": FAILED,
}
"""Sentences by which the bot says that it has no answer, and why it has none.

Not understood: it asked back, offered guesses, or gave up. Outside: it understood that a salon's assistant is not for
this. Failed: it apologised, because engine or action failed. The topic `out_of_scope` is no measure of this: small talk
counts as that topic and is answered.
"""
KINDS_OF_MISS = (FAILED, NOT_UNDERSTOOD, OUTSIDE)
"""Gravest first: a message that was answered in several of these ways counts once, as the first."""

ASKED_TOPICS = frozenset(
    {
        "aftercare",
        "cleaning_frequency",
        "creams_dont_help",
        "price",
        "procedure_duration",
        "procedure_mechanical",
        "procedure_pain",
        "procedure_safety",
        "procedure_steps",
        "procedure_ultrasonic",
    }
)
"""Topics by which a client asks about a treatment or its price."""
BEGAN_RESPONSES = frozenset(
    {
        "utter_ask_treatment",
        "utter_ask_starts_at",
        "utter_offer_times",
        "utter_offer_days",
        "utter_ask_which_day",
    }
)
"""Questions of the booking form for treatment and time: whoever is asked one has begun to book."""
PICKED_RESPONSES = frozenset(
    {
        "utter_time_noted",
        "utter_ask_name",
        "utter_ask_phone",
        "utter_ask_consent",
        "utter_ask_confirmed",
        "utter_ask_what_to_change",
    }
)
"""What the booking form says once it has a treatment and a free time: it asks for them first."""
