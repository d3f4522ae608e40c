"""Joins what covers: picture, bar, lane and list around one book."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from observer.export.redaction.suggesting import SuggestedArea
from observer.model.clock import NS_PER_SECOND
from observer.model.redaction import Area, Cover, Redaction
from observer.model.span import Span
from observer.ui.review.picture.view import PictureView
from observer.ui.review.player import Player
from observer.ui.review.redact.bar import RedactBar
from observer.ui.review.redact.screen import RedactScreen
from observer.ui.review.redact.text_dialog import TextDialog
from observer.ui.review.side.tabs import Tab
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.timeline import Timeline
from observer.ui.review.verbs import Verbs
from observer.ui.review.way_back import Step

_AROUND_NS = 5 * NS_PER_SECOND  # reading takes longer than the stretch lasts
_SOUND_NS = 3 * NS_PER_SECOND  # a name and a breath, where no stretch is chosen


class RedactJoins(QObject):
    """`said` carries words and how to take it back, or None; `left` gives the keys back."""

    said = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        player: Player,
        picture: PictureView,
        timeline: Timeline,
        side: SidePanel,
        verbs: Verbs,
    ) -> None:
        super().__init__(picture)
        self._player, self._timeline, self._side, self._verbs = player, timeline, side, verbs
        self.book = side.redactions
        self.screen = RedactScreen(picture, self.book)
        self.bar = RedactBar()
        self.bar.hide()
        self._editing = False
        self._connect()

    @property
    def is_editing(self) -> bool:
        """Whether the hand draws areas."""
        return self._editing

    def set_editing(self, editing: bool) -> None:
        """Begin to cover, or go back to the review."""
        if editing and self._player.is_playing:
            self._player.pause()
        was, self._editing = self._editing, editing
        self.bar.setVisible(editing)
        self._refresh()
        self.screen.set_editing(editing)
        if editing:
            for before, after in pairwise((self.screen, *self.bar.controls)):
                QWidget.setTabOrder(before, after)  # the bar is read before what is below it
            self._side.tabs.choose(Tab.COVERED)
            self.screen.setFocus()
        elif was:
            self.book.select("")
            self.left.emit()

    def do(self, verb: str) -> None:
        """What a key or the palette asks for, by its name in keys.KEYS."""
        {
            "cover_area": lambda: self.set_editing(not self._editing),
            "cover_silence": lambda: self._cover_sound(Cover.SILENCE),
            "cover_tone": lambda: self._cover_sound(Cover.TONE),
            "as_exported": self.bar.exported.toggle,
        }[verb]()

    def _connect(self) -> None:
        book, bar, screen, timeline = self.book, self.bar, self.screen, self._timeline
        self._player.time_changed.connect(screen.set_time)
        book.changed.connect(self._refresh)
        book.selected.connect(self._refresh)
        book.stepped.connect(self._keep_step)
        screen.drawn.connect(self._cover_area)
        screen.edge_asked.connect(self._set_edge)
        screen.left.connect(lambda: self.set_editing(False))
        bar.done.connect(lambda: self.set_editing(False))
        bar.follow_toggled.connect(self._set_following)
        bar.silence_requested.connect(lambda: self._cover_sound(Cover.SILENCE))
        bar.tone_requested.connect(lambda: self._cover_sound(Cover.TONE))
        bar.text_requested.connect(self._find_text)
        bar.exported_toggled.connect(screen.set_as_exported)
        timeline.redaction_pressed.connect(self._press)
        timeline.redaction_dragged.connect(book.set_span)
        self._side.covered.jump_requested.connect(self._player.seek)
        self._side.covered.cover_requested.connect(lambda: self.set_editing(True))
        self._verbs.cover_asked.connect(self.do)

    # -- covering ------------------------------------------------------------------------

    def _cover_area(self, area: Area) -> None:
        """From here to the end of the window's stay, or the chosen stretch."""
        now_ns = self._player.time_ns
        chosen = self._verbs.chosen
        holds_now = chosen is not None and chosen.contains(now_ns)
        span = chosen if chosen is not None and holds_now else self.book.stay_at(now_ns)
        if not span.length_ns:
            span = Span(max(0, now_ns - NS_PER_SECOND), now_ns)
        window = self.book.window_at(now_ns)
        if self.book.add(Cover.PICTURE, span, area, window, now_ns) is not None:
            self._say(self.tr("Covered in all that is exported"))

    def _cover_sound(self, cover: Cover) -> None:
        now_ns = self._player.time_ns
        span = self._verbs.chosen or Span(now_ns, now_ns + _SOUND_NS)
        kept = self.book.add(cover, span)
        if kept is not None:
            silent = cover is Cover.SILENCE
            words = self.tr("Silent in all that is exported")
            tone = self.tr("A tone is heard instead in all that is exported")
            self._say(words if silent else tone)

    def _find_text(self) -> None:
        """In the chosen stretch, or a few seconds around here."""
        reader, now_ns = self.book.reader, self._player.time_ns
        if reader is None:
            return
        here = Span(max(0, now_ns - _AROUND_NS), now_ns + _AROUND_NS)
        span = (self._verbs.chosen or here).clamped(Span(0, self._player.duration_ns))
        dialog = TextDialog(reader, span, self.screen.window())
        dialog.shown.connect(self._player.seek)
        dialog.accepted.connect(lambda: self._cover_found(dialog.chosen))
        dialog.open()

    def _cover_found(self, found: Sequence[SuggestedArea]) -> None:
        book = self.book
        with self._verbs.way_back.together(self.tr("covering")):
            kept = [
                book.add(Cover.PICTURE, one.span, one.area, book.window_at(one.span.start_ns))
                for one in found
            ]
        if len(kept) == 1:
            self._say(self.tr("Covered in all that is exported"))
        elif kept:
            words = self.tr("{count} areas are covered in all that is exported")
            self._say(words.format(count=len(kept)))

    def _set_edge(self, is_start: bool) -> None:
        current, now_ns = self.book.current, self._player.time_ns
        if current is None:
            self.said.emit(self.tr("Select something that is covered, or draw an area first"), None)
        elif is_start and now_ns < current.end_ns:
            self.book.set_span(current.id, Span(now_ns, current.end_ns))
        elif not is_start and now_ns > current.start_ns:
            self.book.set_span(current.id, Span(current.start_ns, now_ns))
        else:
            self.said.emit(self.tr("It would end before it starts"), None)

    def _set_following(self, follows: bool) -> None:
        current = self.book.current
        if current is not None:
            self.book.follow(current, self._candidate(current) if follows else "")

    def _candidate(self, redaction: Redaction) -> str:
        """The application that an area follows, or could."""
        return redaction.window or self.book.window_at(redaction.start_ns)

    # -- following the book --------------------------------------------------------------

    def _refresh(self) -> None:
        current, kept = self.book.current, self.book.redactions
        self._timeline.show_redactions(kept, current.id if current else "")
        self._side.show_covered(len(kept), offered=self._editing or bool(kept))
        window = self._candidate(current) if current and current.area else ""
        self.bar.show_redaction(current, window)

    def _press(self, redaction_id: str) -> None:
        self.book.select(redaction_id)
        current = self.book.current
        self._side.tabs.choose(Tab.COVERED)
        if current is not None and not current.span.contains(self._player.time_ns):
            self._player.seek(current.start_ns)

    def _keep_step(self, before: Redaction | None, after: Redaction | None) -> None:
        """Let it be taken back, and made again."""
        words = self.tr("changing what is covered")
        if before is None:
            words = self.tr("covering")
        elif after is None:
            words = self.tr("uncovering")
        put_back = self.book.put_back
        step = Step(words, lambda: put_back(after, before), lambda: put_back(before, after))
        if self._verbs.way_back.add(step) and after is None:
            self._say(self.tr("It is covered no longer"))

    def _say(self, words: str) -> None:
        self.said.emit(words, self._verbs.way_back.of_latest())
