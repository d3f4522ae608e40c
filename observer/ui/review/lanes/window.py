"""Which window is in front."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from observer.model.samples import FocusChange
from observer.model.span import Span
from observer.ui.review.lanes.lane import Lane, paint_block
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

# Hues of slate, violet, moss, clay and teal: apart from one another, quiet beside severities.
_HUES = ("#4f7aa8", "#7d6cae", "#6f8f55", "#a5785a", "#4b8f93")


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch with one window in front."""

    span: Span
    application: str
    text: str


def stays(changes: Sequence[FocusChange], end_ns: int) -> list[Stay]:
    """Changes of focus to stretches, neighbours with the same window made one."""
    result: list[Stay] = []
    ends = [*(change.time_ns for change in changes[1:]), end_ns]
    for change, end in zip(
        changes, ends, strict=False
    ):  # without changes there is one end too many
        span = Span(max(0, change.time_ns), max(0, change.time_ns, end))
        text = window_words(change.application, change.title)
        last = result[-1] if result else None
        if last and (last.application, last.text) == (change.application, text):
            result[-1] = Stay(Span(last.span.start_ns, span.end_ns), last.application, text)
        else:
            result.append(Stay(span, change.application, text))
    return result


def window_words(application: str, title: str) -> str:
    """`Shop · basket`, without saying the same thing twice (`tea-and-milk · Tea & Milk`)."""
    said = set(re.findall(r"\w+", title.lower()))
    told = set(re.findall(r"[^\W_]+", application.lower())) - {"and"}
    if not title or told <= said:
        return title or application
    return f"{application} · {title}"


class WindowLane(Lane):
    """A block for each stay, a quiet colour for each application."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.stays: list[Stay] = []

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the stays in view."""
        hues = self._hues()
        palette = theme().palette
        for stay in self.stays:
            if not stay.text or not scale.visible(stay.span):
                continue
            left, right = scale.x_at(stay.span.start_ns), scale.x_at(stay.span.end_ns)
            area = QRectF(left, 6, max(2.0, right - left - 2), size.height() - 12)
            fill = mix(palette.panel, hues[stay.application], 0.42 if theme().is_dark else 0.28)
            paint_block(painter, area, QColor(fill), palette.color("ink"), stay.text)

    def text_at(self, time_ns: int) -> str:
        """The window in front at a moment, in full."""
        return next((stay.text for stay in self.stays if stay.span.contains(time_ns)), "")

    def _hues(self) -> dict[str, str]:
        """In the order of their first coming: the first applications never share a colour."""
        names = dict.fromkeys(stay.application for stay in self.stays)
        return {name: _HUES[number % len(_HUES)] for number, name in enumerate(names)}
