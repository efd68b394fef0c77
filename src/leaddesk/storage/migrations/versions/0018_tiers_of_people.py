# SPDX-License-Identifier: MIT
"""People can be put into tiers one by one; the third tier has goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_GOALS = (
    '{"weekdays":[0,1,2,3,4],"goals":['
    '{"metric":"calls","target":40,"required":true,"weight":0.25,"kind":"at_least"},'
    '{"metric":"new_lead_calls","target":12,"required":true,"weight":0.25,"kind":"at_least"},'
    '{"metric":"presentations","target":3,"required":true,"weight":0.3,"kind":"at_least"},'
    '{"metric":"feedback_owed","target":0,"required":true,"weight":0.2,"kind":"at_most"}]}'
)


def upgrade() -> None:
    """Leave everybody in the tiers of their roles, and give tier 3 the goals of tier 2 shipped."""
    op.add_column("person", sa.Column("tiers", sa.String(40), nullable=False, server_default=""))
    told = sa.text(
        "INSERT INTO goal (tier, person_id, effective_from, value) "
        "SELECT 3, 0, '0001-01-01', :goals "
        "WHERE EXISTS (SELECT 1 FROM goal) AND NOT EXISTS (SELECT 1 FROM goal WHERE tier = 3)"
    )
    op.execute(told.bindparams(goals=_GOALS))


def downgrade() -> None:
    """Refuse: a database goes back by its copy from before the upgrade."""
    raise NotImplementedError
