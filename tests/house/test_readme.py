# SPDX-License-Identifier: MIT
"""The README and the guide are true in what can be looked up: commands, links and pictures."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from leaddesk.cli.arguments import parse
from leaddesk.cli.readers import WrongUse
from tests.house.checkout import ROOT

README = ROOT / "README.md"
IMAGES = ROOT / "docs" / "images"
PAGES = (README, *sorted((ROOT / "docs" / "guide").glob("*.md")))
MOST_BYTES = 3_000_000
"""What all pictures may weigh together: everybody who clones takes them along."""

_FENCE = re.compile(r"^```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_DEV = re.compile(r"\./dev ([a-z]+)")
_COMMAND = re.compile(r"^(?:\$ )?leaddesk(?: (.*))?$")


def links(page: Path) -> list[tuple[str, str]]:
    """Return the words and the target of each link and picture of a page."""
    return [(m["words"], m["target"]) for m in _LINK.finditer(page.read_text(encoding="utf-8"))]


def commands(page: Path) -> list[list[str]]:
    """Return the arguments of each leaddesk command in the code blocks of a page."""
    blocks = _FENCE.findall(page.read_text(encoding="utf-8"))
    found = (_COMMAND.match(line) for block in blocks for line in block.splitlines())
    return [shlex.split(match[1] or "", comments=True) for match in found if match]


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page can be linked by."""
    lines = page.read_text(encoding="utf-8").splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def name(page: Path) -> str:
    """Return the name of a page in the report of a run."""
    return page.relative_to(ROOT).as_posix()


def test_the_readme_opens_with_the_two_commands_that_set_up_run_and_test() -> None:
    first = _FENCE.findall(README.read_text(encoding="utf-8"))[0]
    assert _DEV.findall(first) == ["run", "test"]


def test_ci_runs_the_tests_as_a_person_does() -> None:
    ran = _DEV.findall((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert ran == ["check", "test"]


def test_every_dev_command_that_is_named_is_one() -> None:
    usage = (ROOT / "dev").read_text(encoding="utf-8").split("WORDS")[1]
    known = set(_DEV.findall(usage))
    named = {word for page in PAGES for word in _DEV.findall(page.read_text(encoding="utf-8"))}
    assert {"run", "test"} <= named
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_is_shown_can_be_typed(page: Path) -> None:
    wrong = []
    for arguments in commands(page):
        try:
            parse(arguments)
        except WrongUse as refused:
            wrong.append(f"{shlex.join(arguments)}: {refused}")
    assert wrong == []


def test_the_reference_shows_every_command() -> None:
    shown = {arguments[0] for page in PAGES for arguments in commands(page) if arguments}
    told = re.findall(r'\badd\(\s*"([a-z-]+)"', _source_of_arguments())
    assert set(told) - shown - {"window"} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    lost = []
    for _, target in links(page):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        there = file.exists() and (not anchor or anchor in anchors(file))
        if not there:
            lost.append(target)
    assert lost == []


def test_every_picture_is_shown_and_tells_in_words_what_it_shows() -> None:
    shown = {}
    for page in PAGES:
        for words, target in links(page):
            if target.endswith(".png"):
                shown[(page.parent / target).resolve()] = words
    assert set(shown) == set(IMAGES.glob("*.png"))
    assert [path.name for path, words in shown.items() if not words.strip()] == []


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in IMAGES.iterdir()) < MOST_BYTES


def test_the_package_carries_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["readme"] == README.name


def _source_of_arguments() -> str:
    return (ROOT / "src" / "leaddesk" / "cli" / "arguments.py").read_text(encoding="utf-8")
