"""A salon's own words in place of a response of `data/responses`: what may be said. Pure; doors and the service enter.

A wording keeps its response's sources, buttons and follow-ups: none of them can be changed here. What it may not say
stands in `salon/advice/claims.py`.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from salon.advice.claims import ACTIVE_PRODUCTS, PREGNANCY_WORDS, RULES, sentences
from salon.errors import BadInput, Refused
from salon.responses import PLACEHOLDER, Response

LONGEST_TEXT = 900
FACES_DANGER = ("utter_redflag_", "utter_contraindicated_")
AGREED = {
    "utter_ask_consent": "it is what clients agree to",
    "utter_ask_confirmed": "it asks for what forbids a cleaning",
}
_PERCENTAGE = re.compile(r"\d ?%|\bper ?cent\b", re.IGNORECASE)


def why_fixed(response: Response) -> str | None:
    """Return why a response may not be changed, or None if it may."""
    if response.room == "safety" or response.name.startswith(FACES_DANGER):
        return "it keeps people from harm, and was reviewed word by word"
    return AGREED.get(response.name)


def allowed_placeholders(response: Response, facts: Collection[str]) -> frozenset[str]:
    """Return what may stand in braces: the salon's facts, and whatever the default wordings are given."""
    return frozenset(facts) | placeholders(" ".join(response.texts))


def placeholders(text: str) -> frozenset[str]:
    """Return the names that stand in braces."""
    return frozenset(PLACEHOLDER.findall(text))


def check_text(response: Response, number: int, text: str, facts: Collection[str]) -> tuple[str, ...]:
    """Accept a salon's own words for a wording by returning what is worth a second look.

    Args:
        number: of the wording, from 0.
        facts: the names of the salon's facts.

    Raises:
        Refused: this response may not be changed, or the words claim what no salon may claim.
        BadInput: there is no such wording, or the words are blank, too long, or hold braces that nothing fills.
    """
    if reason := why_fixed(response):
        raise Refused(f"{response.name} can't be changed: {reason}.")
    if not 0 <= number < len(response.texts):
        raise BadInput(f"{response.name} has no wording {number + 1}.")
    _refuse_unreadable(text, allowed_placeholders(response, facts))
    _refuse_claims(response, number, text)
    return _warnings(response.texts[number], text)


def own_texts(stored: Mapping[str, Any]) -> dict[int, str]:
    """Return the wordings of a stored value: number of the wording, as text -> words."""
    return {int(number): str(text) for number, text in stored.items() if str(number).isdigit()}


def _refuse_unreadable(text: str, allowed: Collection[str]) -> None:
    if not text.strip():
        raise BadInput("The text is empty. To have the default again, choose “back to the default”.")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"The text has {len(text)} characters; at most {LONGEST_TEXT} can be read in a chat.")
    unknown = sorted(placeholders(text) - frozenset(allowed))
    if unknown:
        raise BadInput(f"{{{unknown[0]}}} is not known here. Known are: {_in_braces(allowed)}.")
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        raise BadInput(f"Braces stand around a name only, like {{phone}}. Known are: {_in_braces(allowed)}.")


def _refuse_claims(response: Response, number: int, text: str) -> None:
    for sentence in sentences(text):
        for rule in RULES:
            if rule.binding and rule.breaks(sentence):
                raise Refused(f"“{sentence}” can't be said ({rule.name}): {rule.why}.")
    if _PERCENTAGE.search(text) and not response.sources and not _PERCENTAGE.search(response.texts[number]):
        raise Refused("A percentage needs a source, and this answer names none.")
    active = re.search(ACTIVE_PRODUCTS, text, re.IGNORECASE)
    if active and not re.search(PREGNANCY_WORDS, text, re.IGNORECASE):
        raise Refused(f"Who mentions {active[0]} has to say what holds in pregnancy or when breastfeeding.")


def _warnings(default: str, text: str) -> tuple[str, ...]:
    missing = sorted(placeholders(default) - placeholders(text))
    found = [f"The default mentions {{{name}}}, and yours does not." for name in missing]
    for sentence in sentences(text):
        found += [
            f"“{sentence}”: {rule.name}, {rule.why}." for rule in RULES if not rule.binding and rule.breaks(sentence)
        ]
    if len(text.split()) > max(60, len(default.split())):
        found.append("Long answers are read less: the defaults have sixty words at most.")
    return tuple(found)


def _in_braces(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
