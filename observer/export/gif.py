"""A clip as a GIF: small, without sound, and moving wherever a picture is shown."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
from av.filter import Graph
from av.video.frame import VideoFrame

from observer.export.choices import ClipChoices
from observer.export.moving_clip import Written
from observer.export.painted_pictures import PaintedPictures
from observer.export.sources import Sources
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import ExportError
from observer.model.span import Span
from observer.session.reader import SessionReader

GIF_WIDTH_PX = 800  # text of a full screen can still be read, and a mail takes the file
LONGEST_GIF_NS = 120 * NS_PER_SECOND
_TICK_NS = 10 * NS_PER_MS  # GIF counts hundredths of a second
_APART = 10  # ticks: ten pictures a second; viewers slow down what is much faster
_TIME_BASE = Fraction(1, 100)
# An even pattern, unlike scattered dots, is the same from picture to picture and packs well.
_DITHER = "dither=bayer:bayer_scale=5:diff_mode=rectangle"

Ticked: TypeAlias = tuple[int, VideoFrame]


def write_gif(
    path: Path,
    reader: SessionReader,
    span: Span,
    choices: ClipChoices,
    sources: Sources,
    tell: Callable[[float], None],
) -> Written:
    """Write the span to `path`; `tell` hears the part done and may raise to stop.

    Its colours are chosen from all its pictures: they are read twice. Raises ExportError for a
    span too long for a GIF or without pictures.
    """
    if span.length_ns > LONGEST_GIF_NS:
        raise ExportError(
            f"A GIF of {span.length_ns // NS_PER_SECOND} seconds would be too large to be shown",
            f"Choose at most {LONGEST_GIF_NS // NS_PER_SECOND} seconds, or MP4",
        )
    length = max(1, span.length_ns // _TICK_NS)
    first = _Pictures(reader, span, choices, sources)
    palette = _palette(_told(first.ticked(), lambda tick: tell(tick / length / 2)))
    last_delay = max(1, length - first.last_tick)
    options = {"loop": "0", "final_delay": str(last_delay), "fflags": "+bitexact"}
    second = _Pictures(reader, span, choices, sources)
    frames = 0
    with av.open(str(path), "w", format="gif", options=options) as out:
        stream = out.add_stream("gif", rate=_TIME_BASE.denominator)
        stream.width, stream.height = second.size
        stream.pix_fmt = "pal8"
        stream.codec_context.time_base = _TIME_BASE
        ticked = _told(second.ticked(), lambda tick: tell(0.5 + tick / length / 2))
        for frame in _in_colours(palette, ticked):
            frames += 1
            frame.time_base = _TIME_BASE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return Written(frames)


class _Pictures:
    """The span's pictures at the GIF's size and pace; they can be read once."""

    def __init__(
        self, reader: SessionReader, span: Span, choices: ClipChoices, sources: Sources
    ) -> None:
        self._painted = PaintedPictures(reader, span, choices, sources)
        self._span = span
        if self._painted.shape is None:
            raise ExportError("This session has no pictures", "Choose one that shows a screen")
        shape = self._painted.shape
        width = choices.width or min(GIF_WIDTH_PX, shape.width)
        self.size = width, max(1, round(shape.height * width / shape.width))
        self.last_tick = 0

    def ticked(self) -> Iterator[Ticked]:
        """Each picture with its hundredth of a second."""
        width, height = self.size
        for tick, frame in _spaced(self._painted.pictures(), self._span):
            sized = frame.reformat(width=width, height=height, format="bgra")
            sized.pts, sized.time_base = tick, _TIME_BASE
            self.last_tick = tick
            yield tick, sized


def _spaced(pictures: Iterable[tuple[int, VideoFrame]], span: Span) -> Iterator[Ticked]:
    """Pictures at least `_APART`; of several that come too soon the last is shown, a little late.

    The last picture of all is always shown.
    """
    due = 0
    waiting: VideoFrame | None = None
    for time_ns, frame in pictures:
        tick = (time_ns - span.start_ns) // _TICK_NS
        if waiting is not None and tick >= due:
            yield due, waiting
            due, waiting = due + _APART, None
        if tick >= due:
            yield tick, frame
            due = tick + _APART
        else:
            waiting = frame
    if waiting is not None:
        shown = due - _APART
        yield max(shown + 1, min(due, span.length_ns // _TICK_NS - 2)), waiting


def _told(ticked: Iterable[Ticked], tell: Callable[[int], None]) -> Iterator[VideoFrame]:
    for tick, frame in ticked:
        tell(tick)
        yield frame


def _palette(frames: Iterator[VideoFrame]) -> VideoFrame:
    """The colours that fit all frames best, as libav hands them on: a picture of 16 by 16."""
    chosen: list[VideoFrame] = []
    step: _Filter | None = None
    for frame in frames:
        step = step or _Filter("palettegen", "stats_mode=full", frame)
        step.push(0, frame)
    if step is not None:
        step.push(0, None)
        chosen = list(step.ready())
    assert chosen, "a span with pictures shows at least one"
    return chosen[0]


def _in_colours(palette: VideoFrame, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    """The frames in the palette's colours."""
    step: _Filter | None = None
    for frame in frames:
        if step is None:
            step = _Filter("paletteuse", _DITHER, frame, palette)
            step.push(1, palette)
            step.push(1, None)
        step.push(0, frame)
        yield from step.ready()
    if step is not None:
        step.push(0, None)
        yield from step.ready()


class _Filter:
    """One of libav's filters, with an entry for each kind of frame it takes."""

    def __init__(self, name: str, arguments: str, *kinds: VideoFrame) -> None:
        graph = Graph()
        self._entries = [
            graph.add_buffer(
                width=kind.width, height=kind.height, format=kind.format, time_base=_TIME_BASE
            )
            for kind in kinds
        ]
        step = graph.add(name, arguments)
        for number, entry in enumerate(self._entries):
            entry.link_to(step, 0, number)
        self._end = graph.add("buffersink")
        step.link_to(self._end)
        graph.configure()
        self._graph = graph

    def push(self, entry: int, frame: VideoFrame | None) -> None:
        """Hand in a frame, or None behind the last."""
        self._entries[entry].push(frame)

    def ready(self) -> Iterator[VideoFrame]:
        """What has come out."""
        while True:
            try:
                frame = self._end.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            assert isinstance(frame, VideoFrame)
            yield frame
