"""Photographs of every screen, to be looked at: `python -m tests.photograph LIBRARY OUT`.

Run on a stage, and again with QT_SCALE_FACTOR=2; each screen is taken in both themes.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from observer.database.library import open_library
from observer.ui.background import close_background
from observer.ui.theme import Appearance, theme
from observer.ui.window import MainWindow

_SETTLE_MS = 2_500  # thumbnails, waveform and the first picture arrive in the background


def main() -> None:
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("observer-photograph")
    theme().install()
    library = open_library(root)
    window = MainWindow(library, root)
    window.resize(1440, 900)
    window.show()
    _wait(_SETTLE_MS)
    sessions = library.sessions()
    for name in ("library", "record", "review"):
        if name == "record":
            window.show_record()
        elif name == "review" and sessions:
            window.open_session(sessions[-1].id)
        _wait(_SETTLE_MS)
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            theme().set_appearance(appearance)
            _wait(600)
            window.grab().save(str(out / f"{name}-{appearance.value}.png"))
    window.close()
    close_background()
    library.close()


def _wait(milliseconds: int) -> None:
    """Let the window live; QTest.qWait would keep Python's lock and starve its threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
