"""Invites observers: opens the page on a network, and shows the code that leads to it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from observer.companion.client import CompanionStatus
from observer.companion.interfaces import list_interfaces
from observer.companion.wording import INVITATION, OWN_CERTIFICATE, PLAIN_HTTP
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.record.observers_link import ObserversLink
from observer.ui.record.qr_code import QrCode
from observer.ui.theme import HEADING, SMALL, SPACE, font

_WIDTH = 480


class InviteDialog(QDialog):
    """Not modal: marks can be made while phones are held up to the code."""

    def __init__(self, link: ObserversLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._address = ""
        self.setWindowTitle(self.tr("Invite observers"))
        self.network = QComboBox()
        self.network.setFont(font())
        self.network.setAccessibleName(self.tr("Network"))
        self.tls = QCheckBox(self.tr("Encrypt with a certificate of this computer (TLS)"))
        self.tls.setFont(font())
        self._tradeoff = text_label(PLAIN_HTTP, size=SMALL, tone="dim", wrap=True)
        self.open_page = push_button(self.tr("Open the page"), role="primary")
        self.code = QrCode()
        self.address = text_label(size=SMALL, tone="dim", wrap=True)
        self._fingerprint = text_label(size=SMALL, tone="dim", wrap=True)
        self._people = QVBoxLayout()
        self._known: tuple[str, ...] = ()
        self._asking, self._shown = self._asking_face(), self._open_face()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        for face in (self._asking, self._shown):
            face.setFixedWidth(_WIDTH - 6 * SPACE)
            column.addWidget(face)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._shown.hide()
        for interface in list_interfaces():
            self.network.addItem(f"{interface.label} · {interface.address}", interface.address)
        link.opened.connect(self._show_open)
        link.closed.connect(self._show_closed)
        link.status_changed.connect(self.show_status)
        if link.client is not None:
            self._show_open()

    def show_status(self, status: CompanionStatus) -> None:
        """The code that works for the next one, and who is there."""
        self._address = status.address
        self.code.show_address(status.address)
        self.address.setText(status.address)
        names = tuple(one.name for one in status.observers)
        if names == self._known:
            return
        self._known = names
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name in names:
            self._people.addWidget(self._person(name))

    def _person(self, name: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text_label(name), 1)
        out = icon_button("close", self.tr("Turn {name} out").format(name=name))
        out.clicked.connect(partial(self._link.revoke, name))
        row.addWidget(out)
        return line

    def _ask_to_open(self) -> None:
        self.open_page.setEnabled(False)
        self.open_page.setText(self.tr("Opening…"))
        self._link.open(str(self.network.currentData()), tls=self.tls.isChecked())

    def _show_open(self) -> None:
        client = self._link.client
        if client is None:
            return
        pairs = client.fingerprint.split(":")
        lines = [":".join(pairs[: len(pairs) // 2]), ":".join(pairs[len(pairs) // 2 :])]
        self._fingerprint.setText("\n".join([self.tr("Fingerprint of the certificate"), *lines]))
        self._fingerprint.setVisible(bool(client.fingerprint))
        self.show_status(CompanionStatus(client.address))
        self._asking.hide()
        self._shown.show()

    def _show_closed(self) -> None:
        self.open_page.setEnabled(self.network.count() > 0)
        self.open_page.setText(self.tr("Open the page"))
        self._shown.hide()
        self._asking.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)

    def _asking_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.windowTitle(), size=HEADING, weight=600))
        column.addWidget(
            text_label(
                self.tr(
                    "Observers mark on their own phones or laptops, on a page that this computer "
                    "shows in one network until the session ends."
                ),
                tone="dim",
                wrap=True,
            )
        )
        column.addWidget(self.network)
        column.addWidget(self.tls)
        column.addWidget(self._tradeoff)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open_page)
        column.addLayout(row)
        self.open_page.clicked.connect(self._ask_to_open)
        self.tls.toggled.connect(
            lambda on: self._tradeoff.setText(OWN_CERTIFICATE if on else PLAIN_HTTP)
        )
        return face

    def _open_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Scan to watch"), size=HEADING, weight=600))
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text_label(INVITATION, size=SMALL, tone="dim"))
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.address)
        column.addWidget(self._fingerprint)
        column.addLayout(self._people)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        copy = push_button(self.tr("Copy the address"))
        copy.clicked.connect(self._copy)
        close = push_button(self.tr("Close the page for everybody"), role="quiet")
        close.clicked.connect(self._link.close)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        return face
