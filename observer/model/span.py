"""A stretch of session time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start_ns, end_ns)`; a point has both ends the same.

    Raises ValueError where it would end before it starts.
    """

    start_ns: int
    end_ns: int

    def __post_init__(self) -> None:
        if self.end_ns < self.start_ns:
            raise ValueError(f"a span cannot end before it starts: {self.start_ns}..{self.end_ns}")

    @property
    def length_ns(self) -> int:
        """How long it lasts, in nanoseconds."""
        return self.end_ns - self.start_ns

    def contains(self, time_ns: int) -> bool:
        """Whether the moment lies in the stretch; a point holds its own moment."""
        return self.start_ns <= time_ns < self.end_ns or time_ns == self.start_ns

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment."""
        return self.start_ns < other.end_ns and other.start_ns < self.end_ns

    def clamped(self, limit: "Span") -> "Span":
        """The part of this stretch inside `limit`, empty at the nearer end where there is none."""
        start = min(max(self.start_ns, limit.start_ns), limit.end_ns)
        end = min(max(self.end_ns, limit.start_ns), limit.end_ns)
        return Span(start, max(start, end))
