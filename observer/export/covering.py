"""What must not be seen or heard in anything that leaves: the exporter's side of it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from observer.model.span import Span


class Covering(Protocol):
    """Covers parts of pictures and silences stretches of sound; times are the session's, in ns.

    The exporter asks `touches` first: a stretch that nothing touches is copied as it is. Else every
    picture of it is handed to `fill`, once for each time it is shown at, before anything is drawn
    on it; a picture that stands still is shown again at each of `changes_ns`.
    """

    def touches(self, span: Span) -> bool:
        """Whether any picture of the span has to be covered."""
        ...

    def changes_ns(self, span: Span) -> Sequence[int]:
        """When what is covered changes during the span."""
        ...

    def fill(self, picture: npt.NDArray[np.uint8], time_ns: int) -> None:
        """Cover in place what must not be seen at this time.

        `picture` is I420 in limited range at the size the screen had then: rows of luma, then half
        as many of both chromas, `height * 3 / 2` rows of `width` bytes together.
        """
        ...

    def silences(self, span: Span) -> Sequence[Span]:
        """The stretches of the span that must not be heard."""
        ...

    def tones(self, span: Span) -> Sequence[Span]:
        """Those of the silences in which a tone is heard instead."""
        ...
