"""Whether Qt's player loads files: prints each path that it does not, with its error.

Usage: python -m tests.bench.opens_in_qt FILE…
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtMultimedia import QMediaPlayer

_WITHIN_MS = 10_000


class Gate:
    """Loads one file after the other."""

    def __init__(self, paths: list[str]) -> None:
        self.refused: list[str] = []
        self._waiting = list(reversed(paths))
        self._player = QMediaPlayer()
        self._player.mediaStatusChanged.connect(self._look)
        self._patience = QTimer(singleShot=True, interval=_WITHIN_MS)
        self._patience.timeout.connect(lambda: self._refuse("no answer"))
        self._path = ""

    def open_next(self) -> None:
        if not self._waiting:
            self._player.setSource(QUrl())
            QCoreApplication.exit()
            return
        self._path = self._waiting.pop()
        self._patience.start()
        self._player.setSource(QUrl.fromLocalFile(self._path))

    def _look(self, status: QMediaPlayer.MediaStatus) -> None:
        if not self._patience.isActive():
            return
        if status == QMediaPlayer.MediaStatus.LoadedMedia:
            if self._player.hasVideo():
                self._go_on()
            else:
                self._refuse("no picture")
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._refuse(self._player.errorString())

    def _refuse(self, why: str) -> None:
        self.refused.append(f"{self._path}: {why}")
        self._go_on()

    def _go_on(self) -> None:
        self._patience.stop()
        QTimer.singleShot(0, self.open_next)  # not from inside the player's own signal


def main(paths: list[str]) -> None:
    application = QCoreApplication(sys.argv)
    gate = Gate(paths)
    QTimer.singleShot(0, gate.open_next)
    application.exec()
    sys.stdout.write("".join(f"{line}\n" for line in gate.refused))


if __name__ == "__main__":
    main(sys.argv[1:])
