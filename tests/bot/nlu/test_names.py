"""The name by which a client introduces themselves."""

import pytest

from bot.nlu.first_names import first_names
from bot.nlu.language import load_spacy
from bot.nlu.names import NameReader, written
from bot.nlu.spelling import english_words


@pytest.fixture(scope="module")
def reader() -> NameReader:
    english = {word for word, _ in english_words(whole=True)}
    return NameReader(load_spacy(), english.__contains__, first_names())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wanda here", "Wanda"),
        ("my name is Lena Novak", "Lena Novak"),
        ("names aoife by the way", "Aoife"),
        ("hi, it's Priya, can I book for friday", "Priya"),
        ("im tomasz and i need a deep cleaning", "Tomasz"),
        ("under chloe o'brien please", "Chloe O'Brien"),
        ("need the deep cleaning this thursday about half four, lena here, my mobile's +44 7911 123456", "Lena"),
        ("Priya Sharma, 07700 900123", "Priya Sharma"),
        ("this is Grace speaking", "Grace"),
        ("hi im amber can i book", "Amber"),
        ("gurpreet here", "Gurpreet"),
        ("im oksana, friday at 3?", "Oksana"),
        ("baz here", "Baz"),
        ("June Fairweather is my full name", "June Fairweather"),
        ("a facial for rose on friday", "Rose"),
    ],
)
def test_introduction(reader: NameReader, text: str, name: str) -> None:
    found = reader.find(text)

    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "im free on friday",
        "i'm pregnant",
        "it's for saturday",
        "is this a bot",
        "I am looking for a facial",
        "thanks, see you then",
        "this is so annoying",
        "im greasy by lunch",
        "im knackered",
        "im skint this month",
        "i'm muslim",
        "its for may",
        "im menopausal and spotty",
        "im allergic to nuts",
        "book for me and my sister",
        "call me later",
    ],
)
def test_no_introduction(reader: NameReader, text: str) -> None:
    assert reader.find(text) is None


def test_place_in_the_text(reader: NameReader) -> None:
    text = "hello, my name is wanda"

    found = reader.find(text)

    assert found is not None
    assert text[found[1] : found[2]] == "wanda"


@pytest.mark.parametrize(
    ("word", "right"),
    [("o'brien", "O'Brien"), ("anne-marie", "Anne-Marie"), ("McKay", "McKay"), ("ANNA", "Anna"), ("JJ", "JJ")],
)
def test_capitals(word: str, right: str) -> None:
    assert written(word) == right
