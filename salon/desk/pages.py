"""Renders the desk's templates. Everything in them is escaped; what came from people is never marked as safe."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from salon.clock import Clock
from salon.desk.navigation import navigation
from salon.salon_facts import price
from salon.salon_file import Salon
from salon.staff.member import Member
from salon.staff.roles import ROLE_NAMES, Permission

TEMPLATES = Path(__file__).parent / "templates"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class Pages:
    """All templates of the desk, and the words in which they write moments and numbers."""

    def __init__(self, salon: Salon, clock: Clock, version: str) -> None:
        self._salon = salon
        self._clock = clock
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "when": self.when,
            "ago": self.ago,
            "day": self.day,
            "clock": self.clock,
            "percent": lambda share: "–" if share is None else f"{share:.0%}",
            "price": lambda pence: price(pence, salon.currency),
            "iso": lambda moment: moment.isoformat(),
        }
        self._environment.globals |= {
            "Permission": Permission,
            "ROLE_NAMES": ROLE_NAMES,
            "VERSION": version,
        }

    def render(
        self, request: Request, member: Member | None, template: str, values: Mapping[str, Any], status: int = 200
    ) -> HTMLResponse:
        """Return a page, or a fragment of one, as HTML."""
        form_token = getattr(request.state, "form_token", "")
        known = {
            "request_path": request.url.path,
            "member": member,
            "salon": self._salon,
            "now": self._clock(),
            "nonce": request.state.nonce,
            "csrf_token": form_token,
            "csrf_field": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(form_token),
            "navigation": navigation(member, request.url.path),
        }
        return HTMLResponse(self._environment.get_template(template).render(known | dict(values)), status)

    def when(self, moment: datetime) -> str:
        """Return a moment in the salon's zone: "Tue 1 Dec, 07:13"; another year is named."""
        return f"{self.day(moment)}, {self.clock(moment)}"

    def day(self, moment: datetime | date) -> str:
        """Return a day in the salon's zone: "today", "yesterday", "Tue 1 Dec", "Tue 1 Dec 2025"."""
        day = self._local(moment).date() if isinstance(moment, datetime) else moment
        today = self._local(self._clock()).date()
        if day == today:
            return "today"
        if day == today - timedelta(days=1):
            return "yesterday"
        if day == today + timedelta(days=1):
            return "tomorrow"
        return f"{day:%a} {day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")

    def clock(self, moment: datetime) -> str:
        """Return a time of day in the salon's zone: "07:13"."""
        return f"{self._local(moment):%H:%M}"

    def ago(self, moment: datetime) -> str:
        """Return how long ago a moment was: "just now", "5 min", "3 h", then the day."""
        seconds = (self._clock() - moment).total_seconds()
        if seconds < _MINUTE:
            return "just now"
        if seconds < _HOUR:
            return f"{int(seconds // _MINUTE)} min"
        if seconds < _DAY:
            return f"{int(seconds // _HOUR)} h"
        return self.day(moment)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._salon.zone)


def names_of(salon: Salon) -> dict[str, str]:
    """Return the names of treatments and cosmetologists by id; ids of those who are gone are missing."""
    return {one.id: one.name for one in salon.treatments} | {one.id: one.name for one in salon.cosmetologists}
