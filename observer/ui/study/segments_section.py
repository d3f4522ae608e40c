"""Whom to watch: how many of each segment are wanted, and how many were watched."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from observer.model.identity import new_id
from observer.model.study import Segment
from observer.ui.labels import text_label
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import CountField
from observer.ui.study.line_rows import Column, LineRow, LineSection
from observer.ui.theme import SMALL, theme

_MOST_WANTED = 999
_BAR = QSize(56, 32)
_BAR_HEIGHT = 6


class SegmentsSection(LineSection):
    """The segments and their coverage."""

    def __init__(self, draft: StudyDraft) -> None:
        self._watched: Mapping[str, int] = {}
        self._counts: dict[str, _Coverage] = {}
        self.wanted: dict[str, CountField] = {}
        super().__init__(
            draft,
            "segments",
            _tr("Whom to watch"),
            "",
            [Column("name", _tr("Segment"), _tr("A kind of customer"))],
            what=_tr("segment"),
            add=_tr("Add a segment"),
            nothing=_tr("Kinds of customers, and how many of each you want to have watched."),
        )
        self.show_study()

    def blank(self) -> Segment:
        """A segment without a name, three of which are wanted."""
        return Segment(new_id(), "", 3)

    def show_watched(self, watched: Mapping[str, int]) -> None:
        """How many of each segment, by its id, have a session."""
        self._watched = watched
        self.show_study()

    def show_study(self) -> None:
        """The rows, and the sum of them."""
        super().show_study()
        self.purpose.setText(coverage_words(self.draft.study.segments, self._watched))

    def finish_row(self, part_id: str, row: LineRow) -> None:
        """The number wanted, and the bar."""
        wanted = CountField(_tr("How many are wanted"), "0", quiet=True, most=_MOST_WANTED)
        wanted.setFixedWidth(48)
        wanted.setAlignment(Qt.AlignmentFlag.AlignRight)
        wanted.entered.connect(partial(self.change, part_id, "wanted"))
        coverage = _Coverage()
        top = Qt.AlignmentFlag.AlignTop
        row.line.addWidget(coverage.bar, 0, top)
        row.line.addWidget(coverage.words, 0, top)
        row.line.addWidget(wanted, 0, top)
        self._counts[part_id] = coverage
        self.wanted[part_id] = wanted

    def fill(self, row: LineRow, part: Segment) -> None:
        """Also how many are wanted, and were watched."""
        super().fill(row, part)
        self.wanted[part.id].show_count(part.wanted)
        self._counts[part.id].show_count(self._watched.get(part.id, 0), part.wanted)


class _Coverage:
    """The bar and the words of one row."""

    def __init__(self) -> None:
        self.bar = _Bar()
        self.words = text_label(size=SMALL, tone="dim")
        self.words.setFixedHeight(_BAR.height())
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_count(self, watched: int, wanted: int) -> None:
        self.words.setText(_tr("{n} of").format(n=watched))
        self.bar.show_share(watched / wanted if wanted else 0.0)


class _Bar(QWidget):
    """How much of what is wanted is there."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(_BAR)
        theme().changed.connect(self.update)

    def show_share(self, share: float) -> None:
        self._share = min(1.0, share)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A groove, filled from the left."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - _BAR_HEIGHT) / 2, self.width(), _BAR_HEIGHT)
        painter.setBrush(palette.color("sunk"))
        painter.drawRoundedRect(groove, 3, 3)
        if self._share:
            painter.setBrush(palette.color("ok" if self._share == 1.0 else "accent"))
            groove.setWidth(max(groove.height(), groove.width() * self._share))
            painter.drawRoundedRect(groove, 3, 3)
        painter.end()


def coverage_words(segments: tuple[Segment, ...], watched: Mapping[str, int]) -> str:
    """`3 of 8 watched`: nobody beyond what a segment wants is counted. Empty without a wish."""
    wanted = sum(segment.wanted for segment in segments)
    if not wanted:
        return ""
    there = sum(min(watched.get(segment.id, 0), segment.wanted) for segment in segments)
    return _tr("{n} of {wanted} watched").format(n=there, wanted=wanted)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SegmentsSection", text)
