"""How a client says a thing: of themselves or of others, denied, long over, or only asked. Pure; the advice room's own.

Rules, not grammar: a message is folded, cut into clauses, and each find is judged by the words around it. Where a
wording leaves a doubt, the find counts as stated, because a refused booking costs a phone call and a missed
contraindication costs more.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from salon.advice.elapsed import months_since


class Stance(Enum):
    """How a thing was mentioned."""

    STATED = "stated"
    """The client's own, or of the person they book for, or a wish: "can I have it if I'm pregnant"."""
    DENIED = "denied"
    """Said not to be so, or long over."""
    ASKED = "asked"
    """A question in general: "is it fine for pregnant women"."""
    OTHERS = "others"
    """Somebody else's: "my mum has rosacea"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The wordings of one thing, and what else must hold for them to count.

    Attributes:
        pattern: matched against folded text (see `fold`).
        lapse_months: the thing no longer counts when it is said to be longer ago than this; None: it always counts.
        on_face: does not count when the clause names another part of the body and not the face.
        is_event: counts only with a word that it took place ("had a peel", not "do you sell peels").
        heals: "used to have" means that it is over.
    """

    pattern: re.Pattern[str]
    lapse_months: float | None = None
    on_face: bool = False
    is_event: bool = False
    heals: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One find: the key of the thing and how it was mentioned."""

    what: str
    stance: Stance


_NEGATION_REACH_WORDS = 9
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´＇"), "'")
_WILL = re.compile(r"'ll\b")
_REPEATED = re.compile(r"([a-z!?.])\1{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?;\n])(?!\d)\s*")
_SUBJECT_AHEAD = r"(?:i|im|ive|id|my|mine|me|we|our|he|she|they|her|his|also|just|though|it|its|is|can)\b"
_CLAUSE_END = re.compile(
    rf"[,:()]\s*|\s+-+\s+|\s+(?=(?:but|though|although|however|yet|whereas|while)\b)|\s+and\s+(?={_SUBJECT_AHEAD})"
)
_PERSON = (
    r"(?:mums?|moms?|mothers?|mam|dads?|fathers?|parents?|sisters?|sis|brothers?|daughters?|sons?|kids?|child(?:ren)?|"
    r"babys?|niece|nephew|cousins?|aunt(?:ie|y)?|uncle|gran(?:dma|ny|dad|dpa)?|nan|husbands?|hubby|wife|wifes|"
    r"da|grand(?:son|daughter|mother|father)|lad|lass|nana|little ones?|partners?|fiancee?|boyfriends?|girlfriends?|bf|gf|friends?|mate|bestie|colleagues?|flatmates?|neighbours?)"
)
_KIN = rf"(?:my|me|our) (?:\w+ ?-?(?:years?|yrs?) ?-?olds?\b|(?:\d+ ?(?:years?|yrs?|yo)?(?: |-)?(?:old )?|little |big |older |younger |best |teen(?:age)? |own |dear )*{_PERSON})"
_OTHER = re.compile(rf"\b(?:{_KIN}|she|shes|he|hes|they|theyre|theyve|her|his|their)\b")
_SHORT = 6
"""Words of a clause that may be one of a list."""
_SELF = re.compile(r"\b(?:i|im|ive|id|me|myself|my|mine|we|were|weve|our|ours)\b")
_BOOKING_FOR = re.compile(
    rf"\b(?:for|book(?:ing)?(?: in)?|bring(?:ing)?|can|could|is|would|does|do|should|will|may|and|with|on) {_KIN}\b"
    rf"|\b{_KIN} (?:wants?|would|needs?|is coming|is booked|wanted|asked|come|have)\b"
    r"|\b(?:can|could|may|would|should|is it ok if) (?:she|he|they)\b|\bbook (?:her|him|them)\b|\bfor (?:her|him|them)\b"
    r"|\b(?:she|he|they) (?:wants?|wanted|would like|needs|is coming)\b"
)
_GENERAL = re.compile(
    r"\b(?:people|women|woman|ladies|someone|somebody|anyone|anybody|clients|customers|everyone|those who|persons?|patients|a (?:\w+ )?\w+ ?-?(?:year|yr)s? ?-?olds?|"
    r"men|girls|teens|teenagers|mums|moms|mothers|kids|children|folk|pregnant (?:lady|person))\b"
)
_DEFINITION = re.compile(
    r"\b(?:what (?:is|are|causes|does)|whats|how (?:is|do you get)|causes? of|(?:can|does|will|could|might|would) (?:it|this|that|"
    r"cleaning|the cleaning|a facial|extraction|squeezing|they|popping|steam) (?:\w+ )?(?:cause|give|lead to|trigger|leave|make)|"
    r"(?:can|will|could|might|would) i (?:get(?! (?:one|it|this|in|booked|a (?:facial|deep|clean)))|end up|catch|be left)|tell me about|i (?:heard|read)|what if|how do (?:i|you) tell|difference between|do you (?:treat|do|offer|"
    r"sell|have|provide|also)|how much|price|thinking (?:of|about)|consider(?:ing)?|should i (?:take|try|use|go on|start)|"
    r"better than|instead of|about to start|want(?:s)? to (?:put me on|start|go on|try)|might (?:go|start))\b"
)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|without|nor|neither|dont|doesnt|didnt|havent|hasnt|hadnt|isnt|arent|aint|wasnt|werent|"
    r"do not|does not|free (?:of|from)|stopped|quit|no longer|negative for|nothing like|zero)\b"
)
_SCOPE_BREAK = re.compile(
    r"\b(?:because|cos|coz|cuz|bc|since|so|im|ive|i am|i have|i take|i get|i was|i had|hes|shes|she is|he is|only|just|sure|mind|"
    r"know|until|except|apart|other than|besides|if|whether|when|due to|problem|issue|idea|think|better|well|helping|but|"
    r"taking my|telling|until)\b"
)
_STOPPED = re.compile(r"(?:stopped|quit|no longer)\b")
_STOPPED_DOING = re.compile(
    r"(?:stopped|quit|no longer)(?: (?:taking|using|being|having|getting|the|my|with|on|all|a))* ?$"
)
_LAPSED_FOR = re.compile(r"(?:havent|hasnt|hadnt|not|dont|didnt)\b")
_NO = re.compile(r"(?:no|nope|none|nah)\b\W*")
_DENIED_AFTER = re.compile(
    r"^\s*[-?]?\s*(?:no|nope|none|neither|negative|not me|no longer)\b|^\w*\s+(?:free|negative)\b"
)
_HEALED = re.compile(
    r"\b(?:used to|grew out|outgrew|grown out|any ?more|cleared up|all clear(?:ed)?|has gone|have gone|its gone|all gone|went away|"
    r"fully healed|healed now|as a (?:kid|child|baby|teen|teenager)|when i was|after my|since my|in the past|years ago|"
    r"last pregnancy|first pregnancy|was pregnant|was born|all through|after (?:pregnancy|giving)|post pregnancy|since (?:pregnancy|having))\b"
)
_HAPPENED = re.compile(
    r"\b(?:had|have(?! to)|has|got|getting|did|done|just|recent(?:ly)?|yesterday|today|last|ago|using|since|still|this (?:week|morning)|"
    r"waxed|lasered|burnt|burned|earlier|was|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_TO_COME = re.compile(r"\b(?:booked|next (?:week|month)|planning|want|wanting|thinking|would like)\b")
_IMPERSONAL = re.compile(r"(?:would|does|do|is|are|can|could|will|which|what|how)\b")
_CIRCUMSTANCE = re.compile(r"\b(?:with|if|while|whilst|on|during|when)\b")
_ELSEWHERE = re.compile(
    r"\b(?:legs?|knees?|elbows?|hands?|fingers?|arms?|underarms?|armpits?|back|feet|foot|toes?|ankles?|bikini|stomach|belly|tummy|"
    r"chest|shoulders?|scalp|bum|thighs?|shins?|body|breasts?|ovar\w+|kidney|liver|wrists?)\b"
)
_FACE = re.compile(
    r"\b(?:face|facial|cheeks?|chin|nose|forehead|lips?|eyes?|eyelids?|brows?|eyebrows?|jaw\w*|neck|t ?zone|temples?|skin)\b"
)


def fold(text: str) -> str:
    """Bring typed text to one form: NFKC, lower case, no accents, no apostrophes ("I’m" is "im"), no letter thrice.

    Emoji, digits, punctuation and line breaks stay; other white space becomes one space.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "\u200b\u200c\u200d\ufeff")
    plain = _WILL.sub(" will", plain).replace("'", "")
    plain = _REPEATED.sub(r"\1\1", plain)
    return re.sub(r"[^\S\n]+", " ", plain).strip()


