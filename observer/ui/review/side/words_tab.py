"""What was said, line by line; the line that is being said is marked."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from observer.model.clock import format_ns
from observer.session.captions import Caption
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.review.side.plain_list import PlainList, Row
from observer.ui.review.side.search_field import SearchField
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

_TIME_PX = 56
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class _Line(Row):
    def __init__(self, caption: Caption) -> None:
        self.caption = caption
        self.start_ns = caption.start_ns
        self.words = f"{format_ns(caption.start_ns)} · {caption.text}"
        self._measured = (0, 0)  # width and height: measuring a thousand lines takes its time

    def height(self, width: float) -> float:
        room = round(width - _TIME_PX - 3 * SPACE)
        if self._measured[0] != room:
            area = QFontMetrics(font(BODY)).boundingRect(
                0, 0, max(80, room), 10_000, _WRAPPED, self.caption.text
            )
            self._measured = (room, area.height())
        return self._measured[1] + 2 * SPACE + 1

    def paint(self, painter: QPainter, area: QRectF) -> None:
        time = QRectF(area.left() + 2 * SPACE, area.top() + SPACE - 1, _TIME_PX, 20)
        paint_line(painter, time, format_ns(self.start_ns), SMALL, "dim")
        left = 2 * SPACE + _TIME_PX
        painter.setFont(font(BODY))
        painter.setPen(theme().color("ink"))
        painter.drawText(area.adjusted(left, SPACE, -SPACE, 0), _WRAPPED, self.caption.text)


class WordsTab(QWidget):
    """The captions, those with the words looked for."""

    jump_requested = Signal(object)  # ns, beyond what an int of Qt holds

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._captions: Sequence[Caption] = ()
        self._shown: list[_Line] = []
        self._time_ns = 0
        self.list = PlainList(self.tr("Words"))
        self.list.jump_requested.connect(self.jump_requested)
        self.search = SearchField(self.tr("Find in the words"))
        self.search.textChanged.connect(self._refresh)
        tools = QWidget()
        row = QVBoxLayout(tools)
        row.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 2)
        row.addWidget(self.search)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(
            EmptyNote(self.tr("Nothing found"), self.tr("These words were not said like this."))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self._body, 1)

    @property
    def has_captions(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._captions)

    def show_captions(self, captions: Sequence[Caption]) -> None:
        """Take the session's captions, by their start."""
        self._captions = captions
        self.search.clear()
        self._refresh()

    def show_time(self, time_ns: int) -> None:
        """Mark what is said at a moment, or was said last."""
        self._time_ns = time_ns
        if self.isVisible() and self._shown:
            self.list.mark(bisect_right(self._shown, time_ns, key=lambda line: line.start_ns) - 1)

    def show_time_again(self) -> None:
        """The tab was opened: mark what is said."""
        self.show_time(self._time_ns)

    def _refresh(self) -> None:
        words = self.search.text().casefold().split()
        self._shown = [
            _Line(caption)
            for caption in self._captions
            if all(word in caption.text.casefold() for word in words)
        ]
        self.list.show_rows(self._shown)
        self._body.setCurrentIndex(0 if self._shown or not words else 1)
        self.show_time(self._time_ns)
