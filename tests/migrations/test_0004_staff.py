"""The tables of the staff room: made and taken back; what the database itself refuses."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from salon.db import Database, make_engine
from salon.migrate import migrate
from salon.staff.models import AuditEntry, RecoveryCode, StaffAccount, StaffSession
from tests.migrations.test_0003_holding_and_rating import config

NEW = {"staff_accounts", "staff_recovery_codes", "staff_sessions", "staff_attempts", "audit_log"}
NOW = datetime(2027, 3, 1, tzinfo=UTC)


def tables(database_url: str) -> set[str]:
    """Return the names of the tables."""
    engine = make_engine(database_url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def account(staff_id: str, login: str) -> StaffAccount:
    """Return an account to add."""
    return StaffAccount(id=staff_id, login=login, name=login, role="staff", totp_key="KEY", created_at=NOW)


def entry() -> AuditEntry:
    """Return an entry of the log to add."""
    return AuditEntry(at=NOW, staff_id="a1", staff_name="Maya", action="x.done", subject="", details="{}", link="l")


def test_downgrade_and_upgrade(database_url: str) -> None:
    whole = tables(database_url)

    command.downgrade(config(database_url), "0003")
    between = tables(database_url)
    migrate(database_url)

    assert between & NEW == set()
    assert whole >= NEW
    assert tables(database_url) == whole


def test_log_is_unchangeable_after_a_downgrade_and_an_upgrade_too(database: Database, database_url: str) -> None:
    database.engine.dispose()
    command.downgrade(config(database_url), "0003")
    migrate(database_url)
    with database.transaction() as session:
        session.add(entry())

    with pytest.raises(DBAPIError, match="not changed"), database.transaction() as session:
        session.execute(text("UPDATE audit_log SET subject = 'x'"))

    with database.reading() as session:
        assert session.scalars(select(AuditEntry.subject)).all() == [""]


def test_log_may_be_forgotten(database: Database) -> None:
    with database.transaction() as session:
        session.add(entry())
    with database.transaction() as session:
        session.execute(text("DELETE FROM audit_log"))

    with database.reading() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_login_is_given_once(database: Database) -> None:
    with database.transaction() as session:
        session.add(account("a1", "maya"))

    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(account("a2", "maya"))


def test_sessions_and_codes_go_with_their_account(database: Database) -> None:
    with database.transaction() as session:
        session.add_all([account("a1", "maya"), account("a2", "zoe")])
        session.flush()
        for staff_id in ("a1", "a2"):
            session.add(RecoveryCode(fingerprint=f"r{staff_id}", staff_id=staff_id))
            more = {"stage": "open", "device": "", "created_at": NOW, "seen_at": NOW}
            session.add(StaffSession(fingerprint=f"f{staff_id}", id=f"s{staff_id}", staff_id=staff_id, **more))

    with database.transaction() as session:
        session.execute(text("DELETE FROM staff_accounts WHERE id = 'a1'"))

    with database.reading() as session:
        assert session.scalars(select(RecoveryCode.staff_id)).all() == ["a2"]
        assert session.scalars(select(StaffSession.staff_id)).all() == ["a2"]


def test_key_of_the_second_factor_is_encrypted(database: Database) -> None:
    with database.transaction() as session:
        session.add(account("a1", "maya"))

    with database.engine.connect() as connection:
        [stored] = connection.execute(text("SELECT totp_key FROM staff_accounts")).scalars()
    assert "KEY" not in stored
