"""A participant at the consent page: they press, write and draw as people do."""

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.model.consent import Consent, ConsentItem
from observer.ui.consent.page import ConsentPage
from observer.ui.consent.signature_pad import SignaturePad

LEFT = Qt.MouseButton.LeftButton


class Reader:
    """The page in a window, and everything that it emitted."""

    def __init__(self, qtbot: QtBot, language: str = "en") -> None:
        self.page = ConsentPage("Checkout, autumn", "P07", language)
        self.agreed: list[Consent] = []
        self.page.agreed.connect(self.agreed.append)
        qtbot.addWidget(self.page)
        self.page.resize(1240, 900)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)

    def answer(self, item: ConsentItem, yes: bool) -> None:
        row = self.page.rows[item]
        QTest.mouseClick(row.yes if yes else row.no, LEFT)

    def answer_all(self, *agreed: ConsentItem) -> None:
        for item in self.page.rows:
            self.answer(item, item in agreed)

    def write_name(self, name: str) -> None:
        QTest.keyClicks(self.page.signing.name, name)

    def sign(self) -> None:
        draw_wave(self.page.signing.pad)

    def agree(self) -> None:
        QTest.mouseClick(self.page.agree_button, LEFT)

    @property
    def missing(self) -> str:
        return self.page.missing.text()

    def can_agree(self) -> bool:
        return self.page.agree_button.isEnabled()


def draw_wave(pad: SignaturePad, steps: int = 60) -> None:
    """One stroke from left to right, twice up and down."""
    width, height = pad.width(), pad.height()
    places = [
        QPoint(
            round(width * (0.2 + 0.6 * step / steps)),
            round(height * (0.5 - 0.3 * math.sin(step / steps * 4 * math.pi))),
        )
        for step in range(steps + 1)
    ]
    draw(pad, places)


def draw(pad: SignaturePad, places: list[QPoint]) -> None:
    """Press at the first place, move over the others, let go at the last."""
    QTest.mousePress(pad, LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, LEFT, pos=places[-1])
