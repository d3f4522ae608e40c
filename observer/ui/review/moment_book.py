"""The moments of the open session: which there are, which is selected, and every edit of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance

from observer.annotate.change import Change
from observer.annotate.editor import Editor
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.errors import ObserverError
from observer.model.span import Span


class MomentBook(QObject):
    """One truth for list, timeline and editor panel; all edits pass through here.

    A failure of the library is reported by `failed` and leaves what is shown as it is.
    """

    changed = Signal()  # what is to be shown is different
    edited = Signal()  # because somebody edited it
    selected = Signal(str)  # empty for none
    undone = Signal(str)
    redone = Signal(str)
    removed = Signal(str)
    failed = Signal(object)  # ObserverError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor: Editor | None = None
        self._moments: list[Annotation] = []
        self._selected_id = ""

    @property
    def moments(self) -> list[Annotation]:
        """All of them, in rising time."""
        return self._moments

    @property
    def author(self) -> str:
        """The name edits are made under."""
        return self._editor.author if self._editor else ""

    @property
    def current(self) -> Annotation | None:
        """The selected moment."""
        return self.moment(self._selected_id)

    def moment(self, moment_id: str) -> Annotation | None:
        """A moment by its id."""
        return next((moment for moment in self._moments if moment.id == moment_id), None)

    def open(self, editor: Editor | None) -> None:
        """Show another session's moments, or none."""
        self._editor = editor
        self.select("")
        self._refresh()

    def select(self, moment_id: str) -> None:
        """Make a moment the one that keys and panel speak of; empty for none."""
        if moment_id != self._selected_id:
            self._selected_id = moment_id
            self.selected.emit(moment_id)

    def neighbour(self, steps: int) -> Annotation | None:
        """The moment so many places after the selected one (before where negative)."""
        if not self._moments:
            return None
        ids = [moment.id for moment in self._moments]
        if self._selected_id not in ids:
            return self._moments[0 if steps > 0 else -1]
        place = ids.index(self._selected_id) + steps
        return self._moments[min(max(0, place), len(ids) - 1)]

    def add(self, kind: AnnotationKind, time_ns: int) -> None:
        """Mark a moment and select it."""
        change = self._edit(lambda editor: editor.add(kind, time_ns))
        if change is not None:
            self.select(change.changed_ids[0])

    def set_kind(self, moment_id: str, kind: AnnotationKind) -> None:
        """Say what sort of thing it is."""
        self._edit(lambda editor: editor.change(moment_id, kind=kind))

    def set_severity(self, moment_id: str, severity: int | None) -> None:
        """Judge it, 0 to 4, or take the judgement back."""
        self._edit(lambda editor: editor.change(moment_id, severity=severity))

    def set_note(self, moment_id: str, note: str) -> None:
        """Put it into words."""
        self._edit(lambda editor: editor.change(moment_id, note=note))

    def set_span(self, moment_id: str, span: Span) -> None:
        """Move or trim it."""
        self._edit(
            lambda editor: editor.change(moment_id, start_ns=span.start_ns, end_ns=span.end_ns)
        )

    def remove(self, moment_id: str) -> None:
        """Take it away; undo brings it back."""
        following = self.neighbour(1) if moment_id == self._selected_id else None
        change = self._edit(lambda editor: editor.remove(moment_id))
        if change is not None:
            keep = following.id if following is not None and following.id != moment_id else ""
            self.select(keep if self.moment(keep) else "")
            self.removed.emit(change.what)

    def undo(self) -> None:
        """Take back the latest edit."""
        self._travel(Editor.undo, self.undone)

    def redo(self) -> None:
        """Make again what was taken back."""
        self._travel(Editor.redo, self.redone)

    def _travel(self, verb: Callable[[Editor], Change | None], signal: SignalInstance) -> None:
        change = self._edit(verb)
        if change is not None:
            for moment_id in change.changed_ids:
                if self.moment(moment_id):
                    self.select(moment_id)
            signal.emit(change.what)

    def _edit(self, verb: Callable[[Editor], Change | None]) -> Change | None:
        if self._editor is None:
            return None
        try:
            change = verb(self._editor)
        except ObserverError as error:
            self.failed.emit(error)
            return None
        if change is not None and change.changed_ids:
            self._refresh()
            self.edited.emit()
        return change

    def _refresh(self) -> None:
        self._moments = self._editor.annotations() if self._editor else []
        if self._selected_id and self.moment(self._selected_id) is None:
            self.select("")
        self.changed.emit()
