"""The pages that are measured: filters one by one and together, first, middle and last pages."""

from urllib.parse import urlencode

FILTERS: dict[str, list[tuple[str, str]]] = {
    "everything": [],
    "a word that few wrote": [("q", "parking")],
    "a word that many wrote": [("q", "skin")],
    "the commonest words": [("q", "the of")],
    "a mistyped word": [("q", "blackhed extractoin")],
    "a phrase": [("q", '"deep cleaning"')],
    "a word that nobody wrote": [("q", "xylophone")],
    "a week": [("from", "2026-09-01"), ("to", "2026-09-07")],
    "channel": [("channel", "telegram")],
    "topic": [("topic", "price")],
    "topics in turn": [("topic", "price"), ("topic", "book_appointment")],
    "three topics in turn": [("topic", "price"), ("topic", "aftercare"), ("topic", "book_appointment")],
    "confidence below 30 %": [("below", "30")],
    "confidence below 90 %": [("below", "90")],
    "not understood": [("missed", "1")],
    "any red flag": [("flag", "any")],
    "one level": [("flag", "emergency")],
    "waiting": [("waiting", "1")],
    "booked": [("booked", "yes")],
    "not booked": [("booked", "no")],
    "rating": [("rating", "1")],
    "not rated": [("rating", "none")],
    "tag": [("tag", "allergy")],
    "assignee": [("assignee", "Maya")],
    "nobody's": [("assignee", "none")],
    "new": [("review", "new")],
    "reviewed": [("review", "reviewed")],
    "many at once": [
        ("q", "skin"),
        ("from", "2026-06-01"),
        ("topic", "price"),
        ("below", "80"),
        ("booked", "no"),
        ("review", "new"),
        ("rating", "none"),
    ],
}


def query(name: str) -> str:
    """Return the filters as a query string."""
    return urlencode(FILTERS[name])
