# SPDX-License-Identifier: MIT
"""A hub as `leaddesk hub` starts it, on a clock that begins on the day of the made leads.

`python -m bench.hub_child DATABASE`: says its address and fingerprint, ends with its input.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading
import time

from bench import made_leads
from leaddesk.bootstrap import desks
from leaddesk.bootstrap.hub import HubOptions, open_hub

_BEGAN = time.monotonic()


def _clock() -> dt.datetime:
    return made_leads.NOW + dt.timedelta(seconds=time.monotonic() - _BEGAN)


def main(database: str) -> None:
    """Serve until the input ends."""
    desks.clock = _clock
    running = open_hub(HubOptions(database, "127.0.0.1:0"))

    def wait() -> None:
        sys.stdin.read()
        running.stop()

    threading.Thread(target=wait, daemon=True).start()
    sys.stdout.write(f"{running.address} {running.fingerprint or '-'}\n")
    sys.stdout.flush()
    running.run()


if __name__ == "__main__":
    main(sys.argv[1])
