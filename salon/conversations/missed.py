"""By what the bot says when it did not understand, or could not answer. Pure; the desk's inbox and figures enter."""

MISSED = frozenset(
    {
        "utter_did_you_mean",
        "utter_rephrase",
        "utter_rephrase_again",
        "utter_offer_person",
        "utter_still_lost",
        "utter_out_of_scope",
        "utter_out_of_scope_again",
        "utter_technical_problem",
        "utter_technical_problem_again",
    }
)
"""Responses to a message that was not understood, that is nothing for the bot, or at which something failed."""
