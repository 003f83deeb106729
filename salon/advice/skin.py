"""What a client says of their own skin: its kind, what troubles it, and what must be known before a cleaning.

Reviewed rules on folded text. The kinds are the trade's usual five, no diagnosis; conditions are those of
`contraindications.py`. A profile travels in a slot as a plain dict.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from salon.advice.contraindications import denied_conditions, read_conditions
from salon.advice.wording import Stance, Words, mentions

Kind = Literal["normal", "oily", "dry", "combination", "sensitive"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CONCERNS = tuple(
    "comedones blackheads_nose acne hormonal inflamed large_pores shine dehydrated marks sensitive".split()
)
"""What a profile may hold, in the order in which staff are shown it."""
_KINDS = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class SkinProfile:
    """What is known of one client's skin; everything empty when nothing is.

    Attributes:
        kind: None while unknown.
        concerns: of `CONCERNS`.
        conditions: ids of the contraindication matrix.
        denied: concerns and conditions that the client said they do not have.
    """

    kind: Kind | None = None
    concerns: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    def merge(self, newer: "SkinProfile") -> "SkinProfile":
        """Return this profile with what was said later: a new kind replaces, a denial takes away, the rest adds up."""
        stated = newer.concerns | newer.conditions
        return SkinProfile(
            kind=newer.kind or self.kind,
            concerns=(self.concerns - newer.denied) | newer.concerns,
            conditions=(self.conditions - newer.denied) | newer.conditions,
            denied=(self.denied | newer.denied) - stated,
        )

    def to_dict(self) -> dict[str, str | list[str] | None]:
        """Return a plain, sorted dict for a slot."""
        return {
            "kind": self.kind,
            "concerns": sorted(self.concerns),
            "conditions": sorted(self.conditions),
            "denied": sorted(self.denied),
        }

    @classmethod
    def from_dict(cls, slot: Mapping[str, object] | None) -> "SkinProfile":
        """Read what `to_dict` wrote; None, missing keys and unknown kinds give their empty values."""
        slot = slot or {}
        kind = slot.get("kind")
        return cls(
            kind=kind if kind in _KINDS else None,
            concerns=_strings(slot.get("concerns")),
            conditions=_strings(slot.get("conditions")),
            denied=_strings(slot.get("denied")),
        )

    def __bool__(self) -> bool:
        """Tell whether anything is known that advice can rest on; a denial alone is not."""
        return bool(self.kind or self.concerns or self.conditions)


def read_skin(text: str, today: date | None = None) -> SkinProfile:
    """Read a client's message; what it denies, asks in general or says of others is not the client's.

    Args:
        text: one message, as typed.
        today: see `contraindications.read_conditions`.
    """
    concerns = _read(text, _CONCERNS, Stance.STATED)
    conditions = read_conditions(text, today)
    if conditions & {"inflamed_spots", "nodules"}:
        concerns |= {"inflamed", "acne"}
    kinds = _read(text, _KIND_WORDS, Stance.STATED)
    if "sensitive" in kinds:
        concerns |= {"sensitive"}
    if "shine" in concerns and not kinds - {"sensitive"}:
        kinds |= {"oily"}
    denied = (_read(text, _CONCERNS, Stance.DENIED) - concerns) | (denied_conditions(text, today) - conditions)
    return SkinProfile(_kind(kinds), concerns, conditions, denied)


def _kind(kinds: frozenset[str]) -> Kind | None:
    if {"oily", "dry"} <= kinds:
        return "combination"
    order: tuple[Kind, ...] = ("combination", "oily", "dry", "sensitive", "normal")
    return next((kind for kind in order if kind in kinds), None)


def _read(text: str, table: Mapping[str, tuple[Words, ...]], stance: Stance) -> frozenset[str]:
    return frozenset(mention.what for mention in mentions(text, table) if mention.stance is stance)


def _strings(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, (list, tuple, set, frozenset)) else frozenset()


def _words(pattern: str, *, on_face: bool = True, heals: bool = True) -> tuple[Words, ...]:
    return (Words(re.compile(rf"\b(?:{pattern})", re.VERBOSE), on_face=on_face, heals=heals),)


_SKIN = r"(?:skin|face|complexion|type|t\ ?-?zone|forehead|nose|cheeks?|chin)"
_DEGREE = r"(?:really\ |very\ |so\ |quite\ |pretty\ |super\ |a\ bit\ |a\ little\ |kinda\ |sort\ of\ |extremely\ |always\ |mostly\ |fairly\ |rather\ |too\ |just\ |totally\ )*"
_IS = r"(?:is|are|gets?|feels?|looks?|goes|its|im|becomes?|being|s)"

_KIND_WORDS: dict[str, tuple[Words, ...]] = {
    "combination": _words(
        r"""comb(?:o|ination|anation|ined)\b(?:\ to\ \w+)?(?=\ skin|\ type|\ face|\W*$|\ with|\ i|\ and|\ but)| mixed\ skin | skin\ (?:type\ )?(?:\w+\ )?comb(?:o|ination) | mix\ of\ (?:oily|dry|greasy)"""
    ),
    "oily": _words(
        r"""(?:oily|oilly|oiley|oliy|greasy|greesy|gresy)\b(?!\ (?:food|hair|scalp|fish|diet|cream|products?|residue|stuff)) | (?:face|skin|nose|forehead|t\ ?-?zone)\ (?:like|is)\ (?:an?\ )?(?:oil\ slick|chip\ pan|grease)"""
    ),
    "dry": _words(
        rf"""dry\b(?=\ (?:skin|patch\w*|cheeks?|face|flak\w*|areas?|spots?|and|but|type|on|around|all|with|as)|\W*$) | {_SKIN}\ {_IS}\ {_DEGREE}dry\b | dryness | flak(?:y|ey|ing|es)\b | (?:dehydrated|parched)\b"""
    ),
    "sensitive": _words(
        r"""sen[sc]i?t[ia]ve?\b | sensitve | sensative | (?:reacts?|reactive|irritat\w+)\ (?:to\ everything|easily|skin) | (?:easily|gets?)\ (?:irritated|red) | redness"""
    ),
    "normal": _words(
        rf"""normal(?=\ (?:skin|type|i|really|no|face|just|with)|\W*$) | {_SKIN}\ {_IS}\ {_DEGREE}(?:normal|fine|ok|okay|balanced|healthy|clear|good|great)\b | (?:clear|healthy|balanced|good|fine)\ (?:skin|complexion) | nothing\ special"""
    ),
}

_CONCERNS: dict[str, tuple[Words, ...]] = {
    "comedones": _words(
        r"""bl?ac?k\ ?-?heads?\b | blackhe\w+ | bleckheads? | whi?te?\ ?-?heads?\b | comm?ed[oe]n\w* | comedo\b | (?:clogged|blocked|congested|plugged|dirty|clogging|blocking)\ (?:\w+\ )?(?:pores?|skin|up)? | congest\w+
        | pores?\ (?:are|is|get|gets|keep|look|feel)\ (?:\w+\ )?(?:clog\w+|block\w+|dirty|full) | (?:tiny|little|small|rough)\ (?:\w+\ )?bumps? | bumpy | black\ dots | sebaceous\ filaments?""",
        heals=False,
    ),
    "blackheads_nose": _words(
        r"""(?:bl?ac?k\ ?-?heads?|black\ dots|comedones)\ (?:\w+\ ){0,4}?(?:on|round|around|over|across|all\ over)\ (?:\w+\ ){0,4}?nose | nose\ (?:\w+\ ){0,5}?(?:bl?ac?k\ ?-?heads?|black\ dots|comedones) | strawberry\ nose""",
        heals=False,
    ),
    "acne": _words(
        r"""acn[aei]+\b | akne | (?:spots?|spotty)\b(?!\ (?:on\ (?:a|the)\ (?:day|calendar)|free|for|at|available|open|left|in\ (?:the|your)|tomorrow|today)) | pimples?\b | pimply | zits?\b | breakouts?\b | break(?:ing)?\ out\b | broke\ out | blemish\w* | pustul\w+ | papul\w+""",
        heals=False,
    ),
    "hormonal": _words(
        r"""hormon\w+ | hormn\w+ | pcos\b | polycystic | (?:before|around|during|on|near|time\ of)\ (?:my|the)\ (?:period|time\ of\ the\ month|cycle) | that\ time\ of\ (?:the\ )?month | every\ period | premenstrual | menopaus\w+ | peri\ ?-?menopaus\w+ | (?:came|coming)\ off\ the\ pill | testosterone""",
        heals=False,
        on_face=False,
    ),
    "large_pores": _words(
        r"""(?:large|big|huge|open|wide|enlarged|visible|giant|massive|gaping)\ (?:\w+\ )?pores? | pores?\ (?:are|is|look|looks|like|so)\ (?:\w+\ ){0,3}?(?:large|big|huge|open|enlarged|visible|craters?|massive)"""
    ),
    "shine": _words(
        r"""shin[yey]\b | shine\b(?=\ by|\ all|\ on|\W*$) | (?:oily|greasy|oil)\ (?:\w+\ )?(?:by|at|after|within)\ (?:\w+\ ){0,2}?(?:noon|midday|lunch\w*|\d+|hours?|afternoon|10am|11am)"""
    ),
    "dehydrated": _words(
        r"""dehydrat\w+ | (?:feels?|skin\ is|face\ is)\ (?:\w+\ )?tight\b | tight\ (?:after|skin) | flak(?:y|ey|ing)\b"""
    ),
    "marks": _words(
        r"""(?:red|dark|brown|black|acne|spot|old)\ marks?\b | marks?\ (?:left|from|after|that\ stay) | scar(?:s|ring|red)?\b | pigment\w+ | hyperpigment\w+ | melasma""",
        heals=False,
    ),
}
