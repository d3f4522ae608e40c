"""When and where a recorded picture changed, and questions about it. Pixels of that picture."""

from dataclasses import dataclass

MORE_THAN_A_CARET_PX = 60
"""A caret has 2 by 24 pixels at the most; a short word in small type has some 150."""


@dataclass(frozen=True, slots=True)
class ChangedArea:
    """This part of the picture was drawn anew; equal `content` means that it looks the same.

    A content of 0 is not known. Pixels of the recorded screen.
    """

    time_ns: int
    x: int
    y: int
    width: int
    height: int
    content: int = 0

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where, without when."""
        return (self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Stir:
    """One recorded picture: when it came, and what it cost. A keyframe's size says nothing."""

    time_ns: int
    size_bytes: int
    keyframe: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A question: does this box look otherwise at any of the later moments than before?

    `least_px` is how many pixels have to differ where pictures are compared. Without `frames`,
    lines that are as thin and long as the frame around what has the keyboard do not count.
    """

    before_ns: int
    after_ns: tuple[int, ...]
    x: int
    y: int
    width: int
    height: int
    least_px: int = MORE_THAN_A_CARET_PX
    frames: bool = True

    @property
    def end_ns(self) -> int:
        """The last moment it asks of."""
        return max(self.after_ns)

    def touches(self, area: ChangedArea) -> bool:
        """Whether the area reaches into the box."""
        return (
            area.x < self.x + self.width
            and self.x < area.x + area.width
            and area.y < self.y + self.height
            and self.y < area.y + area.height
        )
