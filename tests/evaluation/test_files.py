"""Files of phrases: a mistake is named with its line and with what would be right; the rest is read as written."""

from pathlib import Path

import pytest

from salon.errors import BadInput
from salon.evaluation.files import Phrase, read_phrases

TOPICS = {"price", "aftercare", "greet"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file that is not there yet."""
    return tmp_path / "phrases.tsv"


def one_topic(line: int, utterance: str, topic: str) -> Phrase:
    """Return a phrase with one topic."""
    return Phrase(line, utterance, topic, (frozenset({topic}),))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: empty; the header names utterance and topic, parted by tabs"),
        ("\nutterance\ttopic\n", "line 1: empty; the header names utterance and topic, parted by tabs"),
        (
            "utterance,topic\nhi,greet\n",
            "line 1: no column 'utterance'; the header names utterance and topic, parted by tabs",
        ),
        ("utterance\tintent\n", "line 1: no column 'topic'; the header names utterance and topic, parted by tabs"),
        ("utterance\ttopic\nhi\n", "line 2: 1 columns where the header has 2; part them by tabs"),
        ("utterance\ttopic\n\nhi\tgreet\there\n", "line 3: 3 columns where the header has 2; part them by tabs"),
        ("utterance\ttopic\nhi\tgreet\n \tprice\n", "line 3: no utterance"),
        ("utterance\ttopic\nhi\tgreeting\n", "line 2: 'greeting' is no topic; the topics are aftercare, greet, price"),
        ("utterance\ttopic\nhi\t\n", "line 2: '' is no topic; the topics are aftercare, greet, price"),
        ("utterance\ttopic\nhi\tgreet|\n", "line 2: '' is no topic; the topics are aftercare, greet, price"),
        ("utterance\ttopic\nhi\tgreet+cost\n", "line 2: 'cost' is no topic; the topics are aftercare, greet, price"),
    ],
)
def test_read_phrases_malformed(file: Path, content: str, message: str) -> None:
    file.write_text(content, encoding="utf-8")

    with pytest.raises(BadInput) as refusal:
        read_phrases(file, TOPICS)

    assert str(refusal.value) == f"{file}, {message}"


def test_read_phrases_missing(file: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        read_phrases(file, TOPICS)

    assert str(refusal.value) == f"{file} can't be opened: No such file or directory"


def test_read_phrases_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        read_phrases(tmp_path, TOPICS)

    assert str(refusal.value) == f"{tmp_path} can't be opened: Is a directory"


def test_read_phrases_not_utf_8(file: Path) -> None:
    file.write_bytes("utterance\ttopic\nhé\tgreet\n".encode("latin-1"))

    with pytest.raises(BadInput) as refusal:
        read_phrases(file, TOPICS)

    assert str(refusal.value) == f"{file} is not UTF-8 at byte 17; save it as UTF-8"


@pytest.mark.parametrize("content", ["utterance\ttopic", "utterance\ttopic\n", "utterance\ttopic\n\n  \n"])
def test_read_phrases_without_rows(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")

    assert read_phrases(file, TOPICS) == []


def test_read_phrases_numbers_lines_as_editors_do(file: Path) -> None:
    file.write_text("utterance\ttopic\nhi\tgreet\n\nhow much\tprice", encoding="utf-8")

    assert read_phrases(file, TOPICS) == [one_topic(2, "hi", "greet"), one_topic(4, "how much", "price")]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfutterance\ttopic\nhi\tgreet\n",
        b"utterance\ttopic\r\nhi\tgreet\r\n",
        b"\xef\xbb\xbfutterance\ttopic\r\nhi\tgreet",
    ],
    ids=["bom", "crlf", "both"],
)
def test_read_phrases_as_windows_saves_them(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    assert read_phrases(file, TOPICS) == [one_topic(2, "hi", "greet")]


def test_read_phrases_quotes_are_letters(file: Path) -> None:
    file.write_text('utterance\ttopic\n"hi\tgreet\nhow "much"\tprice\n', encoding="utf-8")

    assert [one.utterance for one in read_phrases(file, TOPICS)] == ['"hi', 'how "much"']


def test_read_phrases_columns_in_any_order(file: Path) -> None:
    file.write_text("topic\tnote\tutterance\ngreet\tshort\thi\n", encoding="utf-8")

    assert read_phrases(file, TOPICS) == [one_topic(2, "hi", "greet")]


@pytest.mark.parametrize(
    ("topic", "parts", "counted"),
    [
        ("price", [{"price"}], "price"),
        ("price|aftercare", [{"price", "aftercare"}], "price"),
        (" greet | price ", [{"greet", "price"}], "greet"),
        ("greet+price", [{"greet"}, {"price"}], "greet"),
        ("aftercare|greet + price|greet", [{"aftercare", "greet"}, {"price", "greet"}], "aftercare"),
    ],
)
def test_read_phrases_alternatives_and_doubles(file: Path, topic: str, parts: list[set[str]], counted: str) -> None:
    file.write_text(f"utterance\ttopic\nhi\t{topic}\n", encoding="utf-8")

    phrase = read_phrases(file, TOPICS)[0]

    assert phrase == Phrase(2, "hi", topic.strip(), tuple(map(frozenset, parts)))
    assert phrase.topic == counted
