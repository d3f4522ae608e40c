"""The stretch chosen with I and O, and playing it, or the selected moment, over and over."""

from PySide6.QtCore import QObject, Signal

from observer.model.span import Span
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.player import Player


class Stretch(QObject):
    """Chosen while no moment is selected; a selected moment that lasts is looped in its place."""

    changed = Signal()

    def __init__(self, player: Player, book: MomentBook) -> None:
        super().__init__(book)
        self._player = player
        self._book = book
        self._in_ns: int | None = None
        self._out_ns: int | None = None
        self._looping = False
        book.selected.connect(self._refresh_loop)
        book.changed.connect(self._refresh_loop)

    @property
    def chosen(self) -> Span | None:
        """The stretch; an end that was not set is the session's own."""
        if self._in_ns is None and self._out_ns is None:
            return None
        start = self._in_ns or 0
        end = self._player.duration_ns if self._out_ns is None else self._out_ns
        return Span(start, max(start, end))

    @property
    def to_mark(self) -> Span | None:
        """What a mark speaks of: both ends were set, and not to play it over and over."""
        set_by_hand = self._in_ns is not None and self._out_ns is not None
        return self.chosen if set_by_hand and not self._looping else None

    def set(self, span: Span | None) -> None:
        """Choose a stretch, or none."""
        self._in_ns = None if span is None else span.start_ns
        self._out_ns = None if span is None else span.end_ns
        self._tell()

    def set_in(self, time_ns: int) -> None:
        """It begins here; an end before that is none."""
        self._in_ns = time_ns
        if self._out_ns is not None and self._out_ns <= time_ns:
            self._out_ns = None
        self._tell()

    def set_out(self, time_ns: int) -> None:
        """It ends here; a beginning after that is none."""
        self._out_ns = time_ns
        if self._in_ns is not None and self._in_ns >= time_ns:
            self._in_ns = None
        self._tell()

    @property
    def has_loop(self) -> bool:
        """Whether there is something to play over and over."""
        return self._to_loop() is not None

    def set_looping(self, looping: bool) -> None:
        """Play the selected moment, or the chosen stretch, over and over."""
        self._looping = looping
        self._refresh_loop()

    def _to_loop(self) -> Span | None:
        moment = self._book.current
        lasting = moment.span if moment is not None and moment.span.length_ns else None
        return lasting or self.chosen

    def _refresh_loop(self) -> None:
        self._player.loop = self._to_loop() if self._looping else None

    def _tell(self) -> None:
        self._refresh_loop()
        self.changed.emit()
