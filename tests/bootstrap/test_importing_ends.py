# SPDX-License-Identifier: MIT
"""The importing process ends with the window, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.bootstrap.long_lists import left, written

_WINDOW = """
import os, sys
from tests.bootstrap import long_lists as t
from leaddesk.bootstrap.importing import open_window_desk
from pathlib import Path

def gone(rows):
    print(*t.importers(), flush=True)
    os._exit(9)

if __name__ == "__main__":
    desk = open_window_desk(sys.argv[1])
    desk.import_list(t.drafts_of(Path(sys.argv[2])), t.OPTIONS, 1, t.NOW, report=gone)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes")
def test_when_the_window_dies_the_process_clears_up_and_ends(
    database: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "expo.csv", 12_000)
    script = tmp_path / "window.py"
    script.write_text(_WINDOW, "utf-8")
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(script), str(database), str(path)],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 9, done.stderr
    _wait_until_gone(int(done.stdout))
    assert left(database) == (0, 0, 0)


_LEFT_OPEN = """
import sys
from tests.bootstrap import long_lists as t
from leaddesk.bootstrap.importing import open_window_desk
from pathlib import Path

if __name__ == "__main__":
    desk = open_window_desk(sys.argv[1])
    desk.import_list(t.drafts_of(Path(sys.argv[2])), t.OPTIONS, 1, t.NOW, dry_run=True)
    print(*t.importers())
"""


def test_a_program_that_ends_without_closing_does_not_wait_for_the_process(
    database: Path, tmp_path: Path
) -> None:
    script = tmp_path / "window.py"
    script.write_text(_LEFT_OPEN, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(database), str(written(tmp_path / "expo.csv"))],
        capture_output=True, text=True, check=False, timeout=30,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not Path(f"/proc/{int(done.stdout)}").exists()


def _wait_until_gone(pid: int) -> None:
    ended = threading.Event()
    for _ in range(300):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text():
            return
        ended.wait(0.05)
    pytest.fail("the process is still there")
