# SPDX-License-Identifier: MIT
"""A report as a file: a PDF to read, or a workbook to count with."""

from __future__ import annotations

from pathlib import Path

from leaddesk.desk.exports import ExportFile, PaperShape, WorkbookShape
from leaddesk.desk.ports import Machine
from leaddesk.gui.models.report_orders import XLSX
from leaddesk.gui.settings import Settings
from leaddesk.words.report import Page
from leaddesk.words.report_sheets import sheets

FOLDER = "export/folder"
"""Under which the settings keep the folder of reports."""


def write_report(machine: Machine, path: Path, page: Page, file_format: str) -> Path:
    """Write a report, whole or not at all; raises BadInput as an export does."""
    records: list[object] = []
    if file_format == XLSX:
        file = machine.export_file(path, WorkbookShape())
        records += sheets(page)
    else:
        from leaddesk.gui.report_paper import pdf_of

        file = machine.export_file(path, PaperShape())
        records.append(pdf_of(page))
    return _whole(file, records, path)


def write_paper(machine: Machine, path: Path, title: str, told: str) -> Path:
    """Write a page of HTML as a PDF, whole or not at all; raises BadInput as an export does."""
    from leaddesk.gui.report_paper import paper_of

    return _whole(machine.export_file(path, PaperShape()), [paper_of(title, told)], path)


def report_folder(settings: Settings) -> Path:
    """Return where reports go on this computer: a chosen folder, else the home folder."""
    kept = settings.read(FOLDER)
    return Path(kept) if kept else Path.home()


def _whole(file: ExportFile, records: list[object], path: Path) -> Path:
    try:
        file.write(records)
        file.finish()
        file.keep()
    except BaseException:
        file.drop()
        raise
    return path
