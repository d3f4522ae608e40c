"""Fewer pointer moves, of which the last of every burst is kept."""

from collections.abc import Iterator

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import InputEvent, InputKind

SLOT_NS = NS_PER_SECOND // 60  # no screen shows the pointer in more places in a second


class MoveThinner:
    """Hands on the last move of each sixtieth of a second, and everything else at once.

    A move that led to an act goes before it, but one a slot at most: the act tells its place too.
    """

    def __init__(self) -> None:
        self._waiting: InputEvent | None = None
        self._told_slot = -1

    @property
    def waiting(self) -> bool:
        """Whether a move is held back in case another follows it."""
        return self._waiting is not None

    def take(self, event: InputEvent) -> Iterator[InputEvent]:
        """An event in, what may go on out."""
        waiting, slot = self._waiting, event.time_ns // SLOT_NS
        is_move = event.kind is InputKind.MOVE
        if waiting is not None and (not is_move or slot != waiting.time_ns // SLOT_NS):
            if waiting.time_ns // SLOT_NS != self._told_slot:
                yield from self.flush()
            self._waiting = None
        if is_move:
            self._waiting = event
        else:
            yield event

    def flush(self) -> Iterator[InputEvent]:
        """The move that was held back, once no other followed: where the pointer has come to."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._told_slot = waiting.time_ns // SLOT_NS
            yield waiting
