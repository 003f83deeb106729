"""How far a training is: stages, what each takes, a percentage. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

TRAIN, CHECK_OLD, CHECK_NEW, DONE = "train", "check_old", "check_new", "done"
STAGES = (TRAIN, CHECK_OLD, CHECK_NEW)
USUAL_SECONDS = {TRAIN: 75.0, CHECK_OLD: 150.0, CHECK_NEW: 150.0}
"""What the stages take on a machine that has trained nothing yet."""
CHECK_PARTS = {"phrases": 0.3, "red_flags": 0.15, "dialogues": 0.55}
_NEARLY_DONE = 0.97
"""A stage that takes longer than the last time waits here."""


@dataclass(frozen=True)
class Progress:
    """Where a training stands.

    Attributes:
        plan: seconds that each stage is expected to take; 0 for one that is left out.
        shares: 0..1 of each stage that is done.
        part: what a check is at: "phrases", "red_flags", "dialogues".
    """

    plan: Mapping[str, float]
    shares: Mapping[str, float]
    part: str = ""

    @property
    def share(self) -> float:
        """How much of all is done, 0..1."""
        total = sum(self.plan.values())
        return sum(self.plan[stage] * self.shares.get(stage, 0.0) for stage in self.plan) / total if total else 0.0

    @property
    def seconds_left(self) -> float:
        """About how long it takes still."""
        return sum(seconds * (1 - self.shares.get(stage, 0.0)) for stage, seconds in self.plan.items())

    def with_share(self, stage: str, share: float, part: str = "") -> "Progress":
        """Return the progress with one stage further; no stage goes back."""
        further = max(share, self.shares.get(stage, 0.0))
        return Progress(self.plan, {**self.shares, stage: further}, part)

    def after(self, stage: str, seconds: float) -> "Progress":
        """Return the progress after so many seconds in a stage that tells nothing of itself."""
        usual = self.plan.get(stage) or USUAL_SECONDS[stage]
        return self.with_share(stage, min(_NEARLY_DONE, seconds / usual))

    def checked(self, stage: str, part: str, share: float) -> "Progress":
        """Return the progress once a check has done a share of one of its parts."""
        names = list(CHECK_PARTS)
        before = sum(CHECK_PARTS[name] for name in names[: names.index(part)]) if part in names else 0.0
        return self.with_share(stage, before + CHECK_PARTS.get(part, 0.0) * share, part)

    def dump(self) -> str:
        """Return the progress as JSON."""
        return json.dumps({"plan": dict(self.plan), "shares": dict(self.shares), "part": self.part})

    @classmethod
    def load(cls, text: str) -> "Progress":
        """Read what `dump` wrote."""
        return cls(**json.loads(text))


def planned(last: Mapping[str, float], *, train: bool = True, check_old: bool = True) -> Progress:
    """Return the progress of a training that begins; what the last one took is what this one is expected to take."""
    due = {TRAIN: train, CHECK_OLD: check_old, CHECK_NEW: True}
    seconds = {stage: last.get(stage) or last.get(CHECK_NEW if stage == CHECK_OLD else stage) for stage in STAGES}
    plan = {stage: (seconds[stage] or USUAL_SECONDS[stage]) if due[stage] else 0.0 for stage in STAGES}
    return Progress(plan, {stage: 0.0 if due[stage] else 1.0 for stage in STAGES})


def broke_off(beat_at: datetime, now: datetime, silent_seconds: float) -> bool:
    """Tell whether a training that counts as running gave no sign of life for too long."""
    return (now - beat_at).total_seconds() > silent_seconds
