"""Opens a session in the review's page, paints its timeline many times, prints JSON.

Usage: python -m tests.bench.timeline_watch LIBRARY SESSION_ID
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from observer.database.library import Library, open_library
from observer.model.span import Span
from observer.ui.background import close_background
from observer.ui.review.page import ReviewPage
from observer.ui.review.timeline import GUTTER_PX, Timeline
from observer.ui.theme import theme

_OPENINGS = 3
_PATIENCE_S = 120
_STEPS = 60  # of each kind


@dataclass(frozen=True, slots=True)
class Paint:
    """How long one took, and how much of a processor the window's thread spent on it.

    The two lie apart where other programs, or readers in the background, want the processor too.
    """

    took_ms: float
    spent_ms: float


def watch(library: Library, folder: Path, session_id: str) -> dict[str, float]:
    """All figures."""
    page = ReviewPage(library, folder)
    page.resize(1440, 900)
    page.show()
    _run_for(0.5)
    openings = []
    for _ in range(_OPENINGS):
        page.leave()
        _run_for(0.5)
        openings.append(_open(page, session_id))
    wait_ms, read_s = _wait_until_read(page)
    _run_for(1.0)
    figures = {"open_ms": max(openings), "wait_ms": wait_ms, "read_s": read_s}
    painted = _paint_all(page.timeline)
    for part, paints in painted.items():
        figures[f"{part}_p50_ms"] = _percentile(paints, 50)
        figures[f"{part}_p95_ms"] = _percentile(paints, 95)
    views = painted["zoom"] + painted["pan"]  # the playhead's cheap paints would flatter it
    figures["paint_p95_ms"] = _percentile(views, 95)
    figures["spent_p95_ms"] = float(np.percentile([paint.spent_ms for paint in views], 95))
    figures["naive_ms"] = _paint_naively(page.timeline)
    page.close()
    return figures


def _open(page: ReviewPage, session_id: str) -> float:
    """From the call until a turned wheel is answered and every lane that is there is painted."""
    timeline = page.timeline
    started = time.perf_counter()
    page.open_session(session_id)
    at = QPointF(GUTTER_PX + 500, 100)
    QCoreApplication.postEvent(
        timeline,
        QWheelEvent(
            *(at, timeline.mapToGlobal(at), QPoint(), QPoint(0, 120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        ),
    )
    while timeline.scale.is_fitted:
        QCoreApplication.processEvents()
    timeline.repaint()
    took_ms = 1000 * (time.perf_counter() - started)
    assert timeline.moments.groups, "the moments are not on the timeline"
    return took_ms


def _wait_until_read(page: ReviewPage) -> tuple[float, float]:
    """The longest time in which nothing could be answered, and how long it all took."""
    timeline, started = page.timeline, time.perf_counter()
    longest, before = 0.0, started
    while timeline.input.words or timeline.voice.words:
        QCoreApplication.processEvents()
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
        if now - started > _PATIENCE_S:
            raise TimeoutError("the session was not read")
        time.sleep(0.001)
    return 1000 * longest, time.perf_counter() - started


def _paint_all(timeline: Timeline) -> dict[str, list[Paint]]:
    """Zooms to a single frame and out again, pans and playheads at several zooms, drags."""
    times: dict[str, list[Paint]] = {"zoom": [], "pan": [], "playhead": [], "drag": []}
    timeline.fit()
    for factor in (1.19, 1 / 1.19):
        for _ in range(_STEPS):
            times["zoom"].append(_timed(partial(timeline.zoom, factor)))
    for zoom in (1.0, 4.0, 30.0, 400.0):
        timeline.fit()
        timeline.zoom(zoom)
        for step in range(_STEPS // 2):
            dx = 37 if step % 20 < 14 else -90
            times["pan"].append(_timed(partial(timeline.pan, dx)))
        for step in range(_STEPS // 2):
            at_ns = timeline.time_at(GUTTER_PX + 11 * step)
            times["playhead"].append(_timed(partial(timeline.set_time, at_ns, follow=True)))
        item = timeline.moments.groups[0].items[300]
        for step in range(_STEPS // 4):
            by_ns = round(step * 5 * timeline.scale.ns_per_px)
            moved = (item.id, Span(item.start_ns + by_ns, item.end_ns + by_ns))
            times["drag"].append(
                _timed(partial(timeline.show_dragged, timeline.moments, moved, None))
            )
        timeline.show_dragged(timeline.moments, None, None)
    return times


def _paint_naively(timeline: Timeline) -> float:
    """As if nothing were kept: all of it for each place of the playhead."""
    timeline.fit()
    times = []
    for step in range(_STEPS // 2):
        timeline.refresh()
        at_ns = timeline.time_at(GUTTER_PX + 11 * step)
        times.append(_timed(partial(timeline.set_time, at_ns, follow=True)))
    return _percentile(times, 95)


def _percentile(paints: list[Paint], percent: float) -> float:
    return float(np.percentile([paint.took_ms for paint in paints], percent))


def _timed(change: Callable[[], None]) -> Paint:
    """Milliseconds from the change until what it made has been painted."""
    QCoreApplication.processEvents()
    started, spent = time.perf_counter(), time.thread_time()
    change()
    QCoreApplication.processEvents()  # the paint event that the change asked for
    return Paint(1000 * (time.perf_counter() - started), 1000 * (time.thread_time() - spent))


def _run_for(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.005)


def main(library_folder: str, session_id: str) -> None:
    application = QApplication(sys.argv)
    application.setOrganizationName("observer-bench")
    path = str(Path(library_folder) / "settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, path)
    theme().install()
    with open_library(Path(library_folder)) as library:
        figures = watch(library, Path(library_folder), session_id)
        close_background()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
