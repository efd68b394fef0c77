# SPDX-License-Identifier: MIT
"""What the locked screen and the dialog of the PIN say."""

from __future__ import annotations

from leaddesk.words import numbers

ASK_PIN = "Type your PIN to go on. What you typed before is still there."
ASK_CODE = (
    "Type the recovery code of this computer’s database. It takes the PIN away; set a new one "
    "afterwards."
)
FORGOTTEN = (
    "Quit LeadDesk and run “leaddesk remove-pin” on this computer’s command line. Whoever owns the "
    "account of this computer may do that: the PIN hides the screen, it does not lock the file."
)
CURTAIN = (
    "The PIN is a curtain: it hides the screen from whoever passes by. It does not encrypt the "
    "database."
)
SET = "The PIN is set."
KEPT = "The screen lock is changed."
REMOVED = "The PIN is removed. The screen does not lock any more."
TITLE = "LeadDesk is locked"
NOTIFIED = "Something is due. Unlock LeadDesk to see it."


def wrong(*, code: bool) -> str:
    """Return what is said of a wrong PIN, or of a wrong recovery code."""
    return "This is not the recovery code." if code else "This is not the PIN."


def waits(seconds: int) -> str:
    """Return how long no PIN is taken."""
    if seconds < 60:  # noqa: PLR2004 - seconds of a minute
        told = numbers.count(seconds, "second")
    else:
        minutes, rest = divmod(seconds, 60)
        told = f"{minutes}:{rest:02} minutes"
    return f"Too many wrong tries. Try again in {told}."


def removed_all(count: int) -> str:
    """Return what removing the PINs of this computer came to."""
    if not count:
        return "No PIN was set on this computer."
    return f"{numbers.count(count, 'PIN')} removed. Set a new one in the window."
