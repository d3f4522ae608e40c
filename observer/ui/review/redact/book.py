"""What is covered in the open session, and every edit of it; each is saved at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from observer.database.library import Library
from observer.export.redaction.places import (
    covered_stretches,
    is_placed,
    respanned,
    shifted_area,
)
from observer.export.redaction.session_covering import SessionCovering
from observer.model.errors import ObserverError
from observer.model.identity import new_id
from observer.model.redaction import Area, Cover, Redaction
from observer.model.samples import FocusChange
from observer.model.span import Span
from observer.session.reader import SessionReader

_NOTHING = SessionCovering(())
_LEAST_PX = 2


class RedactionBook(QObject):
    """One truth for picture, lane and list. `failed` reports what the library could not keep."""

    changed = Signal()
    selected = Signal()
    stepped = Signal(object, object)  # what one was and is: a Redaction, None where there is none
    failed = Signal(object)  # ObserverError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._reader: SessionReader | None = None
        self._session_id = self._author = ""
        self._duration_ns = 0
        self._changes: Sequence[FocusChange] | None = None
        self._kept: list[Redaction] = []
        self._selected_id = ""
        self._covering = _NOTHING

    def open(
        self,
        library: Library,
        session_id: str,
        author: str,
        reader: SessionReader | None,
        duration_ns: int,
    ) -> None:
        """Show another session's; without a reader nothing is known of its windows."""
        self._library, self._session_id, self._author = library, session_id, author
        self._reader, self._duration_ns, self._changes = reader, duration_ns, None
        self._selected_id = ""
        self._refresh()

    def close(self) -> None:
        """No session is open."""
        self._library = self._reader = None
        self._session_id, self._selected_id, self._changes = "", "", None
        self._refresh()

    # -- what there is -------------------------------------------------------------------

    @property
    def redactions(self) -> Sequence[Redaction]:
        """All of them, in rising time."""
        return self._kept

    @property
    def current(self) -> Redaction | None:
        """The one that is being edited."""
        return self._find(self._selected_id)

    @property
    def covering(self) -> SessionCovering:
        """What is covered when."""
        return self._covering

    def area_of(self, redaction: Redaction, time_ns: int) -> Area | None:
        """Where its area is at a time; None for sound, and while it does not cover."""
        if redaction.area is None or not redaction.span.contains(time_ns):
            return None
        return shifted_area(redaction, self._windows(), time_ns)

    def window_at(self, time_ns: int) -> str:
        """The application in front at a time, where its window can be followed; else empty."""
        before = [change for change in self._windows() if change.time_ns <= time_ns]
        if not before or not is_placed(before[-1].application, before):
            return ""
        return before[-1].application

    def stay_at(self, time_ns: int) -> Span:
        """From here to when the application in front gives way to another one, or the end."""
        changes = self._windows()
        here = [change.application for change in changes if change.time_ns <= time_ns]
        later = (
            change.time_ns
            for change in changes
            if change.time_ns > time_ns and here and change.application != here[-1]
        )
        return Span(time_ns, max(time_ns, next(later, self._duration_ns)))

    @property
    def reader(self) -> SessionReader | None:
        """The session's folder, None where it cannot be read."""
        return self._reader

    # -- editing -------------------------------------------------------------------------

    def select(self, redaction_id: str) -> None:
        """Edit this one; empty for none."""
        if redaction_id != self._selected_id:
            self._selected_id = redaction_id
            self.selected.emit()

    def add(
        self,
        cover: Cover,
        span: Span,
        area: Area | None = None,
        window: str = "",
        drawn_ns: int | None = None,
    ) -> Redaction | None:
        """Cover something more, and edit it; None where it could not be kept.

        The area lies where its window is at `drawn_ns`, at the span's start where that is None.
        """
        span = span.clamped(Span(0, self._duration_ns))
        from_ns = span.start_ns if drawn_ns is None else drawn_ns
        drawn = Redaction(
            *(new_id(), self._session_id, self._author, cover),
            *(from_ns, max(from_ns, span.end_ns)),
            area=area,
            window=window,
        )
        redaction = respanned(drawn, span, self._windows() if window else ())
        if not self.keep(redaction):
            return None
        self.select(redaction.id)
        return redaction

    def keep(self, redaction: Redaction) -> bool:
        """Save one as it is, also one that was removed; whether that could be done."""
        library = self._library
        if library is None or redaction.session_id != self._session_id:
            return False
        before = self._find(redaction.id)
        if redaction == before:
            return True
        kept = self._try(lambda: library.save_redaction(redaction))
        if kept:
            self.stepped.emit(before, redaction)
        return kept

    def move(self, redaction: Redaction, area: Area, time_ns: int) -> None:
        """Let it lie here at this time."""
        shown = self.area_of(redaction, time_ns)
        if shown is None or redaction.area is None:
            return
        at = redaction.area
        wide, high = max(_LEAST_PX, area.width), max(_LEAST_PX, area.height)
        moved = Area(at.x + area.x - shown.x, at.y + area.y - shown.y, wide, high)
        self.keep(replace(redaction, area=moved))

    def set_span(self, redaction_id: str, span: Span) -> None:
        """Let it cover from when to when."""
        redaction = self._find(redaction_id)
        if redaction is not None:
            inside = span.clamped(Span(0, self._duration_ns))
            self.keep(respanned(redaction, inside, self._windows()))

    def follow(self, redaction: Redaction, window: str) -> None:
        """Let it follow this application's window; empty: let it stay."""
        self.keep(replace(redaction, window=window))

    def give_reason(self, redaction: Redaction, reason: str) -> None:
        """Say why, for the team alone."""
        if reason != redaction.reason:
            self.keep(replace(redaction, reason=reason))

    def remove(self, redaction: Redaction) -> bool:
        """Cover it no longer; whether that could be done."""
        library, before = self._library, self._find(redaction.id)
        if library is None or before is None:
            return False
        if not self._try(lambda: library.remove_redaction(redaction.id)):
            return False
        self.stepped.emit(before, None)
        return True

    def put_back(self, redaction: Redaction | None, was: Redaction | None) -> bool:
        """Let it be as it was, None for not there; whether that could be done.

        One that was removed meanwhile is left alone where only its place or span would change.
        """
        if was is None:
            return redaction is not None and self.remove(redaction)
        if redaction is not None and self._find(was.id) is None:
            return False
        return self.keep(was)

    # -- inside --------------------------------------------------------------------------

    def _find(self, redaction_id: str) -> Redaction | None:
        return next((one for one in self._kept if one.id == redaction_id), None)

    def _try(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except ObserverError as error:
            self.failed.emit(error)
            return False
        self._refresh()
        return True

    def _refresh(self) -> None:
        library = self._library
        self._kept = [] if library is None else library.redactions(self._session_id)
        if self.current is None:
            self._selected_id = ""
        stretches = [
            stretch
            for one in self._kept
            if one.area is not None
            for stretch in covered_stretches(one, self._windows() if one.window else ())
        ]
        self._covering = SessionCovering(stretches, self._kept)
        self.changed.emit()

    def _windows(self) -> Sequence[FocusChange]:
        """The windows in front; read when they are asked for first."""
        if self._changes is None:
            self._changes = []
            if self._reader is not None:
                try:
                    self._changes = list(self._reader.focus_changes())
                except ObserverError as error:
                    self.failed.emit(error)
        return self._changes
