# SPDX-License-Identifier: MIT
"""What a file holds before anything is written: columns, first rows, and what would come of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import ImportCount
from leaddesk.desk.ports import ListPreview
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.lead import SourceKind
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.gui.forms.ui_import_preview import Ui_ImportPreview
from leaddesk.gui.models.rows_model import Column, RowsModel
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.column_mapper import ColumnMapper
from leaddesk.gui.views.places import fill_countries
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.gui.widgets.figures import Figure
from leaddesk.words import imports, leads, numbers

RECOUNT_MS = 350
"""Pause after the last change before the file is counted again."""
PROGRESS_PARTS = 1000
BY_HAND = "by_hand"
LETTERS = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("cp1252", "Western (Windows-1252)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
)
DELIMITERS = ((",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar |"))
FIGURES = (
    "New leads", "Twice in the file", "Here already", "For research", "Bad numbers", "Do not call",
    "Can’t be read",
)  # fmt: skip
_TEXT = "text"
_NAMING = frozenset({"first_name", "last_name", "full_name", "company", "email"})
_REACHING = frozenset({"phone", "mobile", "company_phone", "other_phone", "email"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file, as it stands there."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """All that an import needs: how to read the file and where its leads go."""

    preview: ListPreview
    mapping: ColumnMapping
    reading: DraftOptions
    options: ImportOptions


class ImportPreview(QWidget):
    """The page between choosing a file and importing it.

    `changed` asks for another count, `reread(encoding, delimiter)` for another look into the file.
    """

    changed = Signal()
    reread = Signal(str, str)
    import_pressed = Signal()
    back_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ImportPreview()
        self._ui.setupUi(self)
        self._preview: ListPreview | None = None
        self._filling = False
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(RECOUNT_MS)
        self._recount.timeout.connect(self.changed)
        ui = self._ui
        for kind in SourceKind:
            ui.kind_combo.addItem(leads.source_kind(kind.value), kind.value)
        ui.kind_combo.setCurrentIndex(ui.kind_combo.findData(SourceKind.LIST.value))
        limits = ((ui.name_edit, "list_name"), (ui.source_edit, "source"))
        for edit, limit in (*limits, (ui.campaign_edit, "campaign")):
            edit.setMaxLength(LIMITS[limit])
        self.mapper = ColumnMapper(self)
        self.mapper.setAccessibleName("Columns of the file")
        ui.columns_column.addWidget(self.mapper)
        ui.rows_table.setCornerWidget(QWidget(ui.rows_table))
        ui.back_button.show_button("Another file", "Esc")
        ui.stop_button.show_button("Cancel", "Esc")
        ui.import_button.show_button("Import", "Enter", ButtonKind.PRIMARY)
        ui.import_button.setEnabled(False)
        self._wire()

    def show_preview(self, preview: ListPreview, region: str, tiers: tuple[int, ...]) -> None:
        """Show a file; what the person chose for it already stays when it is only read anew."""
        again = self._preview is not None and self._preview.path == preview.path
        self._filling = True
        self._preview = preview
        ui = self._ui
        ui.title.setText(preview.path.name)
        if not again:
            ui.name_edit.setText(preview.path.stem[: LIMITS["list_name"]])
            ui.source_edit.setText(_source(preview))
            ui.campaign_edit.clear()
            kind = SourceKind.INBOUND if preview.layout == "meta" else SourceKind.LIST
            ui.kind_combo.setCurrentIndex(ui.kind_combo.findData(kind.value))
            fill_countries(ui.region_combo, region)
            ui.tier_combo.clear()
            for tier in tiers:
                ui.tier_combo.addItem(leads.tier(tier), tier)
        self._show_reading(preview)
        mapping = preview.mapping
        headless = mapping is not None and mapping.header_row < 0
        ui.header_check.setChecked(not headless)
        ui.header_check.setVisible(mapping is None or mapping.name == BY_HAND)
        self._show_columns()
        ui.layout_label.setText(_recognised(preview))
        ui.tabs.setCurrentWidget(ui.rows_tab if mapping is not None else ui.columns_tab)
        self.show_count(None)
        self._filling = False

    def planned(self) -> Planned | None:
        """Return all that an import needs, None while something is missing."""
        preview, ui = self._preview, self._ui
        if preview is None or self.missing():
            return None
        region = str(ui.region_combo.currentData() or "")
        source, campaign = ui.source_edit.text().strip(), ui.campaign_edit.text().strip()
        reading = DraftOptions(
            region=region,
            source=source,
            campaign=campaign,
            encoding=preview.encoding,
            delimiter=preview.delimiter,
        )
        options = ImportOptions(
            name=ui.name_edit.text().strip(),
            source=source,
            source_kind=str(ui.kind_combo.currentData()),
            campaign=campaign,
            tier=int(ui.tier_combo.currentData() or 1),
            default_region=region,
        )
        return Planned(preview, self._mapping(preview), reading, options)

    def missing(self) -> str:
        """Return what is missing before the file can be counted; empty when nothing is."""
        fields = {field for field, _column in self.mapper.fields()}
        if not fields & _NAMING:
            return "Say which column holds the name, the company or the e-mail."
        if not fields & _REACHING:
            return "Say which column holds a phone number or the e-mail."
        if not self._ui.name_edit.text().strip():
            return "Give the list a name."
        return ""

    @property
    def ready(self) -> bool:
        """Whether the file was counted and has something to import."""
        return self._ui.import_button.isEnabled() and self._ui.import_button.isVisibleTo(self)

    @property
    def mapped_by_hand(self) -> bool:
        """Whether the columns differ from the recognised ones."""
        known = self._preview.mapping if self._preview is not None else None
        return known is None or set(known.fields) != set(self.mapper.fields())

    def show_count(self, count: ImportCount | None, rows: int = 0, note: str = "") -> None:
        """Show what the import would bring; None while it is being counted, at so many rows.

        `note` says how far the count is to be trusted.
        """
        ui = self._ui
        missing = self.missing()
        ui.figures.show_figures(figures(count))
        ui.import_button.setEnabled(count is not None and count.new > 0 and not missing)
        if count is None:
            words = missing or f"Counting… {numbers.count(rows, 'row')}"
            ui.import_button.show_button("Import", "Enter")
        else:
            words = imports.summary(count, dry_run=True)
            if not count.new:
                words = "There is no new lead in this file. Nothing to import."
            ui.import_button.show_button(f"Import {numbers.count(count.new, 'lead')}", "Enter")
        ui.count_label.setText(f"{words} {note}".rstrip())

    def show_progress(self, share: float, rows: int) -> None:
        """Show how far the import is."""
        self._ui.progress_bar.setValue(round(share * PROGRESS_PARTS))
        self._ui.count_label.setText(
            f"Importing… {numbers.count(rows, 'row')}. Nobody sees the leads until all are in."
        )

    def show_stopping(self) -> None:
        """Say that the import is being stopped."""
        if self._ui.stop_button.hasFocus():
            self.setFocus()
        self._ui.stop_button.setEnabled(False)
        self._ui.count_label.setText("Stopping…")

    def set_importing(self, importing: bool) -> None:  # noqa: FBT001 - one switch
        """Take no change while the import runs; the only way out is Cancel."""
        ui = self._ui
        for part in (ui.options_card, ui.table_card, ui.reading_box):
            part.setEnabled(not importing)
        ui.progress_bar.setVisible(importing)
        ui.progress_bar.setValue(0)
        ui.back_button.setVisible(not importing)
        ui.import_button.setVisible(not importing)
        if not importing and (ui.stop_button.hasFocus() or self.hasFocus()):
            # A button that goes while it has the keyboard gives it to whatever follows.
            ui.name_edit.setFocus()
        ui.stop_button.setVisible(importing)
        ui.stop_button.setEnabled(importing)
        if importing:
            ui.stop_button.setFocus()

    def say(self, words: str) -> None:
        """Say what went wrong; no words take it back."""
        self._ui.problem.setText(words)
        self._ui.problem.setVisible(bool(words))

    def focus_first(self) -> None:
        """Put the keyboard on what is asked: the columns, or the button."""
        if self._preview is not None and self._preview.mapping is None:
            self.mapper.focus_first()
        elif self._ui.import_button.isEnabled():
            self._ui.import_button.setFocus()
        else:
            self._ui.name_edit.setFocus()

    # ------------------------------------------------------------------------- inside

    def _wire(self) -> None:
        ui = self._ui
        self.mapper.mapping_changed.connect(self._on_edited)
        ui.header_check.toggled.connect(self._on_header_toggled)
        ui.name_edit.textChanged.connect(self._on_named)
        for combo in (ui.region_combo, ui.kind_combo, ui.tier_combo):
            combo.currentIndexChanged.connect(self._on_edited)
        for combo in (ui.encoding_combo, ui.delimiter_combo):
            combo.activated.connect(self._on_reading_chosen)
        ui.import_button.clicked.connect(self.import_pressed)
        ui.back_button.clicked.connect(self.back_pressed)
        ui.stop_button.clicked.connect(self.stop_pressed)

    def _mapping(self, preview: ListPreview) -> ColumnMapping:
        known, fields = preview.mapping, self.mapper.fields()
        if known is not None and not self.mapped_by_hand:
            return known
        base = known or ColumnMapping(BY_HAND, (), 0, header=preview.header)
        row = base.header_row if self._ui.header_check.isChecked() else -1
        return replace(base, name=BY_HAND, fields=fields, header_row=row)

    def _show_reading(self, preview: ListPreview) -> None:
        ui = self._ui
        text = preview.kind == _TEXT
        ui.reading_box.setVisible(text and (not preview.encoding_sure or preview.mapping is None))
        _choose(ui.encoding_combo, LETTERS, preview.encoding)
        _choose(ui.delimiter_combo, DELIMITERS, preview.delimiter)

    def _show_columns(self) -> None:
        preview = self._preview
        if preview is None:
            return
        head = _header_row(preview) if self._ui.header_check.isChecked() else -1
        rows = preview.rows[head + 1 :]
        width = max((len(row) for row in preview.rows), default=0)
        given = preview.header if head >= 0 else ()
        names = tuple(given[at] if at < len(given) else "" for at in range(width))
        fields = preview.mapping.fields if preview.mapping is not None else ()
        self.mapper.show_columns(names, rows, fields)
        show_first_rows(self._ui.rows_table, names, rows, self.mapper.fields())

    def _on_header_toggled(self) -> None:
        if not self._filling:
            fields = self.mapper.fields()
            self._show_columns()
            preview = self._preview
            if preview is not None and preview.mapping is None:
                head = _header_row(preview) if self._ui.header_check.isChecked() else -1
                names = preview.header if head >= 0 else ("",) * len(preview.header)
                self.mapper.show_columns(names, preview.rows[head + 1 :], fields)
            self._on_edited()

    def _on_named(self) -> None:
        if not self._filling:
            self._ui.name_edit_problem.setVisible(not self._ui.name_edit.text().strip())
            self._ui.name_edit_problem.setText("Give the list a name.")

    def _on_edited(self) -> None:
        if self._filling:
            return
        self.say("")
        self.show_count(None)
        self._recount.start()

    def _on_reading_chosen(self) -> None:
        ui = self._ui
        self.reread.emit(
            str(ui.encoding_combo.currentData()), str(ui.delimiter_combo.currentData())
        )


def figures(count: ImportCount | None) -> tuple[Figure, ...]:
    """Return the counts of an import as large numbers; dashes while they are not known."""

    def figure(label: str, value: int | None, tone: Tone | None = None, tip: str = "") -> Figure:
        shown = "–" if value is None else numbers.number(value)
        return Figure(label, shown, tip, tone if value else None)

    if count is None:
        return tuple(figure(label, None) for label in FIGURES)
    values = (
        count.new, count.duplicates_in_file, count.duplicates_known, count.research,
        count.bad_numbers, count.do_not_call, count.rejected,
    )  # fmt: skip
    tones = {"New leads": Tone.GOOD, "Can’t be read": Tone.WARN}
    tips = {"For research": "No callable number or no time zone; kept until somebody finds one"}
    return tuple(
        figure(label, value, tones.get(label), tips.get(label, ""))
        for label, value in zip(FIGURES, values, strict=True)
    )


def show_first_rows(
    table: QTableView,
    names: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    fields: tuple[tuple[str, int], ...],
) -> None:
    """Show rows as they stand in the file, with the field that each column feeds."""
    into = {column: imports.field(field) for field, column in fields}
    columns = [_column(at, name, into.get(at, "")) for at, name in enumerate(names)]
    model = RowsModel(columns, lambda row: row.number, table)
    model.show_rows([Row(number, cells) for number, cells in enumerate(rows)])
    old = table.model()
    table.setModel(model)
    if old is not None:
        old.deleteLater()
    table.verticalHeader().hide()
    table.resizeColumnsToContents()


def _column(at: int, name: str, field: str) -> Column[Row]:
    """Return a column of the first rows, with what it feeds below its name."""
    shown = name or f"Column {at + 1}"
    into = f"→ {field}" if field else "left out"
    return Column(
        str(at), f"{shown}\n{into}", lambda row: row.cells[at] if at < len(row.cells) else ""
    )


def _header_row(preview: ListPreview) -> int:
    """Return the place of the header among the first rows."""
    return max(0, preview.mapping.header_row) if preview.mapping is not None else 0


def _recognised(preview: ListPreview) -> str:
    if preview.mapping is None:
        return "Not recognised. Say once what each column holds; it is kept for such files."
    words = imports.layout(preview.layout)
    letters = "" if preview.encoding_sure else " · please check that names read well"
    return words[:1].upper() + words[1:] + letters


def _source(preview: ListPreview) -> str:
    """Return the source to offer: none where a column tells it, else the tool, else the name."""
    if preview.mapping is not None and preview.mapping.columns("source"):
        return ""
    known = {"zoominfo": "ZoomInfo", "apollo": "Apollo", "hubspot": "HubSpot",
             "salesforce": "Salesforce", "linkedin": "LinkedIn", "vicidial": "VICIdial",
             "meta": "Meta lead form"}  # fmt: skip
    return known.get(preview.layout, preview.path.stem)[: LIMITS["source"]]


def _choose(box: QComboBox, choices: tuple[tuple[str, str], ...], found: str) -> None:
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    if box.findData(found) < 0 and found:
        box.addItem(found, found)
    box.setCurrentIndex(max(0, box.findData(found)))
    box.setMinimumContentsLength(len(box.currentText()))
