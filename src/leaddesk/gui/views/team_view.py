# SPDX-License-Identifier: MIT
"""Team: everybody's day as it moves, what needs the team lead, and the wall for the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.changes import Kind
from leaddesk.desk.queries import AskTeamWall, NeedRow, TeamWall
from leaddesk.domain.person import Person
from leaddesk.domain.team_wall import NeedKind
from leaddesk.gui.forms.ui_team_view import Ui_TeamView
from leaddesk.gui.models import wall_rows
from leaddesk.gui.screen import Bench, Screen
from leaddesk.gui.situation import When
from leaddesk.gui.views.my_day_view import MyDayView
from leaddesk.gui.views.team_funnel import TeamFunnel
from leaddesk.gui.views.wall_table import WallTable
from leaddesk.gui.views.wall_window import WallWindow
from leaddesk.words import team_wall

WIDE = 1100
"""Width from which what is needed stands beside the table, in device-independent pixels."""
NEEDS_WIDTH, NEEDS_HEIGHT = 360, 170
MOST = 16_777_215
"""What Qt takes for no limit."""


class TeamView(Screen):
    """The Team screen."""

    lives_on: ClassVar[Kind] = Kind.ALL | Kind.CLOCK | Kind.TEAM

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._ui = Ui_TeamView()
        self._ui.setupUi(self)
        self._answer: TeamWall | None = None
        self._needs: dict[str, NeedRow] = {}
        self._wall: WallWindow | None = None
        ui = self._ui
        self._day = MyDayView(bench, ui.person_page)
        ui.person_column.addWidget(self._day, 1)
        self._table = WallTable(ui.table, bench)
        self._table.opened.connect(self.open_person)
        self._funnel = TeamFunnel(ui.funnel_title, ui.funnel_table, bench)
        ui.needs_title.show_title("Needs you")
        ui.nothing_label.setText(team_wall.NOTHING_NEEDED)
        ui.hint_label.setText("Enter opens a day · O sorts · N goes to what needs you")
        ui.wall_button.show_button("Full screen", "F11")
        ui.wall_button.clicked.connect(self._show_full_screen)
        ui.back_button.show_button("Back to the team", "Esc", icon_name="chevron-left")
        ui.back_button.clicked.connect(self._back)
        ui.person_label.setText("You look at somebody’s day; nothing here can be changed.")
        ui.needs.row_activated.connect(self._go_to)
        ui.needs.row_chosen.connect(self._tell)
        ui.wall_page.hide()

    # ------------------------------------------------------------------------- what screens do

    @override
    def refresh(self) -> None:
        self.bench.ops.ask(AskTeamWall(), slot="team.wall", answer=self._show)

    @override
    def person_left(self) -> None:
        self._answer = None
        self._funnel.forget()
        self._back()
        self._ui.wall_page.hide()
        if self._wall is not None:
            self._wall.close()

    @override
    def situation(self) -> When:
        if self._ui.pages.currentWidget() is self._ui.person_page:
            return When.SEATED
        found = When.SEATED
        return found | When.ROW_CHOSEN if self._table.chosen is not None else found

    @override
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "team.open": self._open,
            "team.sort": self._table.open_menu,
            "team.needs": self._focus_needs,
            "team.full_screen": self._show_full_screen,
        }

    @override
    def focus_first(self) -> None:
        showing_day = self._ui.pages.currentWidget() is self._ui.person_page
        (self._ui.back_button if showing_day else self._ui.table).setFocus()

    @override
    def is_watched(self) -> bool:
        return self.isVisible() or self._wall is not None

    # ------------------------------------------------------------------------- the wall

    def _show(self, wall: TeamWall) -> None:
        now, zone = self.bench.ops.now(), self.bench.seat.time_zone
        self._answer = wall
        ui = self._ui
        ui.figures.show_figures(wall_rows.figures(wall.figures))
        self._table.show_wall(wall)
        ui.table.setVisible(bool(wall.rows))
        ui.empty.setVisible(not wall.rows)
        if not wall.rows:
            ui.empty.show_state(
                team_wall.NOBODY, icon_name="users",
                words="Add people on the screen People, and give them a tier to work in.",
            )  # fmt: skip
        self._needs = {row.key: row for row in wall.needs}
        ui.needs.show_rows(wall_rows.needs(wall.needs, now, zone))
        ui.needs.setVisible(bool(wall.needs))
        ui.nothing_label.setVisible(not wall.needs)
        ui.needs_title.show_title("Needs you", str(len(wall.needs)) if wall.needs else "")
        self._tell(ui.needs.current_key)
        ui.wall_page.show()
        if self._wall is not None:
            self._wall.show_wall(wall, now)
        self._funnel.refresh()
        self.bench.frame.refresh_actions()

    def _tell(self, key: str) -> None:
        """Say in full what the chosen line is about: a line may be too short for it."""
        row = self._needs.get(key)
        words = ""
        if row is not None:
            words = team_wall.need(row, self.bench.ops.now(), self.bench.seat.time_zone)[1]
        self._ui.need_words.setText(words)
        self._ui.need_words.setVisible(bool(words))

    def _focus_needs(self) -> None:
        needs = self._ui.needs
        if self._needs:
            needs.setFocus()
            if not needs.current_key:
                needs.setCurrentIndex(needs.model().index(0, 0))

    def _open(self) -> None:
        """Open what the keyboard is on: a need, the funnel, or a person."""
        needs = self._ui.needs
        if self._ui.funnel_table.hasFocus():
            self._funnel.open()
        elif needs.hasFocus() and needs.current_key:
            self._go_to(needs.current_key)
        else:
            self._table.open_chosen()

    def _go_to(self, key: str) -> None:
        """Go where something that is needed can be done."""
        row, frame = self._needs.get(key), self.bench.frame
        if row is None:
            return
        if row.kind is NeedKind.EMPTY_QUEUE:
            frame.go("research" if row.empty is not None and row.empty.research else "import")
        elif row.kind is NeedKind.LATE_HANDOFFS:
            frame.go("handoffs")
        elif row.kind is NeedKind.MISSED_CALLBACKS:
            frame.show_lead(row.lead_id)
        elif row.person_id:
            self.open_person(row.person_id)

    # ------------------------------------------------------------------------- somebody's day

    def open_person(self, person_id: int) -> None:
        """Show the day of somebody, to read."""
        rows = self._answer.rows if self._answer is not None else ()
        found = next((row for row in rows if row.person.id == person_id), None)
        if found is not None:
            self._show_day(found.person, found.tier)

    def _show_day(self, person: Person, tier: int) -> None:
        self._day.look_at(person, tier)
        self._ui.pages.setCurrentWidget(self._ui.person_page)
        self._ui.back_button.setFocus()
        self.bench.frame.refresh_actions()

    def _back(self) -> None:
        self._ui.pages.setCurrentWidget(self._ui.wall_page)
        if self.isVisible():
            self._ui.table.setFocus()
        self.bench.frame.refresh_actions()

    # ------------------------------------------------------------------------- the full screen

    def _show_full_screen(self) -> None:
        """Show the wall over the whole screen; once more leaves it."""
        if self._wall is not None:
            self._wall.close()
            return
        self._wall = WallWindow(self)
        self._wall.left.connect(self._on_wall_left)
        self._wall.scheme_wanted.connect(lambda: self.bench.frame.act("scheme.switch"))
        if self._answer is not None:
            self._wall.show_wall(self._answer, self.bench.ops.now())
        self._wall.showFullScreen()
        self._wall.setFocus()

    def _on_wall_left(self) -> None:
        self._wall = None
        self.window().activateWindow()

    # ------------------------------------------------------------------------- keys and sizes

    @property
    def _is_aside(self) -> bool:
        """Whether the keyboard is beside the table."""
        return self._ui.needs.hasFocus() or self._ui.funnel_table.hasFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        day_shown = self._ui.pages.currentWidget() is self._ui.person_page
        if event.key() == Qt.Key.Key_Escape and day_shown:
            self._back()
        elif event.key() == Qt.Key.Key_Escape and self._is_aside:
            self._ui.table.setFocus()
        elif event.matches(QKeySequence.StandardKey.Copy) and not day_shown:
            self._table.copy()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._ui.middle_layout.setDirection(direction)
        for card in (self._ui.needs_card, self._ui.funnel_card):
            card.setMinimumWidth(NEEDS_WIDTH if wide else 0)
            card.setMaximumWidth(NEEDS_WIDTH if wide else MOST)
        self._ui.funnel_card.setVisible(wide)
        self._ui.needs_card.setMaximumHeight(MOST if wide else NEEDS_HEIGHT)
