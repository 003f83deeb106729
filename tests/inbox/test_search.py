"""Looking for words, on both databases: what is found, what is forgiven, and that nothing typed is a command."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salon.inbox.filters import Filters
from salon.inbox.listing import Inbox, Piece
from tests.inbox.talks import Said, Talks


def found(inbox: Inbox, text: str) -> set[str]:
    """Return the ids of the conversations that are found."""
    return {row.id for row in inbox.page(Filters(text=text), "").rows}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("blackhead", "blackhed"),
        ("blackhed", "blackhead"),
        ("I have blackheads on my nose", "blackheds"),
        ("I hate these blackheds", "blackheads"),
        ("does the extraction hurt", "extractoin"),
        ("does the extractoin hurt", "extraction"),
        ("is it EXTRACTED by hand?", "extracting"),
        ("what about my t-zone", "zone"),
        ("spots on my nose.also my chin", "chin nose"),
        ("spots/pimples", "pimples"),
        ("only the beginning: hyaluronic", "hyalur"),
        ("nose first, then chin", '"nose first"'),
    ],
)
def test_found(inbox: Inbox, talks: Talks, written: str, typed: str) -> None:
    talks.add(Said(written), id="it")
    talks.add(Said("opening hours please"), id="another")

    assert found(inbox, typed) == {"it"}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("nose first, then chin", '"first nose"'),
        ("my nose", "nose chin"),
        ("cat", "car"),
        ("scrub", "screw"),
    ],
)
def test_not_found(inbox: Inbox, talks: Talks, written: str, typed: str) -> None:
    talks.add(Said(written), Said("something else"))

    assert found(inbox, typed) == set()


def test_all_words_stand_in_one_line(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("red nose"), Said("my chin"), id="apart")
    talks.add(Said("hello"), Said("chin and nose"), id="together")

    assert found(inbox, "nose chin") == {"together"}


def test_common_words_do_not_stand_for_each_other(inbox: Inbox, talks: Talks) -> None:
    for number in range(6):
        talks.add(Said("my face"), id=f"face {number}")
        talks.add(Said("a race"), id=f"race {number}")
    talks.add(Said("my fcae"), id="mistyped")

    assert found(inbox, "face") == {"mistyped", *(f"face {number}" for number in range(6))}


def test_lines_of_the_bot_are_found_too(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("hello", answer="We have parking in the yard."), id="it")

    assert found(inbox, "parking yard") == {"it"}


def test_words_that_came_later_are_known(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("hello"))
    assert found(inbox, "microdermabrasion") == set()

    talks.add(Said("microdermabrasoin please"), id="later")
    assert found(inbox, "microdermabrasion") == {"later"}


def test_excerpt_is_of_the_newest_line_and_marks_what_was_found(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("nose one"), Said("my <b>Noses</b> itch"), Said("other"))

    assert inbox.page(Filters(text="nose"), "").rows[0].excerpt == (
        Piece("my <b>", matched=False),
        Piece("Noses", matched=True),
        Piece("</b> itch", matched=False),
    )


def test_excerpt_is_rather_of_the_client(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("my nose", answer="A nose is a nose."), Said("other", answer="So is a nose."), id="client")
    talks.add(Said("other", answer="So is a nose."), id="bot")
    shown = {row.id: "".join(piece.text for piece in row.excerpt) for row in inbox.page(Filters(text="nose"), "").rows}

    assert shown == {"client": "my nose", "bot": "So is a nose."}


def test_excerpt_of_a_long_line_stands_around_the_match(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said("word " * 90 + "nose " + "more " * 90))

    pieces = inbox.page(Filters(text="nose"), "").rows[0].excerpt
    assert [piece.text for piece in pieces if piece.matched] == ["nose"]
    assert (pieces[0].text[0], pieces[-1].text[-1]) == ("…", "…")
    assert sum(len(piece.text) for piece in pieces) < 220


@pytest.mark.parametrize(
    "typed", ['"', "nose OR", "NEAR(a b)", "searchable: x", "a AND (", "*", "x'); DROP TABLE messages; --", "%' OR 1=1"]
)
def test_nothing_typed_is_a_command(inbox: Inbox, talks: Talks, typed: str) -> None:
    talks.add(Said("hello there"))

    everything = not any(map(str.isalnum, typed))  # without a word there is nothing to look for
    assert bool(found(inbox, typed)) == everything


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_anything_can_be_looked_for(inbox: Inbox, typed: str) -> None:
    assert inbox.page(Filters(text=typed), "").rows == ()
