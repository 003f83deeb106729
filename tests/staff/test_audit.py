"""The audit log: what stands in it, that it is only added to, and that meddling with it shows."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from salon.db import Database
from salon.staff.audit import COMMAND_LINE
from salon.staff.member import Member
from salon.staff.roles import Role
from tests.staff.conftest import NEW, PASSWORD, Joined, StaffRoom, all_at_once

MAYA = Member("m1", "Maya", Role.STAFF, "s1")


@pytest.fixture
def seqs(room: StaffRoom) -> list[int]:
    """Return the numbers of five entries, oldest first."""
    for number in range(5):
        room.audit.note(MAYA, "conversation.read", f"c{number}", lines=number)
        room.clock.let_pass(timedelta(minutes=1))
    return [one.seq for one in reversed(room.audit.page())]


def meddle(database: Database, statement: str, **values: object) -> None:
    """Change the log as somebody would who has the database to themselves."""
    off, on = "", ""
    if database.engine.dialect.name == "postgresql":
        off = "ALTER TABLE audit_log DISABLE TRIGGER audit_log_unchanged"
        on = "ALTER TABLE audit_log ENABLE TRIGGER audit_log_unchanged"
    with database.engine.begin() as connection:
        if off:
            connection.execute(text(off))
        else:
            [made] = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE name = 'audit_log_unchanged'")
            ).scalars()
            connection.execute(text("DROP TRIGGER audit_log_unchanged"))
            on = made
        connection.execute(text(statement), values)
        connection.exec_driver_sql(on)


@pytest.mark.parametrize("column", ["at", "staff_id", "staff_name", "action", "subject", "details", "link"])
def test_database_refuses_to_change_an_entry(room: StaffRoom, seqs: list[int], column: str) -> None:
    value = "'2027-03-01 00:00:00+00:00'" if column == "at" else "'x'"

    with pytest.raises(DBAPIError, match="what is in the audit log is not changed"), room.database.transaction() as one:
        one.execute(text(f"UPDATE audit_log SET {column} = {value} WHERE seq = {seqs[2]}"))  # noqa: S608

    assert room.audit.broken_at() is None


def test_whole_log_is_not_broken(room: StaffRoom, seqs: list[int]) -> None:
    assert room.audit.broken_at() is None


def test_empty_log_is_not_broken(room: StaffRoom) -> None:
    assert room.audit.broken_at() is None
    assert room.audit.page() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("staff_id", "m2"),
        ("staff_id", None),
        ("staff_name", "Zoe"),
        ("action", "conversation.closed"),
        ("subject", "c9"),
        ("details", '{"lines": 9}'),
        ("link", "0" * 64),
    ],
)
def test_changed_entry_shows(room: StaffRoom, seqs: list[int], column: str, value: str | None) -> None:
    meddle(room.database, f"UPDATE audit_log SET {column} = :value WHERE seq = :seq", value=value, seq=seqs[2])  # noqa: S608

    assert room.audit.broken_at() == seqs[2]


def test_moved_moment_shows(room: StaffRoom, seqs: list[int]) -> None:
    other = f"(SELECT at FROM audit_log WHERE seq = {seqs[3]})"  # noqa: S608

    meddle(room.database, f"UPDATE audit_log SET at = {other} WHERE seq = :seq", seq=seqs[2])  # noqa: S608

    assert room.audit.broken_at() == seqs[2]


def test_missing_entry_shows(room: StaffRoom, seqs: list[int]) -> None:
    with room.database.transaction() as session:
        session.execute(text("DELETE FROM audit_log WHERE seq = :seq"), {"seq": seqs[2]})

    assert room.audit.broken_at() == seqs[3]


def test_entries_in_another_order_show(room: StaffRoom, seqs: list[int]) -> None:
    for old, new in ((seqs[2], -1), (seqs[3], seqs[2]), (-1, seqs[3])):
        meddle(room.database, "UPDATE audit_log SET seq = :new WHERE seq = :old", old=old, new=new)

    assert room.audit.broken_at() == seqs[2]


def test_entry_that_was_slipped_in_shows(room: StaffRoom, seqs: list[int]) -> None:
    columns = "at, staff_id, staff_name, action, subject, details, link"
    copied = f"INSERT INTO audit_log ({columns}) SELECT {columns} FROM audit_log WHERE seq = :seq"  # noqa: S608
    with room.database.transaction() as session:
        session.execute(text(copied), {"seq": seqs[2]})

    assert room.audit.broken_at() == seqs[-1] + 1


def test_entries_of_another_vault_show(room: StaffRoom, seqs: list[int]) -> None:
    from cryptography.fernet import Fernet

    from salon.secrets import Vault
    from salon.staff.audit import Audit

    other = Audit(room.database, Vault([Fernet.generate_key().decode()]), room.clock)

    assert other.broken_at() in seqs[:2]  # the first can be checked where its number says that it is the first
    other.note(MAYA, "conversation.read", "c9")
    assert room.audit.broken_at() == seqs[-1] + 1


def test_old_entries_are_forgotten_and_the_rest_is_not_broken(room: StaffRoom, seqs: list[int]) -> None:
    assert room.audit.forget_before(room.clock() - timedelta(minutes=3)) == 2

    assert [one.seq for one in room.audit.page()] == seqs[:1:-1]
    assert room.audit.broken_at() is None


def test_log_goes_on_after_all_of_it_was_forgotten(room: StaffRoom, seqs: list[int]) -> None:
    room.audit.forget_before(room.clock())

    room.audit.note(MAYA, "conversation.read", "c9")
    room.audit.note(MAYA, "conversation.read", "c10")

    assert [one.subject for one in room.audit.page()] == ["c10", "c9"]
    assert room.audit.broken_at() is None


def test_entries_written_at_once_are_chained(room: StaffRoom) -> None:
    all_at_once(10, lambda number: room.audit.note(MAYA, "conversation.read", f"c{number}"))

    assert len(room.audit.page()) == 10
    assert room.audit.broken_at() is None


def test_entry_says_who_did_what(room: StaffRoom) -> None:
    room.audit.note(MAYA, "conversation.read", "c1", fields=["notes"], lines=3)
    room.audit.note(None, "account.invited", "m1")

    by_command, by_maya = room.audit.page()

    assert (by_command.staff_id, by_command.staff_name) == (None, COMMAND_LINE)
    assert (by_maya.staff_id, by_maya.staff_name, by_maya.action) == ("m1", "Maya", "conversation.read")
    assert (by_maya.subject, by_maya.details) == ("c1", {"fields": ["notes"], "lines": 3})
    assert by_maya.at == room.clock()


def test_entry_stands_only_if_what_it_tells_of_does(room: StaffRoom) -> None:
    def fail_after_noting() -> None:
        with room.database.transaction() as session:
            room.audit.note_in(session, MAYA, "conversation.read", "c1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_noting()

    assert room.audit.page() == []


def test_page_is_the_newest_first_and_goes_on(room: StaffRoom, seqs: list[int]) -> None:
    first = room.audit.page(limit=2)
    second = room.audit.page(before=first[-1].seq, limit=2)

    assert [one.seq for one in first + second] == seqs[:0:-1]


def test_page_by_who_what_and_of_what(room: StaffRoom, seqs: list[int]) -> None:
    room.audit.note(None, "settings.changed", "hours")

    assert [one.subject for one in room.audit.page(staff_id="m1", subject="c3")] == ["c3"]
    assert [one.subject for one in room.audit.page(action="settings.")] == ["hours"]
    assert room.audit.page(action="%") == room.audit.page(action="_ettings") == []
    assert room.audit.page(staff_id="nobody") == []


def test_what_is_done_to_accounts_is_in_the_log(room: StaffRoom, olga: Joined) -> None:
    by = room.member(olga)
    maya, _ = room.accounts.invite("maya", "Maya", Role.STAFF, by)
    room.accounts.change(maya, "Maia", Role.VIEWER, by)
    room.accounts.invite_again(maya, by)
    room.accounts.switch(maya, by, on=False)
    room.accounts.switch(maya, by, on=True)
    room.accounts.change_password(by, PASSWORD, NEW, "192.0.2.7")

    found = [(one.staff_name, one.action, one.subject) for one in reversed(room.audit.page())]
    assert found == [
        (COMMAND_LINE, "account.invited", olga.id),
        ("Olga", "account.second_factor_set_up", olga.id),
        ("Olga", "account.signed_in", olga.id),
        ("Olga", "account.invited", maya),
        ("Olga", "account.changed", maya),
        ("Olga", "account.invited_again", maya),
        ("Olga", "account.switched_off", maya),
        ("Olga", "account.switched_on", maya),
        ("Olga", "account.password_changed", olga.id),
    ]
    said = json.dumps([one.details for one in room.audit.page()])
    assert not [secret for secret in (PASSWORD, NEW, "Maia", "maya", olga.key, *olga.recovery_codes) if secret in said]
