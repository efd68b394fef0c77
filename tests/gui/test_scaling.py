# SPDX-License-Identifier: MIT
"""From 100 to 200 % every screen is drawn in the pixels of the display, and nothing is squeezed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from leaddesk.gui.screens import SCREENS
from tests.gui.scaled_window import SMALLEST


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_every_screen_fits_the_smallest_window_at_any_scale(scale: float) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.scaled_window"],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told.pop("ratio") == scale
    assert list(told) == [entry.id for entry in SCREENS]
    for screen, found in told.items():
        assert found["asked"] == list(SMALLEST), screen
        assert found["device"] == [round(side * scale) for side in SMALLEST], screen
        assert found["squeezed"] == [], screen
