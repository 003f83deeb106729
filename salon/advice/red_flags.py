"""Red flags: what must never be answered with advice, but with a doctor, a crisis line or an emergency number.

Pure, reviewed rules over the concepts of `red_flag_words.py` and the hedges of `red_flag_hedges.py`. Sources: the
red-flag table of the salon's fact file (S20 for fulminans, nodules, scars, failed treatment, hormones and distress; S19;
S45) and, where that table names none (breathing, eye, burn, bleeding, collapse, filler, blisters, mole, baby, abuse),
plain first-aid caution. These rules are one of two nets: `salon.safety.nets` asks a classifier as well, and either is
enough.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

from salon.advice.red_flag_hedges import HEDGES
from salon.advice.red_flag_words import CONCEPTS
from salon.advice.wording import fold, sentences


class Level(IntEnum):
    """How urgent, mildest first, so that `max` is the higher."""

    DOCTOR = 1
    """A doctor soon, within a day where the reply says so."""
    CRISIS = 2
    """A crisis line, or the emergency number."""
    EMERGENCY = 3
    """The emergency number now."""


class Group(StrEnum):
    """What the flag is about; each has a reply `utter_redflag_<group>`."""

    BREATHING = "breathing"
    EYE_CHEMICAL = "eye_chemical"
    BURN = "burn"
    BLEEDING = "bleeding"
    COLLAPSE = "collapse"
    SPREADING = "spreading"
    BLANCHING = "blanching"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    FULMINANS = "fulminans"
    NODULES = "nodules"
    INFECTION = "infection"
    HERPES_EYE = "herpes_eye"
    MOLE = "mole"
    SCARS = "scars"
    HORMONES = "hormones"
    TREATMENT_FAILED = "treatment_failed"
    BABY = "baby"
    DISTRESS = "distress"

    @property
    def level(self) -> Level:
        """The level of this group."""
        if self in {Group.SELF_HARM, Group.ABUSE}:
            return Level.CRISIS
        return Level.EMERGENCY if self in _EMERGENCIES else Level.DOCTOR


_EMERGENCIES = frozenset(
    {
        Group.BREATHING,
        Group.EYE_CHEMICAL,
        Group.BURN,
        Group.BLEEDING,
        Group.COLLAPSE,
        Group.SPREADING,
        Group.BLANCHING,
    }
)


@dataclass(frozen=True, slots=True)
class RedFlag:
    """What was caught; the level is at least the group's own.

    sure: whether it stands alone. An unsure one is dropped where the engine knows that the message is about something
    else; without an engine it stands.
    """

    level: Level
    group: Group
    sure: bool = True


class RedFlagLookout(Protocol):
    """Looks for red flags; in the app, without the engine."""

    def look(self, text: str) -> RedFlag | None:
        """Return the gravest red flag of a text, or None."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A red flag when all the concepts meet in one stretch of text and none of the hedges does.

    Attributes:
        group: what it is about.
        concepts: names in `CONCEPTS`, all needed.
        hedges: names in `HEDGES` that switch the rule off.
    """

    group: Group
    concepts: frozenset[str]
    hedges: frozenset[str]


_OVER = frozenset({"long_ago", "resolved", "joking", "prospect"})
_CRISIS = frozenset({"crisis_denied", "joking"})


def _rules(group: Group, hedges: frozenset[str], *meetings: str) -> list[Rule]:
    return [Rule(group, frozenset(meeting.split()), hedges) for meeting in meetings]


RULES: tuple[Rule, ...] = (
    *_rules(
        Group.BREATHING, _OVER,
        "breath_trouble", "throat_closing", "tongue_swelling", "lips_swelling", "face_swelling", "eyes_swollen_shut",
        "anaphylaxis own", "hives chest_tight", "hives face_swelling", "swelling_moves", "hives eyes_swelling",
    ),
    *_rules(
        Group.EYE_CHEMICAL, _OVER,
        "into_eye eye_pain", "into_eye chemical", "into_eye sight_lost", "sight_lost eye", "sight_lost filler",
        "sight_lost chemical", "eye_pain chemical", "sight_lost now", "eye into_eye severe_pain", "eye into_eye now",
    ),
    *_rules(
        Group.BURN, _OVER,
        "skin_sheets", "skin_off blister", "skin_off burnt", "skin_off burn_cause", "skin_off mouth_sores", "skin_off own",
        "burnt blister", "burnt severe_pain", "burnt burn_cause", "blister burn_cause",
        "mouth_sores rash", "mouth_sores fever", "mouth_sores blister",
    ),
    *_rules(Group.BLEEDING, _OVER, "bleeding nonstop", "bleeding_hidden"),
    *_rules(Group.COLLAPSE, _OVER, "collapsed", "chest_pain", "stroke_sign"),
    *_rules(
        Group.SPREADING, _OVER,
        "glass_test", "rash_word fever", "fever rash spreads", "fever rash heat", "rash spreads quickly heat",
        "red_streaks", "stiff_neck fever", "stiff_neck rash", "fever spreads quickly", "rash fever quickly",
        "fever spreads heat",
    ),
    *_rules(Group.BLANCHING, _OVER, "filler blanched", "filler severe_pain", "marble_skin"),
    *_rules(Group.SELF_HARM, frozenset({"crisis_denied"}), "suicidal"),
    *_rules(Group.SELF_HARM, _CRISIS, "self_harm", "life_weary"),
    *_rules(Group.ABUSE, _OVER | _CRISIS, "abused", "black_eye by_partner"),
    *_rules(
        Group.FULMINANS, _OVER, "spots fever", "spots joints", "ulcers fever", "ulcers joints", "ulcers sudden"
    ),
    *_rules(Group.NODULES, _OVER, "nodules pain", "nodules own", "lumps pain"),
    *_rules(
        Group.INFECTION, _OVER,
        "pus own", "pus heat", "pus pain", "pus swell_any", "pus fever", "pus lesion", "oozing heat", "oozing pain",
        "oozing swell_any", "swell_any heat worsening", "swell_any worsening pain", "swell_any fever",
    ),
    *_rules(
        Group.HERPES_EYE, _OVER,
        "blister clustered", "blister pain", "blister eye", "shingles own", "eye_infected",
    ),
    *_rules(Group.MOLE, _OVER, "mole mole_change", "lesion never_heals", "mole never_heals", "sore_months"),
    *_rules(Group.SCARS, _OVER, "scarring ongoing"),
    *_rules(Group.HORMONES, _OVER, "period_off hair_change", "period_off spots"),
    *_rules(Group.HORMONES, _OVER | {"asks_cause"}, "steroid spots", "steroid skin_ill"),
    *_rules(Group.TREATMENT_FAILED, _OVER, "courses no_use", "pharmacy long_time no_use"),
    *_rules(Group.BABY, _OVER, "baby skin_ill"),
    *_rules(Group.DISTRESS, _OVER, "housebound ashamed", "housebound long_time", "cry_daily", "in_hiding"),
)  # fmt: skip
"""Read top down: among groups of one level the first hit names the flag."""

_NEGATORS = re.compile(
    r"\b(?:no|not|without|never|isnt|arent|wasnt|werent|dont|doesnt|didnt|havent|hasnt|nothing|zero|nor|neither|aint|free of|none)\b"
)
_SCOPE_END = re.compile(
    r"[,.;:!?()]|\b(?:but|if|sure|know|because|cos|just|only|though|and|stop\w*|normal|better|help\w*|going|improv\w*|mild|want\w*|"
    r"matter|wait\w*|mind|that|what|until|long|working|joking|lol|since|when|while|so|idea)\b"
)
_SHORT_MESSAGE = 400
_WINDOW_WORDS = 24
_NEGATIVE_ITSELF = frozenset(
    {"suicidal", "life_weary", "housebound", "never_heals", "nonstop", "glass_test", "period_off", "no_use"}
)
"""Concepts made of negations, which a further negation before does not turn round ("I don't deserve to live")."""


def concepts_in(text: str) -> frozenset[str]:
    """Return the names of the concepts that folded text speaks of and does not deny."""
    return frozenset(
        name
        for name, pattern in CONCEPTS.items()
        if (pattern.search(text) if name in _NEGATIVE_ITSELF else _is_said(pattern, text))
    )


def hedges_in(text: str) -> frozenset[str]:
    """Return the names of the hedges in folded text."""
    return frozenset(name for name, pattern in HEDGES.items() if pattern.search(text))


def rules(text: str) -> RedFlag | None:
    """Look at a message by the rules; the most urgent hit wins, the first in the table among equals.

    Args:
        text: one message, as typed, of any length.
    """
    groups = [rule.group for stretch in stretches(fold(text)) for rule in hits(stretch)]
    if not groups:
        return None
    group = max(groups, key=lambda g: g.level)
    return RedFlag(group.level, group)


def stretches(folded: str) -> Iterator[str]:
    """Yield each sentence, each two that follow one another, and the whole when it is short.

    Concepts of one flag meet in a stretch, so that two harmless ends of a long message do not make a flag. A sentence
    that never ends is cut into overlapping windows too, so that chatter around a flag does not hide it.
    """
    parts = sentences(folded)
    yield from parts
    yield from (f"{first} {second}" for first, second in zip(parts, parts[1:], strict=False))
    if len(parts) > 2 and len(folded) <= _SHORT_MESSAGE:  # noqa: PLR2004
        yield folded
    for part in parts:
        words = part.split(" ")
        if len(words) > _WINDOW_WORDS * 3 // 2:
            yield from (" ".join(words[at : at + _WINDOW_WORDS]) for at in range(0, len(words), _WINDOW_WORDS // 2))


def hits(stretch: str) -> list[Rule]:
    """Return the rules that hold in one stretch of folded text, in the table's order."""
    concepts, hedges = concepts_in(stretch), hedges_in(stretch)
    known = concepts | hedges
    doubts = hedges - {"long_ago", "prospect"} if "now" in hedges else hedges
    in_general = "asking" in hedges and "own" not in hedges
    return [
        rule
        for rule in RULES
        if rule.concepts <= known
        and not rule.hedges & doubts
        and not (in_general and rule.group.level is not Level.CRISIS)
    ]


def _is_said(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _is_denied(text[: hit.start()]) for hit in pattern.finditer(text))


def _is_denied(before: str) -> bool:
    """Tell whether a negation a few words before still holds at the end of `before`."""
    window = " ".join(before.split(" ")[-6:])
    return any(not _SCOPE_END.search(window, negator.end()) for negator in _NEGATORS.finditer(window))
