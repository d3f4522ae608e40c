"""Words on a clip: what it shows and how severe that is, who and when, and captions."""

from collections.abc import Sequence

from observer.export.choices import Caption, Overlays
from observer.export.drawing.ground import Ground, Stamp
from observer.export.drawing.lettering import Color, Type, chip, text_width, wrapped
from observer.export.drawing.measure import Measure
from observer.model.annotation import SEVERITY_WORDS
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.span import Span

SEVERITY_COLORS: tuple[Color, ...] = (
    (154, 160, 168),
    (201, 162, 39),
    (217, 131, 36),
    (192, 79, 40),
    (142, 47, 107),
)
"""The light theme's fills of the severities 0 to 4."""

_DARK_INK: Color = (20, 23, 26)
_WHITE_INK: Color = (255, 255, 255)
_WHITE_FROM = 3  # white reads better than black on these fills
_TITLE_SHARE, _CAPTION_SHARE = 0.55, 0.7  # of the picture's width, at most
_TITLE_LINES, _CAPTION_LINES = 2, 3


class LabelLayer:
    """Severity and title in the upper left corner; they stay."""

    def __init__(self, overlays: Overlays, measure: Measure) -> None:
        self._measure = measure
        self._stamps: list[Stamp] = []
        if overlays.severity is not None:
            self._stamps.append(severity_chip(overlays.severity, measure.label))
        if overlays.title:
            width = round(measure.width * _TITLE_SHARE)
            lines = wrapped(overlays.title, measure.label, width, _TITLE_LINES)
            self._stamps.append(chip(lines, measure.label))

    def changes_ns(self) -> Sequence[int]:
        """Never."""
        return ()

    def draw(self, ground: Ground, time_ns: int) -> None:  # noqa: ARG002  # it looks the same at all times
        """Both, side by side."""
        x = self._measure.margin
        for stamp in self._stamps:
            ground.put(stamp, x, self._measure.margin)
            x += stamp.width + self._measure.margin // 3


class ClockLayer:
    """The participant's code and the session's time in the upper right corner."""

    def __init__(self, overlays: Overlays, span: Span, measure: Measure) -> None:
        self._measure = measure
        self._span = span
        self._participant = overlays.participant
        self._counts = overlays.time_code
        self._last = ("", chip([""], measure.label))
        widest = self._words(span.end_ns)
        digits = "".join("0" if letter.isdigit() else letter for letter in widest)
        self._least_width = text_width(digits, measure.label)

    def changes_ns(self) -> Sequence[int]:
        """Each second, where the time is shown."""
        if not self._counts:
            return ()
        first = self._span.start_ns // NS_PER_SECOND + 1
        return range(first * NS_PER_SECOND, self._span.end_ns, NS_PER_SECOND)

    def draw(self, ground: Ground, time_ns: int) -> None:
        """What the second says."""
        words = self._words(time_ns)
        if words != self._last[0]:
            stamp = chip([words], self._measure.label, least_width=self._least_width)
            self._last = (words, stamp)
        stamp = self._last[1]
        ground.put(stamp, ground.width - self._measure.margin - stamp.width, self._measure.margin)

    def _words(self, time_ns: int) -> str:
        time = format_ns(time_ns) if self._counts else ""
        return "  ".join(filter(None, (self._participant, time)))


class CaptionLayer:
    """Sentences at the bottom, in the middle, each for its own time."""

    def __init__(self, captions: Sequence[Caption], span: Span, measure: Measure) -> None:
        self._measure = measure
        self._captions = [caption for caption in captions if caption.span.overlaps(span)]
        self._stamps: dict[str, Stamp] = {}

    def changes_ns(self) -> Sequence[int]:
        """When each comes and goes."""
        return [
            time_ns
            for caption in self._captions
            for time_ns in (caption.span.start_ns, caption.span.end_ns)
        ]

    def draw(self, ground: Ground, time_ns: int) -> None:
        """The captions of this moment, the latest lowest."""
        y = ground.height - 2 * self._measure.margin
        for caption in reversed(self._captions):
            if not caption.span.contains(time_ns) or not caption.text.strip():
                continue
            stamp = self._stamp(caption.text)
            y -= stamp.height
            ground.put(stamp, (ground.width - stamp.width) // 2, y)
            y -= self._measure.margin // 3

    def _stamp(self, text: str) -> Stamp:
        if text not in self._stamps:
            width = round(self._measure.width * _CAPTION_SHARE)
            lines = wrapped(text, self._measure.caption, width, _CAPTION_LINES)
            self._stamps[text] = chip(lines, self._measure.caption)
        return self._stamps[text]


def severity_chip(severity: int, type_: Type) -> Stamp:
    """The severity by colour, number and word."""
    ink = _WHITE_INK if severity >= _WHITE_FROM else _DARK_INK
    words = f"{severity}  {SEVERITY_WORDS[severity]}"
    return chip([words], type_, ink=ink, glass=SEVERITY_COLORS[severity], solid=True)
