"""The shop's window: one page at a time, and where its controls are for who wants to aim."""

import json
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.ui.product.browsing import Basket, Shop
from observer.ui.product.look import STYLE
from observer.ui.product.order import Order
from observer.ui.product.page import Page
from observer.ui.product.pages import Address, Done, Payment
from observer.ui.product.parts import label, row

PAY_TAKES_MS = 3_000
_AIMED_AT = (QPushButton, QLineEdit)
_STEPS = ("basket", "address", "payment")


class ShopWindow(QWidget):
    """A checkout. `layout_file`, where given, always says where each visible control is."""

    def __init__(self, layout_file: Path | None = None, pay_takes_ms: int = PAY_TAKES_MS) -> None:
        super().__init__()
        self._layout_file = layout_file
        self.setStyleSheet(STYLE)
        self.resize(1000, 720)
        order = Order()
        self._stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        for page in (
            Shop(order),
            Basket(order),
            Address(order),
            Payment(order, pay_takes_ms),
            Done(order),
        ):
            self.pages[page.step] = page
            self._stack.addWidget(page)
            page.go.connect(self.show_step)
            page.changed.connect(self._tell_soon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._signposts = {step: label(step.capitalize(), "step") for step in _STEPS}
        column.addWidget(self._bar())
        column.addWidget(self._stack)
        self.show_step("shop")

    @property
    def step(self) -> str:
        """Which page is shown."""
        return next(
            name for name, page in self.pages.items() if page is self._stack.currentWidget()
        )

    def show_step(self, step: str) -> None:
        """Turn to a page; `close` ends the shop."""
        if step == "close":
            self.close()
            return
        page = self.pages[step]
        page.refresh()
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(f"Lumen & Leaf – {page.title}")
        for name, signpost in self._signposts.items():
            signpost.setProperty("here", name == step)
            signpost.style().unpolish(signpost)
            signpost.style().polish(signpost)
        self._tell_soon()

    def event(self, event: QEvent) -> bool:
        """Tell the layout again whenever the window was shown, moved or resized."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize):
            self._tell_soon()
        return super().event(event)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bar")
        bar.setFixedHeight(64)
        brand = QLabel("Lumen & Leaf")
        brand.setObjectName("brand")
        basket, address, payment = self._signposts.values()
        line = row(brand, None, basket, label("›", "step"), address, label("›", "step"), payment)
        line.setContentsMargins(48, 0, 48, 0)
        bar.setLayout(line)
        return bar

    def _tell_soon(self) -> None:
        if self._layout_file:
            QTimer.singleShot(150, self, self._tell)  # once the page has its place and is painted

    def _tell(self) -> None:
        if self._layout_file is None or not self.isVisible():
            return
        corner = self.mapToGlobal(QPoint(0, 0))
        shown = {
            "step": self.step,
            "window": [corner.x(), corner.y(), self.width(), self.height()],
            "controls": _controls(self.pages[self.step]),
        }
        partial = self._layout_file.with_suffix(".partial")
        partial.write_text(json.dumps(shown))
        partial.replace(self._layout_file)


def _controls(page: QObject) -> dict[str, list[int]]:
    found = {}
    for widget in page.findChildren(QWidget):
        if isinstance(widget, _AIMED_AT) and widget.isVisible() and not _is_inner(widget):
            middle = widget.mapToGlobal(widget.rect().center())
            found[widget.objectName()] = [middle.x(), middle.y()]
    return found


def _is_inner(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_")
