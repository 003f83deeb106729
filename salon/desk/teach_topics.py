"""Finds a topic by its name or its description. Pure; the pages about teaching enter."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from salon.topics import Topic

_ALIKE = 75
"""Of 100: "adress" finds "address"."""
_LIKELY = 3


def search(topics: Mapping[str, Topic], wanted: str, first: Sequence[str] = ()) -> list[tuple[str, Topic]]:
    """Return intents with their topics: those that fit best first; without a wish all, led by `first`.

    Args:
        wanted: words of the name or the description; typing errors are forgiven.
        first: intents to be led by, the likeliest first.
    """
    wanted = wanted.strip().casefold()
    if not wanted:
        led = [name for name in first if name in topics][:_LIKELY]
        rest = sorted((name for name in topics if name not in led), key=lambda name: topics[name].description)
        return [(name, topics[name]) for name in [*led, *rest]]
    scored = [(_score(wanted, name, topic), name) for name, topic in topics.items()]
    ranked = sorted((score, name) for score, name in scored if score >= _ALIKE)
    return [(name, topics[name]) for _, name in reversed(ranked)]


def _score(wanted: str, name: str, topic: Topic) -> float:
    text = f"{name.replace('_', ' ')} {topic.topic.replace('_', ' ')} {topic.description}".casefold()
    if wanted in text:
        return 100.0
    # Every word has to be met, in any order.
    return min(fuzz.partial_ratio(word, text) for word in wanted.split())
