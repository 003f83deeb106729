"""Contraindications: which condition forbids, changes or puts in question which part of a treatment.

Source of the matrix: the contraindication table of the salon's fact file (S20, S28, S29, S30, S35, S39, S43, S44; rows
without a number rest on trade lists and device manuals: precaution, not trial). Words are read in `condition_words.py`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from salon.advice.condition_words import CONDITION_WORDS
from salon.advice.wording import Stance, mentions


class Verdict(IntEnum):
    """What the bot may do, mildest first, so that `max` is the worst."""

    ALLOW = 0
    """Book."""
    ADAPT = 1
    """Book, with a note to the cosmetologist to leave something out."""
    ASK = 2
    """Do not book: a person of the salon decides first."""
    BLOCK = 3
    """Do not book: staff or a doctor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One condition of the matrix: a verdict for each part, and the ids of the sources (empty: trade precaution)."""

    mechanical: Verdict
    ultrasonic: Verdict
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a treatment is not simply booked: the condition's id (its label is `utter_label_<id>`) and its verdict."""

    condition: str
    verdict: Verdict
    sources: tuple[str, ...]


MATRIX: dict[str, Row] = {
    "inflamed_spots": Row(Verdict.ADAPT, Verdict.ASK, ("S30", "S35")),
    "nodules": Row(Verdict.BLOCK, Verdict.BLOCK, ("S20", "S30")),
    "isotretinoin": Row(Verdict.BLOCK, Verdict.ASK, ("S43",)),
    "strong_retinoid_or_peel": Row(Verdict.ASK, Verdict.ASK),
    "cold_sore_or_infection": Row(Verdict.BLOCK, Verdict.BLOCK),
    "eczema_psoriasis": Row(Verdict.ASK, Verdict.ASK),
    "rosacea": Row(Verdict.BLOCK, Verdict.ASK),
    "open_wound_fillers": Row(Verdict.BLOCK, Verdict.BLOCK),
    "pregnancy": Row(Verdict.ASK, Verdict.BLOCK, ("S39", "S44")),
    "breastfeeding": Row(Verdict.ASK, Verdict.BLOCK, ("S39", "S44")),
    "pacemaker": Row(Verdict.ALLOW, Verdict.BLOCK),
    "metal_in_face": Row(Verdict.ALLOW, Verdict.ASK),
    "epilepsy": Row(Verdict.ASK, Verdict.BLOCK),
    "cancer_or_growth": Row(Verdict.BLOCK, Verdict.BLOCK),
    "bleeding_or_anticoagulants": Row(Verdict.ASK, Verdict.ASK),
    "diabetes_or_immune": Row(Verdict.ASK, Verdict.ASK),
    "keloid": Row(Verdict.ASK, Verdict.ASK),
    "dark_mark_tendency": Row(Verdict.ASK, Verdict.ALLOW),
    "allergy": Row(Verdict.ADAPT, Verdict.ADAPT),
    "earlier_bad_reaction": Row(Verdict.ASK, Verdict.ASK, ("S28", "S29")),
    "minor": Row(Verdict.ASK, Verdict.ASK),
    "trying_to_conceive": Row(Verdict.ALLOW, Verdict.ALLOW, ("S44",)),
}
"""Worst first is not implied; `trying_to_conceive` forbids no treatment, it only silences retinoid advice (S44)."""

RETINOID_SILENCE = frozenset({"pregnancy", "breastfeeding", "trying_to_conceive"})
"""Conditions in which the bot says nothing about retinoids or acids but to ask a doctor or pharmacist (S39, S44)."""

_UNKNOWN = Row(Verdict.ASK, Verdict.ASK)


def findings(parts: Collection[str], conditions: Collection[str]) -> tuple[Finding, ...]:
    """List the conditions that touch any of `parts`, worst first, then in the matrix's order.

    Args:
        parts: "mechanical", "ultrasonic", both, or none of them (a consultation). An unknown part is judged by the
            stricter of the two.
        conditions: ids of `MATRIX`; an unknown id is ASK, for what is not understood a person decides.
    """
    order = list(MATRIX)
    found = [
        Finding(condition, verdict, MATRIX.get(condition, _UNKNOWN).sources)
        for condition in sorted(set(conditions), key=lambda c: (order.index(c) if c in MATRIX else len(order), c))
        if (verdict := max((_judge(part, condition) for part in parts), default=Verdict.ALLOW)) > Verdict.ALLOW
    ]
    return tuple(sorted(found, key=lambda finding: -finding.verdict))


def decide(parts: Collection[str], conditions: Collection[str]) -> Verdict:
    """Return the worst verdict of any condition on any part; ALLOW when there are no parts (a consultation)."""
    return max((finding.verdict for finding in findings(parts, conditions)), default=Verdict.ALLOW)


def _judge(part: str, condition: str) -> Verdict:
    row = MATRIX.get(condition, _UNKNOWN)
    match part:
        case "mechanical":
            return row.mechanical
        case "ultrasonic":
            return row.ultrasonic
        case _:
            return max(row.mechanical, row.ultrasonic)


def read_conditions(text: str, today: date | None = None) -> frozenset[str]:
    """Read which conditions the client states of themselves, or of the person they book for.

    "Can I have it if I'm pregnant" counts; "is it fine for pregnant women" does not (see `asked_conditions`), nor do
    a denial, another person's condition, and one that is long over ("came off Roaccutane two years ago").

    Args:
        text: one message, as typed.
        today: lets "in 2019" and "last year" be measured; without it they are taken as recent.
    """
    return _read(text, today, Stance.STATED)


def denied_conditions(text: str, today: date | None = None) -> frozenset[str]:
    """Read which conditions the client says they do not have, or no longer have."""
    return _read(text, today, Stance.DENIED) - _read(text, today, Stance.STATED)


def asked_conditions(text: str, today: date | None = None) -> frozenset[str]:
    """Read which conditions a message is about, stated or asked in general or for somebody else: for answering only."""
    return _read(text, today, Stance.STATED) | _read(text, today, Stance.ASKED) | _read(text, today, Stance.OTHERS)


def _read(text: str, today: date | None, stance: Stance) -> frozenset[str]:
    return frozenset(m.what for m in mentions(text, CONDITION_WORDS, today) if m.stance is stance)
