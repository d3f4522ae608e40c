"""The pages before the checkout: the shop and the basket."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.ui.product.order import ARTICLES, Article, Order, price
from observer.ui.product.page import Page, Summary
from observer.ui.product.parts import Picture, button, clear, heading, label, row, sheet

_MOST_PIECES = 9


class Shop(Page):
    """Three things for sale."""

    step, title = "shop", "Shop"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self._basket = button("basket", "Basket", kind="main")
        self._basket.clicked.connect(lambda: self.go.emit("basket"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading("New this week"))
        words.addWidget(label("Light and green for the darker half of the year", "dim"))
        self.column.addLayout(row(words, None, self._basket))
        cards = row(*(self._card(article) for article in ARTICLES))
        cards.setSpacing(20)
        self.column.addLayout(cards)
        self.column.addStretch(1)
        self.column.addWidget(label("Delivery in two days, returns within thirty.", "dim"))

    def refresh(self) -> None:
        """Say how many things are in the basket."""
        self._basket.setText(f"Basket · {self.order.pieces}" if self.order.pieces else "Basket")

    def _card(self, article: Article) -> QFrame:
        card, column = sheet("card")
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(Picture(article.key, height=324, below=False))
        words = QVBoxLayout()
        words.setContentsMargins(20, 16, 20, 20)
        words.setSpacing(4)
        words.addWidget(label(article.name, "strong"))
        words.addWidget(label(article.words, "dim"))
        words.addSpacing(10)
        add = button(f"add_{article.key}", "Add to basket")
        add.clicked.connect(lambda: self._add(article.key))
        words.addLayout(row(label(price(article.cents), "strong"), None, add))
        column.addLayout(words)
        return card

    def _add(self, key: str) -> None:
        self.order.add(key)
        self.refresh()


class Basket(Page):
    """What was chosen, and how many of it."""

    step, title = "basket", "Basket"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self._summary = Summary(order)
        self.column.addWidget(heading("Your basket"))
        frame, column = sheet()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(20)
        column.addLayout(self._lines)
        back = button("back_to_shop", "Back to the shop")
        back.clicked.connect(lambda: self.go.emit("shop"))
        onward = button("to_address", "Checkout", kind="main")
        onward.clicked.connect(lambda: self.go.emit("address"))
        self.add_body(frame, self._summary.frame, row(back, None, onward))

    def refresh(self) -> None:
        """List the basket."""
        clear(self._lines)
        chosen = [article for article in ARTICLES if self.order.counts.get(article.key)]
        for article in chosen:
            words = QVBoxLayout()
            words.setSpacing(4)
            words.addStretch(1)
            words.addWidget(label(article.name, "strong"))
            words.addWidget(label(article.words, "dim"))
            words.addStretch(1)
            picture = Picture(article.key, width=96, height=96)
            cost = label(price(article.cents), "strong")
            cost.setFixedWidth(72)
            cost.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.addLayout(row(picture, words, None, self._stepper(article), cost))
        if not chosen:
            self._lines.addWidget(label("Nothing yet.", "dim"))
        self._summary.refresh()

    def _stepper(self, article: Article) -> QHBoxLayout:
        """Fewer, how many, more; one piece is the fewest."""
        count = self.order.counts[article.key]
        fewer = button(f"fewer_{article.key}", "−", kind="small")
        fewer.setAccessibleName(f"Fewer: {article.name}")
        fewer.setEnabled(count > 1)
        fewer.clicked.connect(lambda: self._change(article.key, count - 1))
        more = button(f"more_{article.key}", "+", kind="small")
        more.setAccessibleName(f"More: {article.name}")
        more.setEnabled(count < _MOST_PIECES)
        more.clicked.connect(lambda: self._change(article.key, count + 1))
        number = label(str(count))
        number.setFixedWidth(24)
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return row(fewer, number, more)

    def _change(self, key: str, count: int) -> None:
        self.order.counts[key] = count
        self.refresh()
        self.changed.emit()
