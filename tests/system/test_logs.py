# SPDX-License-Identifier: MIT
"""Logs and reports tell what and where, and nothing about anybody."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.local_day import zone_of
from leaddesk.system import crash_report, logs

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
SECRETS = ("Priya", "5550148", "Northfield")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = logs.start_log(tmp_path / "logs")
    assert file is not None
    yield file
    logs.stop_log()


def caught() -> Exception:
    """An error that passed LeadDesk's own code with a name in its fields and its cause."""
    try:
        try:
            zone_of("Priya Raman")
        except ValueError as cause:
            raise RuntimeError("Northfield +16125550148") from cause
        except Exception as cause:
            raise KeyError("Priya Raman") from cause
    except Exception as error:  # noqa: BLE001 - whatever was raised is the sample
        return error
    raise AssertionError("nothing was raised")


def test_a_line_is_json_without_values(log_file: Path) -> None:
    logger = logging.getLogger("leaddesk.somewhere")
    logger.warning("Took %s", "Priya", extra={"facts": {"ms": 4, "name": "Northfield"}})
    logger.error("It broke.", exc_info=caught())
    first, second = (json.loads(line) for line in log_file.read_text().splitlines())
    assert (first["level"], first["what"], first["facts"]) == ("warning", "Took %s", {"ms": 4})
    assert first["where"] == "leaddesk.somewhere"
    assert second["error"] == "builtins.KeyError"
    assert not any(secret in log_file.read_text() for secret in SECRETS)


def test_the_log_rotates_and_stays_small(log_file: Path) -> None:
    handler = logging.getLogger("leaddesk").handlers[0]
    assert isinstance(handler, logging.handlers.RotatingFileHandler)
    assert handler.maxBytes * (handler.backupCount + 1) <= 10_000_000


def test_starting_twice_logs_once(log_file: Path) -> None:
    logs.start_log(log_file.parent)
    logging.getLogger("leaddesk").info("Once.")
    assert len(log_file.read_text().splitlines()) == 1


def test_a_folder_that_cannot_be_written_costs_the_log_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert logs.start_log(tmp_path / "file" / "logs") is None


def test_a_report_tells_types_and_places_only(tmp_path: Path) -> None:
    path = crash_report.write_report(caught(), tmp_path / "reports", NOW)
    assert path is not None
    text = path.read_text()
    assert "error  builtins.KeyError" in text
    assert "because of  leaddesk.domain.errors.BadInput:unknown_zone" in text
    assert "leaddesk/domain/local_day.py:" in text
    assert "python    3." in text
    assert not any(secret in text for secret in SECRETS)


@pytest.mark.skipif(os.name != "posix", reason="file rights of POSIX")
def test_a_report_is_its_owners_only(tmp_path: Path) -> None:
    path = crash_report.write_report(RuleBroken("x", name="Priya"), tmp_path / "r", NOW)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_reports_of_one_second_keep_their_own_files_and_old_ones_go(tmp_path: Path) -> None:
    made = {crash_report.write_report(caught(), tmp_path, NOW) for _ in range(3)}
    assert len(made) == 3
    for day in range(30):
        crash_report.write_report(caught(), tmp_path, NOW + dt.timedelta(days=day))
    assert len(list(tmp_path.iterdir())) == 20


def test_where_nothing_can_be_written_there_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert crash_report.write_report(caught(), tmp_path / "file", NOW) is None
