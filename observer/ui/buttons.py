"""Buttons whose icons keep up with the theme."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
)

from observer.ui.icons import icon
from observer.ui.theme import BODY, font, theme

_ICON_SIZE = 18
_SHORTEST_PX = 96
_ICON_GAP = 4
"""Between an icon and its text, beside the four pixels that Qt leaves."""


def push_button(
    text: str, *, role: str = "", icon_name: str = "", token: str = "", weight: int = 400
) -> QPushButton:
    """A button; `role` is primary, danger, quiet, nav or empty; `token` colours the icon."""
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setFont(font(BODY, 600 if role in ("primary", "danger") else weight))
    if icon_name:
        fitting = {"primary": "accent_ink", "danger": "rec_ink", "quiet": "dim", "nav": "dim"}
        set_icon(button, icon_name, token or fitting.get(role, "ink"))
    return button


def icon_button(name: str, tooltip: str, *, token: str = "dim") -> QToolButton:
    """A square button with an icon alone; the tooltip is also its accessible name."""
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    set_icon(button, name, token)
    return button


def set_icon(button: QAbstractButton, name: str, token: str) -> None:
    """Give a button an icon in a token's colour, in whatever theme comes."""
    for child in button.children():
        if isinstance(child, _Tint):
            child.show(name, token)
            return
    _Tint(button).show(name, token)


class ShortButton(QPushButton):
    """A button whose words may be shortened in their middle; the tooltip has all of them."""

    def __init__(self, text: str, *, role: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setFont(font(BODY))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _SHORTEST_PX), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As Qt paints it, with as much of its words as fits."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = self.fontMetrics().elidedText(
            option.text, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class _Tint(QObject):
    """Lives as long as its button and draws its icon again when the theme changes."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._name = self._token = ""
        self._gap = _ICON_GAP if button.text() else 0
        button.setIconSize(QSize(_ICON_SIZE + self._gap, _ICON_SIZE))
        theme().changed.connect(self._draw)

    def show(self, name: str, token: str) -> None:
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self._draw()

    def _draw(self) -> None:
        palette = theme().palette
        self._button.setIcon(
            icon(
                self._name,
                palette.color(self._token),
                _ICON_SIZE,
                disabled=palette.faint,
                gap=self._gap,
            )
        )
