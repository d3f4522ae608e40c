"""The pictures that are on screen during a stretch, each with the moment it came.

The first is the one that was there when the stretch begins, held from before, at its beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from observer.export.sources import Sources
from observer.export.stretch import Piece
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span


@dataclass(frozen=True, slots=True)
class Shape:
    """What a clip's stream takes over from its source."""

    width: int
    height: int
    color_range: int = 0
    colorspace: int = 0


def shape_of(pieces: Sequence[Piece], sources: Sources) -> Shape | None:
    """The even size that holds the pictures of all pieces at their own; None without pictures."""
    shapes = [shape for piece in pieces if (shape := _shape(piece, sources)) is not None]
    if not shapes:
        return None
    return Shape(
        max(shape.width for shape in shapes),
        max(shape.height for shape in shapes),
        shapes[0].color_range,
        shapes[0].colorspace,
    )


def shown_pictures(
    pieces: Sequence[Piece], span: Span, sources: Sources
) -> Iterator[tuple[int, VideoFrame]]:
    """Pictures on screen during the span, with their session times, from the span's start on."""
    held: VideoFrame | None = None
    for time_ns, frame in _decoded(pieces, sources):
        if time_ns <= span.start_ns:
            held = frame
            continue
        if held is not None:
            yield span.start_ns, held
            held = None
        yield time_ns, frame
    if held is not None:
        yield span.start_ns, held


def tick_ns_of(stream: VideoStream | AudioStream) -> Fraction | int:
    """How long the unit of the stream's times is; whole where it can be, which counts quicker."""
    tick_ns = (stream.time_base or Fraction(1, 1000)) * NS_PER_SECOND
    return tick_ns.numerator if tick_ns.denominator == 1 else tick_ns


def _shape(piece: Piece, sources: Sources) -> Shape | None:
    opened = sources.pictures(piece.path, threads=True)
    if opened is None:
        return None
    codec = opened[1].codec_context
    # The encoder halves the colours' planes: odd sizes are filled up.
    width, height = codec.width + codec.width % 2, codec.height + codec.height % 2
    return Shape(width, height, codec.color_range, codec.colorspace)


def _decoded(pieces: Sequence[Piece], sources: Sources) -> Iterator[tuple[int, VideoFrame]]:
    """Every frame of the pieces before their ends, from the keyframe before the first begins."""
    for piece in pieces:
        opened = sources.pictures(piece.path, threads=True)
        if opened is None:
            continue
        media, video = opened
        tick_ns = tick_ns_of(video)
        media.seek(int(piece.span.start_ns / tick_ns), stream=video)
        for frame in media.decode(video):
            if frame.pts is None:
                continue
            time_ns = round(frame.pts * tick_ns)
            if time_ns >= piece.span.end_ns:
                break
            yield time_ns, frame
