"""The map of weekdays and hours."""

from hypothesis import given
from hypothesis import strategies as some

from salon.figures.heat_map import heat_map, shade
from tests.figures.drawings import of_class, read, texts

COUNTS = some.dictionaries(some.tuples(some.integers(0, 6), some.integers(0, 23)), some.integers(0, 10**9))


def test_heat_map_of_nothing() -> None:
    assert texts(read(heat_map("k", {}, "Hours"))) == ["Nothing in this period"]
    assert texts(read(heat_map("k", {(0, 9): 0}, "Hours"))) == ["Nothing in this period"]


def test_heat_map_from_the_first_to_the_last_hour() -> None:
    root = read(heat_map("k", {(0, 9): 10, (6, 11): 2, (2, 3): 0}, "Hours"))

    assert texts(root) == ["10", "2", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "9", "10", "11"]
    assert len(of_class(root, "cell")) == 7 * 3
    assert (len(of_class(root, "shade-5")), len(of_class(root, "shade-1")), len(of_class(root, "shade-0"))) == (
        1,
        1,
        19,
    )
    assert root[1].text == "Most on Mon from 9:00 to 10:00: 10."


def test_heat_map_upright() -> None:
    root = read(heat_map("k", {(0, 9): 1, (6, 10): 1}, "Hours", 320, upright=True))

    assert texts(root)[2:] == ["9:00", "10:00", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


@given(counts=COUNTS, upright=some.booleans())
def test_heat_map_of_any_counts(counts: dict[tuple[int, int], int], upright: bool) -> None:
    root = read(heat_map("k", counts, "Hours", 320 if upright else 900, upright=upright))

    assert all(float(str(part.get("x"))) + float(str(part.get("width"))) <= 900 for part in of_class(root, "cell"))


def test_shade() -> None:
    assert [shade(count, 100) for count in (0, 1, 20, 21, 99, 100)] == [0, 1, 1, 2, 5, 5]
    assert shade(0, 0) == 0
