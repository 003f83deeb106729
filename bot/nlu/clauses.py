"""Splits a message that may ask two things into its clauses; the classifier decides whether it really does.

spaCy gives sentences and coordinated verbs; since clients leave out the punctuation, a question that starts in mid
sentence ("… how long does it take") is a border too.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

_WORTH_A_LOOK = re.compile(
    r"[.?!;\n&+]|,|\b(?:and|also|plus|but|or|n|then|btw|oh|how|what|whats|when|where|why|do|does|can|is|are|will)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
_MOST_BORDERS = 8
_JOINTS = frozenset({"and", "also", "plus", "but", "or", "n", "&", "+", "then", "btw", "oh", "ps"})
_OPENERS = frozenset(
    "how what whats what's when whens where wheres why whys who which do does did can could is are will would should any have has".split()
)
_VERBS = ("VB", "MD")
_EDGES = " \t\n,.;:!?&+-–—"


class ClauseSplitter:
    """Finds the places at which a message may be parted in two.

    Args:
        language: spaCy pipeline with `parser` and `tagger`.
    """

    def __init__(self, language: Language) -> None:
        self._language = language

    def halves(self, text: str) -> list[tuple[str, str]]:
        """Return each way to part `text` in two clauses, in order of the border; empty for a simple message."""
        if text.count(" ") + 1 < _FEWEST_WORDS or not _WORTH_A_LOOK.search(text):
            return []
        doc = self._language(text, disable=["ner"])
        parted = [(_trim(text[:at]), _trim(text[at:])) for at in borders(doc)[:_MOST_BORDERS]]
        return [(first, second) for first, second in parted if len(first) > 2 and len(second) > 2]


def borders(doc: Doc) -> list[int]:
    """Return the character offsets at which a new clause may begin, sorted."""
    found = {sentence.start_char for sentence in doc.sents}
    for token in doc:
        if token.dep_ in ("conj", "parataxis", "ccomp") and token.tag_.startswith(_VERBS):
            found.add(doc[max(token.left_edge.i, token.head.i + 1 if token.head.i < token.i else 0)].idx)
        elif (
            token.lower_ in _JOINTS
            or _opens_a_question(doc, token.i)
            or (token.i and doc[token.i - 1].text in ",;:\n?!.-")
        ):
            found.add(token.idx)
    return sorted(offset for offset in found if 0 < offset < len(doc.text))


def _opens_a_question(doc: Doc, position: int) -> bool:
    """Tell whether the token starts a question in mid sentence: "… how long", "… do you", "… is it"."""
    return position > 1 and doc[position].lower_ in _OPENERS and doc[position - 1].lower_ not in _OPENERS


def _trim(clause: str) -> str:
    """Strip punctuation and joining words from the edges of a clause; a question mark stays."""
    clause = clause.strip(_EDGES.replace("?", "") + " ").strip()
    words = clause.split(" ")
    while words and words[0].lower().strip(_EDGES) in _JOINTS:
        words = words[1:]
    while words and words[-1].lower().strip(_EDGES) in _JOINTS:
        words = words[:-1]
    return " ".join(words).strip(" ,;:-")
