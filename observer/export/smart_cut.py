"""A stretch's pictures copied as they were recorded: one picture alone is encoded again.

    recorded    K . . . . | . . . . . . K . . . . | . .
    clip                  k . . . . . . K . . . .
                          a                       b

The picture on screen at `a` becomes a keyframe, k. The packets behind it, which change that picture
bit by bit, follow as they are but for their numbers; nothing refers to what was before `a`, and
nothing of it is in the file. As every picture follows the one before it, the stretch ends at `b`
by ending there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.container import InputContainer, OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from observer.capture.screen.encoder import STILL, EncoderSetting, open_codec
from observer.export.shown_pictures import tick_ns_of
from observer.export.sources import Sources
from observer.export.stretch import Piece
from observer.model.clock import NS_PER_MS
from observer.session.h264 import stored_header, stored_packet
from observer.session.h264_numbers import Numbering, read_numbering, without_notes

# 62 to 64 dB to the recorded picture, for 1.5 times the bytes of a recorded keyframe: what follows
# adds to this picture, so that its faults would stay (measured on text at 1080p; 23: 54 dB).
_FIRST_PICTURE = EncoderSetting(12, 240, STILL.x264)
_TIME_BASE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class SmartCut:
    """A piece whose packets can be copied, and what its encoder has to know."""

    piece: Piece
    numbering: Numbering
    encoder: VideoCodecContext
    media: InputContainer
    video: VideoStream


def plan_smart_cut(piece: Piece, sources: Sources) -> SmartCut | None:
    """How to copy the piece; None where its packets would not fit behind a keyframe of ours.

    They do if an encoder with the recorder's settings writes the same header. Raises
    SessionDamaged where the file cannot be read.
    """
    opened = sources.pictures(piece.path, threads=False)
    if opened is None:
        return None
    codec = opened[1].codec_context
    header = bytes(codec.extradata or b"")
    numbering = read_numbering(header) if codec.name == "h264" else None
    if numbering is None or codec.width % 2 or codec.height % 2:
        return None
    ours = open_codec(codec.width, codec.height, _fps(codec), _FIRST_PICTURE)
    if stored_header(bytes(ours.extradata or b"")) != header:
        return None
    return SmartCut(piece, numbering, ours, *opened)


def still_packets(
    cut: SmartCut, picture: VideoFrame, times_ms: Iterable[int]
) -> "Iterator[av.Packet[VideoStream]]":
    """A picture of the cut's size that stays, as packets that join with the cut's."""
    codec = cut.encoder
    encoder = open_codec(codec.width, codec.height, _fps(cut.video.codec_context), _FIRST_PICTURE)
    for count, time_ms in enumerate(times_ms):
        if count:
            data = _encoded(encoder, picture, count + 1, PictureType.NONE)
        else:  # a keyframe told apart from one before it
            _encoded(encoder, picture, 0)
            data = _encoded(encoder, picture, 1)
        yield _timed(without_notes(stored_packet(data)), time_ms, keyframe=not count)


def add_copied_stream(output: OutputContainer, cut: SmartCut) -> VideoStream:
    """A stream in `output` for what `copied_packets` gives."""
    stream = output.add_stream_from_template(cut.video)
    stream.time_base = _TIME_BASE
    return stream


def copied_packets(cut: SmartCut) -> "Iterator[av.Packet[VideoStream]]":
    """The piece's packets in milliseconds from its start; the first one is encoded anew."""
    held: VideoFrame | None = None
    begun = False
    shift: int | None = None
    for time_ns, packet in _recorded(cut):
        if time_ns <= cut.piece.span.start_ns:
            held = next(iter(cut.video.decode(packet)), held)
            continue
        if not begun and held is not None:
            yield _timed(_first_packet(held, cut.encoder, packet), 0, keyframe=True)
        begun = True
        data = bytes(packet)
        if packet.is_keyframe:
            shift = 0
        elif shift is None:  # the picture behind a keyframe has the number 1
            shift = (cut.numbering.first_of(data) or 0) - 1
        data = cut.numbering.renumbered(data, shift) if shift else without_notes(data)
        offset_ms = (time_ns - cut.piece.span.start_ns) // NS_PER_MS
        yield _timed(data, offset_ms, keyframe=packet.is_keyframe)
    if not begun and held is not None:
        yield _timed(_first_packet(held, cut.encoder, None), 0, keyframe=True)


def _recorded(cut: SmartCut) -> "Iterator[tuple[int, av.Packet[VideoStream]]]":
    """The packets from the keyframe before the piece to its end, with their session times."""
    tick_ns = tick_ns_of(cut.video)
    cut.media.seek(int(cut.piece.span.start_ns / tick_ns), stream=cut.video)
    for packet in cut.media.demux(cut.video):
        if packet.pts is None or not packet.size:
            continue
        time_ns = round(packet.pts * tick_ns)
        if time_ns >= cut.piece.span.end_ns:
            return
        yield time_ns, packet


def _first_packet(
    picture: VideoFrame,
    encoder: VideoCodecContext,
    following: "av.Packet[VideoStream] | None",
) -> bytes:
    """The picture as a keyframe, told apart from one that follows at once.

    Two keyframes in a row bear different ids (ITU-T H.264, 7.4.3). An encoder's first has 0, and
    so have the recorder's as a rule: the second one has 1.
    """
    twice = following is not None and following.is_keyframe
    data = b""
    for count in range(2 if twice else 1):
        data = _encoded(encoder, picture, count)
    return without_notes(stored_packet(data))


def _fps(codec: VideoCodecContext) -> int:
    return round(codec.framerate or 0) or 30


def _encoded(
    codec: VideoCodecContext,
    picture: VideoFrame,
    time_ms: int,
    kind: PictureType = PictureType.I,
) -> bytes:
    picture.pts = time_ms
    picture.time_base = _TIME_BASE
    picture.pict_type = kind
    return b"".join(bytes(packet) for packet in codec.encode(picture))


def _timed(data: bytes, time_ms: int, *, keyframe: bool) -> "av.Packet[VideoStream]":
    packet: av.Packet[VideoStream] = av.Packet(data)  # type: ignore[assignment]  # it is told its stream later
    packet.pts = packet.dts = time_ms
    packet.time_base = _TIME_BASE
    packet.is_keyframe = keyframe
    return packet
