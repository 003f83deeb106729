"""What a moving code looks like, and words that carry one to an app whose links can only fill in a message.

Pure; the messaging service makes codes, doors write them into links and find them in what comes.

Our words stand in brackets, with the code at the end, so that they are known whatever the salon's wording is by then:

    [Please go on here with our conversation from your website. #Xy4-ab…]

What stands outside of the brackets is the client's own, and is heard after the code has done its work.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace

from salon.messaging.arrivals import Edit, Media, Start, Text, What

_BYTES = 18
_CODE = "[A-Za-z0-9_-]{24}"
"""18 bytes as `token_urlsafe` writes them."""
_CARRIED = re.compile(rf"\[[^\[\]]*#({_CODE})\s*\]")
_WRAPPING = "*_~`>\"'()[]"
"""What is put around words, to make them bold in WhatsApp or to quote them; alone it says nothing."""
_NO_BRACKETS = str.maketrans("[]", "()")


def new_code() -> str:
    """Return a code that nobody can guess: 24 letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(_BYTES)


def is_code(text: str) -> bool:
    """Tell whether this looks like a code of ours, and is not a word that somebody else put into a link."""
    return re.fullmatch(_CODE, text) is not None


def carrying(words: str, code: str) -> str:
    """Return the message that carries a code.

    Args:
        words: a sentence of the salon's; brackets in it become round.
        code: of ours.
    """
    return f"[{' '.join(words.translate(_NO_BRACKETS).split())} #{code}]"


def carried(text: str) -> tuple[str, str]:
    """Return the code that a text carries, "" if there is none, and the words besides ours.

    Of several codes the last counts: it was made last. Without a code the text comes back as it is.
    """
    parts = _CARRIED.split(text)
    if len(parts) == 1:
        return "", text
    own = (part.strip() for part in parts[::2])
    return parts[-2], "\n".join(part for part in own if part.strip(f"{_WRAPPING} \n"))


def unpacked(what: What) -> Iterator[What]:
    """Yield what came, after a start if it carries a code; no code is left in words, which would be kept.

    Other words in place of earlier ones start nothing: the code has done its work, or never will.
    """
    match what:
        case Text(text):
            code, own = carried(text)
            if code:
                yield Start(code)
            if own or not code:
                yield replace(what, text=own)
        case Media(caption=caption):
            code, own = carried(caption)
            if code:
                yield Start(code)
            yield replace(what, caption=own)
        case Edit(text=text):
            code, own = carried(text)
            if own or not code:
                yield replace(what, text=own)
        case _:
            yield what
