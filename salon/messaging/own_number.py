"""Understands "this number": who writes by WhatsApp has no reason to write out what everybody sees. Pure."""

import re

_MOST_WORDS = 14
_SAYS_SO = re.compile(
    r"""
      \b(?:this|the \s same|same|my \s whats?\s?app|the \s whats?\s?app|current) \s
        (?:(?:mobile|phone|cell|whats?\s?app|contact|tel) \s)? (?:number|num|nr|no|phone|mobile|one|line)\b
    | \b(?:number|num|no|one|phone|mobile) \s (?:that \s|which \s)?
        (?:i\s?a?m|you|u|we)(?:\sare|\sre|re)? \s (?:now \s|currently \s)?
        (?:on|(?:text|writ|messag|whats?app+|contact|chatt|us|talk|speak)ing|have|got|see|can \s see)\b
    | ^(?:(?:yes|yeah|yep|ok|okay|sure|just|please|pls|use|on|to|it\s?s|its|it \s is|via|by|my|the) \s)*
        (?:this|same|here|this \s 1|whats?\s?app)(?:\s (?:please|pls|is \s fine|is \s ok|is \s good|thanks|thx|works))*$
    """,
    re.VERBOSE,
)
_ANOTHER = re.compile(
    r"""
      \b(?:not|\w*n \s t|dont|isnt|wrong|other|another|different|instead|except|change|cancel)\b
    | ^(?:and \s|but \s)?(?:how|what|why|who|when|where|is|does|do|should|can \s i)\b
    """,
    re.VERBOSE,
)
_NO_WORD = re.compile(r"[^a-z0-9]+")


def means_own_number(text: str) -> bool:
    """Tell whether an answer to "which number?" says that it is the one written from, rather than naming one."""
    words = _NO_WORD.sub(" ", text.casefold()).strip()
    if any(letter.isdigit() for letter in words.replace("this 1", "")) or len(words.split()) > _MOST_WORDS:
        return False
    return bool(_SAYS_SO.search(words)) and not _ANOTHER.search(words)
