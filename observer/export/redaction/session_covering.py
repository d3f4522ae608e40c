"""What a session's redactions cover of its pictures and of its sound."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from observer.export.redaction.places import CoveredStretch
from observer.model.clock import NS_PER_MS
from observer.model.redaction import Area, Cover, Redaction
from observer.model.span import Span

MARGIN_PX = 8
"""Around an area: letters have soft edges, and a block of the codec is 8 pixels wide."""

FILL_YUV = (16, 128, 128)
"""Black, in limited range."""

# A codec lets a sound ring on a little, and its times are rounded to milliseconds.
_AROUND_SOUND_NS = 20 * NS_PER_MS


class SessionCovering:
    """A `covering.Covering`; `areas_at` says for the window what `fill` covers."""

    def __init__(
        self, stretches: Sequence[CoveredStretch], redactions: Iterable[Redaction] = ()
    ) -> None:
        self._stretches = sorted(stretches, key=lambda stretch: stretch.span)
        sounds = [one for one in redactions if one.cover is not Cover.PICTURE]
        self._silences = [_around(one.span) for one in sounds]
        self._tones = [_around(one.span) for one in sounds if one.cover is Cover.TONE]

    def touches(self, span: Span) -> bool:
        """Whether any picture of the span has to be covered."""
        return any(stretch.span.overlaps(span) for stretch in self._stretches)

    def changes_ns(self, span: Span) -> Sequence[int]:
        """When what is covered changes during the span."""
        edges = {
            edge
            for stretch in self._stretches
            for edge in (stretch.span.start_ns, stretch.span.end_ns)
        }
        return sorted(edge for edge in edges if span.start_ns <= edge < span.end_ns)

    def areas_at(self, time_ns: int) -> list[Area]:
        """What is covered at this time, margin and all; it may reach out of the picture."""
        areas = {
            area
            for stretch in self._stretches
            if stretch.span.start_ns <= time_ns < stretch.span.end_ns
            for area in stretch.areas
        }
        return sorted(map(_even, areas), key=lambda area: (area.y, area.x))

    def fill(self, picture: npt.NDArray[np.uint8], time_ns: int) -> None:
        """Cover in place what must not be seen at this time."""
        areas = self.areas_at(time_ns)
        if not areas:
            return
        height, width = picture.shape[0] * 2 // 3, picture.shape[1]
        luma = picture[:height]
        flat = picture.reshape(-1)
        if not np.shares_memory(flat, picture):
            raise ValueError("a picture that is to be covered lies in one piece")
        chroma = flat[height * width :].reshape(2, height // 2, width // 2)
        for area in areas:
            left, top = max(0, area.x), max(0, area.y)
            right, bottom = max(0, area.x + area.width), max(0, area.y + area.height)
            luma[top:bottom, left:right] = FILL_YUV[0]
            for plane, value in zip(chroma, FILL_YUV[1:], strict=True):
                plane[top // 2 : bottom // 2, left // 2 : right // 2] = value

    def silences(self, span: Span) -> Sequence[Span]:
        """The stretches of the span that must not be heard."""
        return _within(self._silences, span)

    def tones(self, span: Span) -> Sequence[Span]:
        """Those of the silences in which a tone is heard instead."""
        return _within(self._tones, span)


def _around(span: Span) -> Span:
    return Span(max(0, span.start_ns - _AROUND_SOUND_NS), span.end_ns + _AROUND_SOUND_NS)


def _within(spans: Sequence[Span], limit: Span) -> list[Span]:
    return [span.clamped(limit) for span in spans if span.overlaps(limit)]


def _even(area: Area) -> Area:
    """With the margin, and whole pairs of pixels, which share their colour."""
    grown = area.grown(MARGIN_PX)
    left, top = grown.x & ~1, grown.y & ~1
    right, bottom = (grown.x + grown.width + 1) & ~1, (grown.y + grown.height + 1) & ~1
    return Area(left, top, right - left, bottom - top)
