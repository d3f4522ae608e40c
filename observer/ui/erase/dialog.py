"""Erasing a participant from the window: what goes, the code typed, the work, and the proof."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSettings, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from observer.database.library import Library, open_library
from observer.intake.erasure.erase import Elsewhere, Step, erase
from observer.intake.erasure.looking import Proof
from observer.intake.erasure.note import ErasureNote
from observer.intake.erasure.plan import ErasurePlan
from observer.model.errors import ObserverError
from observer.ui.background import Progress, run
from observer.ui.buttons import push_button
from observer.ui.erase.leaf import WIDTH, Leaf
from observer.ui.erase.words import (
    export_lines,
    going_lines,
    left_lines,
    mention_lines,
    searched_words,
    staying_lines,
    step_words,
)
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font

Planner = Callable[[Library, Path], ErasurePlan]
"""Finds out what an erasure takes; runs in the background."""


_FRAME_PX = 12 * SPACE
"""The dialog's own edges, and what a window manager draws around it."""


class EraseDialog(QDialog):
    """Goes from one leaf to the next; what has begun is not left before its end."""

    erasing = Signal(list)
    """The ids of the sessions that go from this moment on: let go of their files."""
    erased = Signal()
    """The library holds less; the proof is on the screen."""

    def __init__(self, root: Path, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._planner = planner
        self._plan: ErasurePlan | None = None
        self._at_work = False
        self._leaf: Leaf | None = None
        self.setWindowTitle(self.tr("Erase a participant"))
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._look()

    def reject(self) -> None:
        """Escape closes it, unless the work has begun."""
        if not self._at_work:
            super().reject()

    # -- the leaves ----------------------------------------------------------------------

    def _look(self) -> None:
        leaf = Leaf(self.tr("Looking for what there is…"))
        leaf.column.addWidget(_bar())
        self._show(leaf)
        planner, root = self._planner, self._root

        def plan(_progress: Progress) -> ErasurePlan:
            with open_library(root) as library:
                return planner(library, root)

        run(self, plan, self._ask, self._refuse)

    def _ask(self, plan: ErasurePlan) -> None:
        self._plan = plan
        who = plan.note.who
        begun = self.tr("It was begun and cut short; this finishes it.") if plan.begun else ""
        words = self.tr("From the study “{study}”. It cannot be undone. {begun}")
        leaf = Leaf(
            self.tr("Erase {who} for ever?").format(who=who),
            words.format(study=plan.note.study, begun=begun).strip(),
        )
        leaf.add_list(self.tr("What goes"), going_lines(plan))
        leaf.add_list(self.tr("What stays"), staying_lines(plan))
        leaf.add_list(self.tr("Left the library: delete these yourself"), export_lines(plan))
        leaf.close_lists()
        wanted = plan.note.participant or str(len(plan.note.session_ids))
        typed = QLineEdit()
        typed.setFont(font())
        typed.setAccessibleName(self.tr("Type {code} to confirm").format(code=wanted))
        leaf.column.addWidget(text_label(typed.accessibleName(), size=SMALL, tone="dim"))
        leaf.column.addWidget(typed)
        go = push_button(self.tr("Erase for ever"))
        go.setEnabled(False)
        go.clicked.connect(self._go)
        keep = push_button(self.tr("Keep everything"), role="primary")
        keep.clicked.connect(self.reject)
        # Enter does nothing until the code stands there; then it is meant.
        typed.textChanged.connect(lambda text: go.setEnabled(text.strip() == wanted))
        typed.returnPressed.connect(go.click)
        for button in (go, keep):
            button.setAutoDefault(False)
        self._show(leaf, go, keep)
        typed.setFocus()

    def _go(self) -> None:
        if self._plan is None:
            return
        note = self._plan.note
        self._at_work = True
        self.erasing.emit(list(note.session_ids))
        leaf = Leaf(self.tr("Erasing {who}").format(who=note.who))
        line = text_label(tone="dim")
        bar = _bar()
        leaf.column.addWidget(line)
        leaf.column.addWidget(bar)
        leaf.column.addWidget(
            text_label(
                self.tr("If this is cut short, it goes on next time."), size=SMALL, tone="dim"
            )
        )
        self._show(leaf)
        settings = QSettings()
        settings.sync()

        def show_share(share: float) -> None:
            bar.setRange(0, 1000)
            bar.setValue(round(1000 * share))

        work = _work(self._root, note, Elsewhere(settings=Path(settings.fileName())))
        run(self, work, self._prove, self._refuse, show_share, line.setText)

    def _prove(self, proof: Proof) -> None:
        self._at_work = False
        self.erased.emit()
        if self._plan is None:
            return
        who = self._plan.note.who
        close = push_button(self.tr("Close"), role="primary" if proof.holds else "")
        close.clicked.connect(self.accept)
        if proof.holds:
            leaf = Leaf(
                self.tr("Nothing of {who} is left").format(who=who), searched_words(proof), "check"
            )
            again = None
        else:
            leaf = Leaf(
                self.tr("Something of {who} is left").format(who=who),
                self.tr("Change or remove what is listed here, then erase once more. {searched}")
                .format(searched=searched_words(proof)),
                "warning",
                "s2",
            )  # fmt: skip
            leaf.add_list(self.tr("Where"), left_lines(proof))
            again = push_button(self.tr("Erase once more"), role="primary")
            again.clicked.connect(self._go)
        leaf.add_list(
            self.tr("{who} is named here, for you to judge").format(who=who), mention_lines(proof)
        )
        leaf.add_list(self.tr("Left the library: delete these yourself"), export_lines(self._plan))
        leaf.close_lists()
        self._show(leaf, *([again] if again else []), close)
        (again or close).setFocus()

    def _refuse(self, error: Exception) -> None:
        self._at_work = False
        if not isinstance(error, ObserverError):
            self.reject()
            raise error  # a defect: the window says so
        leaf = Leaf(error.message, error.remedy, "warning", "s2")
        close = push_button(self.tr("Close"), role="primary")
        close.clicked.connect(self.reject)
        self._show(leaf, close)
        close.setFocus()

    def _show(self, leaf: Leaf, *buttons: QWidget) -> None:
        if self._leaf is not None:
            self._leaf.hide()
            self._column.removeWidget(self._leaf)
            self._leaf.deleteLater()
        self._leaf = leaf
        if buttons:
            leaf.column.addSpacing(SPACE)
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            leaf.column.addLayout(row)
        self._column.addWidget(leaf)
        leaf.show()
        leaf.fit(self.screen().availableGeometry().height() - _FRAME_PX)
        self._settle()

    def _settle(self) -> None:
        """Stay in the middle of the window as leaves come and go, and on the screen."""
        if not self.isVisible():
            return
        self._column.activate()
        room = self.screen().availableGeometry()
        above = self.parentWidget()
        place = QRect(QPoint(), self.size())
        place.moveCenter((above.window().geometry() if above else room).center())
        most = room.bottomRight() - QPoint(place.width(), place.height())
        self.move(
            max(room.left(), min(place.left(), most.x())),
            max(room.top(), min(place.top(), most.y())),
        )


def _bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    return bar


def _work(root: Path, note: ErasureNote, elsewhere: Elsewhere) -> Callable[[Progress], Proof]:
    """The erasing, on a connection of its own: the window's goes on answering."""

    def work(progress: Progress) -> Proof:
        shown: list[Step] = []

        def tell(step: Step, share: float) -> None:
            if step not in shown:
                shown.append(step)
                progress.say(step_words(step))
            progress(share)

        with open_library(root) as library:
            return erase(library, root, note, elsewhere, tell)

    return work
