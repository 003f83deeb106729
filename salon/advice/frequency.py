"""How often the salon recommends a deep cleaning. Pure; the answer's words live in data/responses/cleaning.yml.

The numbers are this salon's recommendation, not science: no guideline gives one (fact file, section 1; S33 and S34 are
the nearest). Whoever must be seen by a doctor, or decided on by a person, gets no number at all (S20, S30).
"""

from dataclasses import dataclass
from enum import Enum

from salon.advice.contraindications import Verdict, findings
from salon.advice.skin import SkinProfile


class FrequencyKind(Enum):
    """What kind of answer to give."""

    NORMAL = "normal"
    OILY = "oily"
    TROUBLED = "troubled"
    REFUSED = "refused"
    NEEDS_SKIN = "needs_skin"


@dataclass(frozen=True, slots=True)
class FrequencyAdvice:
    """A recommendation, or why there is none.

    Attributes:
        times_per_year: fewest and most cleanings in a year; None unless NORMAL, OILY or TROUBLED.
        gap_months: shortest and longest time between two, to match; the salon's own minimum gap still rules bookings.
        reasons: ids of the kind and concerns that led to it, sorted; each has a label `utter_label_<id>`.
        blocking: ids of the conditions that refuse it, worst first; the concern "inflamed" shows as "inflamed_spots".
        doctor: when REFUSED, whether a doctor comes first; else a person of the salon decides.
    """

    kind: FrequencyKind
    times_per_year: tuple[int, int] | None = None
    gap_months: tuple[int, int] | None = None
    reasons: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()
    doctor: bool = False


DEEP_CLEANING_PARTS = ("mechanical", "ultrasonic")
DOCTOR_FIRST = frozenset({"nodules", "inflamed_spots", "isotretinoin", "cancer_or_growth"})
"""Matrix rows that send to a doctor, and inflamed acne (S20, S30, S35)."""
TROUBLES = frozenset({"acne", "hormonal", "comedones", "blackheads_nose"})
_OILY = frozenset({"oily", "combination"})
"""Kinds with which blackheads may or may not keep coming, so that the kind alone gives no one number."""
_MILD = frozenset({"comedones", "blackheads_nose"})
"""With skin that the client calls normal these are "a few blackheads" and no trouble."""


def recommend(profile: SkinProfile) -> FrequencyAdvice:
    """Return the salon's recommendation for `profile`: twice a year, three to four times, or why there is none.

    Oily skin of which nothing else is known gets both numbers: the owner's text speaks of normal skin and of trouble.
    """
    conditions = profile.conditions | ({"inflamed_spots"} if "inflamed" in profile.concerns else frozenset())
    blocking = tuple(f.condition for f in findings(DEEP_CLEANING_PARTS, conditions) if f.verdict >= Verdict.ASK)
    if blocking:
        return FrequencyAdvice(FrequencyKind.REFUSED, blocking=blocking, doctor=bool(DOCTOR_FIRST & set(blocking)))
    troubles = profile.concerns & TROUBLES
    if profile.kind == "normal":
        troubles -= _MILD
    if troubles:
        return FrequencyAdvice(FrequencyKind.TROUBLED, (3, 4), (3, 4), tuple(sorted(troubles)))
    if profile.kind is None:
        return FrequencyAdvice(FrequencyKind.NEEDS_SKIN)
    if profile.kind in _OILY and "comedones" not in profile.denied:
        return FrequencyAdvice(FrequencyKind.OILY, (2, 4), (3, 6), (profile.kind,))
    return FrequencyAdvice(FrequencyKind.NORMAL, (2, 2), (6, 6), (profile.kind,))
