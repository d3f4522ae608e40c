"""`200 %`: how close the picture is; a click shows the whole of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from observer.ui.buttons import push_button
from observer.ui.theme import SMALL, font

_MARGIN_PX = 12


def make_zoom_chip(parent: QWidget) -> QPushButton:
    """The chip, hidden as long as the picture is fitted."""
    chip = push_button("")
    chip.setParent(parent)
    chip.setFont(font(SMALL, 600))
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the page
    chip.setToolTip(chip.tr("Show the whole picture (Ctrl 0)"))
    chip.hide()
    return chip


def show_zoom(chip: QPushButton, percent: int, room_right: int, room_top: int) -> None:
    """Say how close the picture is, in the room's corner."""
    words = chip.tr("{percent} %").format(percent=percent)
    chip.setText(words)
    chip.setAccessibleName(chip.tr("{zoom}, show the whole picture").format(zoom=words))
    chip.adjustSize()
    chip.move(room_right - chip.width() - _MARGIN_PX, room_top + _MARGIN_PX)
    chip.show()
