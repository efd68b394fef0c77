# SPDX-License-Identifier: MIT
"""What no file of the project says: where packages come from, or where somebody's checkout lies."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.checkout import ROOT, name, text_files, walked

LICENCE_LINE = "SPDX-License-Identifier: MIT"

# Put together here so that this file does not say them either.
PACKAGE_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("conda", "anaconda", "org"),
        ("proxy", "golang", "org"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}*-])/(?:work|root)/[\w.]")


def test_no_file_names_the_host_of_a_package_registry() -> None:
    found = [
        f"{name(path)}: {host}"
        for path in text_files()
        for host in PACKAGE_HOSTS
        if host in _text(path)
    ]
    assert not found


def test_no_file_names_a_folder_of_one_machine() -> None:
    places = {str(ROOT), str(Path.home())} - {"/"}
    found = [
        name(path)
        for path in text_files()
        if MACHINE_PATH.search(_text(path)) or any(f"{place}/" in _text(path) for place in places)
    ]
    assert not found


def test_each_program_text_carries_its_licence() -> None:
    programs = [
        path
        for path in text_files()
        if path.suffix in {".py", ".sh", ".spec"} or path in {ROOT / "dev", ROOT / ".ci" / "run"}
    ]
    bare = [name(path) for path in programs if LICENCE_LINE not in _text(path)[:200]]
    assert not bare


def test_the_rules_see_what_they_forbid() -> None:
    assert MACHINE_PATH.search(f"open('{Path('/', 'work', 'main')}')")
    assert not MACHINE_PATH.search("docs/work/plan.md")
    assert len(text_files()) > 30


def test_a_linked_worktree_is_looked_at_like_any_checkout(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere", "utf-8")
    (tmp_path / "README.md").write_text("LeadDesk", "utf-8")
    assert [path.name for path in walked(tmp_path)] == ["README.md"]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
