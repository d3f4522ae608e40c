"""How large a question's controls are: in a list, on the console, or for a participant."""

from dataclasses import dataclass

from observer.ui.theme import BODY, HEADING, SMALL, TITLE


@dataclass(frozen=True, slots=True)
class Measure:
    """One size of a question's controls, in device-independent pixels.

    `height` and `width` are the least a button has, `figure` and `words` the sizes of its type;
    buttons that `stretch` share the room there is.
    """

    height: int
    width: int
    figure: int
    words: int
    gap: int
    stretch: bool


LINE = Measure(height=36, width=40, figure=BODY, words=SMALL, gap=4, stretch=False)
CARD = Measure(height=48, width=40, figure=HEADING, words=SMALL, gap=8, stretch=True)
LARGE = Measure(height=84, width=56, figure=TITLE, words=18, gap=12, stretch=True)
