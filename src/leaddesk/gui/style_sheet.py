# SPDX-License-Identifier: MIT
"""The one style sheet of the window, written with the colours of a scheme.

A widget says what it is with the dynamic property `look`, which forms set in Designer:
labels `title` `heading` `subtitle` `strong` `secondary` `faint` `section` `figure` `inverse`
`good` `warn` `bad`; buttons `primary` `good` `danger` `quiet` `link` `inverse`, and `painted` for
those that draw themselves; frames `card` `well` `bar` `rule`; lists `bare`; headers `quiet`;
fields `wrong`.
"""

from __future__ import annotations

from string import Template
from typing import Final

_SHEET: Final = Template("""
QWidget { font-family: "Inter"; }
QMainWindow, QDialog { background: $paper; }
QToolTip { background: $ink; color: $surface; border: 1px solid $ink; border-radius: 6px;
    padding: 4px 8px; font-size: 12px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: 24px; font-weight: 600; color: $ink; }
QLabel[look="heading"] { font-size: 15px; font-weight: 600; color: $ink; }
QLabel[look="subtitle"] { font-size: 14px; color: $secondary; }
QLabel[look="strong"] { font-weight: 600; color: $ink; }
QLabel[look="secondary"] { color: $secondary; }
QLabel[look="faint"] { font-size: 12px; color: $faint; }
QLabel[look="section"] { font-size: 11px; font-weight: 600; color: $faint; }
QLabel[look="figure"] { font-size: 24px; font-weight: 700; color: $ink; }
QLabel[look="inverse"] { color: $surface; }
QLabel[look="good"] { font-weight: 600; color: $good; }
QLabel[look="warn"] { font-weight: 600; color: $warn; }
QLabel[look="bad"] { font-weight: 600; color: $bad; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[look="well"] { background: $paper; border: 1px solid $line; border-radius: 10px; }
QFrame[look="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[look="rule"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }

QPushButton { background: $surface; color: $ink; border: 1px solid $line; border-radius: 8px;
    padding: 7px 14px; font-weight: 600; min-height: 18px; }
QPushButton:hover { background: $hover; border-color: $edge; }
QPushButton:pressed { background: $track; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 13px; }
QPushButton:disabled { color: $faint; background: $paper; border-color: $line; }
QPushButton[look="primary"] { background: $accent; color: $on_fill; border-color: $accent; }
QPushButton[look="good"] { background: $good; color: $on_fill; border-color: $good; }
QPushButton[look="primary"]:focus, QPushButton[look="good"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled, QPushButton[look="good"]:disabled { color: $faint;
    background: $track; border-color: $line; }
QPushButton[look="danger"] { color: $bad; }
QPushButton[look="danger"]:disabled { color: $faint; }
QPushButton[look="quiet"], QToolButton { background: transparent; border: 2px solid transparent;
    border-radius: 8px; padding: 5px 8px; color: $secondary; }
QPushButton[look="quiet"] { font-weight: 500; }
QPushButton[look="quiet"]:hover, QToolButton:hover { background: $track; color: $ink; }
QPushButton[look="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton[look="quiet"]:disabled, QToolButton:disabled { color: $faint; }
QPushButton[look="link"] { background: transparent; border: 2px solid transparent; color: $accent;
    padding: 2px 4px; }
QPushButton[look="link"]:hover { background: $accent_soft; }
QPushButton[look="link"]:focus { border: 2px solid $accent; }
QPushButton[look="painted"] { min-height: 0; padding: 0; border: 0; background: transparent; }
QToolButton[look="inverse"] { padding: 2px; }
QToolButton[look="inverse"]:hover { background: $secondary; }
QToolButton[look="inverse"]:focus { border-color: $surface; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: $surface;
    color: $ink; border: 1px solid $line; border-radius: 8px; padding: 7px 11px;
    selection-background-color: $accent; selection-color: $on_fill; }
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
    border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 6px 10px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $faint; background: $paper; }
QLineEdit[look="follow"] { placeholder-text-color: $secondary; font-weight: 600; }
QLineEdit[look="wrong"], QAbstractSpinBox[look="wrong"] { border-color: $bad; }
QComboBox { padding-right: 4px; min-height: 18px; }
QComboBox:focus { padding-right: 3px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: url(:/style/arrow-down-$name.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line;
    selection-background-color: $accent_soft; selection-color: $ink; outline: 0; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button, QDateTimeEdit::drop-down {
    border: 0; width: 22px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(:/style/arrow-up-$name.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow, QDateTimeEdit::down-arrow {
    image: url(:/style/arrow-down-$name.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; color: $ink; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px;
    border: 1px solid $edge; background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $good; border-color: $good;
    image: url(:/style/check-$name.svg); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }

QTabWidget::pane { border: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: $track; color: $secondary; border: 2px solid transparent;
    border-radius: 11px; padding: 2px 9px; margin: 2px 6px 2px 0; font-size: 12px;
    font-weight: 600; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { background: $accent_soft; color: $accent; }
QTabBar:focus { outline: 0; }
QTabBar::tab:selected:focus { border: 2px solid $accent; }

QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line;
    border-radius: 8px; outline: 0; selection-background-color: $accent_soft;
    selection-color: $ink; alternate-background-color: $hover; }
QAbstractItemView:focus { border: 2px solid $accent; }
QAbstractItemView[look="bare"] { border: 0; background: transparent; }
QAbstractItemView[look="bare"]:focus { border: 0; }
QTableView { gridline-color: $line; }
QTableView::item, QTreeView::item { padding: 4px 5px; border: 0; }
QTableView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $ink; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $secondary; border: 0;
    border-bottom: 1px solid $line; padding: 8px; font-size: 12px; font-weight: 600; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QHeaderView[look="quiet"], QHeaderView[look="quiet"]::section { background: transparent;
    border: 0; padding: 0; font-size: 11px; font-weight: 500; color: $faint; }
QHeaderView::up-arrow { image: url(:/style/arrow-up-$name.svg); width: 10px; height: 10px;
    subcontrol-position: center right; right: 6px; }
QHeaderView::down-arrow { image: url(:/style/arrow-down-$name.svg); width: 10px; height: 10px;
    subcontrol-position: center right; right: 6px; }
QTableCornerButton::section { background: $surface; border: 0; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; color: $ink; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: url(:/style/arrow-right-$name.svg); width: 12px; height: 12px; }
QMenuBar { background: $surface; color: $ink; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $track; border-radius: 6px; }
QStatusBar { background: $paper; color: $secondary; }
QStatusBar::item { border: 0; }

.QProgressBar { background: $track; border: 0; border-radius: 4px; max-height: 8px; color: $ink; }
.QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QGroupBox { border: 1px solid $line; border-radius: 10px; margin-top: 10px; padding: 12px 8px 8px;
    background: $surface; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $secondary; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
    selection-color: $on_fill; }
""")


def style_sheet(name: str, colours: dict[str, str]) -> str:
    """The sheet in the colours given by token name; `name` picks the arrows drawn for the scheme.

    Raises KeyError when a colour that the sheet needs is missing.
    """
    return _SHEET.substitute(colours | {"name": name})
