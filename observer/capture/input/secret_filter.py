"""A sink before the sink, past which nothing comes that was done in a secret window."""

import threading
import time
from collections import deque
from collections.abc import Callable

import xcffib

from observer.capture.bell import Bell
from observer.capture.input.front_watch import FrontWatch
from observer.capture.input.secret_stretches import SecretStretches, Stretch
from observer.model.clock import SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import Gap, GapReason, InputEvent, InputKind, Sample
from observer.model.sink import Sink

_LOOK_EVERY_S = 0.02  # at most fifty looks a second, however much is typed
_BLIND_S = 0.5  # while the keys follow the pointer, no change of what is in front is told


class SecretFilter:
    """Holds each event until a look, LATE_NEWS_NS after it, has found no secret window in front.

    What came too near to a secret window is forgotten; a gap says from when to when. A thread of
    its own looks: while events are held fifty times a second, else when the server has news.
    """

    def __init__(self, watch: FrontWatch, clock: SessionClock, sink: Sink) -> None:
        self._watch = watch
        self._clock = clock
        self._sink = sink
        self._held: deque[InputEvent] = deque()
        self._stretches = SecretStretches(max(0, clock.now_ns()))
        self._gap_ended_ns = 0
        self._withheld_buttons: set[str] = set()
        self._looking = threading.Lock()  # guards all that a look changes
        self._running = True
        self._closing = False
        self._asleep = False
        self._bell = Bell()

    def write(self, sample: Sample) -> None:
        """Take an event, in rising time; returns at once."""
        if isinstance(sample, InputEvent):
            self._held.append(sample)
            if self._asleep:
                self._bell.ring()

    def run(self, lost: Callable[[], None]) -> None:
        """Look and tell until `close`; calls `lost` where the display has gone before."""
        try:
            while not self._closing:
                with self._looking:
                    self._look()
                self._sleep()
        except xcffib.ConnectionException:
            lost()

    def pause(self) -> None:
        """Tell what a last look allows, and the end of a gap; then nothing until `resume`."""
        with self._looking:
            self._settle()
            self._running = False

    def resume(self) -> None:
        """Go on with what is done from this moment on."""
        with self._looking:
            self._held.clear()
            self._stretches = SecretStretches(self._clock.now_ns())
            self._running = True
        self._bell.ring()

    def end(self) -> None:
        """Make `run` return. What is held is told by `close`, after it has."""
        self._closing = True
        self._bell.ring()

    def close(self) -> int | None:
        """Settle; since when nothing is known, if a display that went took events with it."""
        with self._looking:
            unknown_ns = self._settle()
            self._running = False
        self._bell.close()
        return unknown_ns

    def _sleep(self) -> None:
        """Until there is something to look for, and never less than the time between two looks."""
        began_s = time.monotonic()
        self._asleep = True  # before what is held is seen: a later event rings
        self._bell.sleep(self._watch.fileno(), self._patience_s())
        self._asleep = False
        left_s = began_s + _LOOK_EVERY_S - time.monotonic()
        if left_s > 0 and not self._closing:
            time.sleep(left_s)

    def _patience_s(self) -> float | None:
        if self._held or self._watch.has_news:
            return _LOOK_EVERY_S
        return _BLIND_S if self._watch.follows_pointer else None

    def _look(self) -> None:
        look = self._watch.look(self._clock)
        if self._running:
            ended = self._stretches.saw(look)
            self._release(final=False)
            self._tell_gap(ended)

    def _settle(self) -> int | None:
        """Tell all that may be told; with the display gone, only what is known to be plain."""
        if not self._running:
            return None
        try:
            self._look()
        except xcffib.ConnectionException:
            known_ns = self._stretches.looked_ns
            lost = [event for event in self._held if event.time_ns > known_ns]
            self._held = deque(event for event in self._held if event.time_ns <= known_ns)
            self._release(final=True)
            self._tell_gap(self._stretches.close(known_ns))
            return known_ns if lost else None
        self._release(final=True)
        self._tell_gap(self._stretches.close(self._clock.now_ns()))
        return None

    def _release(self, *, final: bool) -> None:
        while self._held:
            event = self._held[0]
            secret = self._stretches.judge(event.time_ns, final=final)
            if secret is None:
                return
            self._held.popleft()
            # What comes so late that a gap after it has been told belongs to that gap.
            secret = secret or event.time_ns < self._gap_ended_ns
            if self._may_tell(event, secret=secret):
                self._sink.write(event)

    def _may_tell(self, event: InputEvent, *, secret: bool) -> bool:
        """Nothing secret, nor the release of a button whose press was secret."""
        if event.kind is InputKind.PRESS:
            (self._withheld_buttons.add if secret else self._withheld_buttons.discard)(event.button)
        elif event.kind is InputKind.RELEASE and event.button in self._withheld_buttons:
            self._withheld_buttons.discard(event.button)
            return False
        return not secret

    def _tell_gap(self, stretch: Stretch | None) -> None:
        if stretch is not None and stretch.end_ns is not None:
            self._gap_ended_ns = stretch.end_ns
            gap = Gap(stretch.told_ns, stretch.end_ns, GapReason.SECRET, TrackKind.INPUT)
            self._sink.write(gap)
