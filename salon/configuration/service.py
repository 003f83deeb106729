"""Change the salon's settings while it runs. The desk enters; the only place of the room that commits.

A change is checked whole, by the code that checks `salon.yml`, and stored whole or not at all. It holds at once in this
process, and within a second in the others. Appointments are never touched by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from salon.booking.appointments import AppointmentView
from salon.booking.coming import ComingAppointments
from salon.clock import Clock
from salon.configuration import store
from salon.configuration.current import CurrentSettings
from salon.configuration.keys import CONTACT_KEYS, LONGEST_FACT, SALON_KEYS, TEXT, is_known, text_key
from salon.configuration.present import Present, Stored, build, build_what_can_be
from salon.configuration.texts import check_text, own_texts
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.responses import Responses

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One key that has another value now; None stands for the default where that is no key of `salon.yml`."""

    key: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Changed:
    """What came of a change: empty `changes`, if nothing differs from before.

    warnings: what is worth a second look. outside: appointments to come that lie outside the new hours, by start.
    """

    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()
    outside: list[AppointmentView] = field(default_factory=list)


class Configuration:
    """The settings of the salon."""

    def __init__(
        self,
        database: Database,
        current: CurrentSettings,
        responses: Responses,
        coming: ComingAppointments,
        clock: Clock,
    ) -> None:
        self._database = database
        self._current = current
        self._responses = responses
        self._coming = coming
        self._clock = clock

    @property
    def present(self) -> Present:
        """Return what holds now."""
        return self._current.present

    def default(self, key: str) -> Any:
        """Return what `salon.yml` says of a key; None if it says nothing."""
        return self._current.file.get(key)

    def change(self, values: Values, by: str, seen: int | None = None) -> Changed:
        """Set keys of `salon.yml`, or the canned replies.

        Args:
            values: key -> value as the file would have it; None: the default.
            by: who of the staff.
            seen: number of the latest change that they saw; None: whatever it was.

        Raises:
            BadInput: a key that can't be changed, or a value that is wrong; the message says what would be right.
            Refused: somebody changed one of the keys meanwhile, a treatment is taken away that is booked, or what one
                does to the skin is changed: whom the bot may book for it hangs on that.
        """
        for key, value in values.items():
            _refuse_key(key)
            _refuse_long(key, value)
        return self._write(by, seen, lambda stored: values)

    def set_text(self, response: str, number: int, text: str, by: str, seen: int | None = None) -> Changed:
        """Put a salon's own words in place of one wording of a response.

        Raises:
            NotFound: there is no such response.
            BadInput, Refused: as `check_text`; or somebody changed it meanwhile.
        """
        words = text.replace("\r\n", "\n").strip()
        warnings = self.check_text(response, number, words)
        same = words == self._responses.get(response).texts[number]
        return self._set_wording(response, number, None if same else words, by, seen, warnings)

    def reset_text(self, response: str, number: int, by: str, seen: int | None = None) -> Changed:
        """Take the default again for one wording of a response. Raises as `set_text`."""
        self._responses.get(response)
        return self._set_wording(response, number, None, by, seen, ())

    def check_text(self, response: str, number: int, text: str) -> tuple[str, ...]:
        """Return what is worth a second look in a salon's own words. Raises as `set_text`."""
        return check_text(self._responses.get(response), number, text, self.present.facts.keys())

    def undo(self, key: str, by: str) -> Changed:
        """Give a key the value that it had before its last change; a second time takes that back.

        Raises:
            NotFound: it was never changed.
            BadInput, Refused: what it had before would not be accepted any more.
        """
        return self._write(by, None, lambda stored: {key: self._before(stored, key)})

    def _before(self, stored: Mapping[str, Stored], key: str) -> Any:
        if key not in stored:
            raise NotFound("this was never changed")
        previous = stored[key].previous
        if key.startswith(TEXT) and previous is not None:
            for number, text in own_texts(previous).items():
                self.check_text(key.removeprefix(TEXT), number, text)
        return previous

    def _set_wording(
        self, response: str, number: int, text: str | None, by: str, seen: int | None, warnings: tuple[str, ...]
    ) -> Changed:
        key = text_key(response)

        def wordings(stored: Mapping[str, Stored]) -> Values:
            own = dict(stored[key].value or {}) if key in stored else {}
            own.pop(str(number), None)
            return {key: (own | ({} if text is None else {str(number): text})) or None}

        return self._write(by, seen, wordings, warnings)

    def _write(
        self,
        by: str,
        seen: int | None,
        make: Callable[[Mapping[str, Stored]], Values],
        warnings: tuple[str, ...] = (),
    ) -> Changed:
        """Store what `make` makes of what is stored, if it is another and right."""
        with self._database.transaction() as session:
            store.lock(session)
            stored, number = store.stored(session), store.version(session) + 1
            values = {key: self._or_default(key, value) for key, value in make(stored).items()}
            _refuse_overtaken(stored, values, seen)
            now = self._clock()
            laid = {key: Stored(value, None, number, by, now) for key, value in values.items()}
            before = build_what_can_be(self._current.file, stored, 0)
            after = build(self._current.file, {**before.stored, **laid})
            changes = tuple(self._changes(before, after, values))
            _refuse_other_parts(before, after)
            self._refuse_removal(session, before, after)
            for one in changes:
                store.put(session, one.key, values[one.key], by, now, number)
        self._current.refresh()
        hours = any(one.key in ("hours", "closed_on") for one in changes)
        return Changed(changes, warnings, self._coming.outside_hours() if hours else [])

    def _or_default(self, key: str, value: Any) -> Any:
        """Return None for what the file says anyway."""
        return None if key in SALON_KEYS and value == self._current.file.get(key) else value

    def _changes(self, before: Present, after: Present, values: Values) -> list[Change]:
        pairs = [(key, _value(before, key), _value(after, key)) for key in values]
        return [Change(key, old, new) for key, old, new in pairs if old != new]

    def _refuse_removal(self, session: Session, before: Present, after: Present) -> None:
        left = {one.id for one in after.salon.treatments}
        removed = {one.id: one.name for one in before.salon.treatments if one.id not in left}
        if not removed:
            return
        for treatment, count in self._coming.of_treatments(session, removed).items():
            booked = "one appointment is" if count == 1 else f"{count} appointments are"
            raise Refused(f"“{removed[treatment]}” can't be removed: {booked} booked for it. Nothing was changed.")


