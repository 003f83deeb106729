"""Spelling correction, word by word, that knows the salon's words.

Two SymSpell dictionaries: the words of the training phrases within two edits, and English within one. A word that
either knows is left alone; a domain word wins a tie. (The whole English list within two edits would cost 140 MB.)
"""

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

WORD = re.compile(r"[A-Za-z][A-Za-z']+")
_VOWEL = re.compile("[aeiouy]")
_SHORTEST = 4
_LONG_ENOUGH_FOR_TWO_EDITS = 7
_ENGLISH_WORDS = 50_000


class Speller:
    """Corrects the words of a message.

    Args:
        own_words: how often each lower-case word stands in the training phrases; these are never corrected.
    """

    def __init__(self, own_words: dict[str, int]) -> None:
        self._own = own_words
        self._domain = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in own_words.items():
            if len(word) >= _SHORTEST:
                self._domain.create_dictionary_entry(word, count)
        self._english = SymSpell(max_dictionary_edit_distance=1, prefix_length=5)
        for word, count in english_words():
            self._english.create_dictionary_entry(word, count)

    def correct(self, text: str) -> str:
        """Return `text` with its misspelt words replaced; a text without mistakes comes back unchanged."""
        return WORD.sub(lambda match: self._correct_word(match.group()), text)

    def _correct_word(self, word: str) -> str:
        lower = word.lower()
        if len(lower) < _SHORTEST or lower in self._own or lower in self._english.words:
            return word
        near = self._domain.lookup(lower, Verbosity.TOP, max_edit_distance=1)
        if not near and _VOWEL.search(lower):  # "wknd" is meant, "wind" would not be
            near = self._english.lookup(lower, Verbosity.TOP, max_edit_distance=1)
        if not near and len(lower) >= _LONG_ENOUGH_FOR_TWO_EDITS:
            near = self._domain.lookup(lower, Verbosity.TOP, max_edit_distance=2)
        return near[0].term if near else word


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """Count the lower-case words of `texts`."""
    return dict(Counter(word.lower() for text in texts for word in WORD.findall(text)))


def english_words(*, whole: bool = False) -> list[tuple[str, int]]:
    """Return the commonest English words and their counts, from the list that symspellpy ships; `whole`: all of it."""
    listing = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    pairs = [line.split() for line in listing.splitlines()[: None if whole else _ENGLISH_WORDS]]
    return [(word, int(count)) for word, count in pairs]
