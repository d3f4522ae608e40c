"""Reels: clips of several sessions in a row, with title cards between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TitleCard:
    """A still page: a study's or a task's name, or the customer's own words."""

    title: str
    words: str = ""
    quote: str = ""
    length_ns: int = 3_000_000_000


@dataclass(frozen=True, slots=True)
class ReelClip:
    """A stretch of a session. `moment_id` names the moment it shows, empty for none."""

    session_id: str
    start_ns: int
    end_ns: int
    title: str = ""
    moment_id: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start_ns < self.end_ns:
            raise ValueError("a clip of a reel has a length")


@dataclass(frozen=True, slots=True)
class Reel:
    """What is shown one after the other. Dates are ISO 8601 in UTC."""

    id: str
    title: str
    items: tuple[TitleCard | ReelClip, ...] = ()
    created_at: str = ""
    changed_at: str = ""

    @property
    def session_ids(self) -> tuple[str, ...]:
        """The sessions it shows something of, each once, in their order."""
        found = (item.session_id for item in self.items if isinstance(item, ReelClip))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class ExportNote:
    """That a file with something of a session left the library: where to, what, and when.

    Erasing a participant cannot reach such copies, and so lists them.
    """

    session_id: str
    path: str
    kind: str
    made_at: str
