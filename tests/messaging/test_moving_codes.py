"""What a moving code looks like, and what a text that carries one is taken for."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salon.messaging.arrivals import Edit, Media, MediaKind, Press, Start, Text, What
from salon.messaging.moving_codes import carried, carrying, is_code, new_code, unpacked

DEEP_EXAMPLES = 150
CODE = "Xy4-ab_CdEfGhIjKlMnOpQr5"
OTHER = "__________--------------"[:24]
WORDS = "Please go on here with our conversation from your website."
OURS = f"[{WORDS} #{CODE}]"
CODES = st.from_regex(r"[A-Za-z0-9_-]{24}", fullmatch=True)
OWN = st.text(st.characters(exclude_characters="[]()*_~`>\"'", exclude_categories=("Cs",)), max_size=60)


def test_code_is_new_each_time_and_known_as_one() -> None:
    codes = {new_code() for _ in range(100)}

    assert len(codes) == 100
    assert all(is_code(code) for code in codes)


@pytest.mark.parametrize("text", ["", "spring", CODE[1:], f"{CODE}x", f"{CODE}\n", f" {CODE}", CODE.replace("4", "٤")])
def test_other_words_are_no_code(text: str) -> None:
    assert not is_code(text)


def test_message_that_carries_a_code() -> None:
    assert carrying(WORDS, CODE) == OURS


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(st.text(max_size=100), CODES)
@example("Go on [here]\n #", OTHER)
@example(OURS, CODE)
def test_code_is_found_whatever_the_salons_wording(words: str, code: str) -> None:
    assert carried(carrying(words, code)) == (code, "")


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(OWN, OWN, CODES)
def test_words_of_the_client_are_kept(before: str, after: str, code: str) -> None:
    found, own = carried(f"{before}{carrying(WORDS, code)}{after}")

    assert (found, own.split()) == (code, f"{before} {after}".split())


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (OURS, ""),
        (f"  {OURS}\n", ""),
        (OURS.replace("from ", "from\r\n"), ""),
        (OURS.replace(" ", "\N{NO-BREAK SPACE}"), ""),
        (OURS.replace("]", " ]"), ""),
        (f"*_{OURS}_*", ""),
        (f"> {OURS}", ""),
        (f"```{OURS}```", ""),
        (f'"{OURS}"', ""),
        (f"{OURS} And does it hurt?", "And does it hurt?"),
        (f"Hi!\n\n{OURS}", "Hi!"),
        (f"Hi! {OURS}\nDoes it hurt?\nAnd what [exactly] is it?", "Hi!\nDoes it hurt?\nAnd what [exactly] is it?"),
        (f"{OURS} 👍", "👍"),
        (f"[{OURS}]", ""),
        (f"[#{CODE}]", ""),
    ],
)
def test_code_is_found_in_what_clients_make_of_the_message(text: str, own: str) -> None:
    assert carried(text) == (CODE, own)


def test_last_of_several_codes_counts_and_none_is_left() -> None:
    assert carried(f"{carrying(WORDS, OTHER)} hello {OURS} {OURS}") == (CODE, "hello")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Does it hurt?",
        CODE,
        f"#{CODE}",
        f"[{CODE}]",
        f"({WORDS} #{CODE})",
        f"[{WORDS} #{CODE}",
        f"{WORDS} #{CODE}]",
        f"[{WORDS} #{CODE[1:]}]",
        f"[{WORDS} #{CODE}s]",
        f"[{WORDS} # {CODE}]",
        f"[{WORDS} #{CODE.replace('4', '٤')}]",
        "otorhinolaryngologically #otorhinolaryngologically",
        "[" * 4000 + "#" * 4000,
        f"[{'#' + CODE + ' '}" * 200,
    ],
)
def test_text_that_carries_no_code_comes_back_as_it_is(text: str) -> None:
    assert carried(text) == ("", text)


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(OWN | st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    assert carried(text)[1] == text


def test_code_in_another_case_is_another_code() -> None:
    assert carried(OURS.swapcase())[0] == CODE.swapcase()


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (Text("Does it hurt?"), [Text("Does it hurt?")]),
        (Text(OURS), [Start(CODE)]),
        (Text(f"{OURS} Does it hurt?"), [Start(CODE), Text("Does it hurt?")]),
        (Media(MediaKind.PHOTO, "7", "chin"), [Media(MediaKind.PHOTO, "7", "chin")]),
        (Media(MediaKind.PHOTO, "7", OURS, "image/jpeg"), [Start(CODE), Media(MediaKind.PHOTO, "7", "", "image/jpeg")]),
        (Edit("1", "tomorrow"), [Edit("1", "tomorrow")]),
        (Edit("1", OURS), []),
        (Edit("1", f"{OURS} Does it hurt?"), [Edit("1", "Does it hurt?")]),
        (Press("b:1", OURS), [Press("b:1", OURS)]),
        (Start(), [Start()]),
    ],
)
def test_what_came_is_a_start_and_the_rest(what: What, found: list[What]) -> None:
    assert list(unpacked(what)) == found
