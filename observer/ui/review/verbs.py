"""What keys and gestures do in the review: they drive the player, the timeline and the book."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.ui.review.keys import KIND_KEYS
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.player import Player
from observer.ui.review.timeline import Timeline

_LEAP_NS = 5 * NS_PER_SECOND
_ZOOM = 1.6
_PANS = {"Alt+Left": (-1, 0), "Alt+Right": (1, 0), "Alt+Up": (0, -1), "Alt+Down": (0, 1)}


class Verbs(QObject):
    """One method a verb of keys.KEYS; `said` explains where one cannot be done."""

    said = Signal(str)
    edit_requested = Signal()
    export_requested = Signal()
    keys_requested = Signal()
    face_toggled = Signal()
    face_moved = Signal()
    face_resized = Signal()
    layer_toggled = Signal(str)  # a name of picture.layers.Layer
    picture_zoomed = Signal(int)  # closer where positive
    picture_fitted = Signal()
    picture_panned = Signal(int, int)  # right and down where positive
    show_requested = Signal()
    mute_toggled = Signal()

    def __init__(self, player: Player, timeline: Timeline, book: MomentBook) -> None:
        super().__init__(book)
        self._player = player
        self._timeline = timeline
        self._book = book
        self._in_ns: int | None = None
        self._out_ns: int | None = None
        self._looping = False
        book.selected.connect(self._refresh_loop)
        book.changed.connect(self._refresh_loop)

    def table(self) -> dict[str, Callable[[str], None]]:
        """Every verb by its name in keys.KEYS."""
        player, timeline, book = self._player, self._timeline, self._book
        return {
            "toggle": lambda _key: player.toggle(),
            "backwards": lambda _key: player.shuttle(-1),
            "forwards": lambda _key: player.shuttle(1),
            "step_back": lambda _key: player.step(-1),
            "step_on": lambda _key: player.step(1),
            "leap_back": lambda _key: player.seek(player.time_ns - _LEAP_NS),
            "leap_on": lambda _key: player.seek(player.time_ns + _LEAP_NS),
            "to_start": lambda _key: player.seek(0),
            "to_end": lambda _key: player.seek(player.duration_ns),
            "mark": lambda _key: book.add(AnnotationKind.FRICTION, player.time_ns),
            "severity": self._judge,
            "kind": self._set_kind,
            "span_in": lambda _key: self.set_in(player.time_ns),
            "span_out": lambda _key: self.set_out(player.time_ns),
            "edit_note": lambda _key: self._edit_note(),
            "remove": lambda _key: self._remove(),
            "previous": lambda _key: self._go(-1),
            "following": lambda _key: self._go(1),
            "undo": lambda _key: book.undo(),
            "redo": lambda _key: book.redo(),
            "zoom_in": lambda _key: timeline.zoom(_ZOOM),
            "zoom_out": lambda _key: timeline.zoom(1 / _ZOOM),
            "fit": lambda _key: timeline.fit(),
            "face": lambda _key: self.face_toggled.emit(),
            "move_face": lambda _key: self.face_moved.emit(),
            "resize_face": lambda _key: self.face_resized.emit(),
            "layer_trail": lambda _key: self.layer_toggled.emit("trail"),
            "layer_clicks": lambda _key: self.layer_toggled.emit("clicks"),
            "layer_scrolling": lambda _key: self.layer_toggled.emit("scrolling"),
            "layer_keys": lambda _key: self.layer_toggled.emit("keys"),
            "layer_captions": lambda _key: self.layer_toggled.emit("captions"),
            "show": lambda _key: self.show_requested.emit(),
            "picture_in": lambda _key: self.picture_zoomed.emit(1),
            "picture_out": lambda _key: self.picture_zoomed.emit(-1),
            "picture_fit": lambda _key: self.picture_fitted.emit(),
            "picture_pan": lambda key: self.picture_panned.emit(*_PANS[key]),
            "mute": lambda _key: self.mute_toggled.emit(),
            "sound": lambda _key: player.next_sound(),
            "export": lambda _key: self.export_requested.emit(),
            "escape": lambda _key: self._escape(),
            "show_keys": lambda _key: self.keys_requested.emit(),
        }

    @property
    def chosen(self) -> Span | None:
        """The stretch set with I and O while no moment was selected; an open end is the
        session's own."""
        if self._in_ns is None and self._out_ns is None:
            return None
        start = self._in_ns or 0
        end = self._player.duration_ns if self._out_ns is None else self._out_ns
        return Span(start, max(start, end))

    def forget(self) -> None:
        """Another session: no stretch is chosen."""
        self._in_ns = self._out_ns = None
        self._show_chosen()

    def set_in(self, time_ns: int) -> None:
        """The selected moment, or the chosen stretch, begins here."""
        moment = self._book.current
        if moment is None:
            self._in_ns = time_ns
            if self._out_ns is not None and self._out_ns <= time_ns:
                self._out_ns = None
            self._show_chosen()
        else:
            self._book.set_span(moment.id, Span(time_ns, max(time_ns, moment.end_ns)))

    def set_out(self, time_ns: int) -> None:
        """The selected moment, or the chosen stretch, ends here."""
        moment = self._book.current
        if moment is None:
            self._out_ns = time_ns
            if self._in_ns is not None and self._in_ns >= time_ns:
                self._in_ns = None
            self._show_chosen()
        elif time_ns < moment.start_ns:
            self.said.emit(self.tr("The moment begins later than this; press I to move its start"))
        else:
            self._book.set_span(moment.id, Span(moment.start_ns, time_ns))

    def set_range(self, span: Span | None) -> None:
        """Choose a stretch, as I and O do; None chooses none."""
        self._in_ns = None if span is None else span.start_ns
        self._out_ns = None if span is None else span.end_ns
        self._show_chosen()

    def set_looping(self, looping: bool) -> None:
        """Play the selected moment, or the chosen stretch, over and over."""
        self._looping = looping
        self._refresh_loop()
        if looping and self._player.loop is None:
            self.said.emit(self.tr("Nothing to loop: select a moment that lasts, or set I and O"))

    def jump_to(self, moment_id: str) -> None:
        """Show where a moment begins."""
        moment = self._book.moment(moment_id)
        if moment is not None:
            self._player.seek(moment.start_ns)

    def _refresh_loop(self) -> None:
        moment = self._book.current
        lasting = moment.span if moment is not None and moment.span.length_ns else None
        self._player.loop = (lasting or self.chosen) if self._looping else None

    def _show_chosen(self) -> None:
        self._timeline.show_range(self.chosen)
        self._refresh_loop()

    def _judge(self, key: str) -> None:
        moment_id = self._selected_id()
        if moment_id:
            self._book.set_severity(moment_id, int(key))

    def _set_kind(self, key: str) -> None:
        moment_id = self._selected_id()
        if moment_id:
            self._book.set_kind(moment_id, KIND_KEYS[key])

    def _edit_note(self) -> None:
        if self._selected_id():
            self.edit_requested.emit()

    def _remove(self) -> None:
        moment_id = self._selected_id()
        if moment_id:
            self._book.remove(moment_id)

    def _selected_id(self) -> str:
        moment = self._book.current
        if moment is None:
            self.said.emit(self.tr("Select a moment first, or press M to mark one here"))
            return ""
        return moment.id

    def _go(self, steps: int) -> None:
        moment = self._book.neighbour(steps)
        if moment is not None:
            self._book.select(moment.id)
            self.jump_to(moment.id)

    def _escape(self) -> None:
        if self._timeline.cancel_gesture():
            return
        if self._book.current is not None:
            self._book.select("")
        else:
            self.forget()
