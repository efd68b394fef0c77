# SPDX-License-Identifier: MIT
"""Personal data: the basis of each source, how long data is kept, and who was erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import ChangeRule, SetSource
from leaddesk.desk.queries import AskOverdue, AskPrivacy, Overdue, PrivacyView
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.personal_data_dialogs import LetInDialog, RetainDialog, SourceDialog
from leaddesk.gui.views.personal_data_pages import (
    ERASED,
    RETENTION,
    SOURCES,
    PersonalDataPages,
)
from leaddesk.gui.views.retention_run import RetentionRun
from leaddesk.gui.views.screen_dialog import ScreenDialog


class PersonalDataView(Screen):
    """The Personal data screen, for team leads."""

    lives_on: ClassVar[Kind] = Kind.LEADS | Kind.RULES | Kind.LISTS | Kind.PEOPLE

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._pages = PersonalDataPages(self, bench.ops.now, lambda: bench.seat.time_zone)
        self._dialog = ScreenDialog(self, self._pages.focus_first)
        self._run = RetentionRun(bench, self)
        pages, retention = self._pages, self._pages.retention
        pages.pressed.connect(bench.frame.act)
        pages.chosen.connect(bench.frame.refresh_actions)
        pages.cancelled.connect(self._run.cancel)
        self._run.progressed.connect(retention.show_progress)
        self._run.ended.connect(self._on_ended)
        self._run.failed.connect(self._on_failed)

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskPrivacy(), slot="privacy", answer=self._show)

    @override
    def person_left(self) -> None:
        self._dialog.reject()
        self._pages.forget()

    @override
    def situation(self) -> When:
        now, pages = When.SEATED, self._pages
        if not self.bench.seat.may(SetSource):
            return now
        if pages.current == SOURCES and pages.source is not None:
            now |= When.SOURCE_CHOSEN
        if pages.current == RETENTION and pages.retention.may_save:
            now |= When.RULE_LOOKED_AT
        if pages.retention.in_force.on and not self._run.running:
            now |= When.RETENTION_ON
        return now

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        show = self._pages.show_page
        return {
            "privacy.show_sources": lambda: show(SOURCES),
            "privacy.show_retention": lambda: show(RETENTION),
            "privacy.show_erased": lambda: show(ERASED),
            "privacy.edit_source": self._edit_source,
            "privacy.look": self._look,
            "privacy.save_rule": self._save_rule,
            "privacy.retain": self._count_overdue,
            "privacy.let_in": self._let_in,
        }

    @override
    def focus_first(self) -> None:
        self._pages.focus_first()

    def _show(self, view: PrivacyView) -> None:
        self._pages.show_view(view)

    # ------------------------------------------------------------------------- sources, erased

    def _edit_source(self) -> None:
        row = self._pages.source
        if row is not None:
            self._dialog.open(SourceDialog(self.bench.ops, row, self))

    def _let_in(self) -> None:
        if self._pages.current != ERASED:
            self._pages.show_page(ERASED)
        self._dialog.open(LetInDialog(self.bench.ops, self))

    # ------------------------------------------------------------------------- retention

    def _look(self) -> None:
        """Show what the typed months would make anonymous now."""
        pages = self._pages
        if pages.current != RETENTION:
            pages.show_page(RETENTION)
        pages.retention.show_looking()
        self.bench.ops.ask(
            AskOverdue(pages.retention.typed), slot="privacy.overdue",
            answer=pages.retention.show_found, failed=self._not_looked,
        )  # fmt: skip

    def _not_looked(self, error: LeadDeskError) -> None:
        self._pages.retention.end_progress(error)

    def _save_rule(self) -> None:
        """Save the months; when leads are old enough by them already, ask first."""
        found = self._pages.retention.found
        if found is None or not found.leads:
            self._write_rule()
            return
        dialog = RetainDialog(found, self, saves=True)
        dialog.accepted.connect(self._write_rule)
        self._dialog.open(dialog)

    def _write_rule(self) -> None:
        told = encode_rule("retention", self._pages.retention.typed)
        self.bench.ops.do(
            ChangeRule("retention", told), initiator=self, done=self._dialog.on_written
        )

    def _count_overdue(self) -> None:
        """Count what the rule in force would make anonymous, then ask."""
        if self._pages.current != RETENTION:
            self._pages.show_page(RETENTION)
        self.bench.ops.ask(AskOverdue(), slot="privacy.due", answer=self._ask_to_retain)

    def _ask_to_retain(self, found: Overdue) -> None:
        if not found.leads:
            self.bench.frame.say("No lead is old enough to be made anonymous")
            return
        dialog = RetainDialog(found, self)
        dialog.accepted.connect(lambda: self._retain(found.leads))
        self._dialog.open(dialog)

    def _retain(self, leads: int) -> None:
        self._run.start(leads)
        self.bench.frame.refresh_actions()

    def _on_ended(self, words: str) -> None:
        self._pages.retention.end_progress()
        self.bench.frame.say(words)
        self.refresh_soon()

    def _on_failed(self, error: LeadDeskError) -> None:
        self._pages.retention.end_progress(error)
        self.refresh_soon()
