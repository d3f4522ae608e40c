"""A quiet strip above the sessions: which folders could not be taken into the library."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from observer.intake.erasure.note import ErasureUnfinished
from observer.model.errors import ObserverError, SessionDamaged
from observer.ui.buttons import push_button
from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, theme


class Problems(QFrame):
    """Hidden while there is nothing to say."""

    repair_asked = Signal()
    finish_asked = Signal(str)
    """The erasure that this note tells of was cut short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._note_id = ""
        self.setProperty("surface", "panel")
        self._sign = QLabel()
        self._message = text_label(weight=600, wrap=True)
        self._remedy = text_label(size=SMALL, tone="dim", wrap=True)
        self.repair = push_button(self.tr("Repair"), icon_name="repair")
        self.repair.clicked.connect(self.repair_asked)
        self.finish = push_button(self.tr("Finish erasing…"))
        self.finish.clicked.connect(lambda: self.finish_asked.emit(self._note_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._remedy)
        row.addLayout(words, 1)
        row.addWidget(self.repair)
        row.addWidget(self.finish)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._tint)
        self._tint()
        self.hide()

    def show_problems(self, problems: Sequence[ObserverError]) -> None:
        """Say the first and how many more there are."""
        shown = tuple(str(problem) for problem in problems)
        if shown == self._shown:
            return
        self._shown = shown
        self.setVisible(bool(problems))
        if not problems:
            return
        message = problems[0].message
        if len(problems) > 1:
            message = self.tr("{message} (and {n} more)").format(
                message=message, n=len(problems) - 1
            )
        self._message.setText(message)
        self._remedy.setText(problems[0].remedy)
        self.setToolTip("\n".join(shown))
        self.repair.setVisible(any(isinstance(problem, SessionDamaged) for problem in problems))
        cut_short = [one.note_id for one in problems if isinstance(one, ErasureUnfinished)]
        self._note_id = cut_short[0] if cut_short else ""
        self.finish.setVisible(bool(cut_short))

    def _tint(self) -> None:
        self._sign.setPixmap(icon("warning", theme().color("s2")).pixmap(20, 20))
