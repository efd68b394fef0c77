# SPDX-License-Identifier: MIT
"""A wheel carries the compiled forms, a source archive their sources, and neither carries more."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import leaddesk
from tests.house.checkout import ROOT

FORMS = "leaddesk/gui/forms"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    done = subprocess.run(build, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_carries_each_form_and_the_resources(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    wanted = {f"{FORMS}/ui_{ui.stem}.py" for ui in (ROOT / "ui").glob("*.ui")}
    assert wanted | {f"{FORMS}/rc_leaddesk.py"} == {
        name for name in names if name.startswith((f"{FORMS}/ui_", f"{FORMS}/rc_"))
    }


def test_the_wheel_carries_the_licences_and_no_tests(built: Path) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    endings = ("licenses/LICENSE", "licenses/NOTICE", "fonts/OFL.txt", "icons/LICENSE")
    assert [end for end in endings if not any(name.endswith(end) for name in names)] == []
    assert {name.split("/")[0] for name in names} == {
        "leaddesk",
        f"leaddesk-{leaddesk.__version__}.dist-info",
    }


def test_the_source_archive_carries_the_sources_of_the_forms_only(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert {"dev", "resources/leaddesk.qrc", "packaging/compile_qt.py"} <= set(names)
    assert {f"ui/{ui.name}" for ui in (ROOT / "ui").glob("*.ui")} <= set(names)
    assert [name for name in names if name.startswith(f"src/{FORMS}/") and "__" not in name] == []
