"""Appointments, the cells of time that they hold, and their moves."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of the booking room."""
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("treatment_id", sa.String(64), nullable=False),
        sa.Column("cosmetologist_id", sa.String(64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("phone_fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_from", sa.DateTime(timezone=True)),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("idempotency_key", name="uq_appointment_idempotency_key"),
    )
    for column in ("starts_at", "phone_fingerprint", "conversation_id"):
        op.create_index(f"ix_appointment_{column}", "appointment", [column])
    op.create_table(
        "appointment_cell",
        sa.Column("cosmetologist_id", sa.String(64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        _appointment_id("appointment_cell"),
        sa.PrimaryKeyConstraint("cosmetologist_id", "starts_at", name="pk_appointment_cell"),
    )
    op.create_index("ix_appointment_cell_appointment_id", "appointment_cell", ["appointment_id"])
    op.create_table(
        "appointment_move",
        _appointment_id("appointment_move"),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.Column("moved_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("appointment_id", "idempotency_key", name="pk_appointment_move"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("appointment_move", "appointment_cell", "appointment"):
        op.drop_table(table)


def _appointment_id(table: str) -> "sa.Column[str]":
    key = sa.ForeignKey("appointment.id", name=f"fk_{table}_appointment_id_appointment", ondelete="CASCADE")
    return sa.Column("appointment_id", sa.String(36), key, nullable=False)
