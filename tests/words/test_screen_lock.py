# SPDX-License-Identifier: MIT
"""What the locked screen says."""

from __future__ import annotations

from leaddesk.words import screen_lock


def test_waiting_is_told_in_seconds_and_then_in_minutes() -> None:
    assert "1 second." in screen_lock.waits(1)
    assert "59 seconds." in screen_lock.waits(59)
    assert "1:05 minutes." in screen_lock.waits(65)


def test_what_was_wrong_is_called_by_its_name() -> None:
    assert "PIN" in screen_lock.wrong(code=False)
    assert "recovery code" in screen_lock.wrong(code=True)
    assert "1 PIN removed" in screen_lock.removed_all(1)
    assert "No PIN" in screen_lock.removed_all(0)
