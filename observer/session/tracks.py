"""How far each track of a running recording has come."""

from dataclasses import dataclass

from observer.model.manifest import TrackEntry
from observer.model.sink import TrackFormat
from observer.session.layout import FILE_OF_TRACK


@dataclass(slots=True)
class TrackTally:
    """Counts one track's samples while they pass. Times in ns of the session."""

    format: TrackFormat
    items: int = 0
    start_ns: int | None = None
    end_ns: int = 0

    def count(self, start_ns: int, end_ns: int) -> None:
        """Take one more sample into account."""
        if self.start_ns is None:
            self.start_ns = start_ns
        self.end_ns = max(self.end_ns, end_ns)
        self.items += 1

    def entry(self) -> TrackEntry:
        """The track as the manifest holds it."""
        return TrackEntry(
            kind=self.format.kind,
            files=(FILE_OF_TRACK[self.format.kind],),
            start_ns=self.start_ns or 0,
            end_ns=self.end_ns,
            items=self.items,
            details=dict(self.format.details),
        )
