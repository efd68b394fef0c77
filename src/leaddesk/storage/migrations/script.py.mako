# SPDX-License-Identifier: MIT
"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Refuse: a step back would lose data; the copy made before the step is the way back."""
    raise NotImplementedError
