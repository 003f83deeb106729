"""Filters in an address: read, written, and what is said of those that can't be read."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.inbox.filters import Filters, Review, parse

ALL = (
    "q=itchy+nose&from=2027-02-01&to=2027-02-28&channel=widget&topic=price&topic=book_appointment&below=60&missed=1"
    "&flag=crisis&waiting=1&booked=no&rating=2&tag=call+back&assignee=me&review=in_work"
)
WHOLE = Filters(
    text="itchy nose",
    since=date(2027, 2, 1),
    until=date(2027, 2, 28),
    channel="widget",
    topics=("price", "book_appointment"),
    below=60,
    missed=True,
    flag="crisis",
    waiting=True,
    booked=False,
    rating="2",
    tag="call back",
    assignee="me",
    review=Review.IN_WORK,
)


def test_all_filters_are_read_and_written() -> None:
    assert parse(parse_qsl(ALL)) == (WHOLE, [])
    assert WHOLE.render() == ALL
    assert WHOLE.count == 14


def test_what_was_not_chosen_is_no_filter() -> None:
    assert parse([("q", " "), ("topic", ""), ("rating", "")]) == (Filters(), [])
    assert (Filters().render(), Filters().count) == ("", 0)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("q", "--", "“q” has to be words to look for."),
        ("from", "yesterday", "“from” has to be a day like 2027-03-01."),
        ("to", "0001-01-01", "“to” has to be a day like 2027-03-01."),
        ("to", "9999-12-31", "“to” has to be a day like 2027-03-01."),
        ("below", "0", "“below” has to be a percentage from 1 to 100."),
        ("below", "101", "“below” has to be a percentage from 1 to 100."),
        ("below", "²", "“below” has to be a percentage from 1 to 100."),
        ("missed", "no", "“missed” has to be 1, or left out."),
        ("flag", "red", "“flag” has to be any, doctor, crisis, emergency."),
        ("booked", "maybe", "“booked” has to be yes or no."),
        ("rating", "6", "“rating” has to be 1 to 5, or none."),
        ("review", "done", "“review” has to be new, in_work or reviewed."),
        ("topic", "a\x00b", "“topic” has to be a topic."),
        ("colour", "red", "There is no filter called “colour”."),
    ],
)
def test_what_can_not_be_read_is_left_out_and_said(name: str, value: str, problem: str) -> None:
    assert parse([(name, value), ("tag", "vip")]) == (Filters(tag="vip"), [problem])


def test_days_the_wrong_way_round() -> None:
    _, problems = parse([("from", "2027-02-02"), ("to", "2027-02-01")])

    assert problems == ["“from” is later than “to”: there is no such day."]


NAMES = ["q", "from", "to", "channel", "topic", "below", "missed", "flag", "booked", "rating", "tag", "review", "x"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text())))
def test_whatever_is_read_is_written_as_the_same(query: list[tuple[str, str]]) -> None:
    filters, _ = parse(query)

    assert parse(parse_qsl(filters.render(), keep_blank_values=True)) == (
        filters,
        parse(parse_qsl(filters.render()))[1],
    )
