"""The list of conversations on both databases: each filter alone, several together, pages in both directions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from salon.inbox.filters import Filters, Review
from salon.inbox.listing import Entry, Inbox, Piece, pieces
from salon.inbox.paging import PAGE_SIZE
from salon.inbox.work import InboxWork
from tests.conversations.stored import NOW
from tests.inbox.conftest import AddStaff
from tests.inbox.talks import Said, Talks

MINUTE = timedelta(minutes=1)


def ids(inbox: Inbox, staff_id: str = "", **filters: Any) -> list[str]:
    """Return the ids on the first page."""
    return [row.id for row in inbox.page(Filters(**filters), staff_id).rows]


def test_empty(inbox: Inbox) -> None:
    assert inbox.page(Filters(), "").rows == ()


def test_newest_activity_first(inbox: Inbox, talks: Talks) -> None:
    for number, ago in enumerate((2, 1, 3)):
        talks.add(id=str(number), ago=ago * MINUTE)

    assert ids(inbox) == ["1", "0", "2"]


def test_entry(inbox: Inbox, talks: Talks, work: InboxWork, staff: AddStaff) -> None:
    one = talks.add(
        Said("hello"),
        Said("how much is it?", "price", confidence=0.4),
        Said("asdf " * 50, "out_of_scope", response="utter_rephrase"),
        red_flag="doctor",
        stars=2,
        held_by="Maya",
    )
    talks.wait(one, "lost", created_at=NOW + MINUTE)
    talks.wait(one, "red_flag")
    talks.wait(one, "asked", closed_at=NOW)
    talks.book(one)
    work.tag(one, "VIP")
    work.assign(one, staff("Zoe"), "Zoe")

    assert inbox.page(Filters(), "").rows == (
        Entry(
            id=one,
            channel="widget",
            began_at=NOW,
            last_activity_at=NOW,
            said=("asdf " * 32).strip() + "…",
            lines=6,
            topics=("greet", "price", "out_of_scope"),
            lowest=0.4,
            missed=True,
            red_flag="doctor",
            waiting_for=("red_flag", "lost"),
            waiting_since=NOW,
            held_by="Maya",
            booked=True,
            stars=2,
            tags=("vip",),
            assignee="Zoe",
            review=Review.NEW,
            excerpt=(),
        ),
    )


def test_entry_of_a_conversation_without_a_line_of_the_client(inbox: Inbox, talks: Talks) -> None:
    talks.add()
    row = inbox.page(Filters(), "").rows[0]

    assert (row.said, row.lines, row.topics, row.lowest, row.missed, row.review) == (None, 0, (), None, False, "new")


def test_days_are_the_salons(inbox: Inbox, talks: Talks) -> None:
    # In London it is summer time: midnight is 23:00 UTC.
    for name, hour, minute in (("before", 22, 59), ("in", 23, 0)):
        talks.add(id=name, last_activity_at=datetime(2027, 7, 9, hour, minute, tzinfo=UTC))
    talks.add(id="last", last_activity_at=datetime(2027, 7, 10, 22, 59, tzinfo=UTC))
    talks.add(id="after", last_activity_at=datetime(2027, 7, 10, 23, 0, tzinfo=UTC))

    assert ids(inbox, since=date(2027, 7, 10), until=date(2027, 7, 10)) == ["last", "in"]
    assert ids(inbox, since=date(2027, 7, 11)) == ["after"]
    assert ids(inbox, until=date(2027, 7, 9)) == ["before"]


@pytest.mark.parametrize(
    ("column", "filters", "found"),
    [
        ("channel", {"channel": "telegram"}, ["telegram"]),
        ("red_flag", {"flag": "any"}, ["crisis", "doctor"]),
        ("red_flag", {"flag": "crisis"}, ["crisis"]),
        ("stars", {"rating": "1"}, ["1"]),
        ("stars", {"rating": "none"}, ["None"]),
    ],
)
def test_filters_of_the_conversation_itself(
    inbox: Inbox, talks: Talks, column: str, filters: dict[str, Any], found: list[str]
) -> None:
    values: dict[str, list[Any]] = {
        "channel": ["widget", "telegram"],
        "red_flag": [None, "doctor", "crisis"],
        "stars": [None, 1, 5],
    }
    for number, value in enumerate(values[column]):
        talks.add(id=str(value), ago=-number * MINUTE, **{column: value})

    assert ids(inbox, **filters) == found


@pytest.mark.parametrize(
    ("topics", "found"),
    [
        (("price",), ["price then book", "book then price", "both at once"]),
        (("price", "book"), ["price then book", "both at once"]),
        (("book", "price"), ["book then price"]),
        (("price", "price"), ["price then book"]),
        (("price", "greet", "book"), ["price then book"]),
        (("greet",), ["price then book"]),
    ],
)
def test_topics_in_turn(inbox: Inbox, talks: Talks, topics: tuple[str, ...], found: list[str]) -> None:
    price, book = Said(topic="price"), Said(topic="book")
    talks.add(price, Said(topic="greet"), price, book, id="price then book")
    talks.add(book, Said(topic="other"), price, id="book then price", ago=MINUTE)
    talks.add(price, book, id="both at once", ago=2 * MINUTE)
    talks.add(Said(topic="price", answer=None), id="not answered", ago=3 * MINUTE)

    assert ids(inbox, topics=topics) == found


def test_confidence(inbox: Inbox, talks: Talks) -> None:
    talks.add(Said(confidence=0.95), Said(confidence=0.59), id="unsure")
    talks.add(Said(confidence=0.6), id="sure", ago=MINUTE)
    talks.add(Said(confidence=None), id="button", ago=2 * MINUTE)

    assert ids(inbox, below=60) == ["unsure"]


@pytest.mark.parametrize(
    "response", ["utter_did_you_mean", "utter_rephrase_again", "utter_out_of_scope", "utter_technical_problem"]
)
def test_missed(inbox: Inbox, talks: Talks, response: str) -> None:
    talks.add(Said(), Said(response=response), id="missed")
    talks.add(Said(), id="understood")

    assert ids(inbox, missed=True) == ["missed"]


def test_waiting(inbox: Inbox, talks: Talks) -> None:
    for name, columns in {"waits": {}, "taken": {"taken_at": NOW}, "closed": {"closed_at": NOW}}.items():
        talks.wait(talks.add(id=name), **columns)

    assert ids(inbox, waiting=True) == ["waits"]


def test_booked(inbox: Inbox, talks: Talks) -> None:
    talks.book(talks.add(id="booked"))
    talks.book(talks.add(id="cancelled", ago=MINUTE), "cancelled")
    talks.add(id="never", ago=2 * MINUTE)

    assert (ids(inbox, booked=True), ids(inbox, booked=False)) == (["booked"], ["cancelled", "never"])


def test_tags(inbox: Inbox, talks: Talks, work: InboxWork) -> None:
    work.tag(talks.add(id="one"), "call back")
    work.tag(talks.add(id="two"), "back")

    assert ids(inbox, tag="back") == ["two"]
    assert inbox.choices().tags == ("back", "call back")


def test_assignees(inbox: Inbox, talks: Talks, work: InboxWork, staff: AddStaff) -> None:
    for number, name in enumerate(("Ann", "Ben")):
        work.assign(talks.add(id=f"of {name}", ago=number * MINUTE), staff(name), name)
    work.assign(talks.add(id="given back", ago=2 * MINUTE), None, None)
    talks.add(id="of nobody", ago=3 * MINUTE)

    assert ids(inbox, assignee="Ben") == ["of Ben"]
    assert ids(inbox, "Ann", assignee="me") == ["of Ann"]
    assert ids(inbox, assignee="none") == ["given back", "of nobody"]


def test_reviews(inbox: Inbox, talks: Talks, work: InboxWork) -> None:
    for number, state in enumerate(Review):
        work.review(talks.add(id=state, ago=number * MINUTE), state, "Ann")
    talks.add(id="untouched", ago=9 * MINUTE)

    assert ids(inbox, review=Review.NEW) == ["new", "untouched"]
    assert ids(inbox, review=Review.IN_WORK) == ["in_work"]
    assert ids(inbox, review=Review.REVIEWED) == ["reviewed"]


def test_filters_combine(inbox: Inbox, talks: Talks) -> None:
    asked = Said("what does it cost", "price", confidence=0.3)
    talks.add(asked, id="all", stars=1, red_flag="doctor")
    talks.add(asked, id="no flag", stars=1)
    talks.add(asked, id="other stars", stars=2, red_flag="doctor")
    talks.add(Said("what does it cost", "greet", confidence=0.3), id="other topic", stars=1, red_flag="doctor")
    talks.add(Said("nothing", "price", confidence=0.3), id="other words", stars=1, red_flag="doctor")

    assert ids(inbox, text="cost", topics=("price",), below=40, rating="1", flag="any") == ["all"]


@pytest.mark.parametrize("at_once", [False, True])
def test_pages_in_both_directions(inbox: Inbox, talks: Talks, at_once: bool) -> None:
    many = [talks.add(id=f"{number:03}", ago=number * (timedelta() if at_once else MINUTE)) for number in range(65)]
    expected = list(reversed(many)) if at_once else many
    first = inbox.page(Filters(), "")
    second = inbox.page(Filters(), "", first.older)
    third = inbox.page(Filters(), "", second.older)

    assert [row.id for page in (first, second, third) for row in page.rows] == expected
    assert (len(first.rows), len(third.rows)) == (PAGE_SIZE, 5)
    assert (first.newer, third.older) == (None, None)
    assert inbox.page(Filters(), "", third.newer).rows == second.rows
    back = inbox.page(Filters(), "", second.newer)
    assert (back.rows, back.newer) == (first.rows, None)
    assert inbox.page(Filters(), "", back.older).rows == second.rows


def test_page_that_became_empty(inbox: Inbox, talks: Talks) -> None:
    for number in range(31):
        talks.add(id=f"{number:03}", ago=number * MINUTE)
    older = inbox.page(Filters(), "").older

    assert inbox.page(Filters(channel="telegram"), "", older).rows == ()


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("", ()),
        ("my \x02nose\x03 itches", (Piece("my ", False), Piece("nose", True), Piece(" itches", False))),
        ("\x02a\x03\x02b\x03", (Piece("a", True), Piece("b", True))),
        ("cut \x02off", (Piece("cut ", False), Piece("off", False))),
    ],
)
def test_pieces(marked: str, parts: tuple[Piece, ...]) -> None:
    assert pieces(marked) == parts
