"""Finds words that have less room than they need, and widgets that lie over each other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from observer.ui.buttons import ShortButton
from observer.ui.combo_box import ComboBox
from observer.ui.labels import ShortLabel

_HIGHEST = 10_000


def words_cut(top: QWidget) -> list[str]:
    """A line for each visible label, button or choice whose words are cut without a tooltip."""
    found: list[str] = []
    for widget in [top, *top.findChildren(QWidget)]:
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += _faults(widget)
    return found


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        if widget.text() and not isinstance(widget, ShortLabel) and not _fits(widget):
            yield _line(widget, widget.text())
    elif isinstance(widget, QPushButton | QToolButton):
        shortened = isinstance(widget, ShortButton) or not widget.text()
        if not shortened and widget.width() < widget.sizeHint().width() - 1:
            yield _line(widget, widget.text())
    elif isinstance(widget, QComboBox) and not isinstance(widget, ComboBox):
        room = widget.width() - widget.minimumSizeHint().width()
        if room < 0 and not widget.toolTip():
            yield _line(widget, widget.currentText())
    if isinstance(widget, QLabel | QAbstractButton) and _hangs_out(widget):
        yield f"{_line(widget)} (cut at its side)"
    layout = widget.layout()
    if isinstance(layout, QHBoxLayout):
        yield from _overlaps(layout)


def _hangs_out(widget: QWidget) -> bool:
    """Whether what it stands in ends before it does, and nobody can scroll sideways."""
    above = widget.parentWidget()
    while above is not None:
        left = widget.mapTo(above, QPoint()).x()
        if left < -1 or left + widget.width() > above.width() + 1:
            area = above.parentWidget()
            return not (
                isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().isVisible()
            )
        if above.isWindow():
            return False
        above = above.parentWidget()
    return False


def _fits(label: QLabel) -> bool:
    room = label.contentsRect()
    if not label.wordWrap():
        needed = max(label.fontMetrics().horizontalAdvance(line) for line in _lines(label))
        return needed <= room.width() + 1 or bool(label.toolTip())
    flags = int(Qt.TextFlag.TextWordWrap) | int(label.alignment())
    area = QRect(0, 0, room.width(), _HIGHEST)
    needs = label.fontMetrics().boundingRect(area, flags, label.text())
    return needs.width() <= room.width() + 1 and needs.height() <= room.height() + 1


def _lines(label: QLabel) -> list[str]:
    return label.text().split("\n")


def _overlaps(layout: QLayout) -> Iterator[str]:
    items = [layout.itemAt(place) for place in range(layout.count())]
    placed = [item.widget() for item in items if item is not None]
    shown = [one for one in placed if one is not None and one.isVisible()]
    for one, other in combinations(shown, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{_line(one)} lies over {_line(other)}"


def _line(widget: QWidget, words: str = "") -> str:
    said = words or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")
    parents = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None and len(parents) < 4:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{' in '.join(parents)}, {widget.width()} wide: {said}"
