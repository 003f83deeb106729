"""One conversation as a page: its lines, what HTMX asks for, notes, tags, care, review, files, and who may what."""

import base64
import json

import pytest

from salon.conversations.models import Message
from salon.conversations.state import State
from salon.inbox.viewing import LINES_AT_ONCE
from salon.messaging.models import Photo
from salon.staff.roles import Role
from tests.desk.conftest import HTMX, DeskBrowser
from tests.inbox.talks import Said, Talks

PAGE = "/desk/conversations/c1"
ATTACK = '"><script>alert(1)</script><a href="javascript:alert(1)">'


def actions(desk: DeskBrowser) -> list[tuple[str, str]]:
    """Return (action, subject) of what is in the audit log of conversations, oldest first."""
    found = [(one.action, one.subject) for one in desk.services.audit.page()]
    return [one for one in reversed(found) if one[0].startswith(("conversation", "note"))]


@pytest.mark.parametrize("path", ["", "/lines", "/facts", "/notes", "/export.txt", "/export.json"])
def test_unknown_conversation(desk: DeskBrowser, path: str) -> None:
    assert desk.get(f"/desk/conversations/nowhere{path}").status_code == 404


@pytest.mark.parametrize("name", ["a%07b", "x" * 40, "a'b"])
def test_what_is_no_id(desk: DeskBrowser, name: str) -> None:
    assert desk.get(f"/desk/conversations/{name}").status_code == 422


def test_lines_of_a_real_talk(desk: DeskBrowser) -> None:
    visitor = desk.app.begin()
    visitor.say("What are blackheads?")
    page = desk.get(f"/desk/conversations/{visitor.id}").text

    for words in (
        "What are blackheads?",
        "ask comedones",
        "90% sure",
        "utter_ask_comedones",
        "what blackheads and whiteheads are",
    ):
        assert words in page


