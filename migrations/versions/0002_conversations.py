"""Conversations, their messages, buttons and hand-offs."""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the conversations room."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("token_fingerprint", sa.String(64), nullable=False),
        sa.Column("state", EncryptedText(), nullable=True),
        sa.Column("red_flag", sa.String(20), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_activity_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("token_fingerprint", name="uq_conversations_token_fingerprint"),
    )
    op.create_index("ix_conversations_last_activity_at", "conversations", ["last_activity_at"])
    op.create_table(
        "messages",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("author", sa.String(10), nullable=False),
        sa.Column("external_id", sa.String(64), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("text", EncryptedText(), nullable=False),
        sa.Column("unanswered", EncryptedText(), nullable=True),
        sa.Column("topic", sa.String(120), nullable=True),
        sa.Column("intent", sa.String(60), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("ranking", EncryptedText(), nullable=True),
        sa.Column("response", sa.String(60), nullable=True),
        sa.Column("details", EncryptedText(), nullable=True),
        sa.Column("latency_ms", sa.Float(), nullable=True),
        sa.Column("model", sa.String(40), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_messages"),
        sa.UniqueConstraint("id", name="uq_messages_id"),
        sa.UniqueConstraint("conversation_id", "external_id", name="uq_messages_conversation_id"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_messages_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_messages_conversation_seq", "messages", ["conversation_id", "seq"])
    op.create_index("ix_messages_answers", "messages", ["answers"])
    op.create_index("ix_messages_topic", "messages", ["topic"])
    for name, columns in _SMALL.items():
        op.create_table(
            name,
            sa.Column("id", sa.String(36), nullable=False),
            sa.Column("conversation_id", sa.String(36), nullable=False),
            *(sa.Column(column, kind, nullable=empty) for column, kind, empty in columns),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(
                ["conversation_id"],
                ["conversations.id"],
                name=f"fk_{name}_conversation_id_conversations",
                ondelete="CASCADE",
            ),
        )
        op.create_index(f"ix_{name}_conversation_id", name, ["conversation_id"])


_SMALL = {
    "buttons": (
        ("title", EncryptedText(), False),
        ("payload", EncryptedText(), False),
        ("created_at", UtcDateTime(), False),
    ),
    "handoffs": (
        ("reason", sa.String(30), False),
        ("created_at", UtcDateTime(), False),
        ("closed_at", UtcDateTime(), True),
    ),
}


def downgrade() -> None:
    """Drop them again."""
    for name in ("handoffs", "buttons", "messages", "conversations"):
        op.drop_table(name)