def sentences(folded: str) -> list[str]:
    """Cut folded text at sentence ends and line breaks; the ends stay on. Empty text gives an empty list."""
    return [part.strip() for part in _SENTENCE_END.split(folded) if part.strip()]


def mentions(text: str, table: Mapping[str, Sequence[Words]], today: date | None = None) -> list[Mention]:
    """Find what `text` mentions, in the order of the text's sentences and the table's keys.

    Args:
        text: one message, as typed.
        table: key of the thing to its wordings.
        today: lets years be measured (see `months_since`).
    """
    folded = fold(text)
    for_other = _BOOKING_FOR.search(folded) is not None
    parts = sentences(folded)
    found = []
    for number, sentence in enumerate(parts):
        answer = parts[number + 1] if number + 1 < len(parts) else ""
        for clause in _clauses(sentence):
            found += [
                Mention(what, _stance(words, hit, clause, sentence, answer, today, for_other=for_other))
                for what, wordings in table.items()
                for words in wordings
                for hit in words.pattern.finditer(clause.text)
            ]
    return found


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    following: str
    """The clause after it, where a time often stands: "I was on it, that's two years ago"."""
    others: bool
    """The clauses before it in this sentence spoke of somebody else."""
    denied: bool
    """A denial runs on through an enumeration: "no rosacea, eczema or psoriasis"."""


