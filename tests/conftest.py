# SPDX-License-Identifier: MIT
"""What every test gets: the Hypothesis profile, and the promise that no thread outlives a test."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from leaddesk.domain.tier import DEFAULT_TIERS
from leaddesk.words import tiers

# Without a screen Qt would end the whole run; tests that need one start their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "here",
    deadline=None,  # A busy machine is not a wrong program.
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_THREAD_GRACE = 10.0  # seconds a thread that was told to stop may take on a busy machine


@pytest.fixture(autouse=True)
def _shipped_tiers() -> None:
    """Let every test begin with the names of the tiers that ship."""
    tiers.learn(DEFAULT_TIERS)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        # A dummy stands for a thread of Qt's that once called into Python; it never goes away.
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(_THREAD_GRACE)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads that outlived the test: {names}"
