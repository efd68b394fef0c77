# SPDX-License-Identifier: MIT
"""The words of errors about this computer's own file: its lock, its key, its place."""

from __future__ import annotations

_LOCK = {
    "pin.digits": "A PIN is made of digits. Nothing was changed.",
    "pin.short": "A PIN has at least {needed} digits. Nothing was changed.",
    "pin.long": "A PIN has at most {high} digits. Nothing was changed.",
    "pin.plain": "This PIN is guessed first. Nothing was changed. Take digits that do not stand "
    "in a row.",
    "pin.wrong": "This is not the PIN. Nothing was changed.",
    "pin.wait": "Too many wrong PINs. Nothing was changed. Wait {since} seconds, then try again.",
    "pin.unlike": "The two new PINs differ. Nothing was changed. Type the same one twice.",
    "pin.not_own": "The demo team has no PIN. Open your own database first.",
}

FILE_ERRORS = {**_LOCK}
