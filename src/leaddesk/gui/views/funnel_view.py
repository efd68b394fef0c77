# SPDX-License-Identifier: MIT
"""Funnel: what becomes of calls, by person, source and campaign, by hour and by try."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import SetCampaignCost, SetSourceCost
from leaddesk.desk.queries import AskFunnel
from leaddesk.desk.queries import FunnelView as FunnelAnswer
from leaddesk.domain.funnel import Span
from leaddesk.gui.forms.ui_funnel_view import Ui_FunnelView
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.views.source_cost_dialog import SourceCostDialog
from leaddesk.gui.widgets.chart_table import ChartTable, Mark
from leaddesk.words import funnel
from leaddesk.words.funnel import Cell, Sheet

SIDE_BY_SIDE = 1150
"""Width from which the stages stand beside the rest, in device-independent pixels."""
_VALUE, _CAMPAIGN_VALUE = "value", "campaign_value"
_UNTIL = (
    "Whole days until yesterday. A share is of the stage before, of entries that had their time "
    "to go on, with the range it lies in four times out of five."
)


class FunnelView(Screen):
    """The Funnel screen, for team leads."""

    lives_on: ClassVar[Kind] = Kind.RULES | Kind.PEOPLE | Kind.HANDOFFS

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_FunnelView()
        self._ui.setupUi(self)
        self._view: FunnelAnswer | None = None
        self._shown: dict[ChartTable, Sheet] = {}
        self._sorted: tuple[int, bool] | None = None
        ui = self._ui
        self._dialog = ScreenDialog(self, ui.look_table.setFocus)
        for span, words in funnel.SPANS.items():
            ui.span_combo.addItem(words, span.value)
        ui.span_combo.setCurrentIndex(1)
        self._offer(ui.look_combo, [(funnel.look(key), key) for key in funnel.LOOKS])
        self._offer(ui.person_combo, [(funnel.EVERYBODY, 0)])
        ui.span_combo.activated.connect(self._ask)
        ui.person_combo.activated.connect(self._ask)
        ui.look_combo.activated.connect(self._on_look)
        ui.text_button.show_button("Copy table", "Ctrl+C", icon_name="copy")
        ui.picture_button.show_button("Copy picture", "Ctrl+Shift+C", icon_name="copy")
        ui.text_button.clicked.connect(partial(bench.frame.act, "funnel.copy_text"))
        ui.picture_button.clicked.connect(partial(bench.frame.act, "funnel.copy_picture"))
        ui.stages_table.horizontalHeader().setSectionsClickable(False)
        for table in (ui.stages_table, ui.look_table):
            table.told.connect(self._say)
        ui.look_table.head_chosen.connect(self._sort_by)
        ui.look_table.row_chosen.connect(lambda _row: self._set_cost())
        ui.stages_label.setText(_UNTIL)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._ask()

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._view, self._shown = None, {}
        self._offer(self._ui.person_combo, [(funnel.EVERYBODY, 0)])
        for table in (self._ui.stages_table, self._ui.look_table):
            table.show_marks("", (), ())

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "funnel.copy_text": self._copy_text,
            "funnel.copy_picture": self._copy_picture,
            "funnel.sort": lambda: self._sort_by(self._ui.look_table.currentIndex().column()),
            "funnel.cost": self._show_costs,
        }

    @override
    def focus_first(self) -> None:
        self._ui.stages_table.setFocus()

    # ------------------------------------------------------------------------- asking, showing

    def _ask(self) -> None:
        span, person = Span(self._ui.span_combo.currentData()), self._ui.person_combo.currentData()
        self.bench.ops.ask(AskFunnel(span, person), slot="funnel", answer=self._show)

    def _show(self, view: FunnelAnswer) -> None:
        self._view = view
        ui = self._ui
        self._offer(ui.person_combo, [(funnel.EVERYBODY, 0), *((n, i) for i, n in view.people)])
        looks = funnel.LOOKS_OF_PERSON if view.person_id else funnel.LOOKS
        self._offer(ui.look_combo, [(funnel.look(key), key) for key in looks])
        stages = funnel.stages(view)
        self._ui.stages_title.show_title(stages.title)
        self._fill(self._ui.stages_table, stages)
        self._show_look()

    @staticmethod
    def _offer(box: QComboBox, rows: Sequence[tuple[str, object]]) -> None:
        """Offer what can be chosen, and keep to what is where it is still there."""
        if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == list(rows):
            return
        chosen = box.currentData()
        box.clear()
        for words, data in rows:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _on_look(self) -> None:
        self._sorted = None
        self._show_look()

    def _show_look(self) -> None:
        if self._view is None:
            return
        ui, key = self._ui, str(self._ui.look_combo.currentData())
        told = funnel.sheet(key, self._view)
        if self._sorted is not None and not told.shaded:
            told = funnel.in_order(told, self._sorted[0], falling=self._sorted[1])
        ui.look_title.show_title(told.title)
        ui.note_label.setText(told.note if told.rows else "")
        ui.empty_label.setText(told.empty)
        ui.empty_label.setVisible(not told.rows)
        ui.look_table.setVisible(bool(told.rows))
        column, falling = self._sorted or (-1, False)
        self._fill(ui.look_table, told)
        ui.look_table.show_sorted(column, falling=falling)

    def _fill(self, table: ChartTable, told: Sheet) -> None:
        self._shown[table] = told
        rows = tuple(tuple(mark(cell) for cell in row) for row in told.rows)
        table.show_marks(told.title, told.heads, rows, shaded=told.shaded)

    def _say(self, words: str) -> None:
        """Say in full what the keyboard is on."""
        self._ui.said_label.setText(words)

    # ------------------------------------------------------------------------- actions

    def _sort_by(self, column: int) -> None:
        """Sort by a column, the largest first; the same one again turns the order round."""
        falling = self._sorted != (column, True)
        if column >= 0:
            self._sorted = (column, falling)
            self._show_look()

    @property
    def _table(self) -> ChartTable:
        """The chart that the keyboard is in, else that of the stages."""
        ui = self._ui
        return ui.look_table if ui.look_table.hasFocus() else ui.stages_table

    def _copy_text(self) -> None:
        told = self._shown.get(self._table)
        if told is not None and told.rows:
            QGuiApplication.clipboard().setText(told.as_text())
            self.bench.frame.say(f"{told.title}: copied as a table.")

    def _copy_picture(self) -> None:
        told = self._shown.get(self._table)
        if told is not None and told.rows:
            QGuiApplication.clipboard().setPixmap(self._table.grab())
            self.bench.frame.say(f"{told.title}: copied as a picture.")

    def _show_costs(self) -> None:
        """Go to what sources cost, or from there to the cost of the chosen one."""
        box = self._ui.look_combo
        if box.currentData() in {_VALUE, _CAMPAIGN_VALUE}:
            self._set_cost()
            return
        if box.findData(_VALUE) < 0:
            return
        box.setCurrentIndex(box.findData(_VALUE))
        self._on_look()
        self._ui.look_table.setFocus()

    def _set_cost(self) -> None:
        told, row = self._shown.get(self._ui.look_table), self._ui.look_table.currentIndex().row()
        if self._view is None or told is None or not 0 <= row < len(told.keys):
            return
        key = told.keys[row]
        if self._ui.look_combo.currentData() == _CAMPAIGN_VALUE:
            campaign = self._view.campaigns[key]
            if campaign.name:
                ask = SourceCostDialog(
                    self.bench.ops, campaign, partial(SetCampaignCost, campaign.name), self
                )
                self._dialog.open(ask)
            return
        (source,) = (one for one in self._view.sources if one.source_id == key)
        if key:
            command = partial(SetSourceCost, key)
            self._dialog.open(SourceCostDialog(self.bench.ops, source, command, self))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._ui.middle_layout.setDirection(direction)


def mark(cell: Cell) -> Mark:
    """Return a cell as it is painted."""
    return Mark(cell.text, cell.small, cell.said, cell.part, cell.faint)
