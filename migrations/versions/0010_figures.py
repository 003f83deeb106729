"""Indexes for counting a period: without them each figure would read every line, with its encrypted text, from disk."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COLUMNS = ["created_at", "author", "topic", "response", "conversation_id", "confidence", "latency_ms", "answers"]


def upgrade() -> None:
    """Create them; the one of messages holds all that is counted, so that the lines themselves are not read."""
    op.create_index("ix_messages_figures", "messages", _COLUMNS)
    op.create_index("ix_conversations_created_at", "conversations", ["created_at"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_conversations_created_at", "conversations")
    op.drop_index("ix_messages_figures", "messages")
