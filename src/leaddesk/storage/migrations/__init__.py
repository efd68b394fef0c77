# SPDX-License-Identifier: MIT
"""Alembic's environment and every step of the schema; nothing here is imported by the running desk.

A released step is never edited: a change is a new step, and `tables.py` shows where they end.
"""
