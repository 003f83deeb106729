"""Spoils updates as a forger, or a Meta of next year, would: parts go, come, change their type, repeat."""

import copy
from typing import Any

from hypothesis import strategies as st

EXAMPLES = 100
"""How many spoiled updates a property test tries; turn it up for a deep run."""

_STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**400, -(10**30), float("nan"), float("inf"), -1.5]),
    st.sampled_from(
        ["", "\0", "\ud800", "9" * 5000, "²", "٣٤٥٦٧٨", "1e999", "x" * 10_000, "../..", "system", "failed"]
    ),
    st.text(max_size=20),
    st.sampled_from([[], {}, [[]], [{}], [None], {"": {}}, {"id": {"id": {}}}]),
    st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=5),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a JSON value, as what holds it and its key."""
    found: list[tuple[Any, Any]] = []
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        found += places(value[key])
    return found


@st.composite
def spoiled(draw: st.DrawFn, updates: list[Any]) -> Any:
    """Return one of the updates with one to four places spoiled."""
    update = copy.deepcopy(draw(st.sampled_from(updates)))
    for _ in range(draw(st.integers(1, 4))):
        found = places(update)
        if not found:
            break
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.sampled_from(["change", "change", "remove", "repeat", "wrap"])):
            case "change":
                holder[key] = copy.deepcopy(draw(_STRANGE))
            case "remove":
                del holder[key]
            case "repeat" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[key] = [holder[key]]
    return update
