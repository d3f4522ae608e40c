"""What every page of the shop has, and the order's summary beside the checkout."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from observer.ui.product.order import ARTICLES, Order, price
from observer.ui.product.parts import Picture, clear, label, row, rule, sheet


class Page(QWidget):
    """One step; `go` asks for another by its name, `changed` says that controls came or went."""

    go = Signal(str)
    changed = Signal()
    step = ""
    title = ""

    def __init__(self, order: Order) -> None:
        super().__init__()
        self.order = order
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(48, 28, 48, 32)
        self.column.setSpacing(20)

    def add_body(self, frame: QWidget, beside: QWidget, actions: QLayout) -> None:
        """A panel with the step's buttons below it, and something narrow beside them."""
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(20)
        left.addWidget(frame)
        left.addLayout(actions)
        left.addStretch(1)
        right.addWidget(beside)
        right.addStretch(1)
        body = row(left, right)
        body.setStretch(0, 1)
        body.setSpacing(20)
        self.column.addLayout(body, 1)

    def refresh(self) -> None:
        """Show the order as it stands."""


class Summary:
    """What is in the basket and what it costs; `frame` goes into a page."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.frame, column = sheet("summary")
        self.frame.setFixedWidth(288)
        column.addWidget(label("Your order", "strong"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        column.addLayout(self._lines)
        column.addWidget(rule())
        column.addLayout(row(label("Delivery in two days", "dim"), None, label("free", "dim")))
        self._total = label("", "total")
        column.addLayout(row(label("Total", "strong"), None, self._total))

    def refresh(self) -> None:
        """Show the order as it stands."""
        clear(self._lines)
        for article in ARTICLES:
            count = self._order.counts.get(article.key, 0)
            if count:
                words = QVBoxLayout()
                words.setSpacing(2)
                words.addWidget(label(article.name))
                words.addWidget(label(f"{count} × {price(article.cents)}", "dim"))
                picture = Picture(article.key, width=48, height=48)
                self._lines.addLayout(row(picture, words, None))
        self._total.setText(price(self._order.cents))
