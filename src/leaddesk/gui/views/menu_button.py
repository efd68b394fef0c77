# SPDX-License-Identifier: MIT
"""The button in the strip that opens the menu of everything that can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from leaddesk.gui.icons import icon
from leaddesk.gui.shortcuts import Actions


def menu_button(parent: QWidget, actions: Actions) -> QToolButton:
    """Return the button; its menu is filled each time that it opens."""
    menu = QMenu(parent)
    menu.setAccessibleName("Menu")
    menu.aboutToShow.connect(lambda: actions.fill_menu(menu))
    button = QToolButton(parent)
    button.setIcon(icon("list", "secondary"))
    button.setAccessibleName("Menu")
    button.setToolTip("Menu")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button
