"""Who took a hand-off, and when; who holds a conversation, by id; where to ring back; whether staff were written to."""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("conversations", "held_by_id", sa.String(36)),
    ("handoffs", "taken_at", UtcDateTime()),
    ("handoffs", "taken_by", sa.String(80)),
    ("handoffs", "taken_by_id", sa.String(36)),
    ("handoffs", "closed_by_id", sa.String(36)),
    ("handoffs", "outcome", sa.String(20)),
    ("handoffs", "note", EncryptedText()),
    ("handoffs", "callback_phone", EncryptedText()),
    ("handoffs", "callback_consent_at", UtcDateTime()),
    ("handoffs", "mailed_at", UtcDateTime()),
    ("handoffs", "mail_due_at", UtcDateTime()),
)


def upgrade() -> None:
    """Add the columns. Whoever holds a conversation by name alone is nobody who can sign in: others take over."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.add_column("handoffs", sa.Column("mail_tries", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_handoffs_closed_at", "handoffs", ["closed_at"])
    op.create_index("ix_conversations_held_by_id", "conversations", ["held_by_id"])
    op.execute("UPDATE conversations SET held_by_id = substr(held_by, 1, 36) WHERE held_by IS NOT NULL")


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_conversations_held_by_id", "conversations")
    op.drop_index("ix_handoffs_closed_at", "handoffs")
    op.drop_column("handoffs", "mail_tries")
    for table, name, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
