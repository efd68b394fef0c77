# SPDX-License-Identifier: MIT
"""A locked session and a computer that goes to sleep are told; without a bus nothing happens."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from leaddesk.system import session_watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="freedesktop's signals")

SECONDS = 20
LOGIN = "org.freedesktop.login1"
SLEEP = ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep")
LOCK = ("/org/freedesktop/login1/session/_32", f"{LOGIN}.Session", "Lock")
SAVER = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class Heard:
    """Counts what was told, and waits for it."""

    def __init__(self) -> None:
        self.count = 0
        self._more = threading.Condition()

    def __call__(self) -> None:
        with self._more:
            self.count += 1
            self._more.notify_all()

    def waits_for(self, count: int) -> bool:
        with self._more:
            return self._more.wait_for(lambda: self.count >= count, SECONDS)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A private bus that is both the system's and the session's."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon here")
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG.format(folder=tmp_path))
    command = [daemon, f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        running.terminate()


def send(bus: str, what: tuple[str, str, str], *begins: bool) -> None:
    """Send a signal as its service would."""
    path, interface, member = what
    address = DBusAddress(path, interface=interface)
    with open_dbus_connection(bus=bus) as connection:
        signature = "b" if begins else None
        connection.send(new_signal(address, member, signature, begins))


@pytest.fixture
def heard(bus: str) -> Iterator[Heard]:
    made = Heard()
    ready = threading.Semaphore(0)
    watch = session_watch.SessionWatch(made, ready.release)
    watch.start()
    for _ in range(2):
        assert ready.acquire(timeout=SECONDS)
    yield made
    watch.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("session-watch")]


@pytest.mark.parametrize("what, begins", [(SLEEP, (True,)), (LOCK, ()), (SAVER, (True,))])
def test_what_locks_is_told(
    bus: str, heard: Heard, what: tuple[str, str, str], begins: tuple[bool, ...]
) -> None:
    send(bus, what, *begins)
    assert heard.waits_for(1)


def test_the_end_of_it_and_other_signals_are_not_told(bus: str, heard: Heard) -> None:
    send(bus, SLEEP, False)
    send(bus, SAVER, False)
    send(bus, ("/org/freedesktop/login1", f"{LOGIN}.Manager", "UserNew"))
    send(bus, SAVER, True)
    assert heard.waits_for(1)
    assert heard.count == 1


def test_without_a_bus_nothing_is_told_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    heard = Heard()
    watch = session_watch.watch(heard)
    assert watch is not None
    watch.close()
    assert heard.count == 0


def test_it_ends_while_the_bus_is_silent_and_when_the_bus_goes(bus: str) -> None:
    ready = threading.Semaphore(0)
    watch = session_watch.SessionWatch(Heard(), ready.release)
    watch.start()
    assert ready.acquire(timeout=SECONDS)
    watch.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("session-watch")]
