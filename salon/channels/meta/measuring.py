"""Measures and shortens text as Meta's apps count it. Pure; their renderers enter."""

from collections.abc import Callable, Sequence

from salon.messaging.app import Choice

_CUT = "…"


def utf16_units(text: str) -> int:
    """Return a text's length as phones count it: an emoji is two. Never less than its characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Return a text's length in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def shorten(text: str, most: int, measure: Callable[[str], int] = utf16_units) -> str:
    """Return the text on one line, its end cut off behind "…" if it measures more than `most`."""
    line = " ".join(text.split())
    if measure(line) <= most:
        return line
    while measure(line + _CUT) > most:
        line = line[:-1]
    return line.rstrip() + _CUT


def numbered(text: str, choices: Sequence[Choice]) -> str:
    """Return the text with the choices under it as a list from 1 on, which is answered by writing a number."""
    rows = "\n".join(f"{number}. {' '.join(one.title.split())}" for number, one in enumerate(choices, 1))
    return f"{text.strip()}\n\n{rows}".strip()


def bear_buttons(choices: Sequence[Choice], most_titles: int, most_title: int, most_press: int) -> bool:
    """Tell whether buttons can show all of these: few enough, whole, apart from each other, none empty."""
    titles = [" ".join(one.title.split()) for one in choices]
    return (
        len(choices) <= most_titles
        and all(title and utf16_units(title) <= most_title for title in titles)
        and len(set(titles)) == len(titles)
        and fit_presses(choices, most_press)
    )


def fit_presses(choices: Sequence[Choice], most: int) -> bool:
    """Tell whether what stands behind the choices can stand there: none empty, none too long, no two the same."""
    presses = [one.press for one in choices]
    return all(press and len(press) <= most for press in presses) and len(set(presses)) == len(presses)
