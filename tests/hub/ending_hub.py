# SPDX-License-Identifier: MIT
"""A hub as a process of its own whose first call never ends.

`python -m tests.hub.ending_hub FOLDER` prints its address and the fingerprint of its
certificate, and `stuck` once the call is there.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from leaddesk.hub.certificate import own
from leaddesk.hub.server import HubServer, Listening
from leaddesk.system import clock
from tests.hub.stage import Around, app_of


def main(folder: Path) -> None:
    """Serve until a signal; a call that writes waits for what never comes."""
    around = Around()
    papers = own(folder, clock.now())
    server = HubServer(app_of(around), Listening("127.0.0.1:0", papers))
    server.listen()
    threading.Thread(target=_hold, args=(around,), daemon=True).start()
    _say(f"{server.address} {papers.fingerprint}")
    server.run()
    _say("ended by itself")


def _say(told: str) -> None:
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()


def _hold(around: Around) -> None:
    with around.memory.busy:
        around.memory.asked.wait()
        _say("stuck")
        threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
