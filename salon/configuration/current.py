"""The salon as it is at present, for everybody who is handed a `Salon`; read from memory, never from the database.

`refresh` looks whether anything was changed: the process that changes something calls it at once, the others every
second (`keeping.py`).
"""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from salon.configuration import store
from salon.configuration.present import Present, build, build_what_can_be
from salon.db import Database
from salon.salon_file import Salon, read_salon
from salon.yaml_reading import Node


class CurrentSettings:
    """What holds at present.

    Args:
        file: the whole of `salon.yml`.

    Raises:
        BadInput: something in the file is missing or wrong.
    """

    def __init__(self, database: Database, file: Node) -> None:
        read_salon(file)  # here it is the file that is named in a message
        self.file: Mapping[str, Any] = json.loads(json.dumps(file.value, default=str))  # YAML knows days, JSON does not
        self.salon: Salon = CurrentSalon(lambda: self.present)
        self.present: Present = build(self.file, {})
        self._database = database
        self._lock = threading.Lock()

    def refresh(self) -> None:
        """Read what was changed since; one short query if nothing was."""
        with self._lock, self._database.reading() as session:
            version = store.version(session)
            if version != self.present.version:
                self.present = build_what_can_be(self.file, store.stored(session), version)


class CurrentSalon(Salon):
    """A Salon whose every attribute is read through to the present one.

    A dataclass's fields without defaults are no attributes of its class; so all of them are asked of `__getattr__`.
    """

    def __init__(self, present: Callable[[], Present]) -> None:
        object.__setattr__(self, "_present", present)

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the present salon."""
        if name == "_present":  # not there yet: copied or unpickled
            raise AttributeError(name)
        return getattr(self._present().salon, name)

    def facts(self) -> dict[str, str]:
        """Return the placeholders at present; they were reckoned once."""
        return dict(self._present().facts)
