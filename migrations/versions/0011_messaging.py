"""Messaging apps: whose chat is which conversation, what was taken from an app already, codes that carry a talk there, photos."""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOMENTS = ("due_at", "leased_until", "failing_since", "gone_at", "last_in_at", "last_out_at")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "chats",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", EncryptedText(), nullable=False),
        sa.Column("address_fingerprint", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("sent_seq", sa.Integer(), nullable=False),
        sa.Column("sent_posts", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        *(sa.Column(name, UtcDateTime()) for name in _MOMENTS),
        sa.Column("menu", sa.Text()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("channel", "address_fingerprint"),
    )
    op.create_index("ix_chats_address_fingerprint", "chats", ["address_fingerprint"])
    op.create_index("ix_chats_conversation_id", "chats", ["conversation_id"])
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_receipts_received_at", "receipts", ["received_at"])
    op.create_table(
        "moving_codes",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_moving_codes_conversation_id", "moving_codes", ["conversation_id"])
    op.create_table(
        "photos",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("reference", EncryptedText(), nullable=False),
        sa.Column("content", EncryptedText()),
        sa.Column("mime_type", sa.String(40)),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["messages.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_photos_conversation_id", "photos", ["conversation_id"])


def downgrade() -> None:
    """Drop them; clients' chats begin anew."""
    for table in ("photos", "moving_codes", "receipts", "chats"):
        op.drop_table(table)
