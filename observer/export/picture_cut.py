"""The pictures of a stretch, exact to the frame: decoded, and encoded again from its first moment.

A clip's first picture is the one that was on screen when it begins, held from before; later ones
keep their distances. There is no pre-roll behind an edit list: that would leak what was cut.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.video.stream import VideoStream

from observer.model.clock import NS_PER_MS
from observer.model.span import Span

TIME_BASE = Fraction(1, 1000)
# Close to the recording's own quality (qp 18 to 20) at a third of its size; no B-frames, so that
# decoding and presentation times are the same.
_OPTIONS = {"preset": "veryfast", "crf": "20", "bf": "0", "g": "240"}


def prepare_stream(output: av.container.OutputContainer, source: Path) -> VideoStream | None:
    """A picture stream in `output` fit for `source`; None where the source has no pictures."""
    with av.open(str(source)) as container:
        if not container.streams.video:
            return None
        origin = container.streams.video[0].codec_context
        stream = output.add_stream("libx264", rate=30, options=_OPTIONS)
        stream.width, stream.height = origin.width & ~1, origin.height & ~1
        stream.pix_fmt = "yuv420p"
        stream.time_base = TIME_BASE
        stream.codec_context.time_base = TIME_BASE
        stream.codec_context.color_range = origin.color_range
        stream.codec_context.colorspace = origin.colorspace
        return stream


def cut_pictures(
    source: Path, span: Span, stream: VideoStream
) -> "Iterator[av.Packet[VideoStream]]":
    """Packets of the stretch for `stream`, each with its duration; the last ends with the span."""
    length_ms = span.length_ns // NS_PER_MS
    held: av.Packet[VideoStream] | None = None
    for packet in _encoded(source, span, stream):
        if held is not None:
            held.duration = _pts(packet) - _pts(held)
            yield held
        held = packet
    if held is not None:
        held.duration = max(1, length_ms - _pts(held))
        yield held


def _encoded(source: Path, span: Span, stream: VideoStream) -> "Iterator[av.Packet[VideoStream]]":
    last_ms = -1
    for time_ns, frame in _frames(source, span):
        ms = max((time_ns - span.start_ns) // NS_PER_MS, last_ms + 1)
        last_ms = ms
        fitted = frame.reformat(width=stream.width, height=stream.height, format="yuv420p")
        fitted.pts = ms
        fitted.time_base = TIME_BASE
        fitted.pict_type = av.video.frame.PictureType.NONE  # or each source keyframe is one again
        yield from stream.encode(fitted)
    yield from stream.encode(None)


def _frames(source: Path, span: Span) -> Iterator[tuple[int, av.VideoFrame]]:
    """Frames on screen during the span: the one held at its start first, at that start."""
    with av.open(str(source)) as container:
        video = container.streams.video[0]
        video.thread_type = "AUTO"
        container.seek(round(span.start_ns / 1e9 / (video.time_base or TIME_BASE)), stream=video)
        held: av.VideoFrame | None = None
        for frame in container.decode(video):
            if frame.pts is None or frame.time_base is None:
                continue
            time_ns = round(frame.pts * frame.time_base * 1_000_000_000)
            if time_ns >= span.end_ns:
                break
            if time_ns <= span.start_ns:
                held = frame
                continue
            if held is not None:
                yield span.start_ns, held
                held = None
            yield time_ns, frame
        if held is not None:
            yield span.start_ns, held


def _pts(packet: "av.Packet[VideoStream]") -> int:
    if packet.pts is None:
        raise ValueError("the encoder gave a packet without a time")
    return packet.pts
