"""What stands in place of the answers: nothing yet, on their way, or why they cannot be read."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.model.errors import ObserverError
from observer.ui.buttons import push_button
from observer.ui.emblem import Emblem
from observer.ui.icons import paint_icon
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE, TITLE, theme

_WIDTH = 520


class Teaching(QWidget):
    """An emblem, a title, a few words, what will stand here, and a way on."""

    asked = Signal()

    def __init__(self, icon_name: str, title: str, words: str, action: str, points: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        column.addWidget(Emblem(icon_name, 80), 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = text_label(title, size=TITLE, weight=600)
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        self.words = text_label(words, tone="dim", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFixedWidth(_WIDTH)
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(_WIDTH)))
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.action = push_button(action, role="primary")
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.asked)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * SPACE)
        for line in points.splitlines():
            column.addLayout(_point(line))
        column.addStretch(3)

    def say(self, title: str, words: str) -> None:
        """Other words."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(_WIDTH)))


def no_study() -> Teaching:
    """Nobody asked anything yet."""
    return Teaching(
        "study",
        _tr("Ask your customers a question"),
        _tr(
            "A study says what you want to know and what you expect. Each sit-in of it then adds"
            " to the answers that stand here."
        ),
        _tr("Begin a study"),
        _promises(),
    )


def no_session() -> Teaching:
    """The study waits for its first sit-in."""
    return Teaching(
        "record",
        _tr("Nobody has been watched yet"),
        _tr("Sit in with the first participant. What you see and mark becomes the answers here."),
        _tr("Record a sit-in"),
        _promises(),
    )


def unread(error: Exception | None = None) -> Teaching:
    """Why the answers are not there."""
    page = Teaching("warning", _tr("The answers cannot be read"), "", _tr("Try again"), "")
    if isinstance(error, ObserverError):
        page.say(_tr("The answers cannot be read"), str(error))
    return page


def loading() -> QWidget:
    """On their way."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(2)
    words = text_label(_tr("Reading the study…"), size=HEADING, tone="dim")
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page


def _promises() -> str:
    return "\n".join(
        (
            _tr("The gap between what was expected of each task and what happened"),
            _tr("Findings: the same problem, seen with several participants"),
            _tr("Seams: where the way from one team's part to the next hurts"),
            _tr("Whom you have watched, and whom nobody has watched yet"),
        )
    )


def _point(line: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    row.addStretch(1)
    holder = QWidget()
    holder.setFixedWidth(_WIDTH + 4 * SPACE)
    inner = QHBoxLayout(holder)
    inner.setContentsMargins(SPACE, 0, 0, 0)
    inner.setSpacing(SPACE + 4)
    inner.addWidget(_Tick())
    inner.addWidget(text_label(line, tone="dim", wrap=True), 1)
    row.addWidget(holder)
    row.addStretch(1)
    return row


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "check", QRectF(0, 0, 18, 18), theme().color("accent"))
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
