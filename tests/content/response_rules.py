"""The rules of `salon/advice/claims.py`, and what is known of sources here."""

from salon.advice.claims import ACTIVE_PRODUCTS, PREGNANCY_WORDS, RULES, Rule

__all__ = ["ACTIVE_PRODUCTS", "PREGNANCY_WORDS", "RULES", "UNREAD_SOURCES", "Rule"]

UNREAD_SOURCES = {"S11": "its methods were read, its result was not"}
