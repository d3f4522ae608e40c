"""One way back for everything that is done in the open session, in the order it was done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from observer.annotate.editor import Editor
from observer.ui.review.moment_book import MomentBook


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """Something that can be taken back: `what` says it in plain words, after “Undo”.

    `undo` and `redo` say whether they could be done; where not, they have said why.
    """

    what: str
    undo: Callable[[], bool]
    redo: Callable[[], bool]


class WayBack(QObject):
    """What was said of moments has a history of its own in the library, which lasts; attempts and
    what is covered are kept here as steps beside it, until another session is opened, or somebody
    else edits this one."""

    changed = Signal()
    said = Signal(str, object)  # words, and the way back or None

    def __init__(self, book: MomentBook) -> None:
        super().__init__(book)
        self._book = book
        self._done: list[Step | None] = []  # None: an edit of moments
        self._undone: list[Step | None] = []
        self._group: list[Step] | None = None
        self._is_travelling = False
        self._editor: Editor | None = None
        book.edited.connect(self.note_edit)
        book.changed.connect(self._look_who_edits)

    @property
    def latest(self) -> Step | None:
        """The step done last; None where that was an edit of moments, or there is none."""
        return self._done[-1] if self._done else None

    @property
    def undo_text(self) -> str:
        """What undo takes back; empty for nothing."""
        editor = self._book.editor
        return self.latest.what if self.latest else editor.undo_text if editor else ""

    @property
    def redo_text(self) -> str:
        """What redo makes again; empty for nothing."""
        step, editor = self._undone[-1] if self._undone else None, self._book.editor
        return step.what if step else editor.redo_text if editor else ""

    def add(self, step: Step) -> bool:
        """Something was done; what was taken back before cannot be made again after it.

        False where it was the way back itself that did it.
        """
        if self._is_travelling:
            return False
        if self._group is not None:
            self._group.append(step)
            return True
        self._done.append(step)
        self._undone.clear()
        self.changed.emit()
        return True

    @contextmanager
    def together(self, what: str) -> Iterator[None]:
        """Make one step of all that is added meanwhile."""
        group: list[Step] = []
        self._group = group
        try:
            yield
        finally:
            self._group = None
            if group:
                self.add(_joined(what, group))

    def undo(self) -> None:
        """Take back what was done last."""
        self._go(self._done, self._undone, self._book.undo, self.tr("Undone: {what}"))

    def redo(self) -> None:
        """Make again what was taken back last."""
        self._go(self._undone, self._done, self._book.redo, self.tr("Done again: {what}"))

    def of_latest(self) -> Callable[[], None] | None:
        """What takes back the step done last, whatever is done after it; None for no step."""
        step = self.latest
        return (lambda: self._take_back(step)) if step else None

    def _take_back(self, step: Step) -> None:
        if step in self._done:
            self._done.remove(step)
            self._done.append(step)
            self.undo()

    def _go(
        self,
        away: list[Step | None],
        towards: list[Step | None],
        moments: Callable[[], bool],
        words: str,
    ) -> None:
        """Take the last step off one list; it lies on the other once it could be done.

        The moments' own history goes on where the list is at its end: it is older than the list.
        """
        step = away.pop() if away else None
        if step is None:
            if self._travel(moments):
                towards.append(None)
        elif self._travel(step.undo if towards is self._undone else step.redo):
            towards.append(step)
            self.said.emit(words.format(what=step.what), None)
        self.changed.emit()

    def _travel(self, travel: Callable[[], bool]) -> bool:
        self._is_travelling = True
        try:
            return travel()
        finally:
            self._is_travelling = False

    def _look_who_edits(self) -> None:
        if self._book.editor is not self._editor:
            self._editor = self._book.editor
            self._done.clear()
            self._undone.clear()
            self.changed.emit()

    def note_edit(self) -> None:
        """Moments were edited; said of edits that do not pass through the book, too."""
        if not self._is_travelling:
            self._done.append(None)
            self._undone.clear()
            self.changed.emit()


def _joined(what: str, steps: list[Step]) -> Step:
    """One step of several; what cannot be taken back leaves the rest to be."""

    def undo() -> bool:
        done = [step.undo() for step in reversed(steps)]
        return all(done)

    def redo() -> bool:
        done = [step.redo() for step in steps]
        return all(done)

    return Step(what, undo, redo)
