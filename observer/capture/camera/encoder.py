"""H.264 for a face: a noisy picture that moves a little all the time."""

from dataclasses import dataclass
from fractions import Fraction

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from observer.capture.camera.source import I420
from observer.model.clock import NS_PER_MS
from observer.model.samples import VideoFormat

KEYFRAME_AFTER_MS = 10_000  # what an exact seek has to decode at most
# A face in a corner of the review page: at 28 its expression is all there, in a third of the bytes
# of x264's default of 23.
_CRF = 28
_PRESET = "superfast"


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """One frame as the codec made it."""

    data: bytes
    keyframe: bool


class CameraEncoder:
    """Encodes pictures of one size, each at once."""

    def __init__(self, width: int, height: int, fps: int) -> None:
        self._codec = _open_codec(width, height, fps)
        self._last_ms = -1
        self._keyframe_ms = -KEYFRAME_AFTER_MS
        self.format = VideoFormat(width, height, "h264", bytes(self._codec.extradata or b""))

    def encode(self, pixels: I420, start_ns: int, *, keyframe: bool) -> EncodedPicture:
        """The picture as a frame shown from `start_ns` on; `keyframe` asks for one."""
        time_ms = max(self._last_ms + 1, start_ns // NS_PER_MS)
        self._last_ms = time_ms
        keyframe = keyframe or time_ms - self._keyframe_ms >= KEYFRAME_AFTER_MS
        frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
        frame.pts = time_ms
        frame.pict_type = PictureType.I if keyframe else PictureType.NONE
        packets = self._codec.encode(frame)
        is_keyframe = any(packet.is_keyframe for packet in packets)
        if is_keyframe:
            self._keyframe_ms = time_ms
        return EncodedPicture(b"".join(bytes(packet) for packet in packets), is_keyframe)


def _open_codec(width: int, height: int, fps: int) -> VideoCodecContext:
    codec = av.CodecContext.create("libx264", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height = width, height
    codec.pix_fmt = "yuv420p"
    codec.time_base = Fraction(1, 1000)
    codec.framerate = Fraction(fps)
    codec.thread_count = 1  # the other processors are the participant's
    codec.flags |= Flags.global_header
    # What a USB camera means that does not say otherwise (UVC 1.5, Color Matching Descriptor).
    codec.color_range = ColorRange.MPEG
    codec.colorspace = Colorspace.SMPTE170M
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709
    codec.options = {
        "preset": _PRESET,
        "tune": "zerolatency",
        "crf": str(_CRF),
        "g": str(KEYFRAME_AFTER_MS * fps // 1000 * 2),  # keyframes are asked for, by time
        "forced-idr": "1",
        "x264-params": "scenecut=0",
    }
    codec.open()
    return codec
