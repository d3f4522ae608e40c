"""A choice of which as much is shown as there is room for; the tooltip has all of it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from observer.ui.theme import SPACE

_ICON_GAP = 4
"""What Qt leaves between an entry's icon and its words."""


class ComboBox(QComboBox):
    """Long entries neither widen it nor end in the middle of a letter.

    `hug` makes it as wide as what is chosen; otherwise its layout says how wide it is.
    """

    def __init__(self, parent: QWidget | None = None, *, hug: bool = False) -> None:
        super().__init__(parent)
        self._hug = hug
        if hug:
            self.currentTextChanged.connect(self.updateGeometry)
        else:
            self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(8)

    @property
    def is_cut(self) -> bool:
        """Whether the chosen entry is shortened."""
        return self.fontMetrics().horizontalAdvance(self.currentText()) > self._room(self._option())

    def sizeHint(self) -> QSize:
        """All entries, or the chosen one."""
        hint = super().sizeHint()
        if self._hug:
            option = self._option()
            around = option.rect.width() - self._room(option)
            words = self.fontMetrics().horizontalAdvance(self.currentText())
            return QSize(words + around + 1, hint.height())
        return hint

    def minimumSizeHint(self) -> QSize:
        """What is chosen may be shortened."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.sizeHint().width(), 20 * SPACE), hint.height())

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """The list is as wide as its entries, where the screen is."""
        view = self.view()
        wanted = view.sizeHintForColumn(0) + 4 * SPACE
        room = self.screen().availableGeometry().width() - 8 * SPACE
        view.setMinimumWidth(min(max(self.width(), wanted), room))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As Qt paints it, with a shortened entry."""
        painter = QStylePainter(self)
        option = self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        words = option.currentText
        if self.currentIndex() < 0 and self.placeholderText():
            words = self.placeholderText()
            faint = option.palette.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, faint)
        option.currentText = self.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, self._room(option)
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say all of what is shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut:
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionComboBox) -> int:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + _ICON_GAP
        return int(field.width()) - 2 - icon
