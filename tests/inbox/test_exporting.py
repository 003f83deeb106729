"""One conversation as a file."""

import json
from dataclasses import replace

from salon.inbox.exporting import as_json, as_text
from salon.inbox.viewing import Viewing
from salon.inbox.work import InboxWork
from tests.inbox.conftest import AddStaff
from tests.inbox.talks import Said, Talks


def exported(talks: Talks, work: InboxWork, staff: AddStaff) -> str:
    """Return a conversation with something of everything."""
    one = talks.add(
        Said("how much?\nreally", "price", "From £85.", confidence=0.876),
        Said("<i>", None, None, confidence=None),
        id="c1",
        red_flag="doctor",
        stars=4,
    )
    talks.book(one)
    work.tag(one, "vip")
    work.assign(one, staff("Ann"), "Ann")
    work.note(one, "Ann", "Ann", "Rang\nher")
    return one


def test_text(talks: Talks, work: InboxWork, staff: AddStaff, viewing: Viewing) -> None:
    one = exported(talks, work, staff)

    assert (
        as_text(viewing.conversation(one), viewing.lines(one))
        == """\
Conversation: c1
Channel: widget
Began: 2027-03-01 10:00
Last activity: 2027-03-01 10:00
Red flag: doctor
Rating: 4 of 5
Tags: vip
In the care of: Ann
Review: new
Appointment: 2027-03-03 10:00, deep_cleaning, booked

2027-03-01 10:00  Client  [price 88%]
    how much?
    really

2027-03-01 10:00  Bot
    From £85.

2027-03-01 10:00  Client
    <i>

Note of Ann, 2027-03-01 10:00
    Rang
    her
"""
    )


def test_json(talks: Talks, work: InboxWork, staff: AddStaff, viewing: Viewing) -> None:
    one = exported(talks, work, staff)
    read = json.loads(as_json(viewing.conversation(one), viewing.lines(one)))

    assert (read["id"], read["began_at"], read["stars"]) == ("c1", "2027-03-01T10:00:00+00:00", 4)
    assert read["skin"] == {"kind": None, "concerns": [], "conditions": [], "denied": []}
    assert read["work"]["review"] == "new"
    assert [(line["author"], line["text"]) for line in read["lines"]] == [
        ("client", "how much?\nreally"),
        ("bot", "From £85."),
        ("client", "<i>"),
    ]
    assert read["appointments"][0]["status"] == "booked"


def test_line_of_staff_bears_their_name(talks: Talks, viewing: Viewing) -> None:
    one = talks.add(Said("hi", answer=None))
    view, lines = viewing.conversation(one), viewing.lines(one)
    said = replace(lines, lines=(replace(lines.lines[0], author="staff", name="Ann"),))

    assert "10:00  Ann\n    hi" in as_text(view, said)
