# SPDX-License-Identifier: MIT
"""The clock that goes on while this machine sleeps and that nobody can set, and its boot."""

from __future__ import annotations

import sys
import time
import uuid
from pathlib import Path
from typing import Final

_THIS_PROCESS: Final = f"process {uuid.uuid4().hex}"
"""Stands for the boot where a machine does not tell it: then no lease outlives the program."""

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_PREFETCH: Final = (
    r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
)
_UUID_BYTES: Final = 64


class BootClock:
    """`sync.ports.BootClock` of this machine."""

    def __init__(self) -> None:
        self._boot = boot_identity()

    def boot(self) -> str:
        """Return what is another one after each start of the machine."""
        return self._boot

    def seconds(self) -> float:
        """Return the seconds since the machine started, sleep counted."""
        return seconds()


def seconds() -> float:
    """Return the seconds since the machine started, sleep counted."""
    if sys.platform == "linux":
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        # Goes on while the machine sleeps, other than the clock of `time.monotonic`.
        now = time.clock_gettime(time.CLOCK_MONOTONIC)
    elif sys.platform == "win32":
        import ctypes

        count = ctypes.windll.kernel32.GetTickCount64
        count.restype = ctypes.c_uint64
        now = int(count()) / 1000
    else:
        now = time.monotonic()
    return now


def boot_identity() -> str:
    """Return what is another one after each start of the machine, or else of this process."""
    try:
        return _told() or _THIS_PROCESS
    except (OSError, AttributeError, ValueError):
        return _THIS_PROCESS


def _told() -> str:
    told = ""
    if sys.platform == "linux":
        told = _BOOT_ID.read_text(encoding="ascii").strip()
    elif sys.platform == "darwin":
        import ctypes

        kept = ctypes.create_string_buffer(_UUID_BYTES)
        size = ctypes.c_size_t(_UUID_BYTES)
        asked = ctypes.CDLL(None).sysctlbyname(
            b"kern.bootsessionuuid", kept, ctypes.byref(size), None, ctypes.c_size_t(0)
        )
        told = kept.value.decode("ascii") if asked == 0 else ""
    elif sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _PREFETCH) as key:
            told = f"boot {winreg.QueryValueEx(key, 'BootId')[0]}"
    return told
