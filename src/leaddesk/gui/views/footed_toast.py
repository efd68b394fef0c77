# SPDX-License-Identifier: MIT
"""A toast that knows what stands at the foot of the screen below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from leaddesk.gui.widgets.toast import Toast

if TYPE_CHECKING:
    from leaddesk.gui.views.main_window import MainWindow


class FootedToast(Toast):
    """A toast that leaves the keys at the foot of the screen in sight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.ground)
        self._window = window

    @override
    def place(self) -> None:
        super().place()
        view = self._window.current
        if view is not None:
            self.move(self.x(), self.y() - view.foot())
