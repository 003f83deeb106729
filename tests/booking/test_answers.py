"""Short answers: yes, no, giving up, a choice, a bare name."""

from datetime import UTC, datetime, timedelta

import pytest

from salon.booking.answers import bare_name, choice, is_no, is_stop, is_yes

NO = [
    "no",
    "nope",
    "nah",
    "well no",
    "actually no",
    "not really",
    "no thanks",
    "never",
    "don't",
    "wrong",
    "that's wrong",
    "👎",
    "ok no",
    "okay, no thanks",
    "right, no",
    "yeah nah",
    "please don't",
    "sure, don't",
]
YES = [
    "yes",
    "Yes!",
    "y",
    "yeah",
    "yep",
    "ok",
    "sure",
    "fine",
    "please",
    "👍",
    " 🙏",
    "so ok",
    "that's right",
    "thats me",
    "sounds good",
    "happy to",
    "I'm happy with that",
    "book it",
    "works for me",
    "no problem",
    "no worries",
    "yes no problem",
    "sure, don't worry",
    "nah sound",
]
NOTHING_APPLIES = ["none of those", "no, none apply", "nothing like that", "I don't have any", "all clear", "no to all"]
NEITHER = ["hm", "thursday", "I guess", "what for", "happy birthday", "kind of", "none"]


@pytest.mark.parametrize("text", NO)
@pytest.mark.parametrize("intent", ["affirm", "deny", "nlu_fallback"])
def test_no_whatever_the_classifier_thinks(text: str, intent: str) -> None:
    assert (is_yes(text, intent), is_no(text, intent)) == (False, True)


@pytest.mark.parametrize("text", YES + NOTHING_APPLIES)
@pytest.mark.parametrize("intent", ["affirm", "deny", "nlu_fallback"])
def test_yes_whatever_the_classifier_thinks(text: str, intent: str) -> None:
    assert (is_yes(text, intent), is_no(text, intent)) == (True, False)


@pytest.mark.parametrize("text", ["", *NEITHER])
@pytest.mark.parametrize(("intent", "yes", "no"), [("affirm", 1, 0), ("deny", 0, 1), ("price", 0, 0)])
def test_other_words_are_what_the_classifier_thinks(text: str, intent: str, yes: int, no: int) -> None:
    assert (is_yes(text, intent), is_no(text, intent)) == (bool(yes), bool(no))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "non-stop spots",
        "can I cancel it later?",
        "if I cancel it, is there a fee",
        "how do I cancel it",
        "will it be gone if I don't book it now",
        "stop by on friday",
        "I can't remember",
    ],
)
def test_stop_is_not_meant(text: str) -> None:
    assert not is_stop(text, "cancel_appointment")


@pytest.mark.parametrize(
    "text",
    [
        "forget it",
        "Never mind!",
        "leave it then",
        "leave it if that's so",
        "please stop the booking.",
        "stop",
        "cancel this",
        "don't book it",
        "dont book me",
        "I've changed my mind",
        "scrap that",
    ],
)
def test_stop_is_meant(text: str) -> None:
    assert is_stop(text, "cancel_appointment")


@pytest.mark.parametrize("text", ["what if I've changed my mind by then", "am I free to cancel it", "can I still quit"])
def test_stop_is_not_meant_by_who_asks_about_the_rules(text: str) -> None:
    assert is_stop(text, "cancel_appointment")
    assert not is_stop(text, "ask_cancelling")


OFFERED = [datetime(2027, 3, 2, 9, tzinfo=UTC) + timedelta(hours=hours) for hours in range(3)]


@pytest.mark.parametrize("text", ["", "first thing in the morning", "the fourth one", "option 5", "number 0", "10"])
def test_choice_of_nothing(text: str) -> None:
    assert choice(text, OFFERED) is None


def test_choice_without_offers() -> None:
    assert choice("the first one", []) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the first one", 0),
        ("1st option please", 0),
        ("the earlier one", 0),
        ("earliest", 0),
        ("The second slot", 1),
        ("option 2", 1),
        ("no. 2", 1),
        ("third", 2),
        ("the last time", 2),
        ("the later one", 2),
        ("latest.", 2),
    ],
)
def test_choice_by_its_place(text: str, place: int) -> None:
    assert choice(text, OFFERED) == OFFERED[place]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what?",
        "Anna?",
        "it's",
        "Anna 07700 900123",
        "no idea who is coming",
        "dunno",
        "tell you later",
        "one two three four five",
        "Anna" * 16,
    ],
)
def test_bare_name_of_nobody(text: str) -> None:
    assert bare_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("anna", "Anna"),
        ("ANNA LINDQVIST", "Anna Lindqvist"),
        ("JJ", "JJ"),
        ("McKay", "McKay"),
        ("o'brien", "O'Brien"),
        ("anne-marie de souza", "Anne-Marie De Souza"),
        ("  It's Anna, thanks!", "Anna"),
        ("my name is anna", "Anna"),
        ("names jo", "Jo"),
        ("name's jo", "Jo"),
        ("put it under Ms. Patel please", "Patel"),
        ("it will be Anna", "Anna"),
        ("no, it's Anna", "Anna"),
        ("Wren here", "Wren"),
        ("Will", "Will"),
        ("will smith", "Will Smith"),
        ("José Núñez", "José Núñez"),
        ("Anna\n07700 900123", "Anna"),
        ("X" * 60, "X" + "x" * 59),
    ],
)
def test_bare_name(text: str, name: str) -> None:
    assert bare_name(text) == name
