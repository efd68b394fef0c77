# SPDX-License-Identifier: MIT
"""Backups are told with their folders, the last moment, and what is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaddesk.bootstrap.backups import Standing
from leaddesk.words import backups

NOON = dt.datetime(2026, 5, 12, 17, 0, tzinfo=dt.UTC)
HERE, STICK = Path("here"), Path("stick")


def test_one_folder_is_told_with_its_last_backup() -> None:
    told = Standing(HERE, NOON)
    assert backups.first(told, NOON, "UTC").endswith("in here. The last one is of today 17:00.")
    assert backups.second(told, NOON, "UTC") == backups.NO_SECOND
    assert backups.trouble(told) == ""


def test_two_folders_are_told_and_what_is_wrong_with_the_second() -> None:
    told = Standing(HERE, NOON, STICK)
    assert backups.second(told, NOON, "UTC").endswith("copied to stick. None is there yet.")
    told = Standing(HERE, NOON, STICK, None, away=True)
    assert backups.second(told, NOON, "UTC").endswith("copied to stick.")
    assert backups.trouble(told).startswith("stick can’t be reached")
