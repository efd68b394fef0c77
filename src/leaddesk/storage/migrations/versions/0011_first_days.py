# SPDX-License-Identifier: MIT
"""The first day of whoever is new in the team."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day, empty for everybody who is here already."""
    joined = sa.Column("joined", sa.String(10), nullable=False, server_default="")
    op.add_column("person", joined)


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
