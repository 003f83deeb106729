"""The file of what staff corrected."""

from pathlib import Path

import pytest

from salon.errors import BadInput
from salon.review import reviewed_file
from salon.review.phrases import Example

TWO = [Example("what about [parking](x)", "ask_parking"), Example("- /how much\nthen: it", "price")]


def test_content_is_sorted_and_says_the_same_for_the_same_phrases() -> None:
    content = reviewed_file.build([*TWO, Example("a first", "price"), *reversed(TWO)])

    assert content == reviewed_file.build([Example("a first", "price"), *TWO])
    assert content.startswith(
        reviewed_file.HEAD
        + 'version: "3.1"\nnlu:\n- intent: ask_parking\n  examples: |\n    - what about (parking)(x)\n'
    )
    assert content.index("- a first") < content.index("- how much then: it")


@pytest.mark.parametrize("phrase", ["is it far", "Is it far?"])
def test_phrase_is_written_eight_times_its_own_way_first(phrase: str) -> None:
    lines = reviewed_file.build([Example(phrase, "ask_parking")]).partition("examples: |\n")[2].splitlines()

    assert lines[0] == f"    - {phrase}"
    assert {line.removeprefix("    - ").casefold().rstrip("?.!") for line in lines} == {"is it far"}
    assert len(set(lines)) == len(lines) == 8


def test_nothing_to_teach_is_no_file() -> None:
    assert reviewed_file.build([]) == ""


def test_what_is_built_is_read_again() -> None:
    assert reviewed_file.read(reviewed_file.build(TWO)) == [
        Example("what about (parking)(x)", "ask_parking"),
        Example("how much then: it", "price"),
    ]
    assert reviewed_file.read("") == []


@pytest.mark.parametrize("content", ["- a list", "nlu: [{intent: x}]", "nlu: : :", "nlu:\n- just words"])
def test_another_file_is_refused(content: str) -> None:
    with pytest.raises(BadInput, match="not in Rasa's NLU format"):
        reviewed_file.read(content)


def test_file_is_written_whole_or_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "new" / "reviewed.yml"

    reviewed_file.write(file, "one")
    reviewed_file.write(file, "two")

    assert reviewed_file.load(file) == "two"
    assert [path.name for path in file.parent.iterdir()] == ["reviewed.yml"]
    reviewed_file.write(file, "")
    assert (file.exists(), reviewed_file.load(file)) == (False, "")
