"""What staff changed of the salon's settings, proofs of what was erased, and the days on which old data was erased."""

import sqlalchemy as sa
from alembic import op

from salon.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the configuration room, and those of the privacy room."""
    op.create_table(
        "settings",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )
    op.create_index("ix_settings_version", "settings", ["version"])
    op.create_table(
        "erasure_proofs",
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("asked_by", sa.String(12), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.Column("kept_appointments", sa.Integer(), nullable=False),
        sa.Column("erased_by", sa.String(80), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_erasure_proofs"),
    )
    op.create_table(
        "retention_runs",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("rows", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("day", name="pk_retention_runs"),
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("retention_runs", "erasure_proofs", "settings"):
        op.drop_table(table)
