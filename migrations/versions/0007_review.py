"""Corrections, trainings and models."""

import sqlalchemy as sa
from alembic import op

from salon.db import EncryptedText, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the review room."""
    _create_corrections()
    _create_trainings()


def _create_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("phrase", EncryptedText(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("intent", sa.String(60), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("together", sa.String(36), nullable=True),
        sa.Column("conflict", EncryptedText(), nullable=True),
        sa.Column("learned_in", sa.String(16), nullable=True),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sa.UniqueConstraint("fingerprint", "intent", name="uq_corrections_fingerprint"),
    )
    op.create_index("ix_corrections_state", "corrections", ["state"])
    op.create_index("ix_corrections_created_at", "corrections", ["created_at"])
    op.create_table(
        "correction_mentions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("correction_id", sa.String(36), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("answered_as", sa.String(60), nullable=True),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction_mentions"),
        sa.UniqueConstraint("correction_id", "message_id", name="uq_correction_mentions_correction_id"),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["corrections.id"],
            name="fk_correction_mentions_correction_id_corrections",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_correction_mentions_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    for column in ("conversation_id", "message_id"):
        op.create_index(f"ix_correction_mentions_{column}", "correction_mentions", [column])


def _create_trainings() -> None:
    op.create_table(
        "trainings",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("running", sa.Integer(), nullable=True),
        sa.Column("reviewed", EncryptedText(), nullable=False),
        sa.Column("old_model", sa.String(16), nullable=False),
        sa.Column("model", sa.String(16), nullable=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Text(), nullable=False),
        sa.Column("comparison", EncryptedText(), nullable=True),
        sa.Column("failed", sa.String(200), nullable=True),
        sa.Column("started_by", sa.String(80), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_trainings"),
        sa.UniqueConstraint("running", name="uq_trainings_running"),
    )
    op.create_index("ix_trainings_started_at", "trainings", ["started_at"])
    op.create_table(
        "served_models",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("model", sa.String(16), nullable=False),
        sa.Column("reviewed", EncryptedText(), nullable=False),
        sa.Column("training_id", sa.String(36), nullable=True),
        sa.Column("brought_back", sa.Boolean(), nullable=False),
        sa.Column("put_by", sa.String(80), nullable=False),
        sa.Column("put_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_served_models"),
    )
    op.create_table(
        "model_checks",
        sa.Column("model", sa.String(16), nullable=False),
        sa.Column("material", sa.String(64), nullable=False),
        sa.Column("result", EncryptedText(), nullable=False),
        sa.Column("seconds", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("model", "material", name="pk_model_checks"),
    )
    op.create_index("ix_model_checks_made_at", "model_checks", ["made_at"])


def downgrade() -> None:
    """Drop them again."""
    for table in ("model_checks", "served_models", "trainings", "correction_mentions", "corrections"):
        op.drop_table(table)
