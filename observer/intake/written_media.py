"""What an import has written: how much of each track, and from when to when."""

from dataclasses import dataclass


@dataclass(slots=True)
class WrittenTrack:
    """What one track of the new file holds, on the session's clock; `skipped` was unreadable."""

    items: int = 0
    start_ns: int = 0
    end_ns: int = 0
    skipped: int = 0

    def count(self, start_ns: int, end_ns: int) -> None:
        """Take one packet into account."""
        self.start_ns = min(self.start_ns, start_ns) if self.items else start_ns
        self.end_ns = max(self.end_ns, end_ns)
        self.items += 1


@dataclass(frozen=True, slots=True)
class WrittenMedia:
    """The new file; `whole` is false where the source ended in something unreadable."""

    pictures: WrittenTrack
    sound: WrittenTrack | None
    whole: bool
