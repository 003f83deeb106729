"""One salon's facts, read from `salon.yml` and checked. Everybody may enter.

`load_salon` reads the file; a `Salon` never changes afterwards. What staff change at the desk is laid over the file and
read by the same checks (`salon/configuration`). Times of day are local to the salon's zone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

from salon.errors import NotFound
from salon.origins import origin_of
from salon.salon_facts import salon_facts
from salon.treatment_names import find_name
from salon.yaml_reading import Node, read_yaml

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = ("mechanical", "ultrasonic")
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[1-9][0-9]{0,4})?")
MINUTES_OF_A_DAY = 24 * 60
DAYS_OF_A_YEAR = 365
DEAREST_PENCE = 10_000_00
"""No treatment costs more: a slip of the finger does."""
CELL_MINUTES = 5
"""The calendar's cells (see `booking/calendar.py`): opening times, starts and durations are multiples of it."""


@dataclass(frozen=True)
class Treatment:
    """What the salon sells. `parts` are what is done to the skin ("mechanical", "ultrasonic"); empty: only talk."""

    id: str
    name: str
    other_names: tuple[str, ...]
    parts: tuple[str, ...]
    duration_minutes: int
    price_pence: int


@dataclass(frozen=True)
class Cosmetologist:
    """One who gives treatments; `name` is what clients call her."""

    id: str
    name: str


@dataclass(frozen=True)
class Emergency:
    """Whom to call when the salon is the wrong place to ask."""

    number: str
    advice_line: str
    crisis_line: str


@dataclass(frozen=True)
class BookingRules:
    """When an appointment may start, and how long the cancelled ones are kept."""

    start_every_minutes: int
    notice_minutes: int
    days_ahead: int
    minimum_gap_days: int
    keep_cancelled_days: int


@dataclass(frozen=True)
class Retention:
    """How many days after its last message a conversation is erased, and after how many an entry of the audit log."""

    conversation_days: int = 365
    audit_days: int = 730


@dataclass(frozen=True)
class Widget:
    """The chat on websites. `origins` are those that may show it besides the app's own: "https://www.example.org"."""

    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Salon:
    """The salon. `hours` maps the weekday (Monday is 0) to (opens, closes); a closed weekday is not in it."""

    name: str
    city: str
    zone: ZoneInfo
    country: str
    date_order: str
    currency: str
    address: str
    directions: str
    parking: str
    phone: str
    email: str
    website: str
    contact_person: str
    emergency: Emergency
    hours: Mapping[int, tuple[time, time]]
    closed_on: frozenset[date]
    booking: BookingRules
    cosmetologists: tuple[Cosmetologist, ...]
    treatments: tuple[Treatment, ...]
    policies: Mapping[str, str | int]
    widget: Widget
    retention: Retention

    def facts(self) -> dict[str, str]:
        """Return every placeholder that a response may carry, by name (see `salon_facts.py`)."""
        return salon_facts(self)

    def treatment(self, treatment_id: str) -> Treatment:
        """Return the treatment.

        Raises:
            NotFound: the salon has no such treatment.
        """
        for treatment in self.treatments:
            if treatment.id == treatment_id:
                return treatment
        raise NotFound(f"no treatment {treatment_id!r}")

    def treatment_in(self, text: str) -> Treatment | None:
        """Return the treatment that `text` names, or None; the longest name found wins (see `treatment_names.py`)."""
        names = [(name, one) for one in self.treatments for name in (one.name, *one.other_names)]
        return find_name(text, names)

    def cosmetologist(self, cosmetologist_id: str) -> Cosmetologist:
        """Return the cosmetologist.

        Raises:
            NotFound: nobody of that id works here.
        """
        for one in self.cosmetologists:
            if one.id == cosmetologist_id:
                return one
        raise NotFound(f"no cosmetologist {cosmetologist_id!r}")


def load_salon(path: Path) -> Salon:
    """Read the salon's file.

    Raises:
        BadInput: something in it is missing or wrong; the message names the key and what would be right.
    """
    return read_salon(read_yaml(path))


def read_salon(file: Node) -> Salon:
    """Return the salon that a whole file describes.

    Raises:
        BadInput: as `load_salon`.
    """
    file.only([*(one.name for one in fields(Salon) if one.name != "zone"), "time_zone"])
    texts = ("name", "city", "address", "directions", "parking", "phone", "email", "website", "contact_person")
    return Salon(
        **{key: file.child(key).text() for key in texts},
        zone=_zone(file.child("time_zone")),
        country=_capitals(file.child("country"), 2, "GB"),
        date_order=file.child("date_order").choice(("day-month", "month-day")),
        currency=_capitals(file.child("currency"), 3, "GBP"),
        emergency=_emergency(file.child("emergency")),
        hours=_hours(file.child("hours")),
        closed_on=frozenset(day.day() for day in file.child("closed_on").items()),
        booking=_rules(file.child("booking")),
        cosmetologists=_cosmetologists(file.child("cosmetologists")),
        treatments=_treatments(file.child("treatments")),
        policies=_policies(file.child("policies")),
        widget=_widget(file.child("widget")),
        retention=_retention(file.child("retention")),
    )


