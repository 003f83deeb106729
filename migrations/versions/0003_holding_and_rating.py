"""Who of the staff holds a conversation, who of them wrote a line, and how content the client is."""

import sqlalchemy as sa
from alembic import op

from salon.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("conversations", "held_by", sa.String(80)),
    ("conversations", "held_since", UtcDateTime()),
    ("conversations", "stars", sa.Integer()),
    ("conversations", "rated_at", UtcDateTime()),
    ("messages", "staff_name", sa.String(80)),
)


def upgrade() -> None:
    """Add the columns; what is stored has none of it."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Drop them again."""
    for table, name, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
