"""What stands in the forms of the settings, and what they mean. Pure: from values of `salon.yml` and back.

A form that can't be read is refused with what would be right; the values themselves are judged by the configuration room.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData

from salon.errors import BadInput
from salon.salon_file import PARTS, WEEKDAYS, Treatment

RULES = {
    "start_every_minutes": ("Appointments start every", "minutes"),
    "notice_minutes": ("Least time before a start", "minutes"),
    "days_ahead": ("Can be booked ahead", "days"),
    "minimum_gap_days": ("Rest between two cleanings", "days"),
}
POLICY_NUMBERS = {
    "late_minutes": ("Late from", "minutes"),
    "cancel_hours": ("Notice for cancelling or moving", "hours"),
    "minimum_age": ("Least age", "years"),
}
POLICY_TEXTS = {"payment": "Payment", "deposit": "Deposit", "vouchers": "Vouchers", "discounts": "Discounts"}
CONTACT = {
    "address": "Address",
    "directions": "How to get there",
    "parking": "Parking",
    "phone": "Phone",
    "email": "E-mail",
    "contact_person": "Whom to ask for",
}
_PRICE = re.compile(r"(?:[£€$]|[A-Z]{3})?\s*(\d{1,6})(?:[.,](\d{2}))?")


def text(form: FormData, name: str) -> str:
    """Return what stands in a field, without spaces around it; "" if the form has none of that name."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def typed(form: FormData | None) -> dict[str, str]:
    """Return what was typed into a form, to be shown again; nothing if there is no form."""
    return {name: value for name, value in (form or {}).items() if isinstance(value, str)}


def whole(form: FormData, name: str, label: str) -> int:
    """Return the whole number in a field.

    Raises:
        BadInput: there is none.
    """
    written = text(form, name)
    if not re.fullmatch(r"\d{1,9}", written):
        raise BadInput(f"{label}: “{written}” is no whole number.")
    return int(written)


def seen(form: FormData) -> int | None:
    """Return the number of the latest change when the form was made."""
    written = text(form, "seen")
    return int(written) if re.fullmatch(r"\d{1,9}", written) else None


def hours_of(form: FormData) -> dict[str, Any]:
    """Return the hours of a form, as the file has them."""
    return {
        day: [text(form, f"{day}_from")[:5], text(form, f"{day}_to")[:5]] if text(form, f"{day}_open") else "closed"
        for day in WEEKDAYS
    }


def closed_days_of(form: FormData) -> list[str]:
    """Return the closed days of a form, sorted, each once; empty fields are none."""
    return sorted({day.strip() for day in form.getlist("closed_on") if isinstance(day, str) and day.strip()})


def numbers_of(form: FormData, names: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """Return the whole numbers of a form.

    Raises:
        BadInput: one of them is none.
    """
    return {name: whole(form, name, label) for name, (label, _) in names.items()}


def treatment_of(form: FormData, treatment_id: str, parts: Sequence[str]) -> dict[str, Any]:
    """Return a treatment of a form, as the file has it.

    Raises:
        BadInput: its price or length can't be read.
    """
    names = re.split(r"[,\n]", text(form, "other_names"))
    return {
        "id": treatment_id,
        "name": text(form, "name"),
        "other_names": [name.strip() for name in names if name.strip()],
        "parts": list(parts),
        "duration_minutes": whole(form, "duration_minutes", "Length"),
        "price_pence": price_of(text(form, "price")),
    }


def parts_of(form: FormData) -> list[str]:
    """Return what a new treatment does to the skin."""
    return [part for part in PARTS if text(form, f"part_{part}")]


def price_of(written: str) -> int:
    """Return a price in pence.

    Raises:
        BadInput: it is none.
    """
    found = _PRICE.fullmatch(written)
    if found is None:
        raise BadInput(f"Price: “{written}” is no price; write it like 85 or 85.50.")
    return int(found[1]) * 100 + int(found[2] or 0)


def price_field(pence: int) -> str:
    """Return a price as its field has it: "85", "85.50"."""
    return f"{pence // 100}" + (f".{pence % 100:02}" if pence % 100 else "")


def new_id(name: str, taken: Sequence[str]) -> str:
    """Return an id for something new, made of its name, that is not taken yet."""
    base = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:40] or "new"
    number, free = 1, base
    while free in taken:
        number += 1
        free = f"{base}_{number}"
    return free


def treatment_fields(treatment: Treatment) -> dict[str, str]:
    """Return what stands in the fields of a treatment."""
    return {
        "name": treatment.name,
        "other_names": ", ".join(treatment.other_names),
        "duration_minutes": str(treatment.duration_minutes),
        "price": price_field(treatment.price_pence),
    }


def audit_details(old: Any, new: Any) -> dict[str, Any]:
    """Return what of a setting differs: of lists of things with an id, and of things with names, the parts that do."""
    if isinstance(old, list) and isinstance(new, list) and all(_has_id(one) for one in (*old, *new)):
        old, new = ({one["id"]: one for one in side} for side in (old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return {"old": {name: old.get(name) for name in names}, "new": {name: new.get(name) for name in names}}
    return {"old": old, "new": new}


def _has_id(value: Any) -> bool:
    return isinstance(value, dict) and "id" in value
