"""The address that opens WhatsApp, whoever brings its messages to us. Pure; its doors enter.

https://faq.whatsapp.com/5913398998672934
"""

import re
from urllib.parse import quote


def wa_me(number: str, words: str) -> str | None:
    """Return the address that opens a chat with words filled in, which the client only has to send.

    Args:
        number: the salon's with its country, in whatever form; None is returned if it holds no digit.
        words: of any script.
    """
    digits = re.sub("[^0-9]", "", number)
    return f"https://wa.me/{digits}?text={quote(words, safe='')}" if digits else None
