"""Places in the inbox as text."""

from datetime import UTC, datetime

import pytest

from salon.inbox.paging import Place, read_place

PLACE = Place(datetime(2027, 3, 1, 10, 0, 0, 123456, tzinfo=UTC), "3f2504e0-4f89-41d3-9a0c-0305e82c3301")


@pytest.mark.parametrize("newer", [False, True])
def test_place_is_read_as_written(newer: bool) -> None:
    place = Place(PLACE.last_activity_at, PLACE.conversation_id, newer)

    assert read_place(place.render(), newer=newer) == place


@pytest.mark.parametrize("text", ["", "x", "12", "99999999999999999999-a", "1-a'b", f"{PLACE.render()}\n"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_place(text, newer=False) is None
