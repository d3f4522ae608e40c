"""What the book of moments, the timeline, the header and the side panel do to each other."""

from PySide6.QtCore import QObject, Signal

from observer.session.captions import Caption
from observer.ui.review.evidence_view import EvidenceView
from observer.ui.review.header import ReviewHeader
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.timeline import Timeline
from observer.ui.review.verbs import Verbs


class MomentJoins(QObject):
    """What is edited in one place is shown in all, and told with a way back."""

    said = Signal(str, object)  # words, and the way back or None
    left = Signal()  # the keys are the page's again

    def __init__(
        self,
        book: MomentBook,
        side: SidePanel,
        timeline: Timeline,
        header: ReviewHeader,
        verbs: Verbs,
    ) -> None:
        super().__init__(book)
        self._book = book
        self._side = side
        self._timeline = timeline
        self._header = header
        self._verbs = verbs
        self._join_book()
        self._join_timeline()
        self._join_editor()

    def take_evidence(self, evidence: EvidenceView) -> None:
        """Offer what was done and said wherever moments are made of it."""
        evidence.captions_read.connect(self._side.show_captions)
        evidence.captions_read.connect(self._take_captions)
        evidence.events_read.connect(self._verbs.set_events)

    def _join_book(self) -> None:
        book = self._book
        book.changed.connect(self._show_moments)
        book.selection_changed.connect(lambda: self._timeline.select(book.selected_ids))
        book.undone.connect(lambda what: self._say(self.tr("Undone: {what}").format(what=what)))
        book.redone.connect(lambda what: self._say(self.tr("Done again: {what}").format(what=what)))
        book.removed.connect(self._say_removed)
        way_back = self._verbs.way_back
        way_back.changed.connect(self._show_history)
        way_back.said.connect(self.said)
        self._header.undo_requested.connect(way_back.undo)
        self._header.redo_requested.connect(way_back.redo)

    def _join_timeline(self) -> None:
        timeline = self._timeline
        timeline.moment_pressed.connect(self._press_moment)
        timeline.moment_opened.connect(lambda _id: self._side.editor.edit_note())
        timeline.span_dragged.connect(self._book.set_span)
        timeline.range_selected.connect(self._verbs.set_range)

    def _join_editor(self) -> None:
        side, verbs, editor = self._side, self._verbs, self._side.editor
        side.jump_requested.connect(verbs.jump_to)
        side.edit_requested.connect(editor.edit_note)
        editor.left.connect(self.left)
        verbs.edit_requested.connect(side.show_editor)
        verbs.edit_requested.connect(editor.edit_note)
        verbs.asked.connect(side.show_editor)
        verbs.asked.connect(editor.do)
        verbs.list_asked.connect(side.do)
        for speaker in (side.said, editor.said, verbs.said):
            speaker.connect(self._say)

    def _show_moments(self) -> None:
        book = self._book
        self._timeline.show_moments(book.moments, book.suggestions, book.study, book.author)
        self._timeline.show_attempts(book.attempts, book.study)
        self._show_history()

    def _show_history(self) -> None:
        way_back = self._verbs.way_back
        self._header.show_history(way_back.undo_text, way_back.redo_text)

    def _press_moment(self, moment_id: str) -> None:
        self._book.select(moment_id)
        self._verbs.jump_to(moment_id)
        self.left.emit()

    def _take_captions(self, captions: list[Caption]) -> None:
        self._verbs.has_captions = bool(captions)
        self._side.editor.set_captions(captions)

    def _say_removed(self, what: str) -> None:
        self.said.emit(self.tr("Done: {what}").format(what=what), self._verbs.way_back.undo)

    def _say(self, words: str) -> None:
        self.said.emit(words, None)
