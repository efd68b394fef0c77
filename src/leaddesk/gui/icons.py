# SPDX-License-Identifier: MIT
"""One set of outlined icons, drawn in the colour of the text around them.

The drawings are in the compiled resources under `:/icons/`; whoever starts the window imports
those before the first icon is painted.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QFile, QIODevice, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from leaddesk.gui.theme import Tokens, tokens_in

APP_ICON: Final = "leaddesk"


class NoSuchIconError(LookupError):
    """An icon was asked for that is not among the compiled resources."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no icon named {name!r} in the compiled resources")
        self.name = name


def icon(name: str, ink: str = "ink") -> QIcon:
    """An icon that follows the scheme; `ink` is the token of its colour, `on_fill` on a filled one.

    Raises NoSuchIconError.
    """
    _drawing(name)
    return QIcon(_TokenIcon(name, ink))


def app_icon() -> QIcon:
    """The icon of the program, in its own colours."""
    return QIcon(f":/icons/{APP_ICON}.svg")


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw an icon into a square of device-independent pixels in one colour (#RRGGBB).

    Raises NoSuchIconError.
    """
    ratio = painter.device().devicePixelRatioF()
    side = max(1, round(min(box.width(), box.height()) * ratio))
    picture = _picture(name, QSize(side, side), colour)
    picture.setDevicePixelRatio(ratio)
    painter.drawPixmap(box, picture, QRectF(0, 0, side, side))


@cache
def _drawing(name: str) -> str:
    file = QFile(f":/icons/{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise NoSuchIconError(name)
    return bytes(file.readAll().data()).decode()


def _picture(name: str, size: QSize, colour: str) -> QPixmap:
    """The icon at a size in device pixels, painted once and then taken from Qt's cache."""
    key = f"leaddesk/{name}/{size.width()}x{size.height()}/{colour}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        svg = _drawing(name).replace("currentColor", colour)
        QSvgRenderer(svg.encode()).render(painter, QRectF(QPoint(0, 0), size))
        painter.end()
        QPixmapCache.insert(key, picture)
    return QPixmap(picture)


class _TokenIcon(QIconEngine):
    """Colours an outlined drawing when it is painted, so it is right in light, dark, disabled."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def _colour(self, mode: QIcon.Mode) -> str:
        tokens: Tokens = tokens_in(QGuiApplication.palette())
        if mode is QIcon.Mode.Disabled:
            return tokens.faint
        return str(getattr(tokens, self._ink))

    @override
    def clone(self) -> QIconEngine:
        return _TokenIcon(self._name, self._ink)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, QRectF(rect), self._colour(mode))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, size, self._colour(mode))
