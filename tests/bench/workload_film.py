"""A film over the whole screen, 30 pictures a second, each with its number as bars of light.

Usage: python -m tests.bench.workload_film SECONDS LOG. Prints “ready”, plays after a line on
standard input, writes the numbers that it has painted to LOG, one a line with the monotonic ns.
"""

import sys
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent, QRasterWindow

from observer.capture.opencv import cv2
from tests.bench.barcode import BLOCK, bits_of
from tests.bench.scenery import Pixels, photograph

FPS = 30
_LOOP = 30  # pictures before it begins again; each is 8 MB of memory


class Film(QRasterWindow):
    """Paints the picture whose time has come; late ones are left out, as players do."""

    def __init__(self, pictures: list[Pixels], seconds: float) -> None:
        super().__init__()
        self.setFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.BypassWindowManagerHint)
        height, width = pictures[0].shape[:2]
        form = QImage.Format.Format_RGB32
        self._images = [
            QImage(p.tobytes(), width, height, width * 4, form).copy() for p in pictures
        ]
        self._last = round(seconds * FPS)
        self._number = -1
        self._start_s = 0.0
        self.painted: list[tuple[int, int]] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    def play(self) -> None:
        self._start_s = time.monotonic() + 0.2
        self._timer.start(200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._images[max(0, self._number) % _LOOP])
        if self._number >= 0:
            for place, bit in enumerate(bits_of(self._number)):
                color = Qt.GlobalColor.white if bit else Qt.GlobalColor.black
                painter.fillRect(QRect(place * BLOCK, 0, BLOCK, BLOCK), QColor(color))
            self.painted.append((self._number, time.monotonic_ns()))
        painter.end()

    def _turn(self) -> None:
        number = int((time.monotonic() - self._start_s) * FPS + 1e-6)
        if number >= self._last:
            QGuiApplication.quit()
            return
        if number > self._number:
            self._number = number
            self.update()
        due_s = self._start_s + (number + 1) / FPS
        self._timer.start(max(0, int((due_s - time.monotonic()) * 1000) + 1))


def scenes(width: int, height: int) -> list[Pixels]:
    """A slow flight over a photograph, with a ball that flies its own way and a subtitle."""
    land = photograph(width * 5 // 4, height * 5 // 4, seed=5)
    made = []
    for number in range(_LOOP):
        angle = 2 * np.pi * number / _LOOP
        center = (land.shape[1] / 2 + 60 * np.cos(angle), land.shape[0] / 2 + 40 * np.sin(angle))
        turn = cv2.getRotationMatrix2D(center, 3 * np.sin(angle), 1.06 + 0.05 * np.sin(angle))
        turn[:, 2] += (width / 2 - center[0], height / 2 - center[1])
        view = cv2.warpAffine(land, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        ball = (int(width * (0.5 + 0.3 * np.cos(angle))), int(height * (0.5 + 0.3 * np.sin(angle))))
        cv2.circle(view, ball, height // 12, (60, 200, 240), -1, cv2.LINE_AA)
        at, white = (width // 3, height * 9 // 10), (255, 255, 255)
        cv2.putText(view, f"Scene {number}", at, cv2.FONT_HERSHEY_SIMPLEX, 1.5, white, 3)
        made.append(np.asarray(cv2.cvtColor(view, cv2.COLOR_BGR2BGRA), np.uint8))
    return made


def play_when_told(film: Film) -> None:
    sys.stdin.readline()
    film.play()


def main(arguments: list[str]) -> None:
    application = QGuiApplication(sys.argv)
    size = application.primaryScreen().size()
    film = Film(scenes(size.width(), size.height()), float(arguments[0]))
    film.setGeometry(0, 0, size.width(), size.height())
    film.show()
    QTimer.singleShot(500, lambda: sys.stdout.write("ready\n") and sys.stdout.flush())
    QTimer.singleShot(600, lambda: play_when_told(film))
    application.exec()
    lines = "".join(f"{number} {time_ns}\n" for number, time_ns in film.painted)
    Path(arguments[1]).write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
