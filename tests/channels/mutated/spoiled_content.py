"""Spoils what a client says, and leaves who says it: such updates get further than those whose envelope is torn."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.channels.meta.mutating import spoiled

Json = dict[str, Any]
HEAD = frozenset("message_id from chat date from_user_id id timestamp type sender recipient recipient_id".split())
"""What stays: who wrote when, in which chat, what kind of thing."""

_TYPES = st.sampled_from([None, True, 7, -1.5, 10**300, "7", "", "\ud800\0", [], [7], ["7"], [[]], {}, {"7": 7}])


def spoiled_content(updates: Sequence[Json], content_of: Callable[[Json], Json]) -> st.SearchStrategy[Json]:
    """Return updates with one to four places of their content spoiled, or one near the top of another type.

    Of all places most lie deep, in sizes and names; what a parser looks at first would hardly ever be hit.

    Args:
        updates: each with a content.
        content_of: finds, in an update, the message, or what stands in its place.
    """
    found = [(one, {name: held for name, held in content_of(one).items() if name not in HEAD}) for one in updates]
    # Made here, once: a strategy costs more than an update.
    made = [(one, spoiled([content]) | _retyped(content)) for one, content in found if content]
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


@st.composite
def _retyped(draw: st.DrawFn, content: Json) -> Json:
    changed = copy.deepcopy(content)
    holder, key = changed, draw(st.sampled_from(sorted(content)))
    inside = changed[key]
    if inside and isinstance(inside, dict | list) and draw(st.booleans()):
        holder, key = inside, draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
    holder[key] = copy.deepcopy(draw(_TYPES))
    return changed


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
