"""A new model beside the old one: per topic, every phrase whose answer changed, red flags, dialogues, and the verdict. Pure.

Takes two results of `salon/evaluation/checking.py` of the same material.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

LEAST_ROWS = 10
"""A topic with fewer phrases says too little to block anything: one phrase would be ten points."""
_NEARLY = 1e-9


@dataclass(frozen=True)
class Bounds:
    """Drops in percentage points from which a new model is not put into service."""

    overall_points: float
    topic_points: float


@dataclass(frozen=True)
class Share:
    """How many of `rows` the old and the new model got right."""

    name: str
    rows: int
    old: int
    new: int

    @property
    def old_share(self) -> float:
        """0..1; 0 without rows."""
        return self.old / self.rows if self.rows else 0.0

    @property
    def new_share(self) -> float:
        """0..1; 0 without rows."""
        return self.new / self.rows if self.rows else 0.0

    @property
    def points(self) -> float:
        """The change in percentage points; below 0 is worse."""
        return 100 * (self.new_share - self.old_share)


@dataclass(frozen=True)
class Changed:
    """A phrase, or a dialogue's step, that is answered otherwise now."""

    text: str
    expected: str
    old: str
    new: str
    old_right: bool
    new_right: bool


@dataclass(frozen=True)
class Comparison:
    """What a training's page shows. `reasons` say why the model may not be put into service; without any, it may."""

    overall: Share
    topics: tuple[Share, ...]
    changed: tuple[Changed, ...]
    red_flags: Share
    lost_flags: tuple[str, ...]
    alarms: Share
    dialogues: Share
    own: Share
    stumbled: tuple[Changed, ...]
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def topics_by_change(self) -> list[Share]:
        """The topics: what got worse first, the worst at the top, then what got better, then the rest."""
        return sorted(self.topics, key=lambda topic: (topic.points > -_NEARLY, -abs(topic.points), topic.name))

    def dump(self) -> dict[str, Any]:
        """Return JSON values."""
        return asdict(self)

    @classmethod
    def load(cls, kept: dict[str, Any]) -> "Comparison":
        """Read what `dump` wrote."""
        shares = {name: Share(**kept[name]) for name in ("overall", "red_flags", "alarms", "dialogues", "own")}
        return cls(
            **shares,
            topics=tuple(Share(**one) for one in kept["topics"]),
            changed=tuple(Changed(**one) for one in kept["changed"]),
            stumbled=tuple(Changed(**one) for one in kept["stumbled"]),
            lost_flags=tuple(kept["lost_flags"]),
            reasons=tuple(kept["reasons"]),
            warnings=tuple(kept["warnings"]),
        )


def compare(old: dict[str, Any], new: dict[str, Any], bounds: Bounds) -> Comparison:
    """Return two results side by side, with the verdict."""
    pairs = _paired(old["phrases"], new["phrases"])
    names = sorted({one["topic"] for one, _ in pairs})
    topics = tuple(_share(name, [(a, b) for a, b in pairs if a["topic"] == name]) for name in names)
    flags = _paired(old["red_flags"], new["red_flags"])
    true_flags = [(a, b) for a, b in flags if a["is_flag"]]
    made = Comparison(
        overall=_share("All phrases", pairs),
        topics=topics,
        changed=tuple(_changed(a, b) for a, b in pairs if a["predicted"] != b["predicted"]),
        red_flags=_share("Red flags", true_flags, "caught"),
        lost_flags=tuple(a["text"] for a, b in true_flags if a["caught"] and not b["caught"]),
        alarms=_share("False alarms", [(a, b) for a, b in flags if not a["is_flag"]], "caught"),
        dialogues=_share("Dialogues", _paired(old["dialogues"], new["dialogues"])),
        own=_share("Your own dialogues", _paired(old["own"], new["own"])),
        stumbled=_stumbled(old, new),
    )
    return replace(made, reasons=_reasons(made, bounds), warnings=_warnings(made))


def _share(name: str, pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]], what: str = "right") -> Share:
    return Share(name, len(pairs), sum(bool(a[what]) for a, _ in pairs), sum(bool(b[what]) for _, b in pairs))


def _paired(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(zip(old, new, strict=True))


def _changed(old: dict[str, Any], new: dict[str, Any]) -> Changed:
    return Changed(
        old["text"],
        old["expected"],
        "+".join(old["predicted"]),
        "+".join(new["predicted"]),
        bool(old["right"]),
        bool(new["right"]),
    )


def _stumbled(old: dict[str, Any], new: dict[str, Any]) -> tuple[Changed, ...]:
    """Return the dialogues that go otherwise now."""
    pairs = _paired([*old["dialogues"], *old["own"]], [*new["dialogues"], *new["own"]])
    return tuple(
        Changed(a["name"], "", _went(a), _went(b), bool(a["right"]), bool(b["right"]))
        for a, b in pairs
        if a["right"] != b["right"]
    )


def _went(played: dict[str, Any]) -> str:
    if played["right"]:
        return "as expected"
    return "; ".join([*played["wrong"], *([] if played["booked_right"] else ["booked otherwise than expected"])])


def _reasons(made: Comparison, bounds: Bounds) -> tuple[str, ...]:
    reasons = []
    if made.red_flags.new < made.red_flags.old:
        lost = made.red_flags.old - made.red_flags.new
        reasons.append(
            f"It catches fewer red flags: {made.red_flags.new} of {made.red_flags.rows}, {lost} less than the model "
            "in service. Nothing may make the bot less safe."
        )
    if -made.overall.points > bounds.overall_points + _NEARLY:
        reasons.append(
            f"Over all phrases it is right {-made.overall.points:.1f} points less often; "
            f"at most {bounds.overall_points:g} may be lost."
        )
    reasons += [
        f"On the topic {topic.name} it is right {-topic.points:.0f} points less often "
        f"({topic.new} of {topic.rows} in place of {topic.old}); at most {bounds.topic_points:g} may be lost."
        for topic in made.topics
        if topic.rows >= LEAST_ROWS and -topic.points > bounds.topic_points + _NEARLY
    ]
    return tuple(reasons)


def _warnings(made: Comparison) -> tuple[str, ...]:
    warnings = []
    if made.dialogues.new < made.dialogues.old:
        warnings.append("Fewer of the rehearsed dialogues go as expected; look at them below.")
    if made.own.new < made.own.old:
        warnings.append("A dialogue that you made a test of goes otherwise now; look at it below.")
    if made.alarms.new > made.alarms.old:
        warnings.append("It takes more harmless phrases for red flags than before.")
    return tuple(warnings)
