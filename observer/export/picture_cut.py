"""The pictures of a stretch, exact to the frame: decoded, and encoded again from its first moment.

A clip's first picture is the one that was on screen when it begins, held from before; later ones
keep their distances. There is no pre-roll behind an edit list: that would leak what was cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
from av.video.stream import VideoStream

from observer.export.canvas import Canvas
from observer.export.stretch import Piece
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.span import Span

TIME_BASE = Fraction(1, 1000)
# Close to the recording's own quality (qp 18 to 20) at a third of its size; no B-frames, so that
# decoding and presentation times are the same.
_OPTIONS = {"preset": "veryfast", "crf": "20", "bf": "0", "g": "240"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a clip's stream takes over from its source."""

    width: int
    height: int
    color_range: int
    colorspace: int


def prepare_stream(
    output: av.container.OutputContainer, pieces: Sequence[Piece]
) -> VideoStream | None:
    """A picture stream in `output` that holds the pictures of all pieces at their own size.

    None where there are no pictures.
    """
    shapes = [shape for piece in pieces if (shape := _shape(piece)) is not None]
    if not shapes:
        return None
    stream = output.add_stream("libx264", rate=30, options=_OPTIONS)
    stream.width = max(shape.width for shape in shapes)
    stream.height = max(shape.height for shape in shapes)
    stream.pix_fmt = "yuv420p"
    stream.time_base = TIME_BASE
    stream.codec_context.time_base = TIME_BASE
    stream.codec_context.color_range = shapes[0].color_range
    stream.codec_context.colorspace = shapes[0].colorspace
    return stream


def cut_pictures(
    pieces: Sequence[Piece], span: Span, stream: VideoStream
) -> "Iterator[av.Packet[VideoStream]]":
    """Packets of the stretch for `stream`, each with its duration; the last ends with the span."""
    length_ms = span.length_ns // NS_PER_MS
    held: av.Packet[VideoStream] | None = None
    for packet in _encoded(pieces, span, stream):
        if held is not None:
            held.duration = _pts(packet) - _pts(held)
            yield held
        held = packet
    if held is not None:
        held.duration = max(1, length_ms - _pts(held))
        yield held


def _shape(piece: Piece) -> _Shape | None:
    with av.open(str(piece.path)) as media:
        if not media.streams.video:
            return None
        codec = media.streams.video[0].codec_context
        # The encoder halves the colours' planes: odd sizes are filled up.
        width, height = codec.width + codec.width % 2, codec.height + codec.height % 2
        return _Shape(width, height, codec.color_range, codec.colorspace)


def _encoded(
    pieces: Sequence[Piece], span: Span, stream: VideoStream
) -> "Iterator[av.Packet[VideoStream]]":
    canvas = Canvas(stream.width, stream.height)
    last_ms = -1
    for time_ns, frame in _frames(pieces, span):
        ms = max((time_ns - span.start_ns) // NS_PER_MS, last_ms + 1)
        last_ms = ms
        fitted = canvas.fitted(frame)
        fitted.pts = ms
        fitted.time_base = TIME_BASE
        fitted.pict_type = av.video.frame.PictureType.NONE  # or each source keyframe is one again
        yield from stream.encode(fitted)
    yield from stream.encode(None)


def _frames(pieces: Sequence[Piece], span: Span) -> Iterator[tuple[int, av.VideoFrame]]:
    """Frames on screen during the span: the one held at its start first, at that start."""
    held: av.VideoFrame | None = None
    for time_ns, frame in _decoded(pieces):
        if time_ns <= span.start_ns:
            held = frame
            continue
        if held is not None:
            yield span.start_ns, held
            held = None
        yield time_ns, frame
    if held is not None:
        yield span.start_ns, held


def _decoded(pieces: Sequence[Piece]) -> Iterator[tuple[int, av.VideoFrame]]:
    """Every frame of the pieces before their ends, from the keyframe before the first begins."""
    for piece in pieces:
        with av.open(str(piece.path)) as media:
            if not media.streams.video:
                continue
            video = media.streams.video[0]
            video.thread_type = "AUTO"
            tick_ns = (video.time_base or TIME_BASE) * NS_PER_SECOND
            media.seek(int(piece.span.start_ns / tick_ns), stream=video)
            for frame in media.decode(video):
                if frame.pts is None:
                    continue
                time_ns = round(frame.pts * tick_ns)
                if time_ns >= piece.span.end_ns:
                    break
                yield time_ns, frame


def _pts(packet: "av.Packet[VideoStream]") -> int:
    if packet.pts is None:
        raise ValueError("the encoder gave a packet without a time")
    return packet.pts
