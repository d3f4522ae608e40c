"""The scripted moderator's hand: presses and types into widgets that a person could reach."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QScrollArea,
    QWidget,
)

_BOX_PX = 10  # from a check box's left edge into its square


class OutOfReach(RuntimeError):
    """A widget is hidden, covered or cannot be pressed: no person could do this either."""


def press(widget: QWidget) -> None:
    """Click the middle of a widget. Raises OutOfReach."""
    if isinstance(widget, QAbstractScrollArea):
        widget = widget.viewport()
    place = widget.rect().center()
    if isinstance(widget, QCheckBox):
        place.setX(_BOX_PX)
    _reach(widget, place)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def write(field: QWidget, text: str) -> None:
    """Click into a field and type in place of what is in it. Raises OutOfReach."""
    press(field)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def enter(field: QWidget) -> None:
    """Press the return key in a field."""
    QTest.keyClick(field, Qt.Key.Key_Return)


def choose(combo: QComboBox, row: int) -> None:
    """Go to a row of a combo box with the arrow keys. Raises OutOfReach."""
    _reach(combo, combo.rect().center())
    while combo.currentIndex() != row:
        before = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down if before < row else Qt.Key.Key_Up)
        if combo.currentIndex() == before:
            raise OutOfReach(f"row {row} of “{combo.accessibleName()}” cannot be chosen")


def draw(pad: QWidget, line: Sequence[tuple[float, float]]) -> None:
    """Draw a line of points from 0,0 to 1,1 over a widget. Raises OutOfReach."""
    points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in line]
    _reach(pad, points[0])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pad, left, plain, points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, left, plain, points[-1])


def button_named(within: QWidget, name: str) -> QAbstractButton:
    """The button in sight that says this, or is called so. Raises OutOfReach."""
    for button in within.findChildren(QAbstractButton):
        if button.isVisible() and name in (button.text(), button.accessibleName()):
            return button
    raise OutOfReach(f"no button “{name}” is in sight")


def _reach(widget: QWidget, place: QPoint) -> None:
    """Scroll to the widget; it must then be what lies under this place of it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    if not (widget.isVisible() and widget.isEnabled()):
        raise OutOfReach(f"{_called(widget)} cannot be pressed")
    window = widget.window()
    under = window.childAt(widget.mapTo(window, place))
    if under is not widget and not (under is not None and widget.isAncestorOf(under)):
        raise OutOfReach(f"{_called(under)} lies over {_called(widget)}")


def _called(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} “{words or widget.accessibleName()}”"
