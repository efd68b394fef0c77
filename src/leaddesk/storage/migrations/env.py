# SPDX-License-Identifier: MIT
"""Alembic's entry: runs on the connection that `upgrade.py` hands over."""

from __future__ import annotations

from alembic import context

from leaddesk.storage import (
    part_indexes,  # noqa: F401 - adds them to the tables
    schema,
    tables,
)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=tables.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=schema.is_ours,
)
context.run_migrations()
