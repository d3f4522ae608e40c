"""The moments of the open session: which there are, which are selected, and every edit of them."""

from collections.abc import Callable, Collection, Sequence
from typing import Unpack

from PySide6.QtCore import QObject, Signal, SignalInstance

from observer.annotate.change import Change
from observer.annotate.editor import Editor, Fields, Said
from observer.model.annotation import Annotation, AnnotationKind, Comment, Standing
from observer.model.errors import ObserverError
from observer.model.sitting import Attempt
from observer.model.span import Span
from observer.model.study import Study


class MomentBook(QObject):
    """One truth for lists, timeline and editor panel; all edits pass through here.

    Of the coders one may see some alone: `moments` holds those of `seen` authors. Suggestions can
    be selected as moments can. A failure of the library is reported by `failed` and leaves what is
    shown as it is.
    """

    changed = Signal()  # what is to be shown is different
    edited = Signal()  # because somebody edited it
    selected = Signal(str)  # the one that keys speak of; empty for none
    selection_changed = Signal()  # which ones are selected beside it
    undone = Signal(str)
    redone = Signal(str)
    removed = Signal(str)
    judged = Signal(str)  # suggestions were accepted or rejected
    failed = Signal(object)  # ObserverError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor: Editor | None = None
        self._all: list[Annotation] = []
        self._moments: list[Annotation] = []
        self._suggested: list[Annotation] = []
        self._comments: dict[str, list[Comment]] = {}
        self._by_id: dict[str, Annotation] = {}
        self._selected_id = ""
        self._selected_ids: tuple[str, ...] = ()
        self._order: tuple[str, ...] | None = None
        self._seen: frozenset[str] | None = None
        self.study: Study | None = None
        self.attempts: tuple[Attempt, ...] = ()

    # -- what there is -------------------------------------------------------------------

    @property
    def moments(self) -> list[Annotation]:
        """All that people stand behind and that are to be seen, in rising time."""
        return self._moments

    @property
    def suggestions(self) -> list[Annotation]:
        """What rules suggest and nobody has judged, in rising time."""
        return [one for one in self._suggested if one.standing is Standing.SUGGESTED]

    @property
    def rejected(self) -> list[Annotation]:
        """What rules suggested and a person rejected, in rising time."""
        return [one for one in self._suggested if one.standing is Standing.REJECTED]

    def comments_of(self, moment_id: str) -> list[Comment]:
        """What was said to a moment by those who are seen, in the order it was said."""
        said, seen = self._comments.get(moment_id, []), self._seen
        return said if seen is None else [one for one in said if one.author in seen]

    @property
    def author(self) -> str:
        """The name edits are made under."""
        return self._editor.author if self._editor else ""

    @property
    def authors(self) -> list[str]:
        """Everybody who made a moment of this session or spoke to one, hidden ones included."""
        made = {moment.author for moment in self._all}
        spoke = {one.author for said in self._comments.values() for one in said}
        return sorted(made | spoke)

    def count_of(self, author: str) -> int:
        """How many moments somebody made, hidden ones included."""
        return sum(moment.author == author for moment in self._all)

    @property
    def seen(self) -> frozenset[str] | None:
        """Whose moments are shown; None for everybody's."""
        return self._seen

    def see(self, authors: Collection[str] | None) -> None:
        """Show the moments of these alone; None shows everybody's."""
        self._seen = None if authors is None else frozenset(authors)
        self._show()

    @property
    def editor(self) -> Editor | None:
        """What edits the open session."""
        return self._editor

    def moment(self, moment_id: str) -> Annotation | None:
        """A moment or suggestion by its id."""
        return self._by_id.get(moment_id)

    def open(
        self, editor: Editor | None, study: Study | None = None, attempts: Sequence[Attempt] = ()
    ) -> None:
        """Show another session's moments, or none."""
        self._editor = editor
        self.study = study
        self.attempts = tuple(attempts)
        self._order = None
        self.select("")
        self._refresh()

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """The attempts at tasks are others; surroundings and lists follow."""
        self.attempts = tuple(attempts)
        if self._editor is not None:
            self._editor.refresh_surroundings()
        self.changed.emit()

    def reload(self) -> None:
        """Show what the library holds: somebody else changed it."""
        self._refresh()

    # -- which are meant -----------------------------------------------------------------

    @property
    def current(self) -> Annotation | None:
        """The moment that keys and panel speak of."""
        return self.moment(self._selected_id)

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """All that are selected, the current one among them."""
        return self._selected_ids

    def select(self, moment_id: str) -> None:
        """Make a moment the one that keys and panel speak of; empty for none."""
        self.select_many((moment_id,) if moment_id else ())

    def select_many(self, moment_ids: Sequence[str]) -> None:
        """Select these; the last one is the current one."""
        ids = tuple(dict.fromkeys(moment_ids))
        current = ids[-1] if ids else ""
        others, another = ids != self._selected_ids, current != self._selected_id
        self._selected_ids, self._selected_id = ids, current
        if others:
            self.selection_changed.emit()
        if another:
            self.selected.emit(current)

    def set_order(self, moment_ids: Sequence[str] | None) -> None:
        """What the list shows, in its order: what `neighbour` goes by. None for all, by time."""
        self._order = None if moment_ids is None else tuple(moment_ids)

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The moments that the list shows, in its order; suggestions are none."""
        kept = [moment.id for moment in self._moments]
        if self._order is None or not set(self._order) <= set(kept):
            return tuple(kept)
        return self._order

    def neighbour(self, steps: int) -> Annotation | None:
        """The moment so many places after the selected one (before where negative)."""
        ids = self._row()
        if not ids:
            return None
        if self._selected_id not in ids:
            return self._by_id[ids[0 if steps > 0 else -1]]
        place = ids.index(self._selected_id) + steps
        return self._by_id[ids[min(max(0, place), len(ids) - 1)]]

    def _row(self) -> list[str]:
        """What stands in one list with the current one: suggestions, or moments as shown."""
        current, order = self.current, self._order
        suggested = current is not None and current.standing is Standing.SUGGESTED
        if suggested and (order is None or self._selected_id not in order):
            return [one.id for one in self.suggestions]
        if order is not None:
            return [one for one in order if one in self._by_id]
        return [one.id for one in self._moments]

    def _following(self) -> str:
        """The nearest that is not selected after the current one, else before it."""
        ids = self._row()
        place = ids.index(self._selected_id) if self._selected_id in ids else 0
        candidates = (*ids[place:], *reversed(ids[:place]))
        return next((one for one in candidates if one not in self._selected_ids), "")

    # -- edits ---------------------------------------------------------------------------

    def add(
        self,
        kind: AnnotationKind,
        time_ns: int,
        end_ns: int | None = None,
        **said: Unpack[Said],
    ) -> None:
        """Mark a moment and select it."""
        change = self._edit(lambda editor: editor.add(kind, time_ns, end_ns, **said))
        if change is not None:
            self.select(change.changed_ids[0])

    def change(self, moment_ids: Sequence[str], **fields: Unpack[Fields]) -> None:
        """Give all of these other fields, as one step."""
        self._edit(lambda editor: editor.change_many(moment_ids, **fields))

    def set_kind(self, moment_id: str, kind: AnnotationKind) -> None:
        """Say what sort of thing it is."""
        self.change((moment_id,), kind=kind)

    def set_severity(self, moment_id: str, severity: int | None) -> None:
        """Judge it, 0 to 4, or take the judgement back."""
        self.change((moment_id,), severity=severity)

    def set_note(self, moment_id: str, note: str) -> None:
        """Put it into words."""
        self.change((moment_id,), note=note)

    def set_span(self, moment_id: str, span: Span) -> None:
        """Move or trim it."""
        self.change((moment_id,), start_ns=span.start_ns, end_ns=span.end_ns)

    def set_code(self, moment_ids: Sequence[str], code_id: str, *, applied: bool) -> None:
        """Apply one of the study's codes, or take it off."""
        self._edit(lambda editor: editor.set_code(moment_ids, code_id, applied=applied))

    def add_code(self, name: str) -> str:
        """Put a code into the study's codebook; its id, empty where that failed."""
        if self._editor is None:
            return ""
        try:
            if self.study is None:
                raise ObserverError(
                    "This session belongs to no study", "Record or import it into a study"
                )
            self.study, code = self._editor.add_code(self.study.id, name)
        except ObserverError as error:
            self.failed.emit(error)
            return ""
        self.changed.emit()
        return code.id

    def comment(self, moment_id: str, text: str) -> None:
        """Say something to a moment."""
        self._edit(lambda editor: editor.comment(moment_id, text))

    def change_comment(self, comment_id: str, text: str) -> None:
        """Say it in other words."""
        self._edit(lambda editor: editor.change_comment(comment_id, text))

    def remove_comment(self, comment_id: str) -> None:
        """Take one's own comment back."""
        self._edit(lambda editor: editor.remove_comment(comment_id))

    def remove(self, moment_id: str) -> None:
        """Take it away; undo brings it back."""
        self.remove_many((moment_id,))

    def remove_many(self, moment_ids: Sequence[str]) -> None:
        """Take them away in one step; undo brings them back."""
        self._take_from_list(lambda editor: editor.remove_many(moment_ids), self.removed)

    def accept(self, moment_ids: Sequence[str]) -> None:
        """Stand behind suggestions; the next one is selected."""
        self._take_from_list(lambda editor: editor.accept(moment_ids), self.judged)

    def reject(self, moment_ids: Sequence[str]) -> None:
        """Say that these suggestions are none; the next one is selected."""
        self._take_from_list(lambda editor: editor.reject(moment_ids), self.judged)

    def reconsider(self, moment_ids: Sequence[str]) -> None:
        """Let what was rejected wait for a judgement again."""
        self._take_from_list(lambda editor: editor.reconsider(moment_ids), self.judged)

    def _take_from_list(self, verb: Callable[[Editor], Change], signal: SignalInstance) -> None:
        """Do what takes moments out of their list, and select what followed there."""
        following = self._following()
        chosen = set(self._selected_ids)
        change = self._edit(verb)
        if change is not None:
            if chosen & set(change.changed_ids):
                self.select(following if self.moment(following) else "")
            signal.emit(change.what)

    def undo(self) -> bool:
        """Take back the latest step; whether there was one."""
        return self._travel(Editor.undo, self.undone)

    def redo(self) -> bool:
        """Make again what was taken back; whether there was anything."""
        return self._travel(Editor.redo, self.redone)

    def _travel(self, verb: Callable[[Editor], Change | None], signal: SignalInstance) -> bool:
        change = self._edit(verb)
        if change is not None:
            there = [one for one in change.changed_ids if self.moment(one)]
            if there:
                self.select_many(there)
            signal.emit(change.what)
        return change is not None

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
        editor = self._editor
        self._all = editor.annotations() if editor else []
        self._suggested = editor.suggestions() if editor else []
        self._comments = {}
        for comment in editor.comments() if editor else []:
            self._comments.setdefault(comment.annotation_id, []).append(comment)
        self._show()

    def _show(self) -> None:
        seen = self._seen
        self._moments = [one for one in self._all if seen is None or one.author in seen]
        self._by_id = {one.id: one for one in (*self._moments, *self._suggested)}
        kept = [one for one in self._selected_ids if one in self._by_id]
        if len(kept) != len(self._selected_ids):
            self.select_many(kept)
        self.changed.emit()
