"""What staff note on conversations, and the search index.

The index holds `messages.searchable`, a line with contact data masked. SQLite: an FTS5 table that triggers keep; it has
no text of its own. PostgreSQL: an index over the text's English words; no extension is needed. What was stored before
has no `searchable`: migrations have no key to read it, so the app catches up when it starts
(`salon/inbox/indexing.py`).
"""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STAFF_NAME = sa.String(80)
_INDEXES = {
    "ix_conversations_inbox": ("conversations", ["last_activity_at", "id", "channel", "red_flag", "stars"], None),
    "ix_messages_answered_topic": ("messages", ["topic", "conversation_id", "seq"], "answers IS NOT NULL"),
    "ix_messages_confidence": ("messages", ["confidence", "conversation_id"], "confidence IS NOT NULL"),
    "ix_messages_response": ("messages", ["response", "conversation_id"], "response IS NOT NULL"),
    "ix_messages_not_indexed": ("messages", ["seq"], "searchable IS NULL"),
    "ix_messages_line": ("messages", ["seq", "conversation_id"], None),
}
_ENGLISH = "to_tsvector('english'::regconfig, translate(searchable, '<>&./-_@:', '         '))"
_OUT = "INSERT INTO message_search(message_search, rowid, searchable)"
_IN = "INSERT INTO message_search(rowid, searchable)"
_TRIGGERS = {
    "message_search_added": (
        f"AFTER INSERT ON messages WHEN new.searchable <> '' BEGIN {_IN} VALUES (new.seq, new.searchable); END"  # noqa: S608
    ),
    "message_search_erased": (
        "AFTER DELETE ON messages WHEN old.searchable <> '' "
        f"BEGIN {_OUT} VALUES ('delete', old.seq, old.searchable); END"
    ),
    "message_search_changed": (
        "AFTER UPDATE OF searchable ON messages BEGIN "
        f"{_OUT} SELECT 'delete', old.seq, old.searchable WHERE old.searchable <> ''; "
        f"{_IN} SELECT new.seq, new.searchable WHERE new.searchable <> ''; END"
    ),
}


def upgrade() -> None:
    """Create the tables, the indexes for the inbox's filters, and the search index."""
    op.create_table(
        "conversation_work",
        _conversation("conversation_work"),
        _staff("conversation_work", "assignee_id", "SET NULL"),
        sa.Column("assignee", _STAFF_NAME),
        sa.Column("review", sa.String(10), nullable=False),
        sa.Column("reviewed_by", _STAFF_NAME),
        sa.Column("reviewed_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_conversation_work"),
    )
    op.create_index("ix_conversation_work_assignee_id", "conversation_work", ["assignee_id"])
    op.create_index("ix_conversation_work_review", "conversation_work", ["review"])
    op.create_table(
        "conversation_tags",
        _conversation("conversation_tags"),
        sa.Column("tag", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "tag", name="pk_conversation_tags"),
    )
    op.create_index("ix_conversation_tags_tag", "conversation_tags", ["tag"])
    op.create_table(
        "conversation_notes",
        sa.Column("id", sa.String(36), nullable=False),
        _conversation("conversation_notes"),
        _staff("conversation_notes", "author_id", "SET NULL"),
        sa.Column("author", _STAFF_NAME, nullable=False),
        sa.Column("text", EncryptedText(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation_notes"),
    )
    op.create_index("ix_conversation_notes_conversation_id", "conversation_notes", ["conversation_id"])
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(36), nullable=False),
        _staff("saved_views", "owner_id", "CASCADE", nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", EncryptedText(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
    )
    op.create_index("ix_saved_views_owner_id", "saved_views", ["owner_id"])
    op.add_column("messages", sa.Column("searchable", sa.Text(), nullable=True))
    for name, (table, columns, rows) in _INDEXES.items():
        where = sa.text(rows) if rows else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    _create_search()


def downgrade() -> None:
    """Drop them again."""
    if op.get_bind().dialect.name == "sqlite":
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE message_search")
    else:
        op.drop_index("ix_messages_search", "messages")
    for name, (table, _, _) in _INDEXES.items():
        op.drop_index(name, table)
    op.drop_column("messages", "searchable")
    for table in ("saved_views", "conversation_notes", "conversation_tags", "conversation_work"):
        op.drop_table(table)


def _create_search() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX ix_messages_search ON messages USING gin (({_ENGLISH}))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE message_search USING fts5("
        "searchable, content='messages', content_rowid='seq', tokenize='porter unicode61')"
    )
    for name, body in _TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")


def _conversation(table: str) -> "sa.Column[str]":
    key = sa.ForeignKey("conversations.id", name=f"fk_{table}_conversation_id_conversations", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(36), key, nullable=False)


def _staff(table: str, column: str, ondelete: str, *, nullable: bool = True) -> "sa.Column[str]":
    key = sa.ForeignKey("staff_accounts.id", name=f"fk_{table}_{column}_staff_accounts", ondelete=ondelete)
    return sa.Column(column, sa.String(36), key, nullable=nullable)
