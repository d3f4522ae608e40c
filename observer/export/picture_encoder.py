"""Pictures made into a clip's stream, each lasting until the next one comes."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

import av
from av.bitstream import BitStreamFilterContext
from av.container import OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from observer.capture.screen.encoder import SHARED_SETTINGS, STILL
from observer.export.choices import ClipFormat
from observer.export.shown_pictures import Shape
from observer.model.clock import NS_PER_MS
from observer.model.span import Span

TIME_BASE = Fraction(1, 1000)
# Close to the recording's own quality at a third of its size; no B-frames, so that decoding and
# presentation times are the same and no player needs an edit list.
_H264 = {"preset": "veryfast", "crf": "20", "bf": "0", "g": "240"}
# The recorder's own search, where nothing is drawn on its pictures: for an office minute half the
# time of veryfast and a quarter fewer bytes. Finer than it records (23), as they lose twice.
_SCREEN = {
    "preset": "ultrafast",
    "qp": "20",
    "bf": "0",
    "g": "240",
    "x264-params": f"{SHARED_SETTINGS}:{STILL.x264}",
}
# Text stays sharp at 30; without hidden frames each packet is a picture. Two cores do 1080p in
# about real time at this speed.
_VP9 = {
    "crf": "30",
    "b": "0",
    "deadline": "realtime",
    "cpu-used": "7",
    "row-mt": "1",
    "lag-in-frames": "0",
    "auto-alt-ref": "0",
    "tune-content": "screen",
    "g": "240",
}


def add_encoded_stream(
    output: OutputContainer, kind: ClipFormat, shape: Shape, *, as_recorded: bool = False
) -> VideoStream:
    """A stream in `output` for pictures of this shape: VP9 for WebM, else H.264.

    `as_recorded`: they are those of a screen that Observer recorded, with nothing drawn on them.
    """
    if kind is ClipFormat.WEBM:
        stream = output.add_stream("libvpx-vp9", rate=30, options=_VP9)
    else:
        stream = output.add_stream("libx264", rate=30, options=_SCREEN if as_recorded else _H264)
    stream.width, stream.height = shape.width, shape.height
    stream.pix_fmt = "yuv420p"
    stream.time_base = TIME_BASE
    stream.codec_context.time_base = TIME_BASE
    stream.codec_context.color_range = shape.color_range
    stream.codec_context.colorspace = shape.colorspace
    return stream


def encoded_packets(
    pictures: Iterable[tuple[int, VideoFrame]],
    span: Span,
    stream: VideoStream,
    begins_ns: Collection[int] = (),
) -> "Iterator[av.Packet[VideoStream]]":
    """Packets for pictures at these session times, in milliseconds from the span's start.

    Those at one of `begins_ns` become keyframes, to which a player can go at once.
    """
    # x264 writes into the first picture how it was run, on how many processors.
    silent = "filter_units=remove_types=6" if stream.codec_context.name == "libx264" else "null"
    without_notes = BitStreamFilterContext(silent, stream)
    last_ms = -1
    for time_ns, frame in pictures:
        last_ms = max((time_ns - span.start_ns) // NS_PER_MS, last_ms + 1)
        frame.pts = last_ms
        frame.time_base = TIME_BASE
        # Left to itself, each keyframe of the source would be one again.
        frame.pict_type = PictureType.I if time_ns in begins_ns else PictureType.NONE
        for packet in stream.encode(frame):
            yield from without_notes.filter(packet)
    for packet in stream.encode(None):
        yield from without_notes.filter(packet)
    yield from without_notes.filter(None)


def with_durations(
    packets: "Iterable[av.Packet[VideoStream]]", length_ns: int
) -> "Iterator[av.Packet[VideoStream]]":
    """The packets, each lasting until the next, the last until the clip's end; times rise."""
    held: av.Packet[VideoStream] | None = None
    for packet in packets:
        if held is not None:
            packet.pts = packet.dts = max(_pts(packet), _pts(held) + 1)
            held.duration = _pts(packet) - _pts(held)
            yield held
        held = packet
    if held is not None:
        held.duration = max(1, length_ns // NS_PER_MS - _pts(held))
        yield held


def _pts(packet: "av.Packet[VideoStream]") -> int:
    if packet.pts is None:
        raise ValueError("the encoder gave a packet without a time")
    return packet.pts
