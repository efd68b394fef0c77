# SPDX-License-Identifier: MIT
"""The rules of the screen lock: what may be a PIN, and how long to wait after wrong ones.

The PIN is a curtain before the screen, never a key to the file: a million PINs are soon tried by
somebody who has the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leaddesk.domain.errors import BadInput

LEAST_DIGITS: Final = 6
MOST_DIGITS: Final = 32
FREE_TRIES: Final = 5
"""So many wrong PINs in a row cost no waiting."""
FIRST_WAIT: Final = 30
LONGEST_WAIT: Final = 3600
"""Seconds: the first wait, doubled by each further wrong PIN up to the longest."""
IDLE_MINUTES: Final = 10
MOST_MINUTES: Final = 240
_UP: Final = "01234567890123456789012345678901234567890"


@dataclass(frozen=True, slots=True)
class LockState:
    """How a person's screen lock stands on this computer.

    `minutes` without key or mouse lock by themselves, 0 never; `wait` is how many seconds no PIN is
    taken; `opened` tells whether the PIN just tried was right; `takes_code` whether the recovery
    code of the file opens it as well.
    """

    is_set: bool = False
    minutes: int = 0
    wait: int = 0
    opened: bool = False
    takes_code: bool = False


def check_pin(pin: str) -> None:
    """Refuse what is too easy; raises BadInput: "pin.digits", "pin.short", "pin.long", "pin.plain".

    Plain is one digit all over, or digits in a row such as 123456.
    """
    if not (pin.isascii() and pin.isdigit()):
        raise BadInput("pin.digits")
    if len(pin) < LEAST_DIGITS:
        raise BadInput("pin.short", needed=LEAST_DIGITS)
    if len(pin) > MOST_DIGITS:
        raise BadInput("pin.long", high=MOST_DIGITS)
    if len(set(pin)) == 1 or pin in _UP or pin in _UP[::-1]:
        raise BadInput("pin.plain")


def wait_after(tries: int) -> int:
    """Return the seconds to wait after so many wrong PINs in a row."""
    over = tries - FREE_TRIES
    if over < 0:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(over, 10))
