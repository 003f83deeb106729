"""Blocked time, and what became of appointments."""

import sqlalchemy as sa
from alembic import op

from salon.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("appointment", "cancel_reason", sa.String(16)),
    ("appointment", "confirmed_at", UtcDateTime()),
    ("appointment", "no_show_at", UtcDateTime()),
    ("appointment", "booked_by", sa.String(80)),
    ("appointment", "exception_reason", sa.Text()),
    ("appointment_move", "cosmetologist_from", sa.String(64)),
    ("appointment_move", "cosmetologist_to", sa.String(64)),
    ("appointment_move", "moved_by", sa.String(80)),
    ("appointment_move", "exception_reason", sa.Text()),
)
_ONE_HOLDER = "(appointment_id IS NULL) <> (block_id IS NULL)"


def upgrade() -> None:
    """Add the columns and the blocks; a cell may be held by a block from now on."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "block",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("cosmetologist_id", sa.String(64)),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("idempotency_key", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sa.UniqueConstraint("idempotency_key", name="uq_block_idempotency_key"),
    )
    for column in ("starts_at", "ends_at"):
        op.create_index(f"ix_block_{column}", "block", [column])
    with op.batch_alter_table("appointment_cell") as cells:
        cells.alter_column("appointment_id", existing_type=sa.String(36), nullable=True)
        cells.add_column(sa.Column("block_id", sa.String(36), nullable=True))
        cells.create_foreign_key(
            "fk_appointment_cell_block_id_block", "block", ["block_id"], ["id"], ondelete="CASCADE"
        )
        cells.create_check_constraint("ck_appointment_cell_one_holder", _ONE_HOLDER)
        cells.create_index("ix_appointment_cell_block_id", ["block_id"])


def downgrade() -> None:
    """Take them away again; blocked time is free then, and who did not come counts as cancelled."""
    op.execute("UPDATE appointment SET status = 'cancelled' WHERE status = 'no_show'")
    op.execute("DELETE FROM appointment_cell WHERE appointment_id IS NULL")
    with op.batch_alter_table("appointment_cell") as cells:
        cells.drop_index("ix_appointment_cell_block_id")
        cells.drop_constraint("ck_appointment_cell_one_holder", type_="check")
        cells.drop_constraint("fk_appointment_cell_block_id_block", type_="foreignkey")
        cells.drop_column("block_id")
        cells.alter_column("appointment_id", existing_type=sa.String(36), nullable=False)
    op.drop_table("block")
    for table, name, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
