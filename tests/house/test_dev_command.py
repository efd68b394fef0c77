# SPDX-License-Identifier: MIT
"""`./dev` chooses a Python, passes arguments through and knows what to do without a display."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="dev is a POSIX shell script")

# What the script itself needs; no apt and no Python among them, so nothing is ever installed here.
SHELL_TOOLS = ("sh", "dirname", "cat", "cmp", "cp", "rm", "uname", "id", "env")

OLD_PYTHON = '#!/bin/sh\n[ "$1" != --version ] || echo Python 3.9.2\nexit 1\n'
PYTHON_WITHOUT_VENV = (
    "#!/bin/sh\ncase $2 in *ensurepip*) exit 1;; *-venv*) echo python3.11-venv;; esac\n"
)
RECORDER = '#!/bin/sh\nprintf "%s|%s\\n" "${QT_QPA_PLATFORM:-}" "$*" >>"$RECORD"\n'


class Machine:
    """A made-up machine: a PATH of its own and a virtual environment that only takes notes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = folder / "record"
        self.path = folder / "bin"
        self.path.mkdir()
        for tool in SHELL_TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.path / tool).symlink_to(found)

    def add(self, file: Path, text: str) -> None:
        """Put a program on the machine."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def forbid_installing(self) -> None:
        """Have apt, nothing installed by it, and neither root nor sudo."""
        self.add(self.path / "dpkg-query", "#!/bin/sh\nexit 1\n")
        self.add(self.path / "apt-get", "#!/bin/sh\nexit 1\n")
        (self.path / "id").unlink()
        self.add(self.path / "id", "#!/bin/sh\necho 1000\n")

    def set_up(self) -> None:
        """Leave the virtual environment as a finished set-up leaves it."""
        environment = self.folder / "venv"
        self.add(environment / "bin" / "python", RECORDER)
        shutil.copy(ROOT / "requirements" / "dev.txt", environment / "leaddesk-requirements.txt")
        stated = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        (environment / "leaddesk-install.txt").write_text(f"{ROOT}\n{stated}", encoding="utf-8")

    def dev(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `./dev` on this machine, with nothing in the environment but these variables."""
        return subprocess.run(
            [ROOT / "dev", *arguments],
            check=False,
            capture_output=True,
            text=True,
            env={
                "PATH": str(self.path),
                "LEADDESK_VENV": str(self.folder / "venv"),
                "RECORD": str(self.record),
                **variables,
            },
        )

    def last(self) -> str:
        """What the virtual environment's Python was called with at last, after its Qt platform."""
        return self.record.read_text().splitlines()[-1]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_python_that_is_too_old_is_refused_in_words(machine: Machine) -> None:
    machine.add(machine.path / "python3", OLD_PYTHON)
    done = machine.dev("run")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; here is Python 3.9.2" in done.stderr
    assert not (machine.folder / "venv").exists()


def test_a_machine_without_python_is_told_so(machine: Machine) -> None:
    done = machine.dev("test")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_missing_libraries_are_named_where_nothing_may_be_installed(machine: Machine) -> None:
    machine.set_up()
    machine.forbid_installing()
    done = machine.dev("run")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends libegl1 libgl1" in done.stderr
    assert "venv" not in done.stderr
    assert "-m leaddesk" not in machine.record.read_text()


def test_a_python_without_venv_is_named_with_the_libraries(machine: Machine) -> None:
    machine.forbid_installing()
    machine.add(machine.path / "python3", PYTHON_WITHOUT_VENV)
    done = machine.dev("run")
    assert done.returncode == 1
    assert "libxcb-shape0 python3.11-venv" in done.stderr


def test_a_library_under_its_new_name_is_not_missing(machine: Machine) -> None:
    machine.set_up()
    renamed = '#!/bin/sh\nfor name; do case $name in *t64) echo "$name installed";; esac; done\n'
    machine.add(machine.path / "dpkg-query", renamed)
    machine.add(machine.path / "apt-get", "#!/bin/sh\nexit 1\n")
    assert machine.dev("setup").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_without_a_display_run_says_so_and_takes_the_tour(machine: Machine) -> None:
    machine.set_up()
    done = machine.dev("run")
    assert "There is no display here" in done.stderr
    assert machine.last() == "offscreen|-m leaddesk tour"


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_run_opens_the_window(machine: Machine, display: str) -> None:
    machine.set_up()
    done = machine.dev("run", **{display: ":0"})
    assert done.stderr == ""
    assert machine.last() == "|-m leaddesk"


def test_run_passes_its_arguments_through(machine: Machine) -> None:
    machine.set_up()
    machine.dev("run", "next", "--as", "Anna Bell")
    assert machine.last() == "|-m leaddesk next --as Anna Bell"


def test_tests_run_offscreen_and_take_arguments(machine: Machine) -> None:
    machine.set_up()
    machine.dev("test", "-k", "queue")
    assert machine.last() == "offscreen|-m pytest -k queue"


@pytest.mark.parametrize("command", ["bench", "fuzz"])
def test_what_takes_minutes_takes_arguments(machine: Machine, command: str) -> None:
    machine.set_up()
    machine.dev(command, "12")
    module = {"bench": "bench", "fuzz": "bench.fuzz"}[command]
    assert machine.last() == f"|-m {module} 12"


def test_a_finished_set_up_installs_nothing(machine: Machine) -> None:
    machine.set_up()
    assert machine.dev("setup").returncode == 0
    assert "pip" not in machine.record.read_text()


@pytest.mark.parametrize("changed", ["leaddesk-requirements.txt", "leaddesk-install.txt"])
def test_a_change_is_installed_once(machine: Machine, changed: str) -> None:
    machine.set_up()
    (machine.folder / "venv" / changed).write_text("something else")
    machine.dev("setup")
    first = machine.record.read_text()
    machine.record.unlink()
    machine.dev("setup")
    assert "-m pip install" in first
    assert "pip" not in machine.record.read_text()


def test_a_command_that_is_not_there_is_wrong_use(machine: Machine) -> None:
    done = machine.dev("runn")
    assert done.returncode == 2
    assert "usage: ./dev run" in done.stderr


def test_the_words_of_the_script_are_posix() -> None:
    shell = shutil.which("dash") or shutil.which("sh")
    assert shell is not None
    assert os.access(ROOT / "dev", os.X_OK)
    done = subprocess.run([shell, "-n", ROOT / "dev"], check=False, capture_output=True, text=True)
    assert done.stderr == ""
