"""The pages of the shop, in the order a customer meets them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from observer.ui.product.order import ARTICLES, Order, is_post_code, price
from observer.ui.product.parts import Picture, button, field, heading, label, row, sheet


class Page(QWidget):
    """One step; `go` asks for another by its name."""

    go = Signal(str)
    step = ""
    title = ""

    def __init__(self, order: Order) -> None:
        super().__init__()
        self.order = order
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(48, 32, 48, 32)
        self.column.setSpacing(16)

    def refresh(self) -> None:
        """Show the order as it stands."""


class Shop(Page):
    """Three things for sale."""

    step, title = "shop", "Shop"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self.column.addWidget(heading("New this week"))
        cards = row()
        cards.setSpacing(16)
        for article in ARTICLES:
            card, column = sheet("card")
            column.addWidget(Picture(article.key))
            column.addSpacing(8)
            column.addWidget(label(article.name, "price"))
            column.addWidget(label(article.words, "dim"))
            add = button(f"add_{article.key}", "Add to basket")
            add.clicked.connect(lambda _on=False, key=article.key: self._add(key))
            column.addSpacing(8)
            column.addLayout(row(label(price(article.cents), "price"), None, add))
            cards.addWidget(card)
        self.column.addLayout(cards)
        self.column.addStretch(1)
        self._basket = button("basket", "Basket", main=True)
        self._basket.clicked.connect(lambda: self.go.emit("basket"))
        self.column.addLayout(row(None, self._basket))

    def refresh(self) -> None:
        """Say how many things are in the basket."""
        self._basket.setText(f"Basket · {self.order.pieces}" if self.order.pieces else "Basket")

    def _add(self, key: str) -> None:
        self.order.add(key)
        self.refresh()


class Basket(Page):
    """What was chosen."""

    step, title = "basket", "Basket"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self.column.addWidget(heading("Your basket"))
        frame, column = sheet()
        self._name = label("", "price")
        self._total = label("", "price")
        self._quantity = QSpinBox()
        self._quantity.setObjectName("quantity")
        self._quantity.setAccessibleName("Quantity")
        self._quantity.setRange(1, 9)
        self._quantity.setFixedWidth(96)
        column.addLayout(row(self._name, None, self._quantity))
        column.addSpacing(16)
        column.addLayout(row(label("Delivery in two days", "dim"), None, label("free", "dim")))
        column.addLayout(row(label("Total"), None, self._total))
        self.column.addWidget(frame)
        self.column.addStretch(1)
        back = button("back_to_shop", "Back to the shop")
        back.clicked.connect(lambda: self.go.emit("shop"))
        onward = button("to_address", "Checkout", main=True)
        onward.clicked.connect(lambda: self.go.emit("address"))
        self.column.addLayout(row(back, None, onward))

    def refresh(self) -> None:
        """List the basket."""
        names = [article.name for article in ARTICLES if article.key in self.order.counts]
        self._name.setText(", ".join(names) or "Nothing yet")
        self._quantity.setValue(max(1, self.order.pieces))
        self._total.setText(price(self.order.cents))


class Address(Page):
    """Where to send it; holds flaws 1 and 3."""

    step, title = "address", "Address"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self.column.addWidget(heading("Delivery address"))
        frame, column = sheet()
        self.name = field("name", "Name", column)
        self.street = field("street", "Street", column)
        self.post_code = field("post_code", "Post code", column)
        self.error = label("", "error")
        self.error.setMinimumHeight(16)
        column.addWidget(self.error)
        self.city = field("city", "City", column)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        misleading = button("continue_shopping", "Continue", main=True)
        misleading.clicked.connect(lambda: self.go.emit("shop"))
        onward = button("finish", "Finish")
        onward.clicked.connect(self._finish)
        self.column.addLayout(row(onward, None, misleading))

    def _finish(self) -> None:
        good = is_post_code(self.post_code.text())
        self.error.setText("" if good else "Invalid value")
        _mark_wrong(self.post_code, not good)
        if good:
            self.go.emit("payment")


class Payment(Page):
    """How to pay; holds flaws 2 and 4."""

    step, title = "payment", "Payment"

    def __init__(self, order: Order, pay_takes_ms: int) -> None:
        super().__init__(order)
        self._pay_takes_ms = pay_takes_ms
        self.column.addWidget(heading("Payment"))
        frame, column = sheet()
        self.card = field("card", "Card number", column)
        self.card.setEchoMode(QLineEdit.EchoMode.Password)
        column.addSpacing(16)
        column.addWidget(label("Voucher"))
        self.voucher = QLineEdit()
        self.voucher.setObjectName("voucher")
        self.voucher.setAccessibleName("Voucher")
        # Flaw 2: nothing is connected to it.
        column.addLayout(row(self.voucher, button("apply_voucher", "Apply")))
        column.addSpacing(16)
        self._total = label("", "price")
        column.addLayout(row(label("Total"), None, self._total))
        self.column.addWidget(frame)
        self.column.addStretch(1)
        back = button("back", "Back")
        back.clicked.connect(lambda: self.go.emit("address"))
        pay = button("pay", "Pay", main=True)
        pay.clicked.connect(self._pay)
        self.column.addLayout(row(back, None, pay))

    def refresh(self) -> None:
        """Show what is to be paid."""
        self._total.setText(price(self.order.cents))

    def _pay(self) -> None:
        # Flaw 4: nothing on the page says that it is being paid.
        QTimer.singleShot(self._pay_takes_ms, self, lambda: self.go.emit("done"))


class Done(Page):
    """Thank you."""

    step, title = "done", "Thank you"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self.column.addStretch(1)
        self.column.addWidget(heading("Thank you"))
        self.column.addWidget(label("Your lamp will be with you in two days.", "dim"))
        close = button("close_shop", "Close", main=True)
        close.clicked.connect(lambda: self.go.emit("close"))
        self.column.addLayout(row(close, None))
        self.column.addStretch(2)


def _mark_wrong(line: QLineEdit, wrong: bool) -> None:
    line.setProperty("wrong", wrong)
    line.style().unpolish(line)
    line.style().polish(line)
