"""How large a question's controls are: in a list, on the console, or for a participant."""

from dataclasses import dataclass

from observer.ui.theme import BODY, HEADING, SMALL, TITLE


@dataclass(frozen=True, slots=True)
class Measure:
    """One size of a question's controls, in device-independent pixels.

    `height` and `width` are the least a scale's button has, `row` the height of a choice;
    `figure`, `words` and `ends` are sizes of type, the last for the words at a scale's ends.
    Buttons that `stretch` share the room there is.
    """

    height: int
    width: int
    row: int
    figure: int
    words: int
    ends: int
    gap: int
    stretch: bool

    @property
    def ring(self) -> int:
        """Room around the buttons for the ring that shows the focus."""
        return 3 + self.gap // 3


LINE = Measure(36, 40, row=36, figure=BODY, words=BODY, ends=SMALL, gap=4, stretch=False)
CARD = Measure(48, 40, row=40, figure=HEADING, words=BODY, ends=SMALL, gap=8, stretch=True)
LARGE = Measure(84, 56, row=64, figure=TITLE, words=18, ends=18, gap=12, stretch=True)
