# SPDX-License-Identifier: MIT
"""No new database in a folder that damages it; one that is there is never out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.bootstrap import desks
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import places


@pytest.fixture
def synced(tmp_path: Path, own_folder: None) -> Path:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    return folder


def test_a_new_database_is_refused_in_a_synced_folder(synced: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        desks.open_desk(str(synced / "team.db"))
    assert refused.value.key == "place.synced_folder"
    assert list(synced.iterdir()) == []


def test_a_network_folder_is_refused_too(
    tmp_path: Path, own_folder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "warning", lambda _folder, _told: places.NETWORK)
    with pytest.raises(StoreUnavailable) as refused:
        desks.open_desk(str(tmp_path / "team.db"))
    assert refused.value.key == "place.network_folder"


def test_a_database_that_is_there_opens_and_so_does_one_that_is_wanted_there(
    synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.ALLOW, "1")
    desks.open_desk(str(synced / "team.db")).close()
    monkeypatch.delenv(places.ALLOW)
    desks.open_desk(str(synced / "team.db")).close()
    assert desks.place_warning(str(synced / "team.db")) == places.SYNCED


def test_no_import_begins_without_room(
    tmp_path: Path, own_folder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FULL_BYTES", 2**62)
    with pytest.raises(StoreUnavailable) as refused:
        desks.check_room(str(tmp_path / "team.db"))
    assert refused.value.key == "no_room"
    desks.check_room("postgresql://dana@server/team")
