"""Whether a deep cleaning suits a client, as far as a bot may say. Pure; the words live in data/responses/suitability.yml.

The contraindication matrix decides; four questions that clients ask often have an answer of their own.
"""

import re
from dataclasses import dataclass
from datetime import date

from salon.advice.contraindications import Finding, Verdict, asked_conditions, findings, read_conditions
from salon.advice.frequency import DEEP_CLEANING_PARTS

_DENTAL = re.compile(r"\b(?:braces?|retainers?|invisalign|fillings?|dental|train tracks)\b", re.IGNORECASE)
_SENSITIVE = re.compile(r"\bsensitiv|\breacts? to everything|\bdelicate\b", re.IGNORECASE)
_DARK = re.compile(
    r"\b(?:dark(?:er)?|black|brown|asian|deep(?:er)?) skin\b|\bskin of colou?r\b|\bmelanin\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Suitability:
    """An answer: a `verdict` on `condition`, or the `question` that was recognised, or neither (the general answer).

    question: "braces", "sensitive", "dark_skin", "teen" or None.
    """

    verdict: Verdict = Verdict.ALLOW
    condition: str | None = None
    question: str | None = None


def assess(text: str, today: date | None = None) -> Suitability:
    """Return what may be said about the suitability that a message asks about; the gravest condition decides."""
    found = findings(DEEP_CLEANING_PARTS, asked_conditions(text, today) | read_conditions(text, today))
    if found and found[0].condition not in _ANSWERED:
        return Suitability(found[0].verdict, found[0].condition)
    return _question(text, found)


_ANSWERED = {"minor": "teen", "dark_mark_tendency": "dark_skin"}


def _question(text: str, found: tuple[Finding, ...]) -> Suitability:
    if found:
        return Suitability(found[0].verdict, found[0].condition, _ANSWERED[found[0].condition])
    patterns = {"braces": _DENTAL, "sensitive": _SENSITIVE, "dark_skin": _DARK}
    return Suitability(question=next((name for name, pattern in patterns.items() if pattern.search(text)), None))
