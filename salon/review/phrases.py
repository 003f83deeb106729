"""Phrases: what counts as the same, which are known already, which are held out. The room's services enter."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from salon.safety.encoder import Encoder
from salon.safety.phrases import read_examples
from salon.yaml_reading import parse_yaml

NEAR = 0.9
"""Two phrases whose vectors have at least this cosine say nearly the same: measured on the training phrases themselves."""
_LOOKED_AT = 40
"""Phrases alike in their letters that are compared by meaning: encoding all would take a minute."""
_MARKS = re.compile(r"[^\w\s]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Example:
    """A phrase and the intent that it stands under."""

    phrase: str
    intent: str


@dataclass(frozen=True)
class Near:
    """A known phrase that says the same or nearly; `cosine` is 1 for the same."""

    phrase: str
    intent: str
    cosine: float


def normalised(phrase: str) -> str:
    """Return a phrase without what does not count: case, marks, blanks, the kind of letters."""
    folded = unicodedata.normalize("NFKC", phrase).casefold().replace("'", "").replace("’", "")
    return " ".join(_MARKS.sub(" ", folded).split())


class KnownPhrases:
    """The phrases that Porewell comes with, and those it is measured with. Read once, when first asked.

    Args:
        examples: folder of Rasa's NLU files; what staff corrected is not among them.
        checks: folder with `heldout/*.tsv` and `conversations/heldout*/*.yml`.
        encoder: gives the vectors.
    """

    def __init__(self, examples: Path, checks: Path, encoder: Encoder) -> None:
        self._folder = examples
        self._checks = checks
        self._encoder = encoder

    def is_held_out(self, phrase: str) -> bool:
        """Tell whether the bot is measured with this phrase."""
        return normalised(phrase) in self._held_out

    def is_word(self, word: str) -> bool:
        """Tell whether a word, in small letters, is one that clients use for other things than a name."""
        return word in self._words

    def intents_of(self, phrase: str) -> frozenset[str]:
        """Return the intents under which exactly this phrase stands."""
        return frozenset(self._by_phrase.get(normalised(phrase), ()))

    def near(self, phrase: str, others: Sequence[Example] = ()) -> list[Near]:
        """Return the phrases that say the same or nearly, the nearest first, known ones and `others`."""
        wanted = normalised(phrase)
        examples = [*self._examples, *others]
        keys = [*self._keys, *(normalised(other.phrase) for other in others)]
        alike = process.extract(wanted, keys, scorer=fuzz.token_sort_ratio, limit=_LOOKED_AT)
        places = [place for _, _, place in alike]
        vectors = self._encoder.encode([phrase, *(examples[place].phrase for place in places)])
        found = [
            Near(examples[place].phrase, examples[place].intent, 1.0 if keys[place] == wanted else float(cosine))
            for place, cosine in zip(places, vectors[1:] @ vectors[0], strict=True)
            if keys[place] == wanted or cosine >= NEAR
        ]
        return sorted(found, key=lambda one: -one.cosine)

    @cached_property
    def _examples(self) -> list[Example]:
        return [Example(one.text, one.group) for one in read_examples(self._folder)]

    @cached_property
    def _keys(self) -> list[str]:
        return [normalised(one.phrase) for one in self._examples]

    @cached_property
    def _by_phrase(self) -> dict[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for key, example in zip(self._keys, self._examples, strict=True):
            known[key].add(example.intent)
        return known

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            word
            for example in self._examples
            for word in _WORD.findall(example.phrase)
            if word.islower() and len(word) > 1
        )

    @cached_property
    def _held_out(self) -> frozenset[str]:
        return frozenset(map(normalised, held_out_phrases(self._checks)))


def held_out_phrases(checks: Path) -> Iterator[str]:
    """Yield every phrase that the bot is measured with."""
    for path in sorted((checks / "heldout").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
            yield line.split("\t")[0]
    for path in sorted((checks / "conversations").glob("heldout*/*.yml")):
        for dialogue in parse_yaml(path.read_text(encoding="utf-8")) or ():
            yield from _said(dialogue)


def _said(dialogue: dict[str, Any]) -> Iterable[str]:
    return (str(step["say"]) for step in [*dialogue["script"], *(dialogue.get("after") or ())])
