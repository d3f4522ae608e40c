"""One page of the erasing: a heading, a sentence, lists under small titles, and room below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE, theme

WIDTH = 560
_ROOM = WIDTH - 6 * SPACE
_BAR = 12  # a scroll bar's width
_AROUND = 300  # what the dialog needs above and below its lists, with the window's own frame
_LEAST = 120


class Leaf(QWidget):
    """As wide as the dialog's room; as high as what stands on it."""

    def __init__(self, title: str, words: str = "", sign: str = "", token: str = "ok") -> None:
        super().__init__()
        self.setFixedWidth(_ROOM)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        if sign:
            picture = QLabel()
            picture.setPixmap(icon(sign, theme().color(token)).pixmap(24, 24))
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(_wrapped(text_label(title, size=HEADING, weight=600, wrap=True)), 1)
        self.column.addLayout(head)
        if words:
            self.column.addWidget(_wrapped(text_label(words, tone="dim", wrap=True)))
        self._lists: QVBoxLayout | None = None
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFixedWidth(_ROOM)
        self._scroll.hide()
        self.column.addWidget(self._scroll)

    def add_list(self, title: str, lines: Sequence[str]) -> None:
        """A small title with its lines; nothing where there are none."""
        if not lines:
            return
        box = QFrame()
        box.setProperty("surface", "sunk")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        inside.setSpacing(SPACE // 2)
        room = _ROOM - 4 * SPACE - _BAR
        inside.addWidget(text_label(title, size=SMALL, weight=600, tone="dim"))
        for line in lines:
            # A path may be torn anywhere: without it, a long one would widen the dialog.
            label = text_label(line.replace("/", "/\u200b"), wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFixedSize(room, label.heightForWidth(room))
            inside.addWidget(label)
        if self._lists is None:
            self._lists = QVBoxLayout()
            self._lists.setContentsMargins(0, 0, 0, 0)
            self._lists.setSpacing(SPACE)
        self._lists.addWidget(box)

    def close_lists(self) -> None:
        """All lists are there: give them their height, or what the screen has for them."""
        if self._lists is None:
            return
        held = QWidget()
        held.setLayout(self._lists)
        held.setFixedWidth(_ROOM)
        height = held.sizeHint().height()
        most = max(_LEAST, self.screen().availableGeometry().height() - _AROUND)
        if height > most:
            held.setFixedWidth(_ROOM - _BAR)
        self._scroll.setWidget(held)
        self._scroll.setFixedHeight(min(height, most))
        self._scroll.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if height > most else Qt.FocusPolicy.NoFocus
        )
        self._scroll.show()

    def fit(self, most_px: int) -> None:
        """Be no higher than this: the lists give way, what is asked stays in sight."""
        over = self.sizeHint().height() - most_px
        if over <= 0 or self._scroll.isHidden():
            return
        held = self._scroll.widget()
        if held is not None:
            held.setFixedWidth(_ROOM - _BAR)
        self._scroll.setFixedHeight(max(_LEAST, self._scroll.height() - over))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _wrapped(label: QLabel) -> QLabel:
    label.setMinimumHeight(label.heightForWidth(_ROOM - 4 * SPACE))
    return label
