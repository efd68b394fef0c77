# SPDX-License-Identifier: MIT
"""How far apart hub and workstation may be: two versions of the calls, either way."""

from __future__ import annotations

import pytest

from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.hub.versions import check_calls, oldest_spoken


@pytest.mark.parametrize(
    "mine, theirs, key",
    [
        (5, 5, ""),
        (5, 3, ""),
        (3, 5, ""),
        (5, 2, "workstation_too_old"),
        (2, 5, "hub_too_old"),
        (1, 3, ""),
        (1, 4, "hub_too_old"),
    ],
)
def test_two_versions_apart_work_together(mine: int, theirs: int, key: str) -> None:
    if not key:
        assert check_calls(str(theirs), mine) == theirs
        return
    with pytest.raises(RuleBroken) as refused:
        check_calls(str(theirs), mine)
    assert refused.value.key == key


def test_what_is_no_version_is_refused() -> None:
    assert oldest_spoken(5) == 3
    with pytest.raises(BadInput):
        check_calls("one")
