"""How quick a library of 10,000 sessions and 1,000,000 annotations is.

The library is made in rows, its folders with a manifest each; see `library_made`. Home is timed
from the open library to the first painted page, in a window on a display without a person.
"""

import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from observer.database.library import Library, open_library
from observer.intake.folder_watch import FolderWatch
from observer.intake.landing import refresh_folders
from observer.ui.background import close_background
from observer.ui.library.page import LibraryPage
from observer.ui.theme import theme
from tests.bench.library_made import Words, make_folders, make_library
from tests.bench.measure import Measure, Result
from tests.bench.options import Options

STAGE_SIZE = "1440x900"
_PAGE_SIZE = (1440, 900)

T = TypeVar("T")

_SESSIONS, _ANNOTATIONS = 10_000, 1_000_000
_QUERIES_A_KIND = 40
_WATCH_SECONDS = 8.0
_BEAT_MS = 4  # how often the window's thread says that it is free


def run(options: Options) -> Result:
    """Make the library, then open it, show it, search it, watch its folders."""
    folder = Path(tempfile.mkdtemp(prefix="observer-bench-library-"))
    try:
        began_s = time.perf_counter()
        words = make_library(folder, _SESSIONS, _ANNOTATIONS)
        make_folders(folder)
        made_s = time.perf_counter() - began_s
        options.say(f"made in {made_s:.0f} s, {_megabytes(folder):.0f} MB")
        measures = _measure(folder, words)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    settings = {"sessions": _SESSIONS, "annotations": _ANNOTATIONS, "made_s": round(made_s, 1)}
    return Result("library", measures, settings)


def _measure(folder: Path, words: Words) -> list[Measure]:
    opened_s, library = _timed(lambda: open_library(folder))
    with library:
        everywhere = _searches(library, words, None)
        one = library.sessions()[_SESSIONS // 2].id
        inside = _searches(library, words, one)
        home_s, typing_s, stall_s = _in_window(library, folder, words)
        look_s, _ = _timed(lambda: refresh_folders(library, folder, FolderWatch(folder)))
    return [
        Measure("home, from the open library to the first page", "s", home_s, target=1),
        Measure("search, 95 of 100 within", "ms", _share(everywhere, 0.95), target=50),
        Measure("search, median", "ms", _share(everywhere, 0.5)),
        Measure(f"search, slowest of {len(everywhere)}", "ms", max(everywhere)),
        Measure("search in one session, 95 of 100 within", "ms", _share(inside, 0.95), target=50),
        Measure("open the library", "s", opened_s, target=1),
        Measure("a look at the folders, in the background", "s", look_s),
        Measure("longest the window stood still meanwhile", "ms", 1000 * stall_s, target=100),
        Measure("a letter typed, until the sessions are sifted", "ms", 1000 * typing_s, target=100),
    ]


def _searches(library: Library, words: Words, session_id: str | None) -> list[float]:
    """How long each search of the mix took, in ms."""
    return [
        1000 * _timed(lambda: library.search(text, session_id=session_id))[0]  # noqa: B023  # at once
        for text in _questions(words)
    ]


def _questions(words: Words) -> Iterator[str]:
    """Common and rare words, two of them, and words as they are while they are typed."""
    chance = random.Random(3)
    known = words.all

    def rank(last: int) -> str:
        return known[chance.randrange(last)]

    for number in range(_QUERIES_A_KIND):
        yield known[number]
        yield known[chance.randrange(3_000, len(known))]
        yield f"{rank(40)} {rank(400)}"
        yield f"{rank(len(known))} {rank(40)}"
        yield chance.choice("bcdfghklmnprstvzaeiou")
        yield rank(200)[: chance.choice((2, 3, 4, 5))]
        yield f"{rank(300)} {chance.choice('bcdfghklmnprstvz')}"
        yield f'"{words.some(2)}"'


def _in_window(library: Library, folder: Path, words: Words) -> tuple[float, float, float]:
    """Seconds until home is there, until a letter is answered, and of the longest standstill."""
    application = QApplication.instance() or QApplication([])
    QCoreApplication.setOrganizationName("observer-bench")
    QSettings().clear()
    theme().install()
    began_s = time.perf_counter()
    page = LibraryPage(library, folder)
    page.resize(*_PAGE_SIZE)
    page.show()
    application.processEvents()
    page.grab()
    home_s = time.perf_counter() - began_s
    stall_s = _longest_standstill(_WATCH_SECONDS)
    typing_s = max(_type(page, letter) for letter in words.all[250][:4])
    page.close()
    close_background()
    page.deleteLater()
    return home_s, typing_s, stall_s


def _type(page: LibraryPage, letter: str) -> float:
    seconds, _ = _timed(lambda: page.search_line.insert(letter))
    _longest_standstill(0.5)
    return seconds


def _longest_standstill(seconds: float) -> float:
    """The longest the event loop was away, beside the time between two beats."""
    beats = [time.perf_counter()]
    loop = QEventLoop()
    timer = QTimer(interval=_BEAT_MS)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
    timer.stop()
    return max(later - before for before, later in pairwise(beats))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began_s = time.perf_counter()
    result = work()
    return time.perf_counter() - began_s, result


def _share(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.glob("library.db*")) / 1e6
