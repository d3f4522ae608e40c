"""A suspected friction moment, found by a rule; a person accepts or rejects it."""

from dataclasses import dataclass

from observer.model.span import Span


@dataclass(frozen=True, slots=True)
class Signal:
    """What one rule found, and why, in one sentence with its numbers.

    `x` and `y` are pixels of the recorded screen, None where the rule speaks of no place.
    """

    rule: str
    start_ns: int
    end_ns: int
    reason: str
    x: int | None = None
    y: int | None = None

    def __post_init__(self) -> None:
        if self.start_ns < 0:
            raise ValueError("a signal cannot lie before the session's start")
        if self.end_ns < self.start_ns:
            raise ValueError("a signal cannot end before it starts")
        if not self.rule or not self.reason:
            raise ValueError("a signal names its rule and says why")

    @property
    def span(self) -> Span:
        """The stretch it speaks of."""
        return Span(self.start_ns, self.end_ns)
