"""A made-up hand: it circles, clicks, scrolls and types, the same in every second."""

import math
from collections.abc import Iterator
from itertools import count

from observer.capture.synthetic.script import Event, ScriptedDevice
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.samples import InputEvent, InputKind, KeyClass

_MOVES = 20  # moves a second: a calm hand
_CENTRE, _RADIUS = (320, 180), 100  # lies within the synthetic screen


class SyntheticInput(ScriptedDevice):
    """Twenty moves a second on a circle; in each second a click, a scroll step and three keys."""

    def __init__(self) -> None:
        super().__init__(TrackKind.INPUT)

    @property
    def dropped_moves(self) -> int:
        """Always 0."""
        return 0

    def script(self) -> Iterator[Event]:
        """The events in rising time, without an end."""
        for second in count():
            yield from sorted(_second(second * NS_PER_SECOND), key=lambda event: event.time_ns)


def _second(start_ns: int) -> Iterator[InputEvent]:
    for move in range(_MOVES):
        yield InputEvent(start_ns + move * 50 * NS_PER_MS, InputKind.MOVE, *_place(move))
    x, y = _place(10)
    half_ns = start_ns + 500 * NS_PER_MS
    yield InputEvent(half_ns + 5 * NS_PER_MS, InputKind.PRESS, x, y, button="left")
    yield InputEvent(half_ns + 85 * NS_PER_MS, InputKind.RELEASE, x, y, button="left")
    yield InputEvent(half_ns + 120 * NS_PER_MS, InputKind.SCROLL, x, y, dy=1)
    keys = (
        (KeyClass.CHARACTER, ""),
        (KeyClass.EDITING, "Backspace"),
        (KeyClass.SHORTCUT, "Ctrl+C"),
    )
    for place, (key_class, key) in enumerate(keys):
        time_ns = half_ns + (205 + 60 * place) * NS_PER_MS
        yield InputEvent(time_ns, InputKind.KEY, x, y, key_class=key_class, key=key)


def _place(move: int) -> tuple[int, int]:
    angle = 2 * math.pi * move / _MOVES
    return (
        round(_CENTRE[0] + _RADIUS * math.cos(angle)),
        round(_CENTRE[1] + _RADIUS * math.sin(angle)),
    )
