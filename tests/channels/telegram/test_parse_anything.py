"""Whatever comes, nothing raises, and what comes out can be stored: real updates, mutated by the thousand."""

import copy
import json
from dataclasses import astuple
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.telegram.parse import parse_update, read_update
from salon.channels.telegram.verify import is_genuine
from tests.channels.telegram import updates
from tests.channels.telegram.contents import FILES, OTHERS, OWN_CARD, PLACES
from tests.channels.telegram.notices import NOTICES
from tests.channels.telegram.updates import GROUP, NOT_FOR_US, PRIVATE, SUPERGROUP, USERNAME, Json

EXAMPLES = 200
"""Of each property. Turn it up for a deep run."""

CONTENTS = [*FILES.values(), *PLACES.values(), *OTHERS.values(), *NOTICES.values(), {"contact": OWN_CARD}]
REAL: list[Json] = [
    *(updates.private(**content) for content in CONTENTS),
    *(updates.update(kind, value) for kind, value in NOT_FOR_US.items()),
    updates.text(f"/start {updates.CODE}"),
    updates.edited(text="Friday"),
    updates.press("b:1"),
    updates.late_press("b:1"),
    updates.membership(PRIVATE, "kicked"),
    updates.said_in(SUPERGROUP, f"@{USERNAME} hello"),
    updates.said_in(SUPERGROUP, "Yes", reply_to_message=updates.ours(SUPERGROUP)),
    updates.update("message", updates.message_in(GROUP, migrate_to_chat_id=SUPERGROUP["id"])),
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**63, 2**64, 10**300, -(10**300)]),
    st.floats(),
    st.text(),
    st.text(alphabet="/@ \0\ud800_start" + USERNAME),
    st.sampled_from(["private", "group", "supergroup", "channel", "kicked", "left"]),
    st.lists(st.none() | st.integers() | st.dictionaries(st.text(), st.integers()), max_size=3),
    st.dictionaries(st.text(), st.none() | st.integers() | st.text(), max_size=3),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [deeper for name, one in inside for deeper in ((*path, name), *places(one, (*path, name)))]


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """Return a real update with up to four things in it gone, or replaced by others."""
    update = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(places(update) or [()]))
        if not path:
            break
        holder: Any = update
        for name in path[:-1]:
            holder = holder[name]
        if draw(st.booleans()):
            holder[path[-1]] = draw(ODD)
        else:
            del holder[path[-1]]
    return update


@settings(max_examples=EXAMPLES, deadline=None)
@given(mutated(), st.sampled_from([USERNAME, "", "@", "("]))
def test_parse_mutated_update(update: Json, username: str) -> None:
    for arrival in parse_update(update, username):
        assert int(arrival.address) != 0
        assert arrival.at.utcoffset() is not None
        assert arrival.key.isascii()
        stored = "".join(str(one) for one in astuple(arrival.what))
        assert stored.encode().count(b"\0") == 0


@settings(max_examples=EXAMPLES, deadline=None)
@given(mutated(), st.data())
def test_parse_body_with_other_bytes(update: Json, data: st.DataObject) -> None:
    body = bytearray(json.dumps(update).encode())
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))

    assert len(parse_update(read_update(bytes(body[: data.draw(st.integers(0, len(body)))])), USERNAME)) <= 1


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20))
def test_parse_any_value(value: object) -> None:
    assert parse_update(value, USERNAME) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary())
def test_parse_any_bytes(body: bytes) -> None:
    assert parse_update(read_update(body), USERNAME) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.none() | st.text(alphabet=st.characters(codec=None)), st.text(min_size=1))
def test_is_genuine_for_the_secret_alone(value: str | None, secret: str) -> None:
    assert is_genuine(value, secret) == (value == secret)
