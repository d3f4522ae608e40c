"""H.264 for screens: one track, fed by a sharp setting and by a cheap one for moving pictures."""

from dataclasses import dataclass
from fractions import Fraction

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from observer.capture.screen.activity import Activity
from observer.capture.screen.canvas import Canvas
from observer.model.clock import NS_PER_MS
from observer.model.samples import VideoFormat

KEYFRAME_AFTER_MS = 30_000  # in a still stretch frames are few; this bounds it by time as well
SHARED_SETTINGS = "cabac=1:stitchable=1:scenecut=0:weightp=0"
"""`stitchable` keeps both settings' headers alike, so that their frames join in one track."""


@dataclass(frozen=True, slots=True)
class EncoderSetting:
    """How x264 works: its constant quantiser, and its own words for the rest.

    `keyframe_each` counts frames: what an exact seek has to decode at most.
    """

    qp: int
    keyframe_each: int
    x264: str


STILL = EncoderSetting(
    23, 150, "me=umh:merange=32:subme=0:partitions=i4x4:deadzone-inter=11:deadzone-intra=6"
)
"""SSIM 0.992 over a typical minute. The wide search finds scrolled text again, small intra blocks
and narrow dead zones keep its edges: a tenth fewer bytes at the same likeness. A keyframe
each 80 frames adds 0.9 MB to a typical minute's 2.3; each 150, nothing that could be measured."""
MOTION = EncoderSetting(25, 30, "me=dia")
"""A film's frames take 3 ms each to decode, and its keyframes are but a quarter of its bytes."""


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """One frame as the codec made it."""

    data: bytes
    keyframe: bool


class ScreenEncoder:
    """Encodes a canvas; chooses keyframes and the setting by what happens on the screen."""

    def __init__(self, width: int, height: int, fps: int) -> None:
        self._size_and_rate = (width, height, fps)
        self._setting = STILL
        self._codec = open_codec(width, height, fps, STILL)
        self._pixels = width * height
        self._activity = Activity(self._pixels)
        self._last_ms = -1
        self._keyframe_ms = -KEYFRAME_AFTER_MS
        self.format = VideoFormat(width, height, "h264", bytes(self._codec.extradata or b""))

    def encode(self, canvas: Canvas, start_ns: int, *, keyframe: bool) -> EncodedPicture:
        """The canvas as a frame shown from `start_ns` on; `keyframe` asks for one."""
        time_ms = max(self._last_ms + 1, start_ns // NS_PER_MS)
        self._last_ms = time_ms
        changed_setting = self._follow_activity()
        keyframe = keyframe or changed_setting or self._is_due(time_ms, canvas.changed_pixels)
        packets = self._codec.encode(canvas.stamp(time_ms, keyframe=keyframe))
        data = b"".join(bytes(packet) for packet in packets)
        is_keyframe = any(packet.is_keyframe for packet in packets)
        if is_keyframe:
            self._keyframe_ms = time_ms
        self._activity.note(time_ms, 0 if is_keyframe else len(data))
        return EncodedPicture(data, is_keyframe)

    def _follow_activity(self) -> bool:
        """Take up the setting that fits what happens; whether it is another one than before.

        The codec is opened anew (4 ms): two of them would hold 15 MB more at 1080p.
        """
        wanted = MOTION if self._activity.moving else STILL
        if wanted is self._setting:
            return False
        self._setting = wanted
        self._codec = open_codec(*self._size_and_rate, wanted)
        return True

    def _is_due(self, time_ms: int, changed_pixels: int) -> bool:
        since_ms = time_ms - self._keyframe_ms
        if since_ms >= KEYFRAME_AFTER_MS:
            return True
        # A new page costs about as much as a keyframe, so it is the moment for the next one. Not
        # at once after another: a page that scrolls says “all has changed” at every step.
        new_page = changed_pixels > 0.6 * self._pixels and not self._activity.moving
        return new_page and since_ms >= KEYFRAME_AFTER_MS // 2


def open_codec(width: int, height: int, fps: int, setting: EncoderSetting) -> VideoCodecContext:
    """An x264 encoder whose frames come out one by one, without delay, times in milliseconds."""
    codec = av.CodecContext.create("libx264", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height = width, height
    codec.pix_fmt = "yuv420p"
    codec.time_base = Fraction(1, 1000)
    codec.framerate = Fraction(fps)
    codec.thread_count = 1  # frames are small; a second thread delays them
    codec.flags |= Flags.global_header
    codec.color_range = ColorRange.MPEG
    codec.colorspace = Colorspace.SMPTE170M  # BT.601, as the canvas converts
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.IEC61966_2_1
    codec.options = {
        "preset": "ultrafast",
        "tune": "zerolatency",
        "qp": str(setting.qp),
        "g": str(setting.keyframe_each),
        "forced-idr": "1",
        "x264-params": f"{SHARED_SETTINGS}:{setting.x264}",
    }
    codec.open()
    return codec
