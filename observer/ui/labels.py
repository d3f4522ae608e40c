"""Text on a page, in the scale's sizes and the palette's tones."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip

from observer.ui.theme import BODY, SPACE, font


def text_label(
    text: str = "", *, size: int = BODY, weight: int = 400, tone: str = "", wrap: bool = False
) -> QLabel:
    """A plain-text label; `tone` is dim, faint, accent, ok, rec, pill, key or empty for ink."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(size, weight))
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    return label


class ShortLabel(QLabel):
    """A line that is shortened in its middle where there is no room; the tooltip has all of it.

    It takes what room its layout leaves, or, with `hug`, no more than its text needs.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = BODY,
        weight: int = 600,
        tone: str = "",
        hug: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight))
        self.setProperty("tone", tone)
        policy = QSizePolicy.Policy.Maximum if hug else QSizePolicy.Policy.Ignored
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)

    @property
    def is_cut(self) -> bool:
        """Whether some of it is left out."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def minimumSizeHint(self) -> QSize:
        """A few letters, or the text where it is shorter."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 6 * SPACE), hint.height())

    def event(self, event: QEvent) -> bool:
        """Say all of what is shortened."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.is_cut:
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of it as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def set_tone(label: QLabel, tone: str) -> None:
    """Give a label that is already shown another tone."""
    if label.property("tone") == tone:
        return
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)
