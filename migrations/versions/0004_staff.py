"""Who works here, their sessions, and the audit log."""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_REFUSE = "what is in the audit log is not changed"


def upgrade() -> None:
    """Create the tables; the database itself refuses to change an entry of the log."""
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("login", sa.String(80), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("totp_key", EncryptedText()),
        sa.Column("totp_since", UtcDateTime()),
        sa.Column("totp_step", sa.Integer()),
        sa.Column("invitation", sa.String(64)),
        sa.Column("invited_until", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime()),
        sa.Column("signed_in_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_staff_accounts"),
        sa.UniqueConstraint("login", name="uq_staff_accounts_login"),
    )
    op.create_table(
        "staff_recovery_codes",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        _owner("staff_recovery_codes"),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_staff_recovery_codes"),
    )
    op.create_index("ix_staff_recovery_codes_staff_id", "staff_recovery_codes", ["staff_id"])
    op.create_table(
        "staff_sessions",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        _owner("staff_sessions"),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("pending_key", EncryptedText()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_staff_sessions"),
        sa.UniqueConstraint("id", name="uq_staff_sessions_id"),
    )
    op.create_index("ix_staff_sessions_staff_id", "staff_sessions", ["staff_id"])
    op.create_table(
        "staff_attempts",
        sa.Column("seq", _SEQ, autoincrement=True, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_staff_attempts"),
    )
    op.create_index("ix_staff_attempts_login", "staff_attempts", ["login", "at"])
    op.create_index("ix_staff_attempts_address", "staff_attempts", ["address", "at"])
    _create_audit_log()


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_log_unchanged ON audit_log")
        op.execute("DROP FUNCTION refuse_audit_change()")
    for table in ("audit_log", "staff_attempts", "staff_sessions", "staff_recovery_codes", "staff_accounts"):
        op.drop_table(table)


def _owner(table: str) -> sa.Column[str]:
    name = f"fk_{table}_staff_id_staff_accounts"
    return sa.Column(
        "staff_id",
        sa.String(36),
        sa.ForeignKey("staff_accounts.id", name=name, ondelete="CASCADE"),
        nullable=False,
    )


def _create_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("seq", _SEQ, autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("staff_id", sa.String(36)),
        sa.Column("staff_name", sa.String(80), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_log"),
    )
    for column in ("at", "staff_id", "action", "subject"):
        op.create_index(f"ix_audit_log_{column}", "audit_log", [column])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_log_unchanged BEFORE UPDATE ON audit_log "
            "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        )
        return
    op.execute(
        f"CREATE TRIGGER audit_log_unchanged BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
    )
