"""The panel that edits the selected moment, or several; what is written is saved by itself."""

from collections.abc import Sequence
from typing import Unpack

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from observer.annotate.editor import Fields
from observer.model.annotation import Annotation
from observer.model.span import Span
from observer.session.captions import Caption
from observer.ui.labels import text_label
from observer.ui.review.editor.code_chips import CodeChips, Held
from observer.ui.review.editor.code_palette import CodePalette
from observer.ui.review.editor.comment_thread import CommentThread
from observer.ui.review.editor.fold import Fold
from observer.ui.review.editor.judgement import Judgement
from observer.ui.review.editor.place_form import PlaceForm
from observer.ui.review.editor.quote_form import QuoteForm, words_said
from observer.ui.review.editor.saved_text import SAVE_AFTER_MS, SavedText
from observer.ui.review.editor.shared import VARIOUS, shared
from observer.ui.review.editor.span_row import SpanRow
from observer.ui.review.moment_book import MomentBook
from observer.ui.theme import SMALL, SPACE

__all__ = ["SAVE_AFTER_MS", "MomentEditor"]

_MOST_OF_PANEL = 0.62
_LEAST_PX = 150


class MomentEditor(QFrame):
    """What is said of the book's selected moments; hidden where none is selected.

    Where several are selected it shows what they have in common, and an edit is one of all.
    """

    left = Signal()  # the keys are the page's again
    said = Signal(str)

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._ids: tuple[str, ...] = ()
        self._captions: Sequence[Caption] = ()
        self._reason = text_label(size=SMALL, tone="dim", wrap=True)
        self.judgement = Judgement()
        self.note = SavedText(self.tr("Note"), "", lines=1, most=6)
        self.chips = CodeChips()
        self.span = SpanRow()
        self.place, self.quote, self.comments = PlaceForm(), QuoteForm(), CommentThread()
        self.place_fold = Fold(self.tr("Where"), self.place)
        self.quote_fold = Fold(self.tr("Their words"), self.quote)
        self.comments_fold = Fold(self.tr("Comments"), self.comments)
        self._content = QWidget()
        self._area = QScrollArea()
        self._lay_out()
        self._connect()
        book.selection_changed.connect(self._show)
        book.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        self._content.setProperty("surface", "clear")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE - 4)
        column.setSpacing(SPACE - 2)
        for part in (self._reason, self.judgement, self.note, self.chips, self.span):
            column.addWidget(part)
        folds = QVBoxLayout()
        folds.setSpacing(0)
        for fold in (self.place_fold, self.quote_fold, self.comments_fold):
            folds.addWidget(fold)
        column.addLayout(folds)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        self._content.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _connect(self) -> None:
        book = self._book
        self.judgement.kind_chosen.connect(lambda kind: self._change(kind=kind))
        self.judgement.severity_chosen.connect(lambda one: self._change(severity=one))
        for asked in (self.judgement.remove_asked, self.span.remove_asked):
            asked.connect(lambda: book.remove_many(self._there()))
        self.note.written.connect(lambda text: self._change(note=text))
        self.chips.taken_off.connect(lambda code: book.set_code(self._there(), code, applied=False))
        self.chips.asked.connect(self.show_codes)
        self.span.start_entered.connect(self._save_start)
        self.span.end_entered.connect(self._save_end)
        self.place.component_chosen.connect(
            lambda name, team: self._change(component=name, team=team)
        )
        self.place.team_chosen.connect(lambda name: self._change(team=name))
        self.place.task_chosen.connect(lambda task: self._change(task_id=task))
        self.quote.written.connect(lambda text: self._change(quote=text))
        self.quote.words_asked.connect(self.take_words)
        self.comments.said.connect(lambda text: book.comment(self._ids[-1], text))
        self.comments.changed.connect(book.change_comment)
        self.comments.removed.connect(book.remove_comment)
        for part in (self.note, self.span, self.place, self.quote, self.comments):
            part.left.connect(self.left)

    # -- what keys ask for ---------------------------------------------------------------

    def do(self, verb: str) -> None:
        """What a key or the palette asks of the panel, by its name in keys.KEYS."""
        {
            "codes": self.show_codes,
            "edit_quote": self.edit_quote,
            "take_words": self.take_words,
            "edit_place": self.edit_place,
            "comment": self.write_comment,
        }[verb]()

    def edit_note(self) -> None:
        """Put the cursor behind the note."""
        self._area.ensureWidgetVisible(self.note)
        self.note.write_here()

    def edit_quote(self) -> None:
        """Put the cursor behind the participant's words."""
        self._unfold(self.quote_fold)
        self.quote.text.write_here()

    def edit_place(self) -> None:
        """Choose the component."""
        self._unfold(self.place_fold)
        self.place.component.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_comment(self) -> None:
        """Answer the moment; that is said of one at a time."""
        if len(self._ids) > 1:
            self.said.emit(self.tr("Select one moment alone to comment on it"))
            return
        self._unfold(self.comments_fold)
        self.comments.answer.write_here()

    def show_codes(self) -> None:
        """The codebook, to apply codes and take them off."""
        if self._ids:
            palette = CodePalette(self.window(), self._book, self.chips)
            palette.open(palette.line)

    def take_words(self) -> None:
        """The captions around the moment become the quote."""
        moment = self._book.current
        words = words_said(self._captions, moment.span) if moment else ""
        if moment is None or not words:
            self.said.emit(self.tr("Nobody says anything here"))
            return
        self.quote_fold.unfold()
        self._book.change((moment.id,), quote=words)

    def set_captions(self, captions: Sequence[Caption]) -> None:
        """What was said in the session, and when."""
        self._captions = captions
        self.quote.show_captions(bool(captions))

    def flush(self) -> None:
        """Save what is written and not saved yet."""
        self.note.flush()
        self.quote.text.flush()

    def _unfold(self, fold: Fold) -> None:
        fold.unfold()
        layout = self._content.layout()
        if layout is not None:
            layout.activate()
        self._area.ensureWidgetVisible(fold.body, 0, SPACE)

    # -- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        ids = self._book.selected_ids
        if ids != self._ids:
            self.flush()
            self._ids = ids
            self.comments.forget()
        found = [self._book.moment(one) for one in ids]
        moments = [moment for moment in found if moment is not None]
        self.setVisible(bool(moments))
        if moments:
            self._show_moments(moments)
            self.updateGeometry()

    def _show_moments(self, moments: Sequence[Annotation]) -> None:
        one = moments[0] if len(moments) == 1 else None
        reason = one.reason if one else ""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.judgement.show_moments(moments)
        note = shared(moment.note for moment in moments)
        if note is VARIOUS:
            various = self.tr("Various notes; writing replaces them")
            self.note.show_text("", various)
        else:
            self.note.show_text(str(note), self.tr("What happened, in your words"))
        self.chips.show_codes(self._held(moments))
        self.span.show_moment(one)
        self.place.show_place(self._book.study, moments)
        self.place_fold.say(self.place.summary())
        self._show_quote(moments)
        self.comments_fold.setVisible(one is not None)
        if one is not None:
            comments = self._book.comments_of(one.id)
            self.comments.show_comments(comments, self._book.author)
            self.comments_fold.say(str(len(comments)) if comments else "")

    def _show_quote(self, moments: Sequence[Annotation]) -> None:
        quote = shared(moment.quote for moment in moments)
        various = quote is VARIOUS
        heard = words_said(self._captions, moments[-1].span) if self._captions else ""
        plain = self.tr("What they said, word for word")
        self.quote.text.show_text(
            "" if various else str(quote), self.tr("various") if various else heard or plain
        )
        words = self.tr("various") if various else f"“{' '.join(str(quote).split())}”"
        self.quote_fold.say(words if quote else "")

    def _held(self, moments: Sequence[Annotation]) -> list[Held]:
        study = self._book.study
        codebook = study.codebook if study else ()
        known = {code.id: (place, code.name) for place, code in enumerate(codebook)}
        counts: dict[str, int] = {}
        for moment in moments:
            for code_id in moment.codes:
                counts[code_id] = counts.get(code_id, 0) + 1
        gone = (len(known), self.tr("removed code"))
        held = [
            Held(code_id, known.get(code_id, gone)[1], known.get(code_id, gone)[0], n, len(moments))
            for code_id, n in counts.items()
        ]
        return sorted(held, key=lambda one: one.place)

    # -- edits ---------------------------------------------------------------------------

    def _there(self) -> tuple[str, ...]:
        """The moments that are shown and were not removed meanwhile."""
        return tuple(one for one in self._ids if self._book.moment(one) is not None)

    def _change(self, **fields: Unpack[Fields]) -> None:
        ids = self._there()
        if ids:
            self._book.change(ids, **fields)

    def _save_start(self, time_ns: int) -> None:
        for moment in filter(None, map(self._book.moment, self._ids[-1:])):
            self._book.set_span(moment.id, Span(time_ns, max(time_ns, moment.end_ns)))

    def _save_end(self, time_ns: int) -> None:
        for moment in filter(None, map(self._book.moment, self._ids[-1:])):
            self._book.set_span(moment.id, Span(min(time_ns, moment.start_ns), time_ns))

    # -- room ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height of what is in it asks for another height of the panel."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As high as what is in it, up to a share of the panel: the rest is scrolled."""
        width = self.width() or 360
        layout = self._content.layout()
        wanted = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else -1
        if wanted < 0:
            wanted = self._content.sizeHint().height()
        panel = self._panel()
        most = round(panel.height() * _MOST_OF_PANEL) if panel else wanted
        return QSize(width, min(wanted + 2, max(most, _LEAST_PX)))

    def _panel(self) -> QWidget | None:
        """What the editor shares with the lists: the splitter's part it is in."""
        above = self.parentWidget()
        while above is not None and not isinstance(above.parentWidget(), QSplitter):
            above = above.parentWidget()
        return above

    def minimumSizeHint(self) -> QSize:
        """Kind, severity and note stay in sight."""
        return QSize(320, _LEAST_PX)
