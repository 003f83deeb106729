"""Made-up clients: names, telephone numbers that nobody has, and how they type. Pure."""

import random

_FIRST = (
    "Amelia Sophie Priya Chloe Hannah Zara Megan Olivia Fatima Grace Aoife Leila Ruby Isla Naomi Yasmin Freya Poppy Ines "
    "Katie Daniel Tom Arjun Callum Ewa Marta Bianca Jade Lucy Emma Nadia Rosa Helen Joanne Keira Sian Tess Willow Anya Beth"
).split()
_LAST = (
    "Hughes Patel Okafor Bennett Kowalska Moreau Clarke Ahmed Doyle Fraser Novak Silva Marsh Whitfield Rahman Pearce Lloyd "
    "Osei Turner Byrne Hartley Mistry Costa Webb Dunn Sharma Holt Ibrahim Quinn Rossi"
).split()
_SLANG = (
    ("please", "pls"),
    ("you", "u"),
    ("tomorrow", "tmrw"),
    ("appointment", "appt"),
    ("because", "cos"),
    ("thanks", "thx"),
)


def name(chance: random.Random) -> str:
    """Return the name of a client: some give the first name alone."""
    first = chance.choice(_FIRST)
    return first if chance.random() < _FIRST_NAME_ALONE else f"{first} {chance.choice(_LAST)}"


def phone(chance: random.Random) -> str:
    """Return a number out of those that Ofcom keeps free for fiction, as people write it.

    https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
    """
    digits = f"{chance.randrange(1000):03}"
    return chance.choice((f"07700 900{digits}", f"07700900{digits}", f"+44 7700 900{digits}", f"07700 900 {digits}"))


def typed(text: str, chance: random.Random) -> str:
    """Return a text as a client in a hurry types it: most as it stands, some small, short or with a slip."""
    if chance.random() < _SMALL:
        text = text.lower().rstrip(".")
    if chance.random() < _SHORT:
        for word, slang in _SLANG:
            text = text.replace(word, slang)
    return _slipped(text, chance) if chance.random() < _SLIP else text


def _slipped(text: str, chance: random.Random) -> str:
    """Return the text with two letters of a longer word in the wrong order."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= _LONG_WORD and word.isalpha()]
    if not long:
        return text
    index = chance.choice(long)
    word, at = words[index], chance.randrange(1, len(words[index]) - 2)
    words[index] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


_FIRST_NAME_ALONE, _SMALL, _SHORT, _SLIP, _LONG_WORD = 0.4, 0.35, 0.15, 0.12, 6
