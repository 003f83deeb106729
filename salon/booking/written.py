"""How the booking room writes moments, prices and its rules for clients: values of placeholders, never sentences."""

from datetime import datetime

from salon.clock import Clock
from salon.salon_facts import price
from salon.salon_file import Salon, Treatment


class Written:
    """Writes in the salon's zone and currency."""

    def __init__(self, salon: Salon, clock: Clock) -> None:
        self._salon = salon
        self._clock = clock

    def start(self, moment: datetime) -> str:
        """Return "Thursday 4 March at 16:30"; the year is added when it is not this one's."""
        local = moment.astimezone(self._salon.zone)
        return f"{self.day(moment)} at {local:%H:%M}"

    def day(self, moment: datetime) -> str:
        """Return "Thursday 4 March", with the year when it is not this one's."""
        local = moment.astimezone(self._salon.zone)
        this_year = self._clock().astimezone(self._salon.zone).year
        return f"{local:%A} {local.day} {local:%B}" + (f" {local.year}" if local.year != this_year else "")

    def button(self, moment: datetime) -> str:
        """Return "Thu 4 Mar, 16:30" for a button."""
        local = moment.astimezone(self._salon.zone)
        return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"

    def treatment(self, treatment: Treatment) -> dict[str, str]:
        """Return the placeholders of a treatment: name, price, minutes."""
        cost = price(treatment.price_pence, self._salon.currency)
        return {"treatment": treatment.name, "price": cost, "minutes": str(treatment.duration_minutes)}

    def rules(self, treatment: Treatment) -> dict[str, str]:
        """Return the placeholders of the booking rules."""
        rules = self._salon.booking
        return self.treatment(treatment) | {
            "notice_hours": f"{rules.notice_minutes / 60:g}",
            "days_ahead": str(rules.days_ahead),
            "minimum_gap_days": str(rules.minimum_gap_days),
        }
