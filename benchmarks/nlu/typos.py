"""Typing mistakes for measuring: one keyboard edit in every other word; standard library only."""

from functools import cache
from random import Random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def with_typos(text: str, seed: int = 13) -> str:
    """Return `text` with one edit in each of half of its words (at least one); the same for the same text and seed."""
    random = Random(f"{seed}:{text}")  # noqa: S311  nothing here is secret
    words = text.split(" ")
    for index in random.sample(range(len(words)), max(1, len(words) // 2)):
        words[index] = misspelt(words[index], random)
    return " ".join(words)


def misspelt(word: str, random: Random) -> str:
    """Return `word` with a neighbouring key instead of a letter or behind it, a letter missing, or two swapped."""
    places = [index for index, letter in enumerate(word) if keys_beside(letter.lower())]
    if not places:
        return word
    at = random.choice(places)
    kind = random.choice(("substitute", "insert", "delete", "swap"))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    slipped = random.choice(keys_beside(letter.lower()))
    if kind == "insert":
        return before + letter + slipped + after
    if kind == "delete" and len(word) > 1:
        return before + after
    if kind == "swap" and after:
        return before + after[0] + letter + after[1:]
    return before + slipped + after


@cache
def keys_beside(letter: str) -> str:
    """Return the keys around a lower-case letter (QWERTY), row by row; empty for everything else."""
    for row, keys in enumerate(ROWS):
        column = keys.find(letter)
        if letter and column >= 0:
            around = (other[max(0, column - 1) : column + 2] for other in ROWS[max(0, row - 1) : row + 2])
            return "".join(around).replace(letter, "")
    return ""
