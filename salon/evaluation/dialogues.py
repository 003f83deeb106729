"""Plays whole dialogues against a running Porewell, and tells whether topics and bookings are the expected ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from salon.booking.appointments import AppointmentView, Status
from salon.booking.service import BookingService
from salon.errors import BadInput
from salon.evaluation.simulated_client import Client, play
from salon.salon_file import Salon
from salon.yaml_reading import parse_yaml

Row = tuple[str, ...]


@dataclass(frozen=True)
class Played:
    """How a dialogue went; `wrong` are the steps that were answered otherwise than expected."""

    name: str
    wrong: tuple[str, ...]
    booked_right: bool

    @property
    def right(self) -> bool:
        """Whether everything went as expected."""
        return self.booked_right and not self.wrong


def read_dialogues(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Read dialogue files, in order.

    Raises:
        BadInput: one can't be read, or lacks a name or a script; says which.
    """
    return [one for path in paths for one in _read(path)]


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        dialogues = parse_yaml(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"{path.name} is no file of dialogues that can be read") from error
    if not isinstance(dialogues, list) or any(not {"name", "script"} <= set(one) for one in dialogues):
        raise BadInput(f"{path.name}: each dialogue has a name and a script")
    yield from dialogues


class Player:
    """Plays dialogues, each with an empty calendar.

    Args:
        http: leads to the app.
        booking, salon: the same salon's, to see what was booked, and to give the time back.
    """

    def __init__(self, http: httpx.Client, booking: BookingService, salon: Salon) -> None:
        self._http = http
        self._booking = booking
        self._salon = salon

    def play_all(self, dialogues: Sequence[dict[str, Any]], tell: Callable[[float], None]) -> list[Played]:
        """Play dialogues one after another; `tell` hears the share that is done."""
        played = []
        for number, dialogue in enumerate(dialogues, start=1):
            played.append(self.play(dialogue))
            tell(number / len(dialogues))
        return played

    def play(self, dialogue: dict[str, Any]) -> Played:
        """Play one dialogue; without `booked` in it, nothing is expected of the calendar."""
        client = Client(self._http, dialogue.get("client") or {})
        wrong = play(client, dialogue)
        own = [one for one in self._booking.all_appointments() if one.conversation_id == client.conversation]
        expected = dialogue.get("booked")
        right = expected is None or sorted(map(self._row, own)) == sorted(map(_expected_row, expected))
        for one in own:
            if one.status == Status.BOOKED:
                self._booking.cancel(one.id, client.conversation)
        return Played(str(dialogue["name"]), tuple(wrong), right)

    def _row(self, one: AppointmentView) -> Row:
        name = self._salon.treatment(one.treatment_id).name
        return name, one.starts_at.isoformat()[:16], one.name, one.phone, str(one.status)


def _expected_row(one: dict[str, Any]) -> Row:
    return one["treatment"], one["starts_at"][:16], one["name"], one["phone"], one["status"]
