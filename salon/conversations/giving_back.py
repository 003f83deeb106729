"""What the bot knows when staff give a conversation back, and what they correct of it. Pure; the room's services enter."""

from dataclasses import dataclass, replace

from salon.advice.skin import SkinProfile
from salon.booking.draft import Draft, from_slots
from salon.conversations.state import State


@dataclass(frozen=True)
class Known:
    """What the bot knows: of the client's skin and health, and of what is being arranged (form and draft, or None)."""

    skin: SkinProfile
    form: str | None
    draft: Draft | None


@dataclass(frozen=True)
class SkinEdit:
    """What staff made of a profile: as it was `shown` to them, and as they want it."""

    shown: SkinProfile
    wanted: SkinProfile

    def applied_to(self, now: SkinProfile) -> SkinProfile:
        """Return a profile with the changes in it; what the client has said since it was shown stays."""
        concerns = _changed(now.concerns, self.shown.concerns, self.wanted.concerns)
        conditions = _changed(now.conditions, self.shown.conditions, self.wanted.conditions)
        gone = (self.shown.concerns | self.shown.conditions) - (self.wanted.concerns | self.wanted.conditions)
        return SkinProfile(
            kind=now.kind if self.wanted.kind == self.shown.kind else self.wanted.kind,
            concerns=concerns,
            conditions=conditions,
            denied=(now.denied | gone) - concerns - conditions,
        )

    def fields(self) -> list[str]:
        """Return the names of what was changed, for the audit log: no values."""
        parts = ("kind", "concerns", "conditions")
        return [part for part in parts if getattr(self.shown, part) != getattr(self.wanted, part)]


def known(state: State) -> Known:
    """Return what the bot knows in a state."""
    draft = from_slots(state.slots) if state.form else None
    return Known(SkinProfile.from_dict(state.skin), state.form, draft)


def given_back(state: State, edit: SkinEdit | None, *, keep_form: bool) -> State:
    """Return the state with which the bot goes on: what it knows is corrected, and what is arranged goes on or not."""
    state = replace(state if keep_form else state.without_form(), callback=None)
    return state.knowing(edit.applied_to(SkinProfile.from_dict(state.skin))) if edit else state


def _changed(now: frozenset[str], shown: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
    return (now - (shown - wanted)) | (wanted - shown)
