# SPDX-License-Identifier: MIT
"""`leaddesk` and `python -m leaddesk`: the window, or one command of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit code: 0 done, 1 refused, 2 wrong use."""
    if getattr(sys, "frozen", False):
        # A packaged program starts its reading process by starting itself.
        import multiprocessing

        multiprocessing.freeze_support()
    from leaddesk.bootstrap import program
    from leaddesk.cli.run import run

    return run(sys.argv[1:] if argv is None else argv, program)


if __name__ == "__main__":
    sys.exit(main())
