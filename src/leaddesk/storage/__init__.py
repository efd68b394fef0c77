# SPDX-License-Identifier: MIT
"""The desk's ports over SQLAlchemy: tables, stores, reads and migrations for SQLite and PostgreSQL.

Rules and windows never live here, and no SQLAlchemy object leaves.
"""