def _clauses(sentence: str) -> Iterator[_Clause]:
    texts = [part for part in _CLAUSE_END.split(sentence) if part]
    others = denied = False
    for number, text in enumerate(texts):
        rest = texts[number + 1 :]
        enumerates = len(text.split()) <= _SHORT and not _SELF.search(text) and not re.match(r"but\b|though\b", text)
        runs_on = re.match(r"(?:or|nor)\b|.* (?:or|nor|either) ", text + " ") or any(
            re.match(r"(?:or|nor)\b|.* (?:or|nor|either) ", part + " ") for part in rest[:3]
        )
        yield _Clause(text, rest[0] if rest else "", others, denied=denied and enumerates and bool(runs_on))
        last = max((m.start() for m in _OTHER.finditer(text)), default=-1)
        mine = max((m.start() for m in _SELF.finditer(text) if not _OTHER.match(text, m.start())), default=-1)
        others = last > mine if max(last, mine) >= 0 else others
        denied = bool(_NEGATION.search(text)) or (denied and enumerates)


def _stance(
    words: Words,
    hit: re.Match[str],
    clause: _Clause,
    sentence: str,
    answer: str,
    today: date | None,
    *,
    for_other: bool,
) -> Stance:
    before, after = clause.text[: hit.start()], clause.text[hit.end() :]
    if _is_denied(words, before, after, clause) or _NO.fullmatch(clause.following):
        return Stance.DENIED
    if sentence.endswith("?") and _NO.fullmatch(answer):
        return Stance.DENIED
    if _is_over(words, clause, today) or (words.on_face and _is_elsewhere(clause.text)):
        return Stance.DENIED
    if not for_other and (_speaks_of_others(before, clause) or _OTHER.search(hit[0])):
        return Stance.OTHERS
    if words.is_event and (not _HAPPENED.search(clause.text) or _TO_COME.search(clause.text)):
        return Stance.ASKED
    if _IMPERSONAL.match(clause.text) and not _SELF.search(sentence) and not _CIRCUMSTANCE.search(clause.text):
        return Stance.ASKED
    owned = re.search(r"\b(?:im|ive|i am|i have|i take|i had|mine|i get|i suffer|ive got)\b", clause.text)
    if _DEFINITION.search(clause.text) or (_GENERAL.search(clause.text) and not owned):
        return Stance.ASKED
    return Stance.STATED


def _is_denied(words: Words, before: str, after: str, clause: _Clause) -> bool:
    opened = re.sub(r"^(?:no|nope|nah)(?: (?=im|i |just|only))", "", before)
    reaches = (opened[negation.start() :] for negation in _NEGATION.finditer(opened))
    return clause.denied or bool(_DENIED_AFTER.search(after)) or any(_denies(words, reach, after) for reach in reaches)


def _denies(words: Words, reach: str, after: str) -> bool:
    """Tell whether the negation at the start of `reach` still holds at its end."""
    if _SCOPE_BREAK.search(reach) or len(reach.split()) > _NEGATION_REACH_WORDS:
        return False
    if _STOPPED.match(reach):
        return words.lapse_months is None and _STOPPED_DOING.match(reach) is not None
    return not (words.lapse_months and _LAPSED_FOR.match(reach) and re.search(r"\b(?:for|since|in)\b", after))


def _is_over(words: Words, clause: _Clause, today: date | None) -> bool:
    if words.heals and _HEALED.search(clause.text):
        return True
    if words.lapse_months is None:
        return False
    months = months_since(clause.text, today)
    if months is None:
        months = months_since(clause.following, today)
    return months is not None and months > words.lapse_months


def _is_elsewhere(clause: str) -> bool:
    return bool(_ELSEWHERE.search(clause)) and not _FACE.search(clause)


def _speaks_of_others(before: str, clause: _Clause) -> bool:
    other = max((m.start() for m in _OTHER.finditer(before)), default=-1)
    mine = max((m.start() for m in _SELF.finditer(before) if not _OTHER.match(before, m.start())), default=-1)
    return clause.others if max(other, mine) < 0 else other > mine
