"""What may be meant by a word."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from salon.inbox import store_search
from salon.inbox.vocabulary import MOST_MEANINGS, Vocabulary
from tests.inbox.talks import Said, Talks


def spoken(talks: Talks, vocabulary: Vocabulary, *lines: str) -> Vocabulary:
    """Store lines, and have them read."""
    talks.add(*(Said(line, answer=None) for line in lines))
    vocabulary.read_on()
    return vocabulary


def test_nothing_was_ever_said(vocabulary: Vocabulary) -> None:
    vocabulary.read_on()

    assert vocabulary.meanings("nose") == ["nose"]


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("blackhead", ["blackhead", "blackhed", "blackheads", "balckhead", "blakheads"]),
        ("blakheads", ["blakheads", "blackheads", "blackhead"]),
        ("nose", ["nose"]),  # "rose" is as common
        ("tone", ["tone"]),
        ("12345678", ["12345678"]),
        ("bla", ["bla", "blackheads", "blackhead", "blakheads", "blackhed"]),
        ("xyz", ["xyz"]),
    ],
)
def test_meanings(talks: Talks, vocabulary: Vocabulary, word: str, meanings: list[str]) -> None:
    spoken(talks, vocabulary, "blackheads blackheads blackhead", "blackhed blakheads balckhead", "nose rose 12345679")

    assert sorted(vocabulary.meanings(word)) == sorted(meanings)


def test_nearest_and_commonest_come_first(talks: Talks, vocabulary: Vocabulary) -> None:
    spoken(talks, vocabulary, "extraction extraction extractin", "extractions extractons")

    assert vocabulary.meanings("extractoin")[:2] == ["extractoin", "extraction"]


def test_no_more_meanings_than_may_be(talks: Talks, vocabulary: Vocabulary) -> None:
    spoken(talks, vocabulary, " ".join(f"blackhead{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))

    assert len(vocabulary.meanings("blackhead")) == MOST_MEANINGS


def test_who_looks_while_others_read_is_not_disturbed(
    talks: Talks, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken(talks, vocabulary, "blackheads")
    reading, go_on = threading.Event(), threading.Event()
    really = store_search.searchable_after

    def slowly(session: Session, seq: int) -> Iterator[tuple[int, str]]:
        reading.set()
        assert go_on.wait(20)
        yield from really(session, seq)

    monkeypatch.setattr("salon.inbox.store_search.searchable_after", slowly)
    other = threading.Thread(target=vocabulary.read_anew)
    other.start()
    assert reading.wait(20)
    vocabulary.read_on()  # does not wait
    meant = vocabulary.meanings("blackheds")
    go_on.set()
    other.join(20)

    assert meant == vocabulary.meanings("blackheds") == ["blackheds", "blackheads"]
