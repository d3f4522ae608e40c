"""The checkout's pages, in the order a customer meets them; all four flaws are here."""

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from observer.ui.product.look import GREEN
from observer.ui.product.order import Order, is_post_code, price
from observer.ui.product.page import Page, Summary
from observer.ui.product.parts import button, field, heading, label, row, rule, sheet


class Address(Page):
    """Where to send it; holds flaws 1 and 3."""

    step, title = "address", "Address"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        self._summary = Summary(order)
        self.column.addWidget(heading("Where shall we send it?"))
        frame, column = sheet()
        self.name, name = field("name", "Name")
        self.street, street = field("street", "Street")
        self.post_code, post_code = field("post_code", "Post code")
        self.city, city = field("city", "City")
        self.post_code.setFixedWidth(168)
        self.error = label("", "error")
        self.error.setMinimumHeight(18)
        column.addLayout(name)
        column.addLayout(street)
        column.addLayout(row(post_code, city))
        column.addWidget(self.error)
        # Flaw 3: the loud button that says Continue leads back, the quiet one goes on.
        misleading = button("continue_shopping", "Continue", kind="main")
        misleading.clicked.connect(lambda: self.go.emit("shop"))
        onward = button("finish", "Finish")
        onward.clicked.connect(self._finish)
        self.add_body(frame, self._summary.frame, row(onward, None, misleading))

    def refresh(self) -> None:
        """Show the order as it stands."""
        self._summary.refresh()

    def _finish(self) -> None:
        good = is_post_code(self.post_code.text())
        # Flaw 1: what is wrong with it, and what would be right, stays unsaid.
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
        self._summary = Summary(order)
        self.column.addWidget(heading("How would you like to pay?"))
        frame, column = sheet()
        self.card, card = field("card", "Card number")
        self.card.setEchoMode(QLineEdit.EchoMode.Password)
        self.voucher, voucher = field("voucher", "Voucher")
        # Flaw 2: nothing is connected to it.
        apply = button("apply_voucher", "Apply")
        line = row(voucher, apply)
        line.setAlignment(apply, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(card)
        column.addWidget(label("Your card is charged when the parcel leaves us.", "dim"))
        column.addSpacing(8)
        column.addWidget(rule())
        column.addSpacing(8)
        column.addLayout(line)
        back = button("back", "Back")
        back.clicked.connect(lambda: self.go.emit("address"))
        self._pay_button = button("pay", "Pay", kind="main")
        self._pay_button.clicked.connect(self._pay)
        self.add_body(frame, self._summary.frame, row(back, None, self._pay_button))

    def refresh(self) -> None:
        """Show what is to be paid."""
        self._summary.refresh()
        self._pay_button.setText(f"Pay {price(self.order.cents)}")

    def _pay(self) -> None:
        # Flaw 4: nothing on the page says that it is being paid.
        QTimer.singleShot(self._pay_takes_ms, self, lambda: self.go.emit("done"))


class Done(Page):
    """Thank you."""

    step, title = "done", "Thank you"

    def __init__(self, order: Order) -> None:
        super().__init__(order)
        frame, column = sheet()
        frame.setFixedWidth(440)
        column.setContentsMargins(40, 40, 40, 40)
        close = button("close_shop", "Close", kind="main")
        close.clicked.connect(lambda: self.go.emit("close"))
        centred = QVBoxLayout()
        centred.setSpacing(12)
        for part in (
            _Tick(),
            heading("Thank you"),
            label("Order 20871 will be with you in two days."),
            label("The receipt is on its way to your mailbox.", "dim"),
            close,
        ):
            centred.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        centred.insertSpacing(4, 12)
        column.addLayout(centred)
        self.column.addStretch(2)
        self.column.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(3)


class _Tick(QWidget):
    """A tick in a green disc."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(GREEN))
        painter.drawEllipse(self.rect())
        pen = QPen(QColor("#ffffff"), 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(17, 29), QPointF(25, 37), QPointF(40, 21)]))
        painter.end()


def _mark_wrong(line: QLineEdit, wrong: bool) -> None:
    line.setProperty("wrong", wrong)
    line.style().unpolish(line)
    line.style().polish(line)
