"""What is taken out of a phrase before it may be kept."""

import pytest

from salon.review.redaction import Redaction


def redaction(*names: str) -> Redaction:
    return Redaction(names, "GB", {"will", "rose", "awful", "allergic", "not"}.__contains__)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ring me on 07700 900123 please", "ring me on … please"),
        ("ring me on ••••••••123 please", "ring me on … please"),
        ("write to anna.l@example.co.uk", "write to …"),
        ("see https://example.com/me?x=1 there", "see … there"),
        ("look at www.my-skin.example", "look at …"),
        ("i'm @glowingskin on insta", "i'm … on insta"),
        ("booking 123456789", "booking …"),
        ("I live in SW1A 1AA", "I live in …"),
        ("my name is Zanele and i have acne", "my name is … and i have acne"),
        ("this is Zanele", "this is …"),
        ("this is awful", "this is awful"),
        ("my name is not on the list", "my name is not on the list"),
        ("hi i'm zanele, where are you", "hi i'm …, where are you"),
        ("i'm allergic to nuts", "i'm allergic to nuts"),
        ("how much is it at 10:30 on 12/03/2027", "how much is it at 10:30 on 12/03/2027"),
        ("is it £45 or 60 minutes", "is it £45 or 60 minutes"),
    ],
)
def test_what_looks_personal_is_taken_out(text: str, kept: str) -> None:
    assert redaction().propose(text) == kept
    assert redaction().left(kept) == []


def test_known_names_are_taken_out_word_by_word() -> None:
    assert redaction("Anna Lindqvist").propose("hi, anna here, ms Lindqvist's daughter") == "hi, … here, ms … daughter"


def test_name_that_is_a_word_is_taken_out_where_it_is_written_as_a_name() -> None:
    assert redaction("Will Rose").propose("will it hurt? Will") == "will it hurt? …"


def test_several_gaps_become_one() -> None:
    assert redaction("Anna Lindqvist").propose("Anna Lindqvist, 07700 900123") == "…"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how much is it", []),
        ("mail a.l@salon", ["an e-mail address"]),
        ("07700 900123", ["a long number", "a telephone number"]),
        ("anna asks how much", ["a name"]),
        ("call me Zanele", ["a name"]),
        ("call me back", []),
        ("i'm knackered", []),
    ],
)
def test_what_is_left_is_named(text: str, found: list[str]) -> None:
    assert redaction("Anna").left(text) == found


def test_dialogue_keeps_a_client_with_a_name_and_a_number() -> None:
    text = redaction("Anna Lindqvist").propose_dialogue("Anna Lindqvist, 07700 900123")

    assert text == "Robin, 07700 900100"
    assert redaction("Anna Lindqvist").left_in_dialogue(text) == []
    assert redaction().left_in_dialogue("Robin, 07700 900123") == ["a long number", "a telephone number"]
