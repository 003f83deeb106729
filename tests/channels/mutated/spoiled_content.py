"""Spoils what a client says, and leaves who says it: such updates get further than those whose envelope is torn."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.channels.meta.mutating import spoiled

Json = dict[str, Any]
HEAD = frozenset("message_id from chat date from_user_id id timestamp type sender recipient recipient_id".split())
"""What stays: who wrote when, in which chat, what kind of thing."""


def spoiled_content(updates: Sequence[Json], content_of: Callable[[Json], Json]) -> st.SearchStrategy[Json]:
    """Return updates with one to four places of their content spoiled.

    Args:
        updates: each with a content.
        content_of: finds, in an update, the message, or what stands in its place.
    """
    found = [(one, {name: held for name, held in content_of(one).items() if name not in HEAD}) for one in updates]
    # Made here, once: a strategy costs more than an update.
    made = [(one, spoiled([content])) for one, content in found if content]
    return _with_content(made, content_of)


@st.composite
def _with_content(
    draw: st.DrawFn, made: Sequence[tuple[Json, st.SearchStrategy[Json]]], content_of: Callable[[Json], Json]
) -> Json:
    update, contents = draw(st.sampled_from(made))
    update, new = copy.deepcopy(update), draw(contents)
    content = content_of(update)
    head = {name: held for name, held in content.items() if name in HEAD}
    content.clear()
    content |= new | head
    return update


def content_at(*names: str) -> Callable[[Json], Json]:
    """Return what finds the first content in Meta's lists of lists, under one of these names."""

    def find(update: Json) -> Json:
        holders = list(update["entry"])
        holders += [change["value"] for entry in update["entry"] for change in entry.get("changes", ())]
        return next(one[name][0] for one in holders for name in names if one.get(name))

    return find


def first_content(update: Json) -> Json:
    """Return what a Telegram update holds besides its number."""
    return next(one for one in update.values() if isinstance(one, dict))
