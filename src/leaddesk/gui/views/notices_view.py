# SPDX-License-Identifier: MIT
"""Notices: what waits to be acknowledged on top; a team lead publishes and sees who knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import AcknowledgeNotice, PublishNotice, WithdrawNotice
from leaddesk.desk.queries import AskNotices, NoticeRow
from leaddesk.desk.queries import NoticesView as NoticesAnswer
from leaddesk.gui.forms.ui_notices_view import Ui_NoticesView
from leaddesk.gui.models.notice_rows import TONES, Shown, next_key, row_of, sections
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.notice_dialog import NoticeDialog
from leaddesk.gui.views.screen_dialog import ScreenDialog
from leaddesk.gui.views.screen_write import ScreenWrite
from leaddesk.gui.widgets.cap_button import ButtonKind
from leaddesk.words import notices

NOTHING = NoticesAnswer((), ())
_NONE_YET = "What a team lead tells about the market, rules or the product stands here to read."
_PUBLISH = "Press N to tell everybody, or one tier, about the market, rules or the product."


class NoticesView(Screen):
    """The Notices screen: the list at the left, the chosen notice at the right."""

    lives_on: ClassVar[Kind] = Kind.NOTICES | Kind.PEOPLE | Kind.CLOCK

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_NoticesView()
        self._ui.setupUi(self)
        self._view = NOTHING
        self._rows: tuple[Shown, ...] = ()
        self._key = ""
        self._waited = ""
        self._dialog = ScreenDialog(self, self.focus_first)
        self._work = ScreenWrite(self, refused=self._stay)
        ui = self._ui
        ui.publish_button.show_button("Publish a notice…", "N", icon_name="plus")
        ui.acknowledge_button.show_button("Acknowledge", "Enter", ButtonKind.PRIMARY, "check")
        ui.edit_button.show_button("Change…", "E", icon_name="pencil")
        ui.withdraw_button.show_button("Withdraw", "Del", ButtonKind.DANGER, "undo-2")
        ui.coverage_title.show_title("Who knows it")
        ui.detail_empty.show_state(
            "Nothing chosen", icon_name="bell", words="Choose a notice at the left."
        )
        for button, action in (
            (ui.publish_button, "notice.publish"),
            (ui.acknowledge_button, "notice.acknowledge"),
            (ui.edit_button, "notice.edit"),
            (ui.withdraw_button, "notice.withdraw"),
        ):
            button.clicked.connect(lambda _on=False, act=action: bench.frame.act(act))
        ui.rows.row_chosen.connect(self._on_chosen)
        self._show_nothing()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self._ui.publish_bar.setVisible(self._leads)
        self.bench.ops.ask(AskNotices(self.bench.seat.person_id), slot="notices", answer=self._show)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._view, self._rows, self._key, self._waited = NOTHING, (), "", ""
        self._work.forget()
        self._show_nothing()

    @override
    def situation(self) -> When:
        now, row = When.SEATED, self._row
        if row is None or self._work.busy:
            return now
        if row.to_acknowledge:
            now |= When.NOTICE_WAITS
        if self._leads and row.withdrawn_at is None:
            now |= When.NOTICE_CHOSEN
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "notice.acknowledge": self._acknowledge,
            "notice.publish": lambda: self._open(None),
            "notice.edit": lambda: self._open(self._row),
            "notice.withdraw": self._withdraw,
        }

    @override
    def focus_first(self) -> None:
        if self._ui.rows.isVisibleTo(self):
            self._ui.rows.setFocus()
        else:
            self.setFocus()

    @property
    def _leads(self) -> bool:
        return self.bench.seat.may(PublishNotice)

    @property
    def _row(self) -> NoticeRow | None:
        return row_of(self._view, self._key)

    # ------------------------------------------------------------------------- showing

    def _show(self, view: NoticesAnswer) -> None:
        ui, now, zone = self._ui, self.bench.ops.now(), self.bench.seat.time_zone
        before, self._rows = self._rows, sections(view, now, zone)
        self._view = view
        self._key = next_key(before, self._rows, self._key, self._waited)
        self._waited = ""
        had_focus = ui.rows.hasFocus() or not before
        ui.rows.show_rows(self._rows)
        ui.rows.select_key(self._key)
        ui.rows.setVisible(bool(self._rows))
        ui.list_empty.setVisible(not self._rows)
        words = _PUBLISH if self._leads else _NONE_YET
        ui.list_empty.show_state("No notices yet", icon_name="bell", words=words)
        self._show_detail()
        if had_focus and self.has_keyboard():
            self.focus_first()

    def _show_nothing(self) -> None:
        self._ui.rows.show_rows(())
        self._ui.list_empty.hide()
        self._ui.pages.setCurrentWidget(self._ui.detail_empty)

    def _show_detail(self) -> None:
        ui, row = self._ui, self._row
        ui.pages.setCurrentWidget(ui.detail_empty if row is None else ui.detail_page)
        if row is not None:
            now, zone = self.bench.ops.now(), self.bench.seat.time_zone
            ui.title_label.setText(row.title)
            ui.origin_label.setText(notices.origin(row, now, zone))
            ui.kind_chip.show_chip(notices.kind(row.kind), Tone.ACCENT)
            ui.words_label.setText(row.words)
            ui.acknowledge_button.setVisible(row.to_acknowledge)
            ui.answered_label.setText(notices.answered(row, now, zone))
            ui.coverage_card.setVisible(row.coverage is not None)
            ui.coverage_label.setText(notices.coverage(row, now, zone))
            ui.missing_label.setText(notices.missing(row))
            ui.missing_label.setVisible(bool(row.missing))
            if row.standing is not None:
                ui.coverage_chip.show_chip(notices.standing(row), TONES[row.standing])
            for button in (ui.edit_button, ui.withdraw_button):
                button.setVisible(self._leads and row.withdrawn_at is None)
        self.bench.frame.refresh_actions()

    def _on_chosen(self, key: str) -> None:
        self._key = key
        self._ui.scroll_area.verticalScrollBar().setValue(0)
        self._show_detail()

    # ------------------------------------------------------------------------- doing

    def _acknowledge(self) -> None:
        row = self._row
        if row is not None and row.to_acknowledge:
            self._waited = self._key
            self._work.write(AcknowledgeNotice(row.id, row.asked_at))

    def _withdraw(self) -> None:
        row = self._row
        if row is not None:
            self._work.write(WithdrawNotice(row.id))

    def _stay(self) -> None:
        self._waited = ""

    def _open(self, row: NoticeRow | None) -> None:
        self._dialog.open(NoticeDialog(self.bench.ops, self, row=row))
