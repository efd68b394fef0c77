# SPDX-License-Identifier: MIT
"""This computer's own address is told without a word to anybody, and a lost network is ''."""

from __future__ import annotations

import ipaddress
import socket
from typing import Self

import pytest

from leaddesk.system.route import own_address


class Asked:
    """A socket that goes out by one family only."""

    goes: dict[int, str]

    def __init__(self, family: int, kind: int) -> None:
        assert kind == socket.SOCK_DGRAM
        self._family = family

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_told: object) -> None:
        """Close it."""

    def connect(self, _to: tuple[str, int]) -> None:
        if self._family not in self.goes:
            raise OSError(101, "Network is unreachable")

    def getsockname(self) -> tuple[str, int]:
        return self.goes[self._family], 40_000


@pytest.mark.parametrize(
    "goes, told",
    [
        ({socket.AF_INET: "10.0.0.7", socket.AF_INET6: "fd00::7"}, "10.0.0.7"),
        ({socket.AF_INET6: "fd00::7"}, "fd00::7"),
        ({}, ""),
    ],
)
def test_it_is_the_address_that_packets_would_leave_with(
    goes: dict[int, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asked, "goes", goes, raising=False)
    monkeypatch.setattr(socket, "socket", Asked)
    assert own_address() == told


def test_this_computer_has_one_or_none() -> None:
    told = own_address()
    assert told == "" or not ipaddress.ip_address(told).is_unspecified
