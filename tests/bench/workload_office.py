"""A shop's page and a notes window: what a participant looks at. Always the same content.

Run with a display; prints “ready” once both windows are shown, and runs until it is ended.
"""

import random
import sys

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, QUrl
from PySide6.QtGui import QFont, QImage, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from observer.capture.opencv import cv2
from tests.bench.scenery import photograph

_WORDS = (
    "order basket price colour size delivery street return customer paper lamp chair table shelf "
    "wood steel glass green quiet small large early late question answer choose compare remove"
)
_PHOTO_SIZE = (340, 210)


class Writer:
    """Sentences and numbers, the same at each start."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = _WORDS.split()

    def sentence(self, words: int) -> str:
        text = " ".join(self._random.choice(self._words) for _ in range(words))
        return f"{text.capitalize()}."

    def price(self) -> str:
        return f"{self._random.randrange(5, 900)}.{self._random.randrange(100):02d}"


class Shop(QMainWindow):
    """A long page with pictures and tables that scrolls smoothly, a menu and an order form."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Shop")
        tools = self.addToolBar("Go")
        for name in ("Back", "Forward", "Reload"):
            tools.addAction(name)
        tools.addWidget(QLineEdit("shop.example/catalogue"))
        menu = self.menuBar().addMenu("&Shop")
        for name in ("New tab", "Open", "Save page", "Print", "Find"):
            menu.addAction(name)
        order = menu.addAction("Order form")
        order.setShortcut("F5")
        order.triggered.connect(self._show_form)
        self._page = QTextBrowser()
        for number in range(6):
            resource = QTextDocument.ResourceType.ImageResource
            self._page.document().addResource(
                resource, QUrl(f"photo{number}"), _photo_image(number)
            )
        self._page.setHtml(_catalogue())
        self.setCentralWidget(self._page)
        self._page.viewport().installEventFilter(self)
        self._glide = QPropertyAnimation(self._page.verticalScrollBar(), b"value")
        self._glide.setDuration(300)  # about what browsers take for a notch of the wheel
        self._target = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QWheelEvent):
            return super().eventFilter(watched, event)
        bar = self._page.verticalScrollBar()
        self._target = max(0, min(bar.maximum(), self._target - event.angleDelta().y()))
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(self._target)
        self._glide.start()
        return True

    def _show_form(self) -> None:
        form = QDialog(self)
        form.setWindowTitle("Your order")
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.setGeometry(640, 300, 640, 400)
        rows = QFormLayout(form)
        for name in ("Name", "Street", "City", "Post code", "Telephone"):
            rows.addRow(name, QLineEdit())
        rows.addRow(QCheckBox("The terms are fine with me"))
        rows.addRow(QPushButton("Send the order"))
        form.show()


class Notes(QMainWindow):
    """An editor with a line that counts along."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Notes")
        writer = Writer(2)
        text = QPlainTextEdit("\n".join(writer.sentence(13) for _ in range(24)) + "\n")
        text.setFont(QFont("DejaVu Sans Mono", 11))
        text.moveCursor(QTextCursor.MoveOperation.End)
        text.textChanged.connect(
            lambda: self.statusBar().showMessage(f"{len(text.toPlainText())} characters")
        )
        self.statusBar().showMessage("Nothing changed")
        for name in ("File", "Edit", "View"):
            self.menuBar().addMenu(name)
        self.setCentralWidget(text)


def _photo_image(seed: int) -> QImage:
    pixels = photograph(*_PHOTO_SIZE, seed=seed)
    packed = cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA)
    width, height = _PHOTO_SIZE
    return QImage(packed.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _catalogue() -> str:
    writer = Writer(1)
    parts = ["<h1>Catalogue</h1>"]
    for number in range(60):
        parts.append(f"<h2><a href='p'>{number + 1} {writer.sentence(3)}</a></h2>")
        parts.append(f"<p>{writer.sentence(58)}</p>")
        if number % 3 == 0:
            parts.append("<p>" + " ".join(f"<img src='photo{(number + k) % 6}'>" for k in range(3)))
        if number % 4 == 0:
            row = "".join(f"<td>{writer.sentence(2)} {writer.price()}</td>" for _ in range(6))
            parts.append(f"<table border=1 cellpadding=4>{f'<tr>{row}</tr>' * 6}</table>")
    return "".join(parts)


def main() -> int:
    application = QApplication(sys.argv)
    application.setStyle("Fusion")
    shop, notes = Shop(), Notes()
    windows: list[tuple[QWidget, tuple[int, int, int, int]]] = [
        (shop, (20, 40, 1500, 1000)),
        (notes, (900, 100, 980, 900)),
    ]
    for window, place in windows:
        window.setGeometry(*place)
        window.show()
    QTimer.singleShot(1000, lambda: sys.stdout.write("ready\n") and sys.stdout.flush())
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
