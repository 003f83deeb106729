"""Which settings a messaging app's door still needs. The doors enter."""

from collections.abc import Sequence

from salon.settings import Settings


def missing_settings(settings: Settings, *names: str) -> Sequence[str]:
    """Return those of the settings that are not there, as they are called in the environment.

    `public_url` counts as there only with https: no app brings messages to anything else.
    """
    return tuple(f"POREWELL_{name.upper()}" for name in names if not _is_there(settings, name))


def _is_there(settings: Settings, name: str) -> bool:
    value = str(getattr(settings, name))
    return value.startswith("https://") if name == "public_url" else bool(value)
