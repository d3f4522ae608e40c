"""Fewer pointer moves, of which the last of every burst is kept."""

from collections.abc import Iterator

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import InputEvent, InputKind

SLOT_NS = NS_PER_SECOND // 60  # no screen shows the pointer in more places in a second


class MoveThinner:
    """Hands on the last move of each sixtieth of a second, and everything else at once."""

    def __init__(self) -> None:
        self._waiting: InputEvent | None = None

    @property
    def waiting(self) -> bool:
        """Whether a move is held back in case another follows it."""
        return self._waiting is not None

    def take(self, event: InputEvent) -> Iterator[InputEvent]:
        """An event in, what may go on out."""
        waiting = self._waiting
        if waiting is not None and (
            event.kind is not InputKind.MOVE
            or event.time_ns // SLOT_NS != waiting.time_ns // SLOT_NS
        ):
            yield from self.flush()
        if event.kind is InputKind.MOVE:
            self._waiting = event
        else:
            yield event

    def flush(self) -> Iterator[InputEvent]:
        """The move that was held back, once no other followed."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            yield waiting
