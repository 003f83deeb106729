"""Person names in what a client writes, lower-case ones too ("wanda here", "im lena").

A phrase that introduces somebody proposes a name. A list of first names from many languages decides, then the list of
English words, then spaCy, shown the words with capitals in a sentence of its own. A bare answer to "what is your name?"
is read by the booking, which knows that it asked.
"""

import re
from collections.abc import Callable

from spacy.language import Language

_NAME = r"([^\W\d_][\w'’-]+(?:[ ][^\W\d_][\w'’-]*){0,2})"
_START = r"(?:^|(?<=[\s,.!?;:(-]))"
_CERTAIN = [
    re.compile(_START + cue + _NAME, re.IGNORECASE)
    for cue in (
        r"(?:my |the )?(?:full |first )?name(?:['’]?s| is| wud be| would be|:)?[ ]+(?:is )?(?:under )?",
        r"call me[ ]+",
        r"under(?: the name)?(?: of)?[ ]+",
        r"book(?:ing)? (?:is )?for (?:mrs?|ms|miss|dr)\.?[ ]+",
    )
]
_POSSIBLE = [
    re.compile(_START + cue + _NAME, re.IGNORECASE)
    for cue in (
        r"i['’ ]?a?m[ ]+",
        r"this is[ ]+",
        r"it['’ ]?s[ ]+",
        r"for[ ]+",
        r"name to[ ]+",
        r"(?:put|make it|down)[ ]+",
        r"signed[ ,]+",
        r"- ?",
        r"cheers,?[ ]+",
        r"thanks,?[ ]+",
    )
]
_HERE = re.compile(_START + _NAME + r"[ ]+(?:here|speaking)\b", re.IGNORECASE)
_CALLED = re.compile(_START + _NAME + r"[ ]+(?:is|['’]?s) (?:my|the) (?:full |first |last )?name\b", re.IGNORECASE)
_PART = re.compile(
    r"(?:(?<=^)|(?<=[,;\n:.?!] )|(?<=[,;\n:]))[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*(?=\s*(?:$|[,;.!\n(+\d]))"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS = 3
_DIGITS_OF_A_NUMBER = 7
_STOP = frozenset(
    """
    i'm i'd i'll i've im it's its that's thats acne called eczema flexible instead psoriasis rosacea pimples blackheads spots skin
    a about abt actually afternoon aftrnoon alright aye bit british cheers consultation deposit evening fri half hiya hm hmm lol lunch monday naw nah noon oof omg option pls plz quarter style tbh wed weds whichever
    a about actually after again all also an and any anyone are at back been before book booked booking but by call can
    cancel clean cleaning come coming could deep do down facial fine first for free friday from getting going good got
    guys have having hello her here hey hi hiya him his how i if in interested is it its just keen late later like
    looking lost me mine mon monday more morning my myself need new next no not now of off ok okay on one only or our
    over please pls really right running sat saturday see she so some someone something soon sorry sort still sun sunday
    sure thanks that the their them then there they this thu thurs thursday to today tomorrow tonight too trying tue
    tues tuesday two up us very wanting was we wed wednesday week weekend weeks well what when where which who why will
    with wondering would yeah yep yes yet you your
    """.split()
)


# First names that more often are something else where somebody says "I'm …", "it's …" or "for …".
_ORDINARY = frozenset(
    """
    add america babe baby banks boss brain branch brown burns candy cap captain carry chance charity china chip
    christian comfort con constant danish doctor dot early echo else era ever fed fleet floor forest friend gang
    gauge gay general german ginger golden gray grove gun hall harm heaven hill hunt infant january judge june
    august justice kick lady lane lawyer less lies line little loan london long love lucky mad made major male man
    marine mate may mile min minor muslim north odd oral orange peer pepper per pink pleasant precious press price
    prince princess queen reason red rice rich river rock royal rush sad saint sep silver sing sister skip sky sole
    spring star stone storm sunny summer tab tea tiny toy trace true unique unknown urban valid victory wage wash
    west winter wolf wood worth yoga young
    """.split()
)


_SENTENCES = ("{} called me.", "My friend {} lives in London.")
"""In these spaCy is asked whether a word is a person; a person's name is one in either."""


class NameReader:
    """Finds the name by which a client introduces themselves.

    Args:
        language: spaCy pipeline with `ner`.
        is_english: tells whether a lower-case word stands in the list of English words.
        first_names: in lower case.
    """

    def __init__(self, language: Language, is_english: Callable[[str], bool], first_names: frozenset[str]) -> None:
        self._language = language
        self._is_english = is_english
        self._first_names = first_names

    def find(self, text: str) -> tuple[str, int, int] | None:
        """Return the name as one writes it, and where it starts and ends in `text`; None if nobody is introduced."""
        for pattern in _CERTAIN:
            for match in pattern.finditer(text):
                if words := _leading_words(match.group(1)):
                    return _found(words, match.start(1))
        for match in (*_HERE.finditer(text), *_CALLED.finditer(text)):
            words = match.group(1).split(" ")
            while words and not self._is_person(words) and not self._is_unknown(words):
                words = words[1:]
            if words:
                return _found(words, match.end(1) - len(" ".join(words)))
        for pattern in _POSSIBLE:
            for match in pattern.finditer(text):
                words = _leading_words(match.group(1))
                while words and not self._is_person(words):
                    words = words[:-1]
                if words:
                    return _found(words, match.start(1))
        return self._alone(text)

    def bare(self, text: str) -> str | None:
        """Return the name that a message consists of, as an answer to "whose name?" does; None if it is no known one."""
        words = text.strip(" .,!\n").split(" ")
        if len(words) > _MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
            return None
        return " ".join(written(word) for word in words) if self._is_person(words) else None

    def _alone(self, text: str) -> tuple[str, int, int] | None:
        """Return a name that stands by itself beside a telephone number: "Priya Sharma, 07700 900123"."""
        if sum(character.isdigit() for character in text) < _DIGITS_OF_A_NUMBER:
            return None
        for part in _PART.finditer(text):
            words = part.group().split(" ")
            if len(words) <= _MOST_WORDS and not any(word.lower() in _STOP for word in words):
                if self._is_person(words):
                    return _found(words, part.start())
        return None

    def _is_person(self, words: list[str]) -> bool:
        """Tell whether words are a person's name; the first decides, others may only follow if they could be one's."""
        first, *others = words
        return self._is_first_name(first) and all(self._may_follow(word) for word in others)

    def _is_first_name(self, word: str) -> bool:
        lower = word.lower()
        if lower in _STOP or (lower in _ORDINARY and word == lower):
            return False
        if lower in self._first_names:
            return True
        if self._is_english(lower) and word == lower:
            return False
        name = word.capitalize()
        return any(
            entity.text == name and entity.label_ == "PERSON"
            for sentence in _SENTENCES
            for entity in self._language(sentence.format(name), disable=["tagger", "parser"]).ents
        )

    def _is_unknown(self, words: list[str]) -> bool:
        """Tell whether a single word is none that anybody knows: before "here" it can only be a name."""
        return len(words) == 1 and words[0].lower() not in _STOP and not self._is_english(words[0].lower())

    def _may_follow(self, word: str) -> bool:
        lower = word.lower()
        return lower not in _STOP and (word != lower or lower in self._first_names or not self._is_english(lower))


def _leading_words(candidate: str) -> list[str]:
    """Return the words of `candidate` up to the first that can't belong to a name."""
    words: list[str] = []
    for word in candidate.split(" "):
        if word.lower() in _STOP or not word:
            break
        words.append(word)
    return words


def _found(words: list[str], start: int) -> tuple[str, int, int]:
    return " ".join(written(word) for word in words), start, start + len(" ".join(words))


def written(word: str) -> str:
    """Return a word of a name with its capitals: "o'brien" -> "O'Brien", "anne-marie" -> "Anne-Marie"."""
    if not (word.islower() or (word.isupper() and len(word) > 2)):
        return word
    return re.sub(r"(^|['’-])(\w)", lambda part: part.group(1) + part.group(2).upper(), word.lower())