def _refuse_other_parts(before: Present, after: Present) -> None:
    parts = {one.id: one.parts for one in before.salon.treatments}
    for one in after.salon.treatments:
        if set(parts.get(one.id, one.parts)) != set(one.parts):
            raise Refused(f"What “{one.name}” does to the skin can't be changed. Add another treatment instead.")


def _value(present: Present, key: str) -> Any:
    if key in SALON_KEYS:
        return present.values.get(key)
    return present.stored[key].value if key in present.stored else None


def _refuse_key(key: str) -> None:
    if not is_known(key) or key.startswith(TEXT):
        raise BadInput(f"settings: {key} can't be changed here; it stands in salon.yml")


def _refuse_long(key: str, value: Any) -> None:
    texts = {key: value} if key in CONTACT_KEYS else value if key == "policies" and isinstance(value, dict) else {}
    for name, text in texts.items():
        if isinstance(text, str) and (len(text) > LONGEST_FACT or not text.replace("\u00a0", " ").isprintable()):
            raise BadInput(f"settings: {name} must be one line of at most {LONGEST_FACT} characters")


def _refuse_overtaken(stored: Mapping[str, Stored], values: Values, seen: int | None) -> None:
    for key in values:
        if seen is not None and key in stored and stored[key].version > seen:
            raise Refused(
                f"{stored[key].changed_by} changed this meanwhile. Nothing was saved; please look at it again."
            )
