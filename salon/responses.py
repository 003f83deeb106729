"""Every sentence that a client reads: `data/responses/*.yml`, loaded once, filled with the salon's facts.

A salon may have words of its own for some of them (`salon/configuration/texts.py`); they are looked up at each use.
Rasa reads the same files for their names only. Everybody who answers clients may enter.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from salon.errors import NotFound
from salon.yaml_reading import parse_yaml

PLACEHOLDER = re.compile(r"\{(\w+)\}")
OwnTexts = Mapping[str, Mapping[int, str]]
"""A salon's own words: response -> number of the wording, from 0 -> text."""


@dataclass(frozen=True)
class Response:
    """One response: its wordings, its fixed buttons (`title`, `payload`), and what is known of it.

    sources: ids in `sources.yml`. follow_ups: intent asked next -> response that answers it here.
    suggest: intents offered as buttons. asks: the slot that it asks for, or None. closing: whether it ends something, so
    that a client may be asked how it was. room: the file that it stands in.
    """

    name: str
    texts: tuple[str, ...]
    buttons: tuple[Mapping[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    follow_ups: Mapping[str, str] = field(default_factory=dict)
    suggest: tuple[str, ...] = ()
    asks: str | None = None
    closing: bool = False
    room: str = ""


class Responses:
    """The salon's sentences.

    Args:
        folder: holds the YAML files.
        facts: placeholders that every sentence may use (`Salon.facts`), or what returns them as they are at present.
        own: returns the salon's own words at present.
    """

    def __init__(
        self,
        folder: Path,
        facts: Mapping[str, str] | Callable[[], Mapping[str, str]],
        own: Callable[[], OwnTexts] = dict,
    ) -> None:
        self._facts = facts if callable(facts) else lambda: facts
        self._own = own
        self._responses = _load(folder)

    def __contains__(self, name: str) -> bool:
        return name in self._responses

    def names(self) -> frozenset[str]:
        """Return every response's name."""
        return frozenset(self._responses)

    def get(self, name: str) -> Response:
        """Return the response, in the words of `data/responses`.

        Raises:
            NotFound: there is none of that name.
        """
        try:
            return self._responses[name]
        except KeyError:
            raise NotFound(f"no response {name!r} in data/responses") from None

    def text(self, name: str, values: Mapping[str, str] | None = None, seed: str = "") -> str:
        """Return one wording, filled; the same seed always gives the same wording.

        Raises:
            NotFound: no such response, or a placeholder that neither `values` nor the facts know.
        """
        texts = self.get(name).texts
        known = {**self._facts(), **(values or {})}

        def fill(match: re.Match[str]) -> str:
            if match.group(1) not in known:
                raise NotFound(f"{name} needs a value for {{{match.group(1)}}}")
            return str(known[match.group(1)])

        number = zlib.crc32(seed.encode()) % len(texts)
        chosen = PLACEHOLDER.sub(fill, self._own_text(name, number, known) or texts[number])
        return chosen[:1].upper() + chosen[1:]

    def _own_text(self, name: str, number: int, known: Mapping[str, str]) -> str | None:
        """Return the salon's own words if all their placeholders are known: an update may have taken one away."""
        text = self._own().get(name, {}).get(number)
        return text if text and set(PLACEHOLDER.findall(text)) <= known.keys() else None


def _load(folder: Path) -> dict[str, Response]:
    found: dict[str, Response] = {}
    for path in sorted(folder.glob("*.yml")):
        content = parse_yaml(path.read_text(encoding="utf-8")) or {}
        for name, wordings in (content.get("responses") or {}).items():
            found[name] = _response(name, wordings, path.stem)
    return found


def _response(name: str, wordings: list[dict[str, Any]], room: str) -> Response:
    known = wordings[0].get("metadata") or {}
    return Response(
        name=name,
        texts=tuple(wording["text"].strip() for wording in wordings),
        buttons=tuple(wordings[0].get("buttons") or ()),
        sources=tuple(known.get("sources") or ()),
        follow_ups=known.get("follow_ups") or {},
        suggest=tuple(known.get("suggest") or ()),
        asks=known.get("asks"),
        closing=known.get("closing", False),
        room=room,
    )
