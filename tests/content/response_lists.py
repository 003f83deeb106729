"""What is let through, and why: every exemption of the content checks stands here with its reason.

A name that no longer needs its exemption fails the tests, so that the lists can't rot.
"""

OTHER_FILES = {
    "booking.yml": "asks for and confirms appointments: no claims about skin, slots of its own",
    "messaging.yml": "titles, rows of cards and notices of messaging apps: no claims about skin, values of its own",
    "system.yml": "first greeting, apologies and notices of the application: no claims about skin, slots of its own",
}

_TALK = "small talk or the talk itself: nothing factual is said about skin"
_SALON = "the salon's own facts, which come from salon.yml"
_FIRST_AID = "plain first aid and where to turn, in NHS-style wording; no claim drawn from a study"
_OWN_PRACTICE = "describes our own device or practice; the review found no study to cite, and the text says so"
_ASKS = "asks or acknowledges, states nothing"

UNSOURCED = {
    **dict.fromkeys(
        (
            "greet",
            "goodbye",
            "thanks",
            "affirm",
            "deny",
            "bot_challenge",
            "ask_capabilities",
            "chitchat",
            "other_language",
            "role_play",
            "abuse",
            "out_of_scope",
            "out_of_scope_again",
            "did_you_mean",
            "rephrase",
            "rephrase_again",
            "offer_person",
            "still_lost",
            "nothing_to_explain",
            "sources_intro",
            "no_sources",
        ),
        _TALK,
    ),
    **dict.fromkeys(
        (
            "price",
            "price_more",
            "ask_payment",
            "ask_payment_more",
            "opening_hours_location",
            "opening_hours_location_more",
            "ask_parking",
            "ask_parking_more",
            "ask_late",
            "ask_late_more",
            "ask_cancelling",
            "ask_cancelling_more",
            "ask_group",
            "ask_group_more",
            "ask_cosmetologist",
            "ask_cosmetologist_more",
            "talk_to_human",
            "talk_to_human_closed",
            "complaint",
            "data_privacy",
            "data_privacy_more",
            "procedure_duration",
            "procedure_duration_more",
            "duration_ultrasonic",
            "duration_mechanical",
        ),
        _SALON,
    ),
    **dict.fromkeys(
        (
            "redflag_emergency",
            "redflag_breathing",
            "redflag_eye_chemical",
            "redflag_burn",
            "redflag_bleeding",
            "redflag_collapse",
            "redflag_spreading",
            "redflag_blanching",
            "redflag_crisis",
            "redflag_abuse",
            "redflag_mole",
            "redflag_baby",
        ),
        _FIRST_AID,
    ),
    **dict.fromkeys(
        (
            "procedure_ultrasonic",
            "procedure_ultrasonic_more",
            "procedure_ultrasonic_why",
            "pain_ultrasonic",
            "suitable_braces",
        ),
        _OWN_PRACTICE,
    ),
    **dict.fromkeys(("skin_noted", "skin_noted_plain", "frequency_ask_skin"), _ASKS),
}

ALLOWED_CLAIMS: dict[tuple[str, str], str] = {}

ALLOWED_LENGTH = {"other_language": "one line in each of seven languages"}

PREGNANCY_NOT_NEEDED: dict[str, str] = {}

PLACEHOLDERS = frozenset(
    "salon_name city address directions parking phone email hours price_list team payment deposit late_minutes source_list "
    "cancel_hours minimum_age vouchers discounts emergency_number advice_line crisis_line contact_person "
    "deep_cleaning_price deep_cleaning_minutes treatment_list reason skin condition next_opening conversation_days".split()
)

CAPITAL_PLACEHOLDERS = frozenset({"salon_name", "city", "address", "team", "advice_line", "crisis_line"})

ACTION_UTTERED = {
    **dict.fromkeys(("skin_noted", "skin_noted_plain"), "describe_skin"),
    **dict.fromkeys(
        ("creams_not_at_once", "creams_over_weeks", "creams_what_cleaning_adds", "creams_pregnancy"), "creams_dont_help"
    ),
    **dict.fromkeys(
        (
            "frequency_normal",
            "frequency_oily",
            "frequency_troubled",
            "frequency_ask_skin",
            "frequency_refused_doctor",
            "frequency_refused_ask",
        ),
        "cleaning_frequency",
    ),
    **dict.fromkeys(
        (
            "contraindicated_block",
            "contraindicated_ask",
            "contraindicated_adapt",
            "suitable_sensitive",
            "suitable_dark_skin",
            "suitable_teen",
            "suitable_braces",
        ),
        "ask_suitability",
    ),
    "talk_to_human_closed": "talk_to_human",
    "out_of_scope_again": "out_of_scope",
    **dict.fromkeys(("did_you_mean", "rephrase", "rephrase_again", "offer_person", "still_lost"), "fallback"),
    "nothing_to_explain": "ask_why",
    "sources_intro": "ask_sources",
    "no_sources": "ask_sources",
}

ANSWERED_BY_ACTION = frozenset(
    {"describe_skin", "creams_dont_help", "cleaning_frequency", "ask_why", "ask_sources", "ask_more"}
)

RED_FLAG_GROUPS = (
    "emergency breathing eye_chemical burn bleeding collapse spreading blanching crisis self_harm abuse doctor "
    "fulminans nodules infection herpes_eye mole scars hormones treatment_failed baby distress"
).split()