def test_opening_is_audited_once(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")
    desk.get(PAGE)
    for part in ("/lines?after=0", "/lines?before=9", "/facts", "/notes"):
        desk.get(f"{PAGE}{part}", headers=HTMX)

    assert actions(desk) == [("conversation.read", "c1")]


def test_newer_lines(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("one"), Said("two"), id="c1")
    first, _, third, last = [line.seq for line in desk.services.viewing.lines("c1").lines]
    newer = desk.get(f"{PAGE}/lines?after={first}", headers=HTMX).text

    assert [f'id="line-{seq}"' in newer for seq in (first, third, last)] == [False, True, True]
    assert f'id="last-seq" name="after" value="{last}" hx-swap-oob="true"' in newer
    assert desk.get(f"{PAGE}/lines?after={last}", headers=HTMX).status_code == 204


def test_long_conversation_opens_with_the_newest_lines(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(*(Said(f"line {number}.", answer=None) for number in range(LINES_AT_ONCE + 1)), id="c1")
    page = desk.get(PAGE).text
    first = desk.services.viewing.lines("c1").first
    earlier = desk.get(f"{PAGE}/lines?before={first}", headers=HTMX).text

    assert ("line 0." in page, "line 1." in page, f"before={first}" in page) == (False, True, True)
    assert ("line 0." in earlier, "line 1." in earlier, "Earlier lines" in earlier) == (True, False, False)
    assert "line 0." in desk.get(f"{PAGE}?before={first}").text


@pytest.mark.parametrize("query", ["before=x", "before=-1", "after=99999999999999999999"])
def test_line_numbers_that_are_none(desk: DeskBrowser, talks: Talks, query: str) -> None:
    talks.add(Said("hello"), id="c1")

    assert desk.get(f"{PAGE}/lines?{query}", headers=HTMX).status_code == 422


def test_what_is_known_beside(desk: DeskBrowser, talks: Talks) -> None:
    skin = {"kind": "oily", "concerns": ["acne"], "conditions": ["pregnancy"], "denied": []}
    talks.add(Said("hello"), id="c1", stars=2, red_flag="doctor", state=State(skin=skin).dump())
    talks.wait("c1", "complaint")
    talks.book("c1")
    page = desk.get(PAGE).text

    for words in ("Oily", "Acne", "Pregnancy", "2 of 5 stars", "Red flag: doctor", "A complaint", "In the diary"):
        assert words.lower() in page.lower()


def test_nothing_that_people_wrote_is_markup(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said(ATTACK, answer=ATTACK), id="c1", held_by=ATTACK)
    desk.post(f"{PAGE}/notes", {"text": ATTACK})

    for path in (PAGE, f"{PAGE}/lines?after=0", f"{PAGE}/notes", f"{PAGE}/facts"):
        page = desk.get(path).text
        assert ("<script>alert" in page, '<a href="javascript' in page) == (False, False)
    assert desk.get(PAGE).text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_notes(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")
    added = desk.post(f"{PAGE}/notes", {"text": "Rang her"}, headers=HTMX)
    other = desk.as_role("staff")
    note = desk.services.viewing.conversation("c1").notes[0].id

    assert (added.status_code, "Rang her" in added.text, "Olga Owner" in added.text) == (200, True, True)
    assert "Erase this note" not in other.get(f"{PAGE}/notes").text
    assert other.post(f"{PAGE}/notes/{note}/erase").status_code == 409
    assert desk.post(f"{PAGE}/notes/{note}/erase").headers["location"] == PAGE
    assert desk.services.viewing.conversation("c1").notes == ()
    # Whoever asks for the notes without the page has read of the conversation all the same.
    assert actions(desk) == [("note.written", "c1"), ("conversation.read", "c1"), ("note.erased", "c1")]


def test_tags(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")

    assert "#call back" in desk.post(f"{PAGE}/tags", {"tag": "Call back"}, headers=HTMX).text
    assert desk.post(f"{PAGE}/tags", {"tag": "<b>"}, headers=HTMX).status_code == 422
    assert desk.post(f"{PAGE}/tags/erase", {"tag": "call back"}).status_code == 303
    assert desk.services.viewing.conversation("c1").tags == ()


def test_care_and_review(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")
    answer = desk.post(f"{PAGE}/work", {"assignee": desk.staff_id, "review": "reviewed"}, headers=HTMX)
    work = desk.services.viewing.conversation("c1").work

    assert (work.assignee, work.review, work.reviewed_by) == ("Olga Owner", "reviewed", "Olga Owner")
    assert "Reviewed by Olga Owner" in answer.text
    desk.post(f"{PAGE}/work", {"assignee": desk.staff_id, "review": "reviewed"})
    assert actions(desk) == [("conversation.assigned", "c1"), ("conversation.reviewed", "c1")]
    assert desk.post(f"{PAGE}/work", {"assignee": "nobody", "review": "new"}).status_code == 422
    assert desk.post(f"{PAGE}/work", {"assignee": "", "review": "done"}).status_code == 422


def test_who_only_reads_changes_nothing(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")
    viewer = desk.as_role(Role.VIEWER)

    page = viewer.get(PAGE)
    assert (page.status_code, 'name="tag"' in page.text, "New note" in page.text) == (200, False, False)
    for path, form in {
        "notes": {"text": "hi"},
        "notes/n/erase": {},
        "tags": {"tag": "vip"},
        "tags/erase": {"tag": "vip"},
        "work": {"review": "new"},
    }.items():
        assert viewer.post(f"{PAGE}/{path}", form).status_code == 403


def test_files(desk: DeskBrowser, talks: Talks) -> None:
    talks.add(Said("hello"), id="c1")
    as_text, as_json = desk.get(f"{PAGE}/export.txt"), desk.get(f"{PAGE}/export.json")

    assert as_text.headers["content-disposition"] == 'attachment; filename="conversation-c1.txt"'
    assert as_text.text.startswith("Conversation: c1\n")
    assert [line["text"] for line in json.loads(as_json.text)["lines"]] == ["hello", "Gladly."]
    assert actions(desk) == [("conversation.exported", "c1")] * 2
    assert desk.get(f"{PAGE}/export.html").status_code == 422


def test_photo_is_shown_as_the_picture_that_it_is(desk: DeskBrowser) -> None:
    visitor = desk.app.begin()
    seq = visitor.say("Look")["seq"]
    page = f"/desk/conversations/{visitor.id}"
    assert desk.get(f"{page}/photos/{seq}").status_code == 404
    with desk.services.database.transaction() as session:
        desk.services.photos.note(session, visitor.id, seq, "telegram", "file")
    with desk.services.database.transaction() as session:
        photo = session.get_one(Photo, seq)
        photo.content, photo.mime_type = base64.b64encode(b"picture").decode(), "image/jpeg"
        session.get_one(Message, seq).details = '{"media": "photo"}'

    shown = desk.get(f"{page}/photos/{seq}")

    assert (shown.content, shown.headers["Content-Type"]) == (b"picture", "image/jpeg")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert f'<img src="{page}/photos/{seq}"' in desk.get(page).text
    assert desk.get(f"/desk/conversations/another/photos/{seq}").status_code == 404
