"""The codes of the selected moments as chips, and the button that brings up the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from observer.ui.buttons import push_button
from observer.ui.icons import paint_icon
from observer.ui.review.code_color import code_color
from observer.ui.review.editor.flow import FlowLayout
from observer.ui.theme import SMALL, SPACE, font, theme

_HEIGHT_PX = 26
_DOT_PX = 8
_CROSS_PX = 12
_WIDEST_PX = 240


@dataclass(frozen=True, slots=True)
class Held:
    """A code, and how many of the selected moments have it. `place` is that in the codebook."""

    code_id: str
    name: str
    place: int
    count: int
    of: int

    @property
    def by_all(self) -> bool:
        """Whether all have it."""
        return self.count == self.of


class CodeChips(QWidget):
    """One chip a code; pressing it, or Delete on it, takes the code off."""

    taken_off = Signal(str)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[CodeChip] = []
        self._flow = FlowLayout(self)
        self.add: QPushButton = push_button(self.tr("Code"), icon_name="plus", role="quiet")
        self.add.setFont(font(SMALL))
        self.add.setFixedHeight(_HEIGHT_PX)
        self.add.setStyleSheet("QPushButton { min-height: 0; padding: 0 8px 0 4px }")
        self.add.setToolTip(self.tr("Apply codes (A)"))
        self.add.setAccessibleName(self.tr("Apply codes (A)"))
        self.add.clicked.connect(self.asked)
        self._flow.addWidget(self.add)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_codes(self, held: Sequence[Held]) -> None:
        """One chip each, in this order."""
        if [chip.held for chip in self.chips] == list(held):
            return
        focused = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for place, one in enumerate(held):
            chip = CodeChip(one, self)
            chip.clicked.connect(lambda _=False, code=one.code_id: self.taken_off.emit(code))
            self._flow.insert(place, chip)
            chip.show()
            self.chips.append(chip)
        before: QWidget | None = None
        for widget in (*self.chips, self.add):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        if focused is not None:
            row: list[QWidget] = [*self.chips, self.add]
            row[min(focused, len(row) - 1)].setFocus()
        self.updateGeometry()


class CodeChip(QAbstractButton):
    """A dot in the code's colour, its name, a cross; dashed where only some have it."""

    def __init__(self, held: Held, parent: QWidget) -> None:
        super().__init__(parent)
        self.held = held
        self.setFont(font(SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = (
            held.name
            if held.by_all
            else self.tr("{name}, {n} of {all}").format(name=held.name, n=held.count, all=held.of)
        )
        self.setText(self._words)
        tip = self.tr("Take off {words}").format(words=self._words)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as the name, up to a width."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        return QSize(
            min(round(words) + _DOT_PX + _CROSS_PX + 4 * SPACE - 2, _WIDEST_PX), _HEIGHT_PX
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take it off too."""
        if _takes_off(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Delete here is about the code, not about the moment."""
        if event.type() == QEvent.Type.ShortcutOverride and _takes_off(event):
            event.accept()
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And back."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tokens = theme()
        edge = "accent" if self.hasFocus() else "faint" if self.underMouse() else "line"
        pen = QPen(tokens.color(edge), 2 if self.hasFocus() else 1)
        if not self.held.by_all:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tokens.color("sunk"))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(code_color(self.held.place))
        middle = area.center().y()
        painter.drawEllipse(QRectF(area.left() + SPACE, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX))
        words = area.adjusted(2 * SPACE + 6, 0, -(_CROSS_PX + SPACE + 4), 0)
        painter.setFont(self.font())
        painter.setPen(tokens.color("ink"))
        shown = QFontMetricsF(self.font()).elidedText(
            self._words, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        cross = QRectF(
            area.right() - _CROSS_PX - SPACE + 1, middle - _CROSS_PX / 2, _CROSS_PX, _CROSS_PX
        )
        paint_icon(painter, "close", cross, tokens.color("dim"))
        painter.end()


def _takes_off(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return isinstance(event, QKeyEvent) and event.key() in keys
