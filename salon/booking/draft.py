"""What is known of an appointment while it is being talked about. Pure; actions carry it in Rasa's slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from typing import Any

from salon.dates import When

FIELDS = ("treatment", "starts_at", "name", "phone", "consent", "confirmed")
"""The slots of the booking form, in the order in which they are asked."""


@dataclass(frozen=True)
class Draft:
    """An appointment in the making; None is not known yet.

    treatment, cosmetologist: ids. starts_at: aware, checked to be free. name: as written. phone: E.164.
    consent: when the client agreed that contact data is kept. confirmed: the yes to the summary.
    when: what was said of day and time so far. offered: the free starts last shown.
    moving: the appointment whose new time this is, which does not stand in its own way; no slot of its own.
    """

    treatment: str | None = None
    starts_at: datetime | None = None
    name: str | None = None
    phone: str | None = None
    consent: datetime | None = None
    confirmed: bool | None = None
    cosmetologist: str | None = None
    when: When = field(default_factory=When)
    offered: tuple[datetime, ...] = ()
    moving: str | None = None

    def missing(self) -> str | None:
        """Return the first field that has to be asked for, or None."""
        return next((name for name in FIELDS if getattr(self, name) is None), None)

    def without_time(self) -> "Draft":
        """Return the draft with its time forgotten, and so unconfirmed."""
        return replace(self, starts_at=None, confirmed=None)


def to_slots(draft: Draft) -> dict[str, Any]:
    """Return the draft as JSON values by slot name."""
    return {
        "treatment": draft.treatment,
        "starts_at": draft.starts_at and draft.starts_at.isoformat(),
        "name": draft.name,
        "phone": draft.phone,
        "consent": draft.consent and draft.consent.isoformat(),
        "confirmed": draft.confirmed,
        "cosmetologist": draft.cosmetologist,
        "when": _when_to_json(draft.when),
        "offered": [start.isoformat() for start in draft.offered] or None,
    }


def from_slots(slots: Mapping[str, Any]) -> Draft:
    """Read what `to_slots` wrote; missing slots are not known."""
    return Draft(
        treatment=slots.get("treatment"),
        starts_at=_moment(slots.get("starts_at")),
        name=slots.get("name"),
        phone=slots.get("phone"),
        consent=_moment(slots.get("consent")),
        confirmed=slots.get("confirmed"),
        cosmetologist=slots.get("cosmetologist"),
        when=_when_from_json(slots.get("when") or {}),
        offered=tuple(datetime.fromisoformat(start) for start in slots.get("offered") or ()),
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


_DAYS = ("days", "choices", "not_days")
_CLOCKS = ("time", "not_before", "not_after")
_PASSING = frozenset({"spans", "problem", "shift", "day_shift", "soonest", "same_time"})
"""What holds for one message only, and is not carried."""


def _when_to_json(when: When) -> dict[str, Any] | None:
    kept: dict[str, Any] = {}
    for name in (each.name for each in fields(when) if each.name not in _PASSING):
        value = getattr(when, name)
        if value not in (None, ()):
            kept[name] = [day.isoformat() for day in value] if name in _DAYS else value.isoformat()
    return kept or None


def _when_from_json(kept: Mapping[str, Any]) -> When:
    days = {name: tuple(date.fromisoformat(day) for day in kept.get(name, ())) for name in _DAYS}
    clocks = {name: time.fromisoformat(kept[name]) for name in _CLOCKS if name in kept}
    return When(**days, **clocks)  # type: ignore[arg-type]  # two dicts of one type each
