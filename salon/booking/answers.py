"""Reads short answers: yes, no, a choice among what was offered, a bare name. Pure; the booking room enters."""

import re
from collections.abc import Sequence
from datetime import datetime

_YES = re.compile(
    r"^\W*(?:oh |um+ |erm* |well |and |so |ok(?:ay)? |right,? |then,? )*(?:y|ye+s*|yes+|yea+h?|yeh|yep|yup|ya|aye"
    r"|sure|ok(?:ay|ey)?|k|fine|please do|go (?:ahead|on|for it)"
    r"|of course|ofc|course|correct|right|perfect|great|lovely|brill(?:iant)?|sounds? (?:good|great|fine|lovely"
    r"|perfect)|good|agreed|i agree|do it"
    r"|book it|book me|confirm(?:ed)?|that'?s? (?:is )?(?:it|right|correct|fine|good|great|perfect|the one|all right"
    r"|ok(?:ay)?|me)|all good|no problem"
    r"|no worries|nah sound|sound|(?:i'?m |im )?happy(?: (?:with|to)\b|$)|by all means|fair enough|final answer"
    r"|that works|works for me|absolutely|definitely|deal|si|tak|👍|👌|✅|yess*ir|alright|all right|cool|please)\b",
    re.IGNORECASE,
)
_EMOJI_YES = re.compile(r"^\s*[👍👌✅🙏💯☑✔]")
_NO = re.compile(
    r"^\W*(?:oh |um+ |erm* |well |ah |hmm+ |sorry |actually )*(?:n|no+|nope|nah|naw|nay|not really|no thanks?"
    r"|no thank you|rather not|i'?d rather not"
    r"|don'?t|do not|never|wrong|that'?s (?:wrong|not right)|not right|incorrect|👎|❌)(?:\W|$)",
    re.IGNORECASE,
)
_SOFT_START = re.compile(
    r"^\W*(?:(?:oh|um+|erm*|well|ah|hmm+|sorry|actually|ok(?:ay|ey)?|right|and|so|then|cool|fine|sure|please|yes|yeah)\b"
    r"\W*)+",
    re.IGNORECASE,
)
"""What a no may begin with: "ok no", "please don't", "yeah, nah"."""
_NO_WORRIES = re.compile(
    r"^\W*(?:(?:no|nae) (?:problem|prob|probs|worries|bother|issues?|trouble|objections?|harm|doubt)|(?:don'?t|do not) (?:worry|mind)"
    r"|nah sound)\b",
    re.IGNORECASE,
)
_NONE_APPLIES = re.compile(
    r"\b(?:none (?:of (?:those|them|that|these|the above)|apply|applies)|no(?:ne|thing)? (?:of that )?appl(?:y|ies)"
    r"|nothing like that|neither"
    r"|don'?t have any|have none|not any of|no to all|all clear|no issues|no conditions)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:forget (?:it|about it|this|that|the (?:whole|booking|appointment))|never ?mind(?: (?:the|about|it|that"
    r"|then))?|leave it(?: then| there| for now)?"
    r"|stop(?: (?:it|this|that|booking|the booking|please|now))?$|(?:oh )?stop,|cancel (?:that|this|it|everything"
    r"|the (?:booking|whole))|don'?t book(?: it| me| anything)?"
    r"|changed my mind|not (?:now|today) after all|i'?ll leave it|scrap (?:it|that)|abort|quit)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    word: place
    for place, words in enumerate(("first 1st earliest earlier", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"))
    for word in words.split()
}
_CHOICE = re.compile(
    r"\b(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|earliest|earlier|latest|later)\s+(?:one|option|slot"
    r"|time|choice)\b"
    r"|\b(?:option|number|no\.?)\s*([1-6])\b|^\W*(?:the )?(first|second|third|last|earliest|latest|earlier|later)\W*$",
    re.IGNORECASE,
)
_LEAD_INS = re.compile(
    r"^\W*(?:(?:oh|ok|okay|yes|yeah|sure|hi|hello|so|um|er|and|its|it's|it is|im|i'm|i am|i m|this is|my|the|full"
    r"|first|names?['’]?s?|is|was|under|put|down"
    r"|it|call|called|me|me as|as|for|please|pls|say|just|book|booking|that's|thats|that|(?:would|will) be|mrs|ms|miss"
    r"|mr|dr|sorry|no|not|wrong|actually)\b[\s.,:'’-]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.!-]+(?:here|speaking|please|pls|plz|thanks|thank you|thx|ta|cheers|xx?|is my name|is the name|is fine)\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}")
_NOT_NAMES = frozenset(
    "what why how when where who which whose can could do does is are would should dunno none nothing nope help stop "
    "cancel skip later anyone someone anybody somebody nobody thing same before already no yes you your it this that "
    "these those maybe idk private secret hmm ok be policy cancellation cancelation".split()
)
_LONGEST_NAME = 60
_WHAT_IF = re.compile(r"\b(?:if|in case|later|fee|charge|policy|how)\b", re.IGNORECASE)
_ASKS_THE_RULES = "ask_cancelling"


def is_yes(text: str, intent: str) -> bool:
    """Tell whether an answer agrees; the words count more than what the classifier thinks of them."""
    if _NONE_APPLIES.search(text):
        return True
    if _declines(text):
        return False
    return bool(_EMOJI_YES.search(text) or _YES.search(text)) or intent == "affirm"


def is_no(text: str, intent: str) -> bool:
    """Tell whether an answer declines."""
    return not is_yes(text, intent) and (_declines(text) or intent == "deny")


def _declines(text: str) -> bool:
    """Tell whether a text begins with a no, politely or not."""
    rest = _SOFT_START.sub("", text, count=1)
    return bool(_NO.search(text) or _NO.search(rest)) and not _NO_WORRIES.search(rest)


def is_stop(text: str, intent: str) -> bool:
    """Tell whether the client gives up what is being arranged: "forget it", "leave it then", "don't book it".

    Who asks what would be ("if I cancel it later, is there a fee?", "what if I've changed my mind by then") does not.
    """
    if intent == _ASKS_THE_RULES:
        return False
    given_up = _STOP.search(text.strip(" .!"))
    supposed = given_up and given_up.group().lower().startswith(("cancel", "don")) and _WHAT_IF.search(text)
    return bool(given_up and not supposed)


def choice(text: str, offered: Sequence[datetime]) -> datetime | None:
    """Return the offer that "the second one", "the earlier one" or "option 2" means, or None."""
    match = _CHOICE.search(text)
    if not match or not offered:
        return None
    word = next(group for group in match.groups() if group).lower()
    if word in ("last", "latest", "later"):
        return offered[-1]
    index = int(word) - 1 if word.isdigit() else _ORDINALS[word]
    return offered[index] if index < len(offered) else None


def bare_name(text: str) -> str | None:
    """Return the name in an answer to "whose name?", with capitals; None when the answer holds none."""
    text = _TAIL.sub("", text.partition("\n")[0].strip())
    text = _LEAD_INS.sub("", text, count=1).strip(" .,!:;-'’\"")
    if "?" in text or not _NAME.fullmatch(text) or len(text) > _LONGEST_NAME:
        return None
    words = text.split(" ")
    if any(word.lower() in _NOT_NAMES for word in words):
        return None
    return " ".join(_capitals(word) for word in words)


def _capitals(word: str) -> str:
    if not (word.islower() or (word.isupper() and len(word) > 2)):  # noqa: PLR2004  "JJ" may be meant
        return word
    return re.sub(r"(^|['’-])(\w)", lambda part: part.group(1) + part.group(2).upper(), word.lower())
