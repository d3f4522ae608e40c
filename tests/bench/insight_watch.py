"""A program that opens the Insight page over a library and watches for how long its window stands.

`python -m tests.bench.insight_watch LIBRARY`: one JSON object on its last line.
"""

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from observer.database.library import open_library
from observer.ui.background import close_background
from observer.ui.insight.page import InsightPage
from observer.ui.theme import theme

_PAGE_SIZE = (1440, 900)
_BEAT_MS = 4  # how often the window's thread says that it is free
_AFTER_MS = 500  # what the page paints once it has been told its answers
_PATIENCE_MS = 60_000


class _Beats:
    """When the window's thread was free."""

    def __init__(self) -> None:
        self._times = [time.perf_counter()]
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(lambda: self._times.append(time.perf_counter()))
        self._timer.start()

    def take_ms(self) -> list[float]:
        """How long it was away, time after time, since this was asked last."""
        times = [*self._times, time.perf_counter()]
        self._times = times[-1:]
        return [1000 * (later - before) for before, later in pairwise(times)]


def main(folder: Path) -> None:
    """Open the page, wait for its answers, go through its parts; tell the longest it stood."""
    application = QApplication([])
    QCoreApplication.setOrganizationName("observer-bench")
    QSettings().clear()
    theme().install()
    with open_library(folder) as library:
        page = InsightPage(library, folder)
        page.resize(*_PAGE_SIZE)
        page.show()
        application.processEvents()
        loop = QEventLoop()
        page.book.read.connect(loop.quit)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()  # what its being shown began
        beats = _Beats()
        told = {"idle_ms": _standstill_ms(beats)}

        def take() -> None:  # the page has filled itself by then: its slot was connected before
            *meanwhile, filling = beats.take_ms()
            told.update(reading_ms=max(meanwhile), filling_ms=filling)

        page.book.read.connect(take)
        began_s = time.perf_counter()
        page.book.read_again()
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
        told["read_s"] = time.perf_counter() - began_s
        told["shown_ms"] = _standstill_ms(beats)
        for part in ("findings", "seams", "people", "pictures", "trust"):
            page.show_part(part)
            told[f"{part}_ms"] = _standstill_ms(beats)
        page.close()
        close_background()
    sys.stdout.write(json.dumps(told) + "\n")


def _standstill_ms(beats: _Beats) -> float:
    loop = QEventLoop()
    QTimer.singleShot(_AFTER_MS, loop.quit)
    loop.exec()
    return max(beats.take_ms())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
