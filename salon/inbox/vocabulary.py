"""The words that were ever written here, to find what somebody meant by a word: typing mistakes on either side.

They are read once and then as lines come; a search is at most as tolerant as what it has read. The same for both
databases, so that both find the same. In memory only; after an erasure they are read anew.
"""

import threading
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from salon.db import Database
from salon.inbox import store_search as store
from salon.inbox.words import words_of

MOST_MEANINGS = 20
_SHORTEST_MISTAKEN = 4
"""Letters; shorter words are too near to each other."""
_LONG, _LONGER = 6, 9
"""From so many letters on: a neighbour counts whatever its frequency; two mistakes are one too few."""
_RARER = 5
_SHORTEST_BEGUN = 3


class Vocabulary:
    """Every word of the searchable lines, with how often it was written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words: Counter[str] = Counter()
        self._seen = 0
        self._reading = threading.Lock()

    def read_on(self) -> None:
        """Read the lines that came since the last time; the first time all of them (a second or two for 100,000)."""
        # Whoever reads already reads for all; only the very first time is waited for.
        if self._reading.acquire(blocking=not self._words):
            try:
                self._words, self._seen = self._read(self._words, self._seen)
            finally:
                self._reading.release()

    def read_anew(self) -> None:
        """Forget all words, and read what is there now. Until that is done, searches go by the old ones."""
        with self._reading:
            self._words, self._seen = self._read(Counter(), 0)

    def meanings(self, word: str) -> Sequence[str]:
        """Return the word and others that may be meant by it, likeliest first, at most `MOST_MEANINGS`.

        Those are words within one mistake (two from nine letters on): a letter too many, too few, another one, or two
        that changed places. Of short words only such as are much rarer or much commoner count: of a mistake and the
        word that was meant, one is rare. A word that nobody wrote may be the beginning of one.
        """
        known = self._words
        found = [word, *self._mistaken(word, known)]
        if word not in known and len(word) >= _SHORTEST_BEGUN:
            begun = [(count, other) for other, count in known.items() if other.startswith(word)]
            found += [other for _, other in sorted(begun, reverse=True)]
        return list(dict.fromkeys(found))[:MOST_MEANINGS]

    def _mistaken(self, word: str, known: Counter[str]) -> list[str]:
        if len(word) < _SHORTEST_MISTAKEN or word.isdigit():
            return []
        mistakes = 2 if len(word) >= _LONGER else 1
        near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        ranked = sorted((distance, -known[other], other) for other, distance, _ in near if other != word)
        return [other for _, _, other in ranked if len(word) >= _LONG or _apart(known[word], known[other])]

    def _read(self, words: Counter[str], seen: int) -> tuple[Counter[str], int]:
        more = Counter[str]()
        with self._database.reading() as session:
            for seq, text in store.searchable_after(session, seen):
                more.update(words_of(text))
                seen = max(seen, seq)
        # A new counter: somebody may be looking through the old one.
        return words + more if more else words, seen


def _apart(count: int, other: int) -> bool:
    """Tell whether one of two words is much rarer; a word that nobody wrote is."""
    return other * _RARER <= count or count * _RARER <= other
