# SPDX-License-Identifier: MIT
"""A hostile list can't make the telephone do anything but call one number, and no shell is near."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.desk.ports import Dialled
from leaddesk.domain.errors import BadInput
from leaddesk.system.dialer import Dialer, link, run_and_read


class Desktop:
    """A made-up desktop: the handler it names for tel:, and what was started."""

    def __init__(self, handler: str = "phone.desktop") -> None:
        self.handler = handler
        self.asked: list[Sequence[str]] = []
        self.started: list[Sequence[str]] = []
        self.broken = False

    def ask(self, command: Sequence[str]) -> str:
        self.asked.append(command)
        return self.handler + "\n"

    def start(self, command: Sequence[str]) -> None:
        if self.broken:
            raise OSError("no such program")
        self.started.append(command)

    def dialer(self, platform: str = "linux", *, tools: bool = True) -> Dialer:
        def find(name: str) -> str | None:
            return f"/usr/bin/{name}" if tools else None

        return Dialer(platform, self.ask, self.start, find)


def test_a_number_is_handed_to_the_desktop_as_a_link() -> None:
    desktop = Desktop()
    assert desktop.dialer().dial("+16125550148") is Dialled.STARTED
    assert desktop.asked == [("/usr/bin/xdg-mime", "query", "default", "x-scheme-handler/tel")]
    assert desktop.started == [("/usr/bin/xdg-open", "tel:+16125550148")]


def test_without_a_handler_nothing_is_opened() -> None:
    desktop = Desktop(handler="")
    assert desktop.dialer().dial("+16125550148") is Dialled.NO_HANDLER
    assert desktop.started == []


def test_without_the_desktop_tools_there_is_no_handler() -> None:
    assert Desktop().dialer(tools=False).dial("+16125550148") is Dialled.NO_HANDLER


def test_a_program_that_does_not_start_is_told() -> None:
    desktop = Desktop()
    desktop.broken = True
    assert desktop.dialer().dial("+16125550148") is Dialled.FAILED


def test_a_desktop_that_does_not_answer_is_told() -> None:
    def never(command: Sequence[str]) -> str:
        raise subprocess.TimeoutExpired(list(command), 3)

    dialer = Dialer("linux", never, Desktop().start, lambda name: name)
    assert dialer.dial("+16125550148") is Dialled.FAILED


def test_macos_opens_the_link() -> None:
    desktop = Desktop()
    assert desktop.dialer("darwin").dial("+16125550148") is Dialled.STARTED
    assert desktop.started == [("open", "tel:+16125550148")]


@pytest.mark.parametrize(
    "number",
    [
        "",
        "6125550148",
        "+0125550148",
        "+161255",
        "+1234567890123456",
        "+16125550148;phone-context=x",
        "+16125550148,,1234#",
        "*21*+16125550148#",
        "+1612555014８",
        "+16125550148\n",
        "tel:+16125550148",
        "+16125550148 --help",
        "$(reboot)",
        "file:///etc/passwd",
    ],
)
def test_what_is_not_a_plain_number_is_refused(number: str) -> None:
    desktop = Desktop()
    with pytest.raises(BadInput) as refused:
        desktop.dialer().dial(number)
    assert refused.value.key == "phone.not_e164"
    assert desktop.started == []


@given(st.text(max_size=40))
def test_no_text_becomes_anything_but_a_number(text: str) -> None:
    try:
        made = link(text)
    except BadInput:
        return
    assert re.fullmatch(r"tel:\+[1-9][0-9]{6,14}", made, re.ASCII)


def test_a_colleague_is_rung_by_extension_or_number() -> None:
    desktop = Desktop()
    assert desktop.dialer().dial_extension("204") is Dialled.STARTED
    assert desktop.dialer().dial_extension("+16125550148") is Dialled.STARTED
    assert desktop.started == [("/usr/bin/xdg-open", f"tel:{n}") for n in ("204", "+16125550148")]


@given(st.one_of(st.text(max_size=12), st.text("0123456789+*#,;x\n", max_size=9)))
def test_no_text_becomes_anything_but_an_extension_or_a_number(text: str) -> None:
    desktop = Desktop()
    try:
        desktop.dialer().dial_extension(text)
    except BadInput:
        assert not desktop.started
        return
    assert re.fullmatch(r"tel:([0-9]{2,6}|\+[1-9][0-9]{6,14})", desktop.started[0][1], re.ASCII)


def test_arguments_reach_a_program_untouched_by_any_shell() -> None:
    assert run_and_read(["printf", "%s", "$HOME; `id`"]) == "$HOME; `id`"
