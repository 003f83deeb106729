"""What staff note: refusals first."""

import pytest
from sqlalchemy import delete, text

from salon.conversations.models import Conversation
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused
from salon.inbox.conversation import Note, Work
from salon.inbox.filters import Review
from salon.inbox.viewing import Viewing
from salon.inbox.work import LONGEST_NOTE, MOST_TAGS, InboxWork
from salon.staff.models import StaffAccount
from tests.conversations.stored import NOW
from tests.inbox.conftest import AddStaff
from tests.inbox.talks import Talks


@pytest.mark.parametrize("tag", ["", " ", "x" * 31, "<b>", "a,b", "a\nb/c"])
def test_what_is_no_tag(work: InboxWork, talks: Talks, tag: str) -> None:
    with pytest.raises(BadInput):
        work.tag(talks.add(), tag)


def test_nothing_can_be_noted_on_what_is_not_there(work: InboxWork, staff: AddStaff) -> None:
    ann = staff("Ann")
    for note in (
        lambda: work.tag("nowhere", "vip"),
        lambda: work.untag("nowhere", "vip"),
        lambda: work.note("nowhere", ann, "Ann", "hi"),
        lambda: work.erase_note("nowhere", "n", ann),
        lambda: work.assign("nowhere", ann, "Ann"),
        lambda: work.review("nowhere", "new", "Ann"),
    ):
        with pytest.raises(NotFound):
            note()


def test_no_more_tags_than_may_be(work: InboxWork, talks: Talks) -> None:
    one = talks.add()
    for number in range(MOST_TAGS):
        work.tag(one, f"tag {number}")
    work.tag(one, "tag 0")

    with pytest.raises(Refused):
        work.tag(one, "one more")


def test_tags(work: InboxWork, talks: Talks, viewing: Viewing) -> None:
    one, other = talks.add(), talks.add()
    for tag in ("  Call   BACK ", "zoë's", "call back"):
        work.tag(one, tag)
    work.tag(other, "call back")
    assert viewing.conversation(one).tags == ("call back", "zoë's")

    work.untag(one, "call back")
    work.untag(one, "never there")
    assert (viewing.conversation(one).tags, viewing.conversation(other).tags) == (("zoë's",), ("call back",))


@pytest.mark.parametrize("note", ["", " \n", "x" * (LONGEST_NOTE + 1), "a\0b"])
def test_what_is_no_note(work: InboxWork, talks: Talks, staff: AddStaff, note: str) -> None:
    with pytest.raises(BadInput):
        work.note(talks.add(), staff("Ann"), "Ann", note)


def test_notes_are_kept_in_order_and_encrypted(
    work: InboxWork, talks: Talks, viewing: Viewing, staff: AddStaff, database: Database
) -> None:
    one, ann = talks.add(), staff("Ann")
    written = work.note(one, ann, "Ann", " Rang her\r\nagain ")

    assert viewing.conversation(one).notes == (Note(written, "Ann", "Ann", "Rang her\nagain", NOW),)
    with database.reading() as session:
        assert "Rang" not in str(session.scalar(text("SELECT text FROM conversation_notes")))


def test_everybody_erases_their_own_notes(work: InboxWork, talks: Talks, viewing: Viewing, staff: AddStaff) -> None:
    one, other = talks.add(), talks.add()
    note = work.note(one, staff("Ann"), "Ann", "hi")
    with pytest.raises(Refused, match="Ann wrote this note"):
        work.erase_note(one, note, "Ben")
    with pytest.raises(NotFound):
        work.erase_note(other, note, "Ann")

    work.erase_note(one, note, "Ann")
    assert viewing.conversation(one).notes == ()


def test_review(work: InboxWork, talks: Talks, viewing: Viewing) -> None:
    one = talks.add()
    with pytest.raises(BadInput, match="new, in_work, reviewed"):
        work.review(one, "done", "Ann")
    assert viewing.conversation(one).work == Work()

    work.review(one, "reviewed", "Ann")
    assert viewing.conversation(one).work == Work(None, None, Review.REVIEWED, "Ann", NOW)
    work.review(one, "in_work", "Ben")
    assert viewing.conversation(one).work == Work(None, None, Review.IN_WORK, None, None)


def test_care_outlives_the_account_as_a_name(
    work: InboxWork, talks: Talks, viewing: Viewing, staff: AddStaff, database: Database
) -> None:
    one = talks.add()
    work.assign(one, staff("Ann"), "Ann")
    work.note(one, "Ann", "Ann", "hi")
    assert viewing.conversation(one).work == Work("Ann", "Ann")

    with database.transaction() as session:
        session.execute(delete(StaffAccount))
    shown = viewing.conversation(one)
    assert (shown.work, [(note.author, note.author_id) for note in shown.notes]) == (Work(None, "Ann"), [("Ann", None)])


def test_all_goes_with_the_conversation(work: InboxWork, talks: Talks, staff: AddStaff, database: Database) -> None:
    one, other, ann = talks.add(), talks.add(), staff("Ann")
    for conversation in (one, other):
        work.tag(conversation, "vip")
        work.note(conversation, ann, "Ann", "hi")
        work.assign(conversation, ann, "Ann")
    with database.transaction() as session:
        session.execute(delete(Conversation).where(Conversation.id == one))

    with database.reading() as session:
        left = [
            session.scalars(text(f"SELECT conversation_id FROM conversation_{table}")).all()  # noqa: S608
            for table in ("tags", "notes", "work")
        ]
    assert left == [[other]] * 3
