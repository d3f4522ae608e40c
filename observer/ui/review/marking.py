"""Marking from the keyboard: new moments, their kind and severity, where they begin and end."""

from PySide6.QtCore import QObject, QSettings, Signal

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.player import Player
from observer.ui.review.stretch import Stretch

_BACK_SETTING = "review/back_date_s"
_BACK_S = 5
_PICTURE_NS = NS_PER_SECOND // 30


class Marking(QObject):
    """What is marked lies at the playhead, or over the stretch between I and O."""

    said = Signal(str)

    def __init__(self, player: Player, book: MomentBook, stretch: Stretch) -> None:
        super().__init__(book)
        self._player = player
        self._book = book
        self._stretch = stretch

    @property
    def back_date_s(self) -> int:
        """By how many seconds a moment is marked back; remembered."""
        stored = QSettings().value(_BACK_SETTING, _BACK_S, int)
        return stored if isinstance(stored, int) and stored > 0 else _BACK_S

    def set_back_date(self, seconds: int) -> None:
        """Mark back by so many seconds from here on."""
        QSettings().setValue(_BACK_SETTING, seconds)
        self.said.emit(self.tr("Shift M marks {n} s back").format(n=seconds))

    # -- new ones ------------------------------------------------------------------------

    def mark(self, kind: AnnotationKind = AnnotationKind.FRICTION) -> None:
        """A moment here, or over the chosen stretch, which is then chosen no more."""
        span = self._stretch.to_mark
        if span is None:
            self._book.add(kind, self._player.time_ns)
        else:
            self._book.add(kind, span.start_ns, span.end_ns)
            self._stretch.set(None)

    def mark_back(self) -> None:
        """A moment some seconds before the playhead, which stays."""
        seconds = self.back_date_s
        self._book.add(
            AnnotationKind.FRICTION, max(0, self._player.time_ns - seconds * NS_PER_SECOND)
        )
        self.said.emit(self.tr("Marked {n} s back").format(n=seconds))

    # -- the selected ones -----------------------------------------------------------------

    def set_kind(self, kind: AnnotationKind) -> None:
        """The selected moments are of this kind; without any, one of it is marked."""
        ids = self._book.selected_ids
        if ids:
            self._book.change(ids, kind=kind)
        else:
            self.mark(kind)

    def judge(self, severity: int | None) -> None:
        """The selected moments are as severe as this, or not judged."""
        self._book.change(self._book.selected_ids, severity=severity)

    def set_in(self, time_ns: int) -> None:
        """The selected moment, or the chosen stretch, begins here."""
        moment = self._book.current
        if moment is None:
            self._stretch.set_in(time_ns)
        else:
            self._book.set_span(moment.id, Span(time_ns, max(time_ns, moment.end_ns)))

    def set_out(self, time_ns: int) -> None:
        """The selected moment, or the chosen stretch, ends here."""
        moment = self._book.current
        if moment is None:
            self._stretch.set_out(time_ns)
        elif time_ns < moment.start_ns:
            self.said.emit(self.tr("The moment begins later than this; press I to move its start"))
        else:
            self._book.set_span(moment.id, Span(moment.start_ns, time_ns))

    def nudge_start(self, pictures: int) -> None:
        """The selected moment begins so many pictures later; a point moves as a whole."""
        moment = self._book.current
        if moment is None:
            return
        start = self._stepped(moment.start_ns, pictures)
        is_point = moment.start_ns == moment.end_ns
        end = start if is_point else moment.end_ns
        self._book.set_span(moment.id, Span(min(start, end), end))
        self._player.seek(min(start, end))

    def nudge_end(self, pictures: int) -> None:
        """The selected moment ends so many pictures later, never before it begins."""
        moment = self._book.current
        if moment is None:
            return
        end = max(moment.start_ns, self._stepped(moment.end_ns, pictures))
        self._book.set_span(moment.id, Span(moment.start_ns, end))
        self._player.seek(end)

    def make_point(self) -> None:
        """The selected moment is where it begins, and lasts no time."""
        moment = self._book.current
        if moment is not None:
            self._book.set_span(moment.id, Span(moment.start_ns, moment.start_ns))

    def _stepped(self, time_ns: int, pictures: int) -> int:
        stepped = self._player.stepped(time_ns, pictures)
        target = time_ns + pictures * _PICTURE_NS if stepped is None else stepped
        return min(max(0, target), self._player.duration_ns)
