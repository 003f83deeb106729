"""Saved views: whose they are, and what can't be saved."""

import pytest
from sqlalchemy import text

from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.inbox.models import LONGEST_VIEW_NAME
from salon.inbox.saved import MOST_VIEWS, SavedViews, View
from tests.inbox.conftest import AddStaff


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", "flag=any"),
        (" ", "flag=any"),
        ("x" * (LONGEST_VIEW_NAME + 1), "flag=any"),
        ("all", ""),
        ("all", "flag=red"),
    ],
)
def test_what_can_not_be_saved(saved: SavedViews, staff: AddStaff, name: str, query: str) -> None:
    with pytest.raises(BadInput):
        saved.save(staff("Ann"), name, query, shared=False)


def test_no_more_than_may_be(saved: SavedViews, staff: AddStaff) -> None:
    ann = staff("Ann")
    for number in range(MOST_VIEWS):
        saved.save(ann, f"view {number}", "flag=any", shared=True)

    with pytest.raises(Refused):
        saved.save(ann, "one more", "flag=any", shared=False)
    saved.save(staff("Ben"), "a first", "flag=any", shared=False)


def test_own_and_shared_views(saved: SavedViews, staff: AddStaff) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    own = saved.save(ann, "Mine", "q=nose&colour=red", shared=False)
    shared = saved.save(ann, "  For   all ", "waiting=1", shared=True)

    assert saved.of(ann) == [View(shared, "For all", "waiting=1", True, True), View(own, "Mine", "q=nose", False, True)]
    assert saved.of(ben) == [View(shared, "For all", "waiting=1", True, False)]


def test_same_name_replaces(saved: SavedViews, staff: AddStaff) -> None:
    ann = staff("Ann")
    first = saved.save(ann, "Mine", "waiting=1", shared=False)

    assert saved.save(ann, "Mine", "flag=any", shared=True) == first
    assert saved.of(ann) == [View(first, "Mine", "flag=any", True, True)]


def test_only_own_ones_are_erased(saved: SavedViews, staff: AddStaff) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    view = saved.save(ann, "For all", "waiting=1", shared=True)
    for nobody, wrong in ((ben, view), (ann, "nothing")):
        with pytest.raises(NotFound):
            saved.erase(nobody, wrong)

    saved.erase(ann, view)
    assert saved.of(ann) == []


def test_words_looked_for_are_encrypted(saved: SavedViews, staff: AddStaff, database: Database) -> None:
    saved.save(staff("Ann"), "Mine", "q=Lindqvist", shared=False)

    with database.reading() as session:
        assert "Lindqvist" not in str(session.scalar(text("SELECT query FROM saved_views")))
