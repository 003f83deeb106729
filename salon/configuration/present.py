"""What holds at present: `salon.yml` with what staff set laid over it. Pure.

Whoever reads a `Present` reads things that belong together: it never changes, the next one takes its place.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salon.configuration.canned_replies import CannedReply, read_canned_replies, seeded
from salon.configuration.keys import CANNED_REPLIES, SALON_KEYS, TEXT
from salon.configuration.texts import own_texts
from salon.errors import BadInput
from salon.responses import OwnTexts
from salon.salon_file import Salon, read_salon
from salon.yaml_reading import Node

log = logging.getLogger(__name__)

SOURCE = "settings"


@dataclass(frozen=True)
class Stored:
    """What staff set: None is the default. `previous` stood there before; `version` numbers the change."""

    value: Any
    previous: Any
    version: int
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class Present:
    """Everything as it is now. `values` holds each key of `salon.yml`, as JSON would have it."""

    salon: Salon
    facts: Mapping[str, str]
    texts: OwnTexts
    canned_replies: Sequence[CannedReply]
    values: Mapping[str, Any]
    stored: Mapping[str, Stored]
    version: int


def build(file: Mapping[str, Any], stored: Mapping[str, Stored], version: int = 0) -> Present:
    """Return what comes of the file and what was set.

    Raises:
        BadInput: together they make no salon; the message names the key and what would be right.
    """
    laid = {key: one.value for key, one in stored.items() if one.value is not None}
    values = {**file, **{key: value for key, value in laid.items() if key in SALON_KEYS}}
    salon = read_salon(Node(values, source=SOURCE))
    return Present(
        salon=salon,
        facts=salon.facts(),
        texts={key.removeprefix(TEXT): own_texts(value) for key, value in laid.items() if key.startswith(TEXT)},
        canned_replies=read_canned_replies(
            Node(laid[CANNED_REPLIES] if CANNED_REPLIES in laid else seeded(), CANNED_REPLIES, SOURCE)
        ),
        values=values,
        stored=stored,
        version=version,
    )


def build_what_can_be(file: Mapping[str, Any], stored: Mapping[str, Stored], version: int) -> Present:
    """Return what comes of the file and those of the settings that still fit it.

    One that fits no more (the file was changed, or an update is stricter) is left out and logged, so that the salon opens
    all the same.
    """
    try:
        return build(file, stored, version)
    except BadInput:
        kept: dict[str, Stored] = {}
        for key, one in sorted(stored.items(), key=lambda pair: pair[1].version):
            try:
                build(file, {**kept, key: one})
            except BadInput:
                log.warning("the setting %s does not fit salon.yml any more; the default holds", key)
            else:
                kept[key] = one
        return build(file, kept, version)
