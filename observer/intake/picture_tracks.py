"""The pictures of an import, packet by packet: copied where they can be, else encoded again."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import av
import numpy as np
from av.container import OutputContainer
from av.error import FFmpegError
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream

from observer.intake.foreign import ForeignFacts

MS = Fraction(1, 1000)
"""Matroska's own tick: packets are given in it, so that nothing is rounded behind our back."""

_ENCODING = {"preset": "veryfast", "qp": "20", "bf": "0", "g": "120"}
"""The recorder's quality (qp 18 to 20); no reordering; a keyframe in 4 s at 30 pictures/s."""

PicturePacket: TypeAlias = "av.Packet[VideoStream]"


class DurationKeeper:
    """Gives each picture the time until the next one: a player shows a later picture without it.

    `shortest_ms` is how long the last picture lasts if the source does not tell.
    """

    def __init__(self, shortest_ms: int) -> None:
        self._shortest_ms = max(1, shortest_ms)
        self._held: PicturePacket | None = None

    def take(self, packet: PicturePacket) -> Iterator[PicturePacket]:
        """The picture before this one, of a known length; this one is held back."""
        if self._held is not None:
            self._held.duration = _pts(packet) - _pts(self._held)
            yield self._held
        self._held = packet

    def finish(self) -> Iterator[PicturePacket]:
        """The last picture."""
        if self._held is not None:
            self._held.duration = max(self._held.duration or 0, self._shortest_ms)
            yield self._held
            self._held = None


class CopiedPictures:
    """H.264 packets as they are, on the session's time.

    With reordered pictures (B-frames) a packet's decoding time rises and its presentation time
    need not; the lengths are then the source's own.
    """

    def __init__(self, output: OutputContainer, source: VideoStream, facts: ForeignFacts) -> None:
        self._stream = output.add_stream_from_template(source)
        self._origin = facts.origin_s
        self._reorders = source.codec_context.has_b_frames
        self._lengths = DurationKeeper(_usual_ms(source))
        self._last_ms = -1
        self.skipped = 0

    def take(self, packet: PicturePacket) -> Iterator[PicturePacket]:
        """The packets that are ready, on the session's time; one that is not whole is counted."""
        if not packet.size:
            return
        if packet.pts is None or packet.dts is None or packet.is_corrupt:
            self.skipped += 1
            return
        tick = packet.time_base or MS
        pts = round((packet.pts * tick - self._origin) / MS)
        dts = round((packet.dts * tick - self._origin) / MS)
        packet.duration = round((packet.duration or 0) * tick / MS)
        packet.time_base = MS
        packet.stream = self._stream
        if self._reorders:
            packet.pts, packet.dts = pts, dts
            yield packet
            return
        self._last_ms = max(pts, self._last_ms + 1)
        packet.pts = packet.dts = self._last_ms
        yield from self._lengths.take(packet)

    def finish(self) -> Iterator[PicturePacket]:
        """The last picture."""
        yield from self._lengths.finish()


class EncodedPictures:
    """Pictures turned upright, in even sizes, as H.264 without reordering."""

    def __init__(self, output: OutputContainer, source: VideoStream, facts: ForeignFacts) -> None:
        stream = output.add_stream("libx264", rate=30, options=_ENCODING)
        stream.width, stream.height = facts.width, facts.height
        stream.pix_fmt = "yuv420p"
        stream.time_base = MS
        stream.codec_context.time_base = MS
        stream.codec_context.color_range = ColorRange.MPEG
        stream.codec_context.thread_type = "AUTO"
        self._stream = stream
        self._facts = facts
        self._lengths = DurationKeeper(_usual_ms(source))
        self._last_ms = -1
        self.skipped = 0

    def take(self, packet: PicturePacket) -> Iterator[PicturePacket]:
        """The packets that are ready after this one's pictures; broken ones are counted."""
        try:
            frames = packet.decode()
        except FFmpegError:
            self.skipped += 1
            return
        for frame in frames:
            if frame.pts is not None and frame.time_base is not None:
                for encoded in self._encode(frame, frame.pts * frame.time_base):
                    yield from self._lengths.take(encoded)

    def finish(self) -> Iterator[PicturePacket]:
        """What the encoder still holds."""
        for encoded in self._stream.encode(None):
            yield from self._lengths.take(encoded)
        yield from self._lengths.finish()

    def _encode(self, frame: VideoFrame, time_s: Fraction) -> list[PicturePacket]:
        at_ms = max(round((time_s - self._facts.origin_s) / MS), self._last_ms + 1)
        self._last_ms = at_ms
        upright = self._upright(frame)
        upright.pts = at_ms
        upright.time_base = MS
        upright.pict_type = PictureType.NONE  # or each keyframe of the source is one again
        return self._stream.encode(upright)

    def _upright(self, frame: VideoFrame) -> VideoFrame:
        width, height = self._facts.width, self._facts.height
        turn = self._facts.turn
        if turn % 2:
            width, height = height, width
        fitted = frame.reformat(width, height, "yuv420p", dst_color_range=ColorRange.MPEG)
        return fitted if turn == 0 else _turned(fitted, turn)


def _turned(frame: VideoFrame, quarters: int) -> VideoFrame:
    """A picture turned counter-clockwise; each plane of yuv420p is turned on its own."""
    width, height = frame.width, frame.height
    flat = frame.to_ndarray().reshape(-1)
    luma, chroma = width * height, width * height // 4
    planes = (
        flat[:luma].reshape(height, width),
        flat[luma : luma + chroma].reshape(height // 2, width // 2),
        flat[luma + chroma :].reshape(height // 2, width // 2),
    )
    turned = [np.rot90(plane, quarters) for plane in planes]
    new_height, new_width = turned[0].shape
    joined = np.concatenate([plane.reshape(-1) for plane in turned])
    return VideoFrame.from_ndarray(joined.reshape(new_height * 3 // 2, new_width), format="yuv420p")


def _usual_ms(source: VideoStream) -> int:
    return round(1000 / source.average_rate) if source.average_rate else 1


def _pts(packet: PicturePacket) -> int:
    if packet.pts is None:
        raise AssertionError("a packet that was given a time has lost it")
    return packet.pts
