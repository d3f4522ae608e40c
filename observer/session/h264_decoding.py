"""Decoding a recording's pictures from another beginning than its keyframes."""

import av
from av.codec.context import Flags2
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from observer.session.h264_numbers import Numbering, read_numbering
from observer.session.media_facts import AnyPacket


def numbering_of(stream: VideoStream) -> Numbering | None:
    """How its pictures are numbered; None where packets cannot be set behind another keyframe."""
    codec = stream.codec_context
    if codec.name != "h264" or codec.pix_fmt != "yuv420p":
        return None
    return read_numbering(bytes(codec.extradata or b""))


def uncropped_decoder(stream: VideoStream) -> VideoCodecContext:
    """A decoder that gives whole macroblocks: what is cut off for the eye is referred to, too."""
    codec = av.CodecContext.create("h264", "r")
    assert isinstance(codec, VideoCodecContext)
    codec.extradata = stream.codec_context.extradata
    codec.flags2 |= Flags2.ignore_crop
    codec.thread_count = 1
    return codec


def packet_like(packet: AnyPacket, data: bytes) -> AnyPacket:
    """Another packet's data at the moment of this one."""
    other = av.Packet(data)
    other.pts, other.dts = packet.pts, packet.dts
    other.time_base = packet.time_base
    return other
