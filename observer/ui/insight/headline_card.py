"""One of the three sentences that matter, large enough to be read across the room."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from observer.analysis.headlines import About, Headline
from observer.ui.icons import paint_icon
from observer.ui.theme import HEADING, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

_INSET = 2 * SPACE
_TOP = 40
_ICONS = {About.GAP: "sort", About.FINDING: "flag", About.PEOPLE: "people"}


class HeadlineCard(QAbstractButton):
    """Leads to what the sentence speaks of."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._headline = Headline(about, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    @property
    def headline(self) -> Headline:
        """What it says."""
        return self._headline

    def show_headline(self, headline: Headline) -> None:
        """Say this."""
        self._headline = headline
        self.setAccessibleName(f"{_kicker(headline.about)}: {headline.sentence}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines at a usual width."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Narrower, it is higher."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def hasHeightForWidth(self) -> bool:  # Qt's name
        """The sentence is wrapped."""
        return True

    def heightForWidth(self, width: int) -> int:  # Qt's name
        """As high as the sentence needs."""
        return _TOP + round(self._laid_out(width - 2 * _INSET).boundingRect().height()) + _INSET

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel with a small line above the sentence."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(palette.color("accent" if focused else "line"), 2 if focused else 1))
        ground = mix(palette.panel, palette.ink, 0.03) if self.underMouse() else palette.panel
        painter.setBrush(QColor(ground))
        edge = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 12, 12)
        token = "s3" if self._headline.alarming else "dim"
        paint_icon(
            painter, _ICONS[self._headline.about], QRectF(_INSET, 12, 18, 18), palette.color(token)
        )
        painter.setFont(font(SMALL, 600))
        painter.setPen(palette.color(token))
        line = QRectF(_INSET + 24, 11, self.width() - 2 * _INSET - 24, 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, _kicker(self._headline.about))
        painter.setFont(font(HEADING, 600))
        painter.setPen(palette.color("ink"))
        self._laid_out(self.width() - 2 * _INSET).draw(painter, QPointF(_INSET, _TOP))
        painter.end()

    def _laid_out(self, width: float) -> QTextLayout:
        """Its lines; a word that is longer than one goes on in the next."""
        layout = QTextLayout(self._headline.sentence, font(HEADING, 600))
        wrapped = QTextOption(Qt.AlignmentFlag.AlignLeft)
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapped)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


def _kicker(about: About) -> str:
    return {
        About.GAP: _tr("Largest gap"),
        About.FINDING: _tr("Worst finding"),
        About.PEOPLE: _tr("Not watched yet"),
    }[about]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
