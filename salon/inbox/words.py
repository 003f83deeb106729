"""What somebody looks for, as words and phrases. Pure: whatever is typed becomes words, so nothing typed is a command."""

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 12
LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"?|([^"]+)')


@dataclass(frozen=True)
class Term:
    """One word, or the words of a phrase in order; folded."""

    words: tuple[str, ...]

    @property
    def is_phrase(self) -> bool:
        """Tell whether it has to stand there as it is."""
        return len(self.words) > 1


def terms_of(text: str) -> tuple[Term, ...]:
    """Return what is looked for: each word by itself, what stands between quotes as a phrase.

    What is longer than `LONGEST`, or more than `MOST_TERMS`, is left off.
    """
    terms: list[Term] = []
    for part in _PART.finditer(text[:LONGEST]):
        quoted, loose = part.groups()
        if loose is None:
            terms.append(Term(words_of(quoted)))
        else:
            terms += [Term((word,)) for word in words_of(loose)]
    return tuple(dict.fromkeys(term for term in terms if term.words))[:MOST_TERMS]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, in small letters and without accents."""
    return tuple(_WORD.findall(fold(text)))


def fold(text: str) -> str:
    """Return the text in small letters and without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
