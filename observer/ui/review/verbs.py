"""What keys and gestures do in the review: they drive the player, the timeline and the book."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from observer.model.annotation import Standing
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import InputEvent
from observer.model.span import Span
from observer.ui.actions import Action
from observer.ui.review.jumps import click_times, next_time
from observer.ui.review.keys import KIND_KEYS, Needs, review_actions
from observer.ui.review.marking import Marking
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.picture.layers import Layer
from observer.ui.review.player import SPEEDS, Player
from observer.ui.review.stretch import Stretch
from observer.ui.review.timeline import Timeline
from observer.ui.review.way_back import WayBack

_LEAD_NS = 2 * NS_PER_SECOND  # what leads to a signal is part of it
_ZOOM = 1.6
_ASKED = ("codes", "edit_quote", "take_words", "edit_place", "comment")
_LISTED = (
    *("tab", "find", "show_all", "choose_all"),
    *("accept", "reject", "look", "blind", "agreement", "add_attempt", "name"),
)
_COVERING = ("cover_area", "cover_silence", "cover_tone", "as_exported")
_LEAVING = ("export_data", "report", "bring")
_PANS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}


class Verbs(QObject):
    """One entry a verb of keys.KEYS; `said` explains where one cannot be done.

    What is neither player, timeline nor book is asked for: `asked` carries the verb, `list_asked`
    that of the lists and its argument.
    """

    said = Signal(str)
    asked = Signal(str)
    list_asked = Signal(str, str)
    edit_requested = Signal()
    export_requested = Signal()
    reel_requested = Signal()  # add to it what is selected
    reel_asked = Signal()  # show it
    leaving_asked = Signal(str)  # a verb of keys.LEAVING
    cover_asked = Signal(str)  # a verb of keys.COVERING
    face_toggled = Signal()
    face_moved = Signal()
    face_resized = Signal()
    layer_toggled = Signal(str)  # a name of picture.layers.Layer
    picture_zoomed = Signal(int)  # closer where positive
    picture_fitted = Signal()
    picture_panned = Signal(int, int)  # right and down where positive
    show_requested = Signal()
    mute_toggled = Signal()
    loop_toggled = Signal()

    def __init__(
        self, player: Player, timeline: Timeline, book: MomentBook, way_back: WayBack
    ) -> None:
        super().__init__(book)
        self.way_back = way_back
        self._player = player
        self._timeline = timeline
        self._book = book
        self._clicks_ns: Sequence[int] = ()
        self.has_captions = False
        self.leave_field: Callable[[], bool] = lambda: False
        self._stretch = Stretch(player, book)
        self._stretch.changed.connect(lambda: timeline.show_range(self.chosen))
        self.marking = Marking(player, book, self._stretch)
        self.marking.said.connect(self.said)
        self._table = {**self._drive(), **self._annotate(), **self._see()}

    # -- the table -----------------------------------------------------------------------

    def do(self, verb: str, argument: str = "") -> None:
        """Call one verb of keys.KEYS."""
        self._table[verb](argument)

    def verbs(self) -> set[str]:
        """What `do` knows."""
        return set(self._table)

    def actions(self) -> list[Action]:
        """Everything that can be done in the review."""
        return review_actions(self)

    def _drive(self) -> dict[str, Callable[[str], None]]:
        player = self._player
        return {
            "toggle": lambda _: player.toggle(),
            "backwards": lambda _: player.shuttle(-1),
            "forwards": lambda _: player.shuttle(1),
            "slower": lambda _: self._change_speed(-1),
            "faster": lambda _: self._change_speed(1),
            "speed": lambda speed: player.set_speed(float(speed)),
            "loop": lambda _: self.loop_toggled.emit(),
            "mute": lambda _: self.mute_toggled.emit(),
            "sound": lambda _: player.next_sound(),
            "step": lambda pictures: player.step(int(pictures)),
            "jump": lambda s: player.seek(player.time_ns + int(s) * NS_PER_SECOND),
            "neighbour": lambda steps: self._go(int(steps)),
            "click": lambda steps: self._go_click(int(steps)),
            "task": lambda steps: self._go_task(int(steps)),
            "to_start": lambda _: player.seek(0),
            "to_end": lambda _: player.seek(player.duration_ns),
        }

    def _annotate(self) -> dict[str, Callable[[str], None]]:
        book, marking, player = self._book, self.marking, self._player
        return {
            "mark": lambda _: marking.mark(),
            "mark_back": lambda _: marking.mark_back(),
            "kind": lambda letter: marking.set_kind(KIND_KEYS[letter]),
            "new_kind": lambda letter: marking.mark(KIND_KEYS[letter]),
            "severity": lambda severity: marking.judge(int(severity)),
            "unjudge": lambda _: marking.judge(None),
            "span_in": lambda _: marking.set_in(player.time_ns),
            "span_out": lambda _: marking.set_out(player.time_ns),
            "nudge_start": lambda pictures: marking.nudge_start(int(pictures)),
            "nudge_end": lambda pictures: marking.nudge_end(int(pictures)),
            "point": lambda _: marking.make_point(),
            "back_date": lambda seconds: marking.set_back_date(int(seconds)),
            "remove": lambda _: book.remove_many(book.selected_ids),
            "edit_note": lambda _: self.edit_requested.emit(),
            **{verb: partial(self._ask, verb) for verb in _ASKED},
            **{verb: partial(self.list_asked.emit, verb) for verb in _LISTED},
            "undo": lambda _: self.way_back.undo(),
            "redo": lambda _: self.way_back.redo(),
            "escape": lambda _: self._escape(),
            "export": lambda _: self.export_requested.emit(),
            "reel": lambda _: self.reel_requested.emit(),
            "show_reel": lambda _: self.reel_asked.emit(),
            **{verb: partial(self._ask_cover, verb) for verb in _COVERING},
            **{verb: partial(self._ask_leaving, verb) for verb in _LEAVING},
        }

    def _ask_leaving(self, verb: str, _argument: str) -> None:
        self.leaving_asked.emit(verb)

    def _ask_cover(self, verb: str, _argument: str) -> None:
        self.cover_asked.emit(verb)

    def _ask(self, verb: str, _argument: str) -> None:
        self.asked.emit(verb)

    def _toggle_layer(self, layer: Layer, _argument: str) -> None:
        self.layer_toggled.emit(layer.value)

    def _see(self) -> dict[str, Callable[[str], None]]:
        timeline = self._timeline
        return {
            "zoom_in": lambda _: timeline.zoom(_ZOOM),
            "zoom_out": lambda _: timeline.zoom(1 / _ZOOM),
            "fit": lambda _: timeline.fit(),
            "face": lambda _: self.face_toggled.emit(),
            "move_face": lambda _: self.face_moved.emit(),
            "resize_face": lambda _: self.face_resized.emit(),
            **{f"layer_{layer}": partial(self._toggle_layer, layer) for layer in Layer},
            "show": lambda _: self.show_requested.emit(),
            "picture_in": lambda _: self.picture_zoomed.emit(1),
            "picture_out": lambda _: self.picture_zoomed.emit(-1),
            "picture_fit": lambda _: self.picture_fitted.emit(),
            "picture_pan": lambda arrow: self.picture_panned.emit(*_PANS[arrow]),
        }

    def hindrance(self, needs: Needs) -> str:
        """Why something cannot be done at the moment, in a sentence; nothing where it can."""
        book, editor = self._book, self._book.editor
        missing = {
            Needs.NOTHING: False,
            Needs.SESSION: editor is None,
            Needs.PICTURES: not self._player.recording.files,
            Needs.MOMENT: book.current is None,
            Needs.TASKS: not book.attempts,
            Needs.CLICKS: not self._clicks_ns,
            Needs.CAPTIONS: book.current is None or not self.has_captions,
            Needs.SUGGESTION: not book.suggestions,
            Needs.OTHERS: editor is None or book.seen == frozenset({book.author}),
            Needs.UNDO: not self.way_back.undo_text,
            Needs.REDO: not self.way_back.redo_text,
        }[needs]
        return self._why(needs) if missing else ""

    def _why(self, needs: Needs) -> str:
        if needs is Needs.OTHERS and self._book.editor is None:
            return self._why(Needs.SESSION)
        if needs is Needs.CAPTIONS and not self.has_captions:
            return self.tr("This session has no captions")
        return {
            Needs.SESSION: self.tr("No session is open"),
            Needs.PICTURES: self.tr("This session has neither pictures nor sound"),
            Needs.TASKS: self.tr("No task was begun in this session"),
            Needs.CLICKS: self.tr("No click was recorded in this session"),
            Needs.SUGGESTION: self.tr("No suggestion waits for a judgement"),
            Needs.OTHERS: self.tr(
                "You see your own moments alone: agreement would tell you what others marked. "
                "Show the others first."
            ),
            Needs.UNDO: self.tr("There is nothing to undo"),
            Needs.REDO: self.tr("There is nothing to do again"),
        }.get(needs, self.tr("Select a moment first, or press M to mark one here"))

    # -- the stretch between I and O -------------------------------------------------------

    @property
    def chosen(self) -> Span | None:
        """The stretch set with I and O while no moment was selected; an open end is the
        session's own."""
        return self._stretch.chosen

    def set_range(self, span: Span | None) -> None:
        """Choose a stretch, as I and O do; None chooses none."""
        self._stretch.set(span)

    def set_looping(self, looping: bool) -> None:
        """Play the selected moment, or the chosen stretch, over and over."""
        self._stretch.set_looping(looping)
        if looping and not self._stretch.has_loop:
            self.said.emit(self.tr("Nothing to loop: select a moment that lasts, or set I and O"))

    # -- moving ----------------------------------------------------------------------------

    def set_events(self, events: Sequence[InputEvent]) -> None:
        """What the hand did: where `click` goes."""
        self._clicks_ns = click_times(events)

    def forget(self) -> None:
        """Another session: no stretch is chosen, no click is known."""
        self._clicks_ns = ()
        self.has_captions = False
        self._stretch.set(None)

    def jump_to(self, moment_id: str) -> None:
        """Show where a moment begins, and a little before where it is to be judged."""
        moment = self._book.moment(moment_id)
        if moment is not None:
            waits = moment.standing is Standing.SUGGESTED
            self._player.seek(max(0, moment.start_ns - (_LEAD_NS if waits else 0)))

    def _go(self, steps: int) -> None:
        moment = self._book.neighbour(steps)
        if moment is not None:
            self._book.select(moment.id)
            self.jump_to(moment.id)

    def _go_click(self, steps: int) -> None:
        self._go_to(self._clicks_ns, steps, self.tr("There is no further click"))

    def _go_task(self, steps: int) -> None:
        starts = sorted(attempt.start_ns for attempt in self._book.attempts)
        self._go_to(starts, steps, self.tr("There is no further task"))

    def _go_to(self, times_ns: Sequence[int], steps: int, otherwise: str) -> None:
        time_ns = next_time(times_ns, self._player.time_ns, steps)
        if time_ns is None:
            self.said.emit(otherwise)
        else:
            self._player.seek(time_ns)

    def _change_speed(self, steps: int) -> None:
        speed = abs(self._player.speed)
        place = min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - speed)) + steps
        self._player.set_speed(SPEEDS[min(max(0, place), len(SPEEDS) - 1)])

    def _escape(self) -> None:
        if self.leave_field():
            return
        if self._timeline.cancel_gesture():
            return
        if self._book.current is not None:
            self._book.select("")
        else:
            self._stretch.set(None)
