"""Labelled phrases: files with either header, and the assistant's own examples."""

from pathlib import Path

import pytest

from salon.errors import BadInput
from salon.safety.phrases import HARD_NEGATIVE, ORDINARY, RED_FLAG_TOPIC, Phrase, read_examples, read_phrases


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file that is not there yet."""
    return tmp_path / "phrases.tsv"


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("", "[]"),
        ("utterance\tlevel\nhi\tnone\n", "['utterance', 'level']"),
        ("level\tgroup\tutterance\n", "['level', 'group', 'utterance']"),
        ("utterance,topic\nhi,greet\n", "['utterance,topic']"),
    ],
)
def test_read_phrases_with_another_header(file: Path, content: str, header: str) -> None:
    file.write_text(content, encoding="utf-8")

    with pytest.raises(BadInput) as refusal:
        read_phrases(file)

    assert str(refusal.value) == (
        f"phrases.tsv: the header must be utterance, level, group or utterance, topic; it is {header}"
    )


@pytest.mark.parametrize("row", ["", "no level", "no group\tnone"])
def test_read_phrases_with_a_short_row(file: Path, row: str) -> None:
    file.write_text(f"utterance\tlevel\tgroup\nhi\tnone\tordinary\n{row}\nhey\tnone\tordinary\n", encoding="utf-8")

    with pytest.raises(BadInput) as refusal:
        read_phrases(file)

    columns = len(row.split("\t")) if row else 0
    assert str(refusal.value) == f"phrases.tsv, line 3: {columns} columns where the header has 3"


def test_one_in_six_is_kept_back_whatever_stands_beside_it() -> None:
    phrases = [Phrase(f"phrase {number}", "none", ORDINARY) for number in range(600)]

    kept = [phrase for phrase in phrases if phrase.is_kept_back]

    assert 60 < len(kept) < 140
    assert all(Phrase(phrase.text, "doctor", "mole").is_kept_back for phrase in kept)


@pytest.mark.parametrize("header", ["utterance\tlevel\tgroup", "utterance\ttopic"])
def test_read_phrases_without_rows(file: Path, header: str) -> None:
    file.write_text(header + "\n", encoding="utf-8")

    assert read_phrases(file) == []


def test_read_phrases_with_levels(file: Path) -> None:
    rows = [
        "utterance\tlevel\tgroup\tnote",
        'my "lips" are swelling\temergency\tbreathing\tsaid twice',
        "swollen with pride\tnone\thard_negative\t",
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")

    assert read_phrases(file) == [
        Phrase('my "lips" are swelling', "emergency", "breathing"),
        Phrase("swollen with pride", "none", HARD_NEGATIVE),
    ]


@pytest.mark.parametrize("column", ["topic", "intent"])
def test_read_phrases_with_topics_leaves_flags_out(file: Path, column: str) -> None:
    rows = [
        f"utterance\t{column}",
        "how much\tprice",
        "it bleeds\tmedical_redflag",
        "hi, it bleeds\tgreet+medical_redflag",
        "is this bad\taftercare|medical_redflag",
        "hi, how much\tgreet+price",
    ]
    file.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8", newline="")

    assert read_phrases(file) == [
        Phrase("how much", "none", ORDINARY),
        Phrase("hi, how much", "none", ORDINARY),
    ]


def test_read_examples_without_files(tmp_path: Path) -> None:
    assert read_examples(tmp_path) == []


@pytest.mark.parametrize(
    "content", ["", 'version: "3.1"\n', "nlu: []\n", "nlu:\n- lookup: day\n  examples: |\n    - monday\n"]
)
def test_read_examples_of_a_file_without_intents(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")

    assert read_examples(tmp_path) == []


def test_read_examples_without_what_staff_corrected(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml", "reviewed.yml", "notes.txt"):
        (tmp_path / name).write_text(f"nlu:\n- intent: greet\n  examples: |\n    - hi {name}\n", encoding="utf-8")

    assert [one.text for one in read_examples(tmp_path)] == ["hi a.yml", "hi b.yml"]


@pytest.mark.parametrize(
    ("intent", "level", "group"),
    [
        ("price", "none", "price"),
        ("medical_redflag", "unknown", RED_FLAG_TOPIC),
        ("greet+medical_redflag", "unknown", RED_FLAG_TOPIC),
        ("medical_redflag/burn", "unknown", RED_FLAG_TOPIC),
        ("no_medical_redflag", "none", "no_medical_redflag"),
    ],
)
def test_read_examples_level_of_an_intent(tmp_path: Path, intent: str, level: str, group: str) -> None:
    (tmp_path / "a.yml").write_text(f"nlu:\n- intent: {intent}\n  examples: |\n    - something\n", encoding="utf-8")

    phrase = read_examples(tmp_path)[0]

    assert phrase == Phrase("something", level, group)
    assert phrase.is_flag == (level != "none")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- on [monday](day)", "on monday"),
        ('- [tuesday]{"entity": "day", "role": "from"} to [friday](day)?', "tuesday to friday?"),
        ("- - minus one", "- minus one"),
        ("- spots [on my chin]", "spots [on my chin]"),
    ],
)
def test_read_examples_entities_become_words(tmp_path: Path, line: str, text: str) -> None:
    content = f"nlu:\n- intent: book_appointment\n  examples: |\n    {line}\n\n"
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")

    assert read_examples(tmp_path) == [Phrase(text, "none", "book_appointment")]
