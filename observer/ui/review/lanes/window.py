"""Which window is in front."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from observer.model.samples import FocusChange
from observer.model.span import Span
from observer.ui.review.lanes.lane import ROUNDED_PX, Lane, Times, paint_block
from observer.ui.review.lanes.pixels import opaque, paint_row
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

# Hues of slate, violet, moss, clay and teal: apart from one another, quiet beside severities.
_HUES = ("#4f7aa8", "#7d6cae", "#6f8f55", "#a5785a", "#4b8f93")
_TOLD_APART_PX = 3  # narrower stays share their pixels: the one that lasts is drawn


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

    height = 28.0
    has_words = True

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self._stays: list[Stay] = []
        self._starts: Times = np.zeros(0)
        self._ends: Times = np.zeros(0)
        self._told = np.zeros(0, np.bool_)  # whether anything is known of the window
        self._hues: dict[str, str] = {}

    @property
    def stays(self) -> list[Stay]:
        """Which window was in front when, one stay after the other."""
        return self._stays

    @stays.setter
    def stays(self, stays: list[Stay]) -> None:
        self._stays = stays
        self._starts = np.array([stay.span.start_ns for stay in stays], dtype=np.float64)
        self._ends = np.array([stay.span.end_ns for stay in stays], dtype=np.float64)
        self._told = np.array([bool(stay.text) for stay in stays], dtype=np.bool_)
        # In the order of their first coming: the first applications never share a colour.
        names = dict.fromkeys(stay.application for stay in stays)
        self._hues = {name: _HUES[number % len(_HUES)] for number, name in enumerate(names)}

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the stays in view."""
        palette = theme().palette
        share = 0.42 if theme().is_dark else 0.28
        fills = {name: QColor(mix(palette.panel, hue, share)) for name, hue in self._hues.items()}
        ink = palette.color("ink")
        top, height = 5, size.height() - 9
        places = self._told_apart(scale)
        lefts = (self._starts[places] - scale.start_ns) / scale.ns_per_px
        rights = (self._ends[places] - scale.start_ns) / scale.ns_per_px
        widths = np.maximum(2.0, rights - lefts - 2)
        narrow = widths < ROUNDED_PX
        slim = [fills[self._stays[place].application] for place in places[narrow].tolist()]
        paint_row(painter, top, height, np.round(lefts[narrow]), widths[narrow], opaque(slim))
        columns = (places[~narrow].tolist(), lefts[~narrow].tolist(), widths[~narrow].tolist())
        for place, left, width in zip(*columns, strict=True):
            stay = self._stays[place]
            area = QRectF(left, top, width, height)
            paint_block(painter, area, fills[stay.application], ink, stay.text)

    def tip_at(self, point: QPointF, _size: QSizeF, scale: TimeScale) -> str:
        """The window in front, in full."""
        return self.text_at(scale.ns_at(point.x()))

    def text_at(self, time_ns: int) -> str:
        """The window in front at a moment, in full."""
        place = int(np.searchsorted(self._starts, time_ns, side="right")) - 1
        stay = self._stays[place] if place >= 0 else None
        return stay.text if stay is not None and stay.span.contains(time_ns) else ""

    def edges_ns(self) -> Times:
        """Where another window came to the front."""
        return self._starts

    def _told_apart(self, scale: TimeScale) -> npt.NDArray[np.int64]:
        """The places of the stays that are drawn."""
        first = max(0, int(np.searchsorted(self._starts, scale.start_ns, side="right")) - 1)
        last = int(np.searchsorted(self._starts, scale.end_ns, side="right"))
        lefts = (self._starts[first:last] - scale.start_ns) // (_TOLD_APART_PX * scale.ns_per_px)
        lasting = first + np.flatnonzero(np.diff(lefts, append=np.inf))
        return lasting[self._told[lasting]]
