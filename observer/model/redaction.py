"""What must not leave: areas of the picture and stretches of the sound that are covered."""

from dataclasses import dataclass
from enum import StrEnum

from observer.model.span import Span


class Cover(StrEnum):
    """What is covered, and with what: the picture by a solid fill, the sound by one of two."""

    PICTURE = "picture"
    SILENCE = "silence"
    TONE = "tone"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels of the recorded picture, from its top left corner."""

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0:
            raise ValueError("an area has a width and a height")

    def grown(self, by: int) -> "Area":
        """With a margin on each side; it may reach out of the picture."""
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Redaction:
    """One thing that is covered from `start_ns` to `end_ns` in all that leaves.

    A picture's `area` is where it is at `start_ns`. With `window` (an application) it follows that
    window when it moves, as the focus track tells. `area` is None for sound. `reason` is for the
    team alone and never leaves.
    """

    id: str
    session_id: str
    author: str
    cover: Cover
    start_ns: int
    end_ns: int
    area: Area | None = None
    window: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end_ns < self.start_ns or self.start_ns < 0:
            raise ValueError("a redaction cannot end before it starts")
        if (self.area is None) != (self.cover is not Cover.PICTURE):
            raise ValueError("a picture is covered in an area, sound is not")

    @property
    def span(self) -> Span:
        """The stretch it covers."""
        return Span(self.start_ns, self.end_ns)
