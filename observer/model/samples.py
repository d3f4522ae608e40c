"""What capture hands on: one small frozen value a sample, all on the session's clock."""

from dataclasses import dataclass
from enum import StrEnum

from observer.model.consent import TrackKind


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """How a track's pictures are encoded. `extradata` is the codec's header (Annex B for H.264)."""

    width: int
    height: int
    codec: str
    extradata: bytes


@dataclass(frozen=True, slots=True)
class EncodedFrame:
    """One encoded picture, valid from `start_ns` until the next one of its track."""

    track: TrackKind
    start_ns: int
    data: bytes
    keyframe: bool


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """How a track's sound is sampled: signed 16 bit little-endian, channels interleaved."""

    rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True)
class SoundBlock:
    """Sound whose first sample was heard at `start_ns`; `pcm` as SoundFormat says.

    Blocks of a track follow one another without a hole or an overlap: capture has already
    corrected drift and filled what was lost with silence.
    """

    track: TrackKind
    start_ns: int
    pcm: bytes


class InputKind(StrEnum):
    """What the hand did."""

    MOVE = "move"
    PRESS = "press"
    RELEASE = "release"
    SCROLL = "scroll"
    KEY = "key"


class KeyClass(StrEnum):
    """What sort of key was pressed; which character it made is never known here."""

    CHARACTER = "character"
    EDITING = "editing"
    NAVIGATION = "navigation"
    MODIFIER = "modifier"
    FUNCTION = "function"
    SHORTCUT = "shortcut"


@dataclass(frozen=True, slots=True)
class InputEvent:
    """One act of hand on mouse or keyboard, at the display server's own time where it gives one.

    x and y are screen pixels. `button` is left, middle, right, back or forward; dx and dy are
    scroll steps (down and right positive). `key` names editing, navigation and function keys and
    shortcuts ("Backspace", "Ctrl+C"); it is empty for characters.
    """

    time_ns: int
    kind: InputKind
    x: int = 0
    y: int = 0
    button: str = ""
    dx: int = 0
    dy: int = 0
    key_class: KeyClass | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class FocusChange:
    """From `time_ns` on, this window is in front. Geometry in screen pixels.

    Of a `secret` window nothing else is told: application and title are empty.
    """

    time_ns: int
    application: str
    title: str
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    secret: bool = False


class GapReason(StrEnum):
    """Why a stretch holds nothing.

    `secret`: a window that nobody may see was in front. `absent` is said of imports alone: the
    original has none.
    """

    PAUSE = "pause"
    DEVICE_LOST = "device-lost"
    OVERLOAD = "overload"
    SUSPEND = "suspend"
    CRASH = "crash"
    SECRET = "secret"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of one track (or of all, where `track` is None) that was not recorded.

    `missing_ns` is the real time that passed in it where the session's clock stood still: a
    computer that sleeps stops its monotonic clock, so a suspend is a point with a length of its
    own.
    """

    start_ns: int
    end_ns: int
    reason: GapReason
    track: TrackKind | None = None
    missing_ns: int = 0


@dataclass(frozen=True, slots=True)
class FormatChange:
    """From `start_ns` on a track's pictures have another size: the next frame is a keyframe of it.

    The sink begins another file segment; the clock runs on.
    """

    track: TrackKind
    start_ns: int
    media: VideoFormat


Sample = EncodedFrame | SoundBlock | InputEvent | FocusChange | Gap | FormatChange
