# SPDX-License-Identifier: MIT
"""`python -m bench [NAME …]`: runs the benchmarks and exits with 1 when a goal is not met."""

from __future__ import annotations

import importlib
import sys

from bench import made_leads
from bench.verdict import HEAD

NAMES = (
    "queue", "search", "list", "handoff", "wall", "import", "export", "duplicate", "start", "key",
    "memory",
    "import_window", "plan", "funnel", "hub", "team_click",
    "live", "catch_up", "company",
)  # fmt: skip
LONG = ("import_memory",)
"""Minutes each: they run only when they are named."""


def main(wanted: list[str]) -> int:
    """Run the named benchmarks, or all, and print one table."""
    unknown = [name for name in wanted if name not in NAMES + LONG]
    if unknown:
        sys.stderr.write(
            f"No benchmark is called {unknown[0]}; there are: {', '.join(NAMES + LONG)}\n"
        )
        return 2
    try:
        made_leads.take_folder()
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(HEAD + "\n")
    met = True
    for name in wanted or NAMES:
        for row in importlib.import_module(f"bench.{name}_bench").run():
            sys.stdout.write(row.line() + "\n")
            sys.stdout.flush()
            met = met and row.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