def _zone(node: Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text())
    except (KeyError, ValueError, OSError):
        node.wrong("a time zone like Europe/London")


def _capitals(node: Node, length: int, example: str) -> str:
    code = node.text()
    if len(code) != length or not (code.isascii() and code.isalpha() and code.isupper()):
        node.wrong(f"a code of {length} capital letters, like {example}")
    return code


def _emergency(node: Node) -> Emergency:
    keys = [one.name for one in fields(Emergency)]
    node.only(keys)
    return Emergency(**{key: node.child(key).text() for key in keys})


def _hours(node: Node) -> dict[int, tuple[time, time]]:
    node.only(WEEKDAYS)
    days = [node.child(name) for name in WEEKDAYS]
    return {weekday: _opening(day) for weekday, day in enumerate(days) if day.value != "closed"}


def _opening(day: Node) -> tuple[time, time]:
    if not isinstance(day.value, list) or len(day.value) != 2:  # noqa: PLR2004  opening and closing
        day.wrong('closed or ["09:00", "19:00"]')
    opens, closes = (one.clock(CELL_MINUTES) for one in day.items())
    if opens >= closes:
        day.wrong("an opening time before a closing time")
    return opens, closes


def _rules(node: Node) -> BookingRules:
    node.only([one.name for one in fields(BookingRules)])
    return BookingRules(
        start_every_minutes=node.child("start_every_minutes").whole(CELL_MINUTES, CELL_MINUTES, MINUTES_OF_A_DAY),
        notice_minutes=node.child("notice_minutes").whole(0, most=30 * MINUTES_OF_A_DAY),
        days_ahead=node.child("days_ahead").whole(1, most=2 * DAYS_OF_A_YEAR),
        minimum_gap_days=node.child("minimum_gap_days").whole(0, most=DAYS_OF_A_YEAR),
        keep_cancelled_days=node.child("keep_cancelled_days").whole(0, most=10 * DAYS_OF_A_YEAR),
    )


def _cosmetologists(node: Node) -> tuple[Cosmetologist, ...]:
    for item in node.items():
        item.only(("id", "name"))
    _unique([item.child("id") for item in node.items()])
    team = tuple(Cosmetologist(item.child("id").text(), item.child("name").text()) for item in node.items())
    return team or node.wrong("a list of at least one cosmetologist")


def _treatments(node: Node) -> tuple[Treatment, ...]:
    items = node.items()
    treatments = tuple(_treatment(item) for item in items)
    _unique([item.child("id") for item in items])
    _unique([name for item in items for name in (item.child("name"), *item.child("other_names").items())])
    if "deep_cleaning" not in [one.id for one in treatments]:
        node.wrong("a list in which one treatment has the id deep_cleaning: the bot's answers name it")
    return treatments


def _treatment(node: Node) -> Treatment:
    node.only([one.name for one in fields(Treatment)])
    return Treatment(
        id=node.child("id").text(),
        name=node.child("name").text(),
        other_names=node.child("other_names").texts(),
        parts=tuple(part.choice(PARTS) for part in node.child("parts").items()),
        duration_minutes=node.child("duration_minutes").whole(CELL_MINUTES, CELL_MINUTES, MINUTES_OF_A_DAY),
        price_pence=node.child("price_pence").whole(0, most=DEAREST_PENCE),
    )


def _policies(node: Node) -> dict[str, str | int]:
    numbers = ("late_minutes", "cancel_hours", "minimum_age")
    texts = ("payment", "deposit", "vouchers", "discounts")
    node.only([*texts, *numbers])
    return {key: node.child(key).text() for key in texts} | {key: node.child(key).whole(0) for key in numbers}


def _widget(node: Node) -> Widget:
    if node.value is None:  # salons from before there was a widget
        return Widget()
    node.only([one.name for one in fields(Widget)])
    items = node.child("origins").items()
    _unique(items)
    return Widget(tuple(_origin(item) for item in items))


def _retention(node: Node) -> Retention:
    if node.value is None:  # salons from before anything was erased by age
        return Retention()
    node.only([one.name for one in fields(Retention)])
    return Retention(
        conversation_days=node.child("conversation_days").whole(1, most=10 * DAYS_OF_A_YEAR),
        audit_days=node.child("audit_days").whole(30, most=10 * DAYS_OF_A_YEAR),
    )


def _origin(node: Node) -> str:
    """Return a website's origin as browsers send it: the default port left out, no path, no slash at the end."""
    origin = node.text()
    if not _ORIGIN.fullmatch(origin) or origin_of(origin) != origin:
        node.wrong(
            "an origin like https://www.example.org: small letters, no path, no slash or default port at its end"
        )
    return origin


def _unique(nodes: list[Node]) -> None:
    seen: set[str] = set()
    for node in nodes:
        if node.text().casefold() in seen:
            node.wrong("different from all others before it")
        seen.add(node.text().casefold())
