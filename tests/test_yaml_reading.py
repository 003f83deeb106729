"""Values of a file one by one: a mistake names its place, what stands there and what would be right."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from salon.errors import BadInput
from salon.yaml_reading import Node, read_yaml

KEYS = ("name", "phone")


def refused(reading: Callable[[], object]) -> str:
    """Return what the refusal says."""
    with pytest.raises(BadInput) as refusal:
        reading()
    return str(refusal.value)


def test_read_yaml_missing(tmp_path: Path) -> None:
    assert refused(lambda: read_yaml(tmp_path / "a.yml")) == (
        f"salon file: {tmp_path / 'a.yml'} can't be read (No such file or directory); set POREWELL_SALON_FILE"
    )


def test_read_yaml_with_a_day_that_does_not_exist(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("closed_on: [2027-02-30]")

    said = refused(lambda: read_yaml(file))

    assert said.startswith(f"salon file: {file} holds a date or time that does not exist: ")


@pytest.mark.parametrize("content", [b"name: [", b"name: \xe9", b"a: b: c", b"name: !!python/name:os.system"])
def test_read_yaml_of_what_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(content)

    first_line = refused(lambda: read_yaml(file)).splitlines()[0]

    assert first_line.startswith(f"salon file: {file} is no YAML in UTF-8: ")


@pytest.mark.parametrize(("content", "value"), [("", None), ("name: Zoë", {"name": "Zoë"}), ("- 1\n- 2", [1, 2])])
def test_read_yaml(tmp_path: Path, content: str, value: object) -> None:
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")

    node = read_yaml(tmp_path / "a.yml")

    assert (node.value, node.place) == (value, "")


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (Node(None), "salon file: the file is missing; it must be right"),
        (Node(None, "a.b"), "salon file: a.b is missing; it must be right"),
        (Node("", "a"), "salon file: a is ''; it must be right"),
        (Node(0, "a[1]"), "salon file: a[1] is 0; it must be right"),
    ],
)
def test_wrong(node: Node, message: str) -> None:
    assert refused(lambda: node.wrong("right")) == message


@pytest.mark.parametrize("value", [None, "text", ["name"], 5])
def test_child_of_what_has_no_keys(value: object) -> None:
    found = "is missing" if value is None else f"is {value!r}"
    message = f"salon file: a {found}; it must be a list of keys and values"

    assert refused(lambda: Node(value, "a").child("name")) == message
    assert refused(lambda: Node(value, "a").only(KEYS)) == message


def test_child_places() -> None:
    file = Node({"hours": {"monday": "closed"}})

    nodes = [file.child("hours").child("monday"), file.child("hours").child("sunday"), file.child("name")]

    assert [(node.place, node.value) for node in nodes] == [
        ("hours.monday", "closed"),
        ("hours.sunday", None),
        ("name", None),
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"name": "a", "phon": 1}, "salon file: phon is 1; it must be left out, or spelt 'phone'"),
        ({"colour": "red"}, "salon file: colour is 'red'; it must be one of name, phone"),
        ({7: "seven"}, "salon file: 7 is 'seven'; it must be one of name, phone"),
    ],
)
def test_only_with_another_key(value: object, message: str) -> None:
    assert refused(lambda: Node(value).only(KEYS)) == message


@pytest.mark.parametrize("value", [{}, {"phone": 1}, {"phone": 1, "name": None}])
def test_only_with_these_keys(value: object) -> None:
    node = Node(value, "a")

    assert node.only(KEYS) is node


@pytest.mark.parametrize("value", [None, "text", {"a": 1}, 5])
def test_items_of_what_is_no_list(value: object) -> None:
    assert refused(lambda: Node(value, "a").items()).endswith("; it must be a list")


def test_items_in_order() -> None:
    nodes = Node([5, None], "a").items()

    assert [(node.place, node.value) for node in nodes] == [("a[0]", 5), ("a[1]", None)]


@pytest.mark.parametrize("value", [None, "", " \n", 441225, 9.5, True, ["text"], date(2027, 1, 1)])
def test_text_of_what_is_none(value: object) -> None:
    assert refused(lambda: Node(value, "a").text()).endswith("; it must be text (digits and times in quotes)")


def test_text_without_spaces_around() -> None:
    assert Node(" 01225 496 001\n").text() == "01225 496 001"


def test_texts_with_one_that_is_none() -> None:
    assert refused(lambda: Node(["a", 5], "names").texts()) == (
        "salon file: names[1] is 5; it must be text (digits and times in quotes)"
    )


@pytest.mark.parametrize(("value", "texts"), [([], ()), (["b ", "a"], ("b", "a"))])
def test_texts(value: object, texts: tuple[str, ...]) -> None:
    assert Node(value).texts() == texts


@pytest.mark.parametrize(
    ("value", "least", "step", "right"),
    [
        (None, 0, 1, "a whole number of at least 0"),
        ("5", 0, 1, "a whole number of at least 0"),
        (5.0, 0, 1, "a whole number of at least 0"),
        (True, 0, 1, "a whole number of at least 0"),
        (-1, 0, 1, "a whole number of at least 0"),
        (5, 10, 5, "a whole number of at least 10, a multiple of 5"),
        (12, 10, 5, "a whole number of at least 10, a multiple of 5"),
    ],
)
def test_whole_of_another_number(value: object, least: int, step: int, right: str) -> None:
    assert refused(lambda: Node(value, "a").whole(least, step)).endswith(f"; it must be {right}")


@pytest.mark.parametrize(("value", "least", "step"), [(0, 0, 1), (10, 10, 5), (15, 10, 5)])
def test_whole(value: int, least: int, step: int) -> None:
    assert Node(value).whole(least, step) == value


@pytest.mark.parametrize("value", [None, "us", "Day-month", ["day-month"], 1])
def test_choice_of_none_of_them(value: object) -> None:
    assert refused(lambda: Node(value, "a").choice(("day-month", "month-day"))).endswith(
        "; it must be day-month or month-day"
    )


def test_choice() -> None:
    assert Node("month-day").choice(("day-month", "month-day")) == "month-day"


@pytest.mark.parametrize("value", [None, 540, "9am", "9:00", "25:00", "", ["09:00"]])
def test_clock_of_what_is_no_time(value: object) -> None:
    assert refused(lambda: Node(value, "a").clock(5)).endswith('; it must be a time in quotes, like "09:00"')


@pytest.mark.parametrize("value", ["09:02", "09:00:01", "09:00:00.5", "09:00+01:00", "09:00Z"])
def test_clock_beside_the_step(value: str) -> None:
    assert refused(lambda: Node(value, "a").clock(5)) == (
        f'salon file: a is {value!r}; it must be a time on a multiple of 5 minutes, like "09:00"'
    )


@pytest.mark.parametrize(
    ("value", "step", "moment"), [("09:00", 5, time(9)), ("18:55", 5, time(18, 55)), ("09:02", 1, time(9, 2))]
)
def test_clock(value: str, step: int, moment: time) -> None:
    assert Node(value).clock(step) == moment


@pytest.mark.parametrize("value", [None, "", "26/12/2027", "2027-02-29", 26, datetime(2027, 12, 25, 9)])
def test_day_of_what_is_none(value: object) -> None:
    assert refused(lambda: Node(value, "a").day()).endswith('; it must be a day written like "2027-12-25"')


@pytest.mark.parametrize("value", ["2027-12-25", date(2027, 12, 25)])
def test_day_in_quotes_or_not(value: Any) -> None:
    assert Node(value).day() == date(2027, 12, 25)


def test_messages_begin_with_the_source() -> None:
    node = Node({"a": [{"b": 5}]}, source="settings").child("a").items()[0].child("b")

    assert refused(node.text) == "settings: a[0].b is 5; it must be text (digits and times in quotes)"


@pytest.mark.parametrize(("value", "fits"), [(4, False), (5, True), (1000, True), (1005, False)])
def test_whole_up_to_a_bound(value: int, fits: bool) -> None:
    if fits:
        assert Node(value, "a").whole(5, 5, 1000) == value
    else:
        said = refused(lambda: Node(value, "a").whole(5, 5, 1000))
        bound = " and at most 1,000" if value > 1000 else ""
        assert said == f"salon file: a is {value}; it must be a whole number of at least 5{bound}, a multiple of 5"
