# SPDX-License-Identifier: MIT
"""`python -m bench.fuzz [FILES]`: reads the damaged lists; exits with 1 when one does harm."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.fuzz import corpus
from bench.fuzz.importing import import_all
from bench.fuzz.reading import Reading
from bench.fuzz.watched import read_all

IMPORTED = 300


def main(wanted: Sequence[str]) -> int:
    """Make the lists, read all of them, import some, and print what came of it."""
    if len(wanted) > 1 or not all(word.isdecimal() for word in wanted):
        sys.stderr.write("usage: ./dev fuzz [FILES]\n")
        return 2
    start = time.perf_counter()
    paths = corpus.made(int(wanted[0]) if wanted else corpus.FILES)
    _say(f"{len(paths):,} lists in {corpus.folder()}, {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    found = []
    for one in read_all(paths):
        found.append(one)
        if one.wrong:
            _say(f"WRONG {one.name}: {one.wrong}")
    _tell(found, time.perf_counter() - start)
    start = time.perf_counter()
    wrong = [f"{one.name}: {one.wrong}" for one in found if one.wrong]
    step = max(1, len(paths) // IMPORTED)
    with tempfile.TemporaryDirectory() as folder:
        imported = list(import_all(paths[::step], Path(folder) / "fuzz.sqlite3"))
    wrong += [f"{one.name}, imported: {one.wrong}" for one in imported if one.wrong]
    refused = sum(bool(one.fault) for one in imported)
    new = sum(one.new for one in imported)
    _say(
        f"{len(imported):,} of them imported in {time.perf_counter() - start:.0f} s: "
        f"{refused:,} refused and left nothing behind, {new:,} new leads"
    )
    for line in wrong[sum(bool(one.wrong) for one in found) :]:
        _say(f"WRONG {line}")
    _say(f"{len(wrong)} wrong")
    return 1 if wrong else 0


def _tell(found: Sequence[Reading], seconds: float) -> None:
    """Print the figures of reading."""
    kinds = Counter(one.name.rpartition(".")[2] for one in found)
    faults = Counter(one.fault or "read" for one in found)
    slow = max(found, key=lambda one: one.seconds, default=None)
    large = max(found, key=lambda one: one.peak_bytes, default=None)
    _say(f"{len(found):,} lists read in {seconds:.0f} s: " + _counted(kinds))
    _say(_counted(faults))
    _say(
        f"{sum(one.leads for one in found):,} leads, "
        f"{sum(one.rejected for one in found):,} rows rejected"
    )
    if slow and large:
        _say(f"longest: {slow.seconds:.2f} s, {slow.name}")
        _say(f"most memory: {large.peak_bytes / 1e6:.0f} MB, {large.name}")


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.most_common())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
