# SPDX-License-Identifier: MIT
"""The versions that the project states in several places agree."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import leaddesk
from tests.house.checkout import ROOT


def test_the_build_and_the_program_want_the_same_pyside() -> None:
    project = _project()
    wanted = _pyside(project["build-system"]["requires"])
    assert wanted == _pyside(project["project"]["dependencies"])
    assert len(wanted) == 2


def test_python_3_11_never_gets_the_binding_that_loses_references() -> None:
    old, new = _pyside(_project()["project"]["dependencies"])
    assert old.endswith("<6.12; python_version < '3.12'")
    assert new.endswith("python_version >= '3.12'")
    lines = [line for line in _locked_lines() if line.startswith("pyside6-essentials")]
    assert any("6.11." in line and "python_full_version < '3.12'" in line for line in lines)


def test_the_version_is_the_same_in_each_place() -> None:
    assert _project()["project"]["version"] == leaddesk.__version__


def test_each_dependency_stands_in_the_locked_list() -> None:
    project = _project()["project"]
    extras = [wish for wishes in project["optional-dependencies"].values() for wish in wishes]
    locked = {_name(line) for line in _locked_lines()}
    assert {_name(wish) for wish in [*project["dependencies"], *extras]} <= locked


def test_each_dependency_of_the_program_stands_in_the_notice() -> None:
    project = _project()["project"]
    words = re.findall(r"[\w.-]+", (ROOT / "NOTICE").read_text(encoding="utf-8"))
    extras = project["optional-dependencies"]
    for_people = [wish for name, all_of in extras.items() if name != "dev" for wish in all_of]
    wishes = [*project["dependencies"], *for_people]
    assert {_name(wish) for wish in wishes} <= {_name(word) for word in words if word[0].isalnum()}


def test_the_locked_list_has_hashes_and_names_no_place() -> None:
    text = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert all(line.rstrip().endswith("\\") for line in _locked_lines())
    others = [line for line in text.splitlines() if line.startswith((" ", "-"))]
    assert all(line.strip().startswith("--hash=sha256:") for line in others)


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pyside(wishes: list[str]) -> list[str]:
    return [wish for wish in wishes if wish.startswith("PySide6")]


def _locked_lines() -> list[str]:
    lines = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.match(r"[a-z0-9]", line)]


def _name(wish: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", wish)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()
