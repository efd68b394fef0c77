# SPDX-License-Identifier: MIT
"""The team's database through SQLAlchemy: tables, statements, stores, upgrades and backups.

No rule of the desk, no words for people and nothing of the window ever lives here.
"""
