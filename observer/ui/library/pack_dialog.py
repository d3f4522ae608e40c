"""Says plainly what leaves with a session that is packed, before it does."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.icons import paint_icon
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE, theme

_WIDTH = 480
_ICON_PX = 18


class PackDialog(QDialog):
    """Accepted by whoever has read it and wants to choose a file."""

    def __init__(
        self,
        participant: str,
        lines: Sequence[tuple[str, str]],
        sharing: str,
        covered: int,
        parent: QWidget,
    ) -> None:
        """`lines` are icons' names and sentences; `sharing` says whom it may be handed to.

        Where so many parts are `covered` it has to be said that they may be seen and heard.
        """
        super().__init__(parent)
        title = self.tr("Pack {who} for somebody").format(who=participant)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE + 4)
        words = self.tr(
            "One file with all of the session, for another library of Observer. What both sides"
            " mark is merged when a pack comes back. The file is not encrypted, and its pictures"
            " and sound are as they were recorded."
        )
        room = _WIDTH - 6 * SPACE
        for label in (
            text_label(title, size=HEADING, weight=600, wrap=True),
            text_label(words, tone="dim", wrap=True),
        ):
            label.setMinimumHeight(label.heightForWidth(room))
            column.addWidget(label)
        column.addWidget(self._make_lines(lines, room))
        warning = text_label(sharing, weight=600, wrap=True)
        warning.setMinimumHeight(warning.heightForWidth(room))
        column.addWidget(warning)
        self.with_covered = QCheckBox(
            self.tr("Also the part that is covered")
            if covered == 1
            else self.tr("Also the {n} parts that are covered").format(n=covered)
        )
        self.with_covered.setToolTip(self.tr("They are in the file as they were recorded"))
        self.with_covered.setVisible(bool(covered))
        column.addWidget(self.with_covered)
        column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        self.cancel = push_button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.choose = push_button(self.tr("Choose a file…"), role="primary")
        self.choose.clicked.connect(self.accept)
        self.choose.setDefault(True)
        self.choose.setEnabled(not covered)
        self.with_covered.toggled.connect(self.choose.setEnabled)
        row.addWidget(self.cancel)
        row.addWidget(self.choose)
        column.addLayout(row)
        self.setFixedHeight(column.totalHeightForWidth(_WIDTH))

    def _make_lines(self, lines: Sequence[tuple[str, str]], room: int) -> QFrame:
        sunk = QFrame()
        sunk.setProperty("surface", "sunk")
        column = QVBoxLayout(sunk)
        column.setContentsMargins(2 * SPACE, 2 * SPACE - 4, 2 * SPACE, 2 * SPACE - 4)
        column.setSpacing(SPACE)
        for name, words in lines:
            row = QHBoxLayout()
            row.setSpacing(SPACE + 4)
            row.addWidget(_Sign(name))
            label = text_label(words, wrap=True)
            label.setMinimumHeight(label.heightForWidth(room - 4 * SPACE - _ICON_PX - SPACE - 4))
            row.addWidget(label, 1)
            column.addLayout(row)
        return sunk


class _Sign(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(_ICON_PX, _ICON_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, self._name, QRectF(self.rect()), theme().color("dim"))
        painter.end()
