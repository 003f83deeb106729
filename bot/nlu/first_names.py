"""First names in Latin letters from some seventy countries: those that Faker ships for its invented people."""

import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

_LISTS = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")
_NAME = re.compile(r"[^\W\d_][\w'’-]+")


def first_names() -> frozenset[str]:
    """Return about 27,000 first names in lower case; names of several words, and initials, are left out."""
    return frozenset(name.lower() for name in _all_names() if _NAME.fullmatch(name))


def _all_names() -> Iterator[str]:
    """Yield what stands in the lists of every country; some of them are weighted, some are computed and passed over."""
    import faker.providers.person as countries

    for country in pkgutil.iter_modules(countries.__path__):
        provider: Any = import_module(f"{countries.__name__}.{country.name}").Provider
        for listed in (getattr(provider, name, ()) for name in _LISTS):
            names: Iterable[Any] = () if isinstance(listed, property) else listed
            yield from (name if isinstance(name, str) else name[0] for name in names)
