"""The page of the audit log."""

import pytest
from sqlalchemy import text

from salon.staff.audit import PAGE
from salon.staff.member import Member
from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser

MAYA = Member("m1", "Maya <b>", Role.STAFF, "s1")


def note(desk: DeskBrowser, times: int) -> None:
    """Put entries into the log."""
    for number in range(times):
        desk.services.audit.note(MAYA, "conversation.read", f"c{number}", word="<i>", fields=["a", "b"])


def test_log_is_shown_and_escaped(desk: DeskBrowser) -> None:
    note(desk, 1)

    page = desk.get("/desk/audit").text

    assert "Maya &lt;b&gt;" in page
    assert "word: &lt;i&gt;" in page
    assert "<b>" not in page and "<i>" not in page
    assert "account.invited" in page
    assert "does not fit" not in page


def test_log_by_who_what_and_of_what(desk: DeskBrowser) -> None:
    note(desk, 3)

    def shown(**query: str) -> list[str]:
        page = desk.get("/desk/audit", params=query).text
        return [f"c{number}" for number in range(3) if f">c{number}<" in page]

    assert shown(who="m1") == ["c0", "c1", "c2"]
    assert shown(subject=" c1 ") == ["c1"]
    assert shown(what="conversation.", subject="c2") == ["c2"]
    assert shown(what="account.") == shown(who=desk.staff_id) == shown(what="%") == []


@pytest.mark.parametrize("query", ["before=x", "before=0", "before=9223372036854775808", "who=" + "x" * 37])
def test_log_by_what_can_not_be_read(desk: DeskBrowser, query: str) -> None:
    assert desk.get(f"/desk/audit?{query}").status_code == 422


def test_older_entries_are_a_page_away(desk: DeskBrowser) -> None:
    note(desk, PAGE + 1)

    first = desk.get("/desk/audit?what=conversation.").text
    oldest = desk.services.audit.page(action="conversation.")[-1].seq
    second = desk.get(f"/desk/audit?what=conversation.&before={oldest}").text

    assert f"before={oldest}&amp;" in first
    assert ">c1<" in first and ">c0<" not in first
    assert ">c0<" in second and ">c1<" not in second
    assert "Older" not in second


def test_log_that_somebody_changed_says_so(desk: DeskBrowser) -> None:
    note(desk, 3)
    missing = desk.services.audit.page()[1].seq
    with desk.services.database.transaction() as session:
        session.execute(text("DELETE FROM audit_log WHERE seq = :seq"), {"seq": missing})

    assert "does not fit the one before it" in desk.get("/desk/audit?check=true").text


def test_whole_log_says_so_when_it_was_looked_at(desk: DeskBrowser) -> None:
    note(desk, 3)

    assert "The log is whole" in desk.get("/desk/audit?check=true").text
    assert "The log is whole" not in desk.get("/desk/audit").text
