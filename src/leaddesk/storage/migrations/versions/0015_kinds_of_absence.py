# SPDX-License-Identifier: MIT
"""An absence has a kind, and a share of the day that remains for goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep every absence so far as a whole day away."""
    op.add_column(
        "absence", sa.Column("kind", sa.String(12), nullable=False, server_default="away")
    )
    op.add_column(
        "absence", sa.Column("share", sa.SmallInteger, nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
