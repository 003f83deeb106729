"""What may be changed at the desk. Pure; doors and the room's services enter.

A key is a top-level key of `salon.yml`, or `canned_replies`, or `text.` with a response's name behind it. Whatever stands
in `salon.yml` and not here (country, currency, time zone, team, emergency numbers) is changed there, and at a restart.
"""

SALON_KEYS = (
    "hours",
    "closed_on",
    "treatments",
    "booking",
    "policies",
    "retention",
    "address",
    "directions",
    "parking",
    "phone",
    "email",
    "contact_person",
)
CONTACT_KEYS = ("address", "directions", "parking", "phone", "email", "contact_person")
CANNED_REPLIES = "canned_replies"
TEXT = "text."
LONGEST_FACT = 300


def text_key(response: str) -> str:
    """Return the key of a response's own words."""
    return TEXT + response


def is_known(key: str) -> bool:
    """Tell whether there is such a key."""
    return key in SALON_KEYS or key == CANNED_REPLIES or (key.startswith(TEXT) and len(key) > len(TEXT))
