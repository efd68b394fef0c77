# SPDX-License-Identifier: MIT
"""The memory of an import of 1,000,000 rows: both its processes, each at its peak."""

from __future__ import annotations

import subprocess
import sys

from bench.verdict import Row

ROWS = 1_000_000
KNOWN = 0.2
MOST_MB = 400.0


def run() -> list[Row]:
    """Return the rows of this benchmark, measured in a process of its own."""
    # Made elsewhere: what making it takes would count as the import's.
    make = f"from bench import made_list; made_list.made({ROWS}, {KNOWN})"
    subprocess.run([sys.executable, "-c", make], check=True, timeout=3600)
    done = subprocess.run(
        [sys.executable, "-m", "bench.import_memory_bench"],
        capture_output=True, text=True, check=True, timeout=3600,
    )  # fmt: skip
    writing, reading, seconds = map(float, done.stdout.split()[-3:])
    detail = f"writing {writing:.0f} MB, reading {reading:.0f} MB; {ROWS / seconds:,.0f} rows/s"
    what = "import, 1,000,000 rows: peak memory"
    return [Row(what, writing + reading, "MB", MOST_MB, detail=detail)]


def work() -> None:
    """Import the list into an empty database; print both peaks in megabytes, and the seconds."""
    from bench import made_list
    from bench.import_bench import fresh, imported
    from bench.processes import peaks

    with peaks() as megabytes:
        took = imported(made_list.made(ROWS, KNOWN), fresh("import-memory"), 0)
    sys.stdout.write(f"{megabytes[0]:.0f} {megabytes[1]:.0f} {took.wall:.1f}\n")


if __name__ == "__main__":
    work()
