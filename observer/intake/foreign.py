"""A recording that somebody else's program made: opened with care, and described."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from observer.model.errors import MediaError

RECORDING_FORMATS = (
    "matroska,webm,mov,mp4,avi,asf,flv,mpegts,mpeg,mpegvideo,ogg,mxf,ivf,h264,hevc,av1,obu,m4v,dv,"
    "nut,rm,wtv,gif,apng,yuv4mpegpipe"
)
"""What libav calls the formats that hold moving pictures themselves.

No other is opened at all: neither lists of other files (hls, dash, concat), nor scripts, nor text.
"""

_MOST_PIXELS = 36_000_000  # of a picture; 8K has 33.2 million

_OPTIONS = {
    "protocol_whitelist": "file",  # a file that names others on a network must not reach them
    "fflags": "+genpts",  # AVI keeps no presentation times
    "max_pixels": str(_MOST_PIXELS),
}

_EARLY_SOUND = Fraction(1, 10)
"""Sound up to 0.1 s ahead of the picture is the coder's run-up (21 ms for AAC, 7 ms for Opus)."""

_OLDEST_YEAR = 1990  # a creation time of 1904 or 1970 is a field that nobody filled

LONGEST_S = 24 * 3600
"""A sit-in of a day is none: times further apart are a damaged or a hostile file's."""

_PLAYABLE_PIXELS = {"yuv420p", "yuvj420p"}
"""What every player takes of H.264; Qt's shows others wrongly or not at all."""

_COPIED_SOUND = {"aac", "opus"}


@dataclass(frozen=True, slots=True)
class ForeignFacts:
    """What an import needs to know before it starts.

    `origin_s` is where session time begins in the file's own time; `duration_s` is None where the
    file does not say. `turn` is by how many quarters, counter-clockwise, a picture is turned to be
    upright; `width` and `height` are those of the upright picture.
    """

    path: Path
    picture_index: int
    sound_index: int | None
    origin_s: Fraction
    duration_s: float | None
    recorded_at: datetime
    copies_pictures: bool
    copies_sound: bool
    turn: int
    width: int
    height: int
    codec: str


@contextmanager
def open_foreign(path: Path, formats: str = RECORDING_FORMATS) -> Iterator[InputContainer]:
    """The file, open for reading. Raises MediaError where it cannot be opened as a recording."""
    if path.exists() and not path.is_file():
        raise no_video(path)  # a folder; a pipe or a device, which could keep us waiting for ever
    options = {**_OPTIONS, "format_whitelist": formats}
    try:
        # An absolute path after "file:" is never taken for another protocol's address.
        container = av.open(f"file:{path.resolve()}", options=options, metadata_errors="replace")
    except FileNotFoundError as error:
        raise MediaError(f"There is no file {path}", "Check its name and where it is") from error
    except (FFmpegError, OSError) as error:
        if os.access(path, os.R_OK):  # libav also says "not permitted" of what is broken
            raise no_video(path) from error
        raise MediaError(
            f"{path} cannot be read", "Give yourself the right to read it, or copy it elsewhere"
        ) from error
    with container:
        for stream in container.streams.video:
            if _is_readable(stream):
                stream.codec_context.options = {"max_pixels": str(_MOST_PIXELS)}
        yield container


def inspect_foreign(path: Path) -> ForeignFacts:
    """Describe a file. Raises MediaError where it holds no pictures that can be decoded."""
    with open_foreign(path) as container:
        video = _picture_stream(container, path)
        audio = container.streams.best("audio")
        if not isinstance(audio, AudioStream) or not _is_readable(audio):
            audio = None
        frame, copiable_start = _first_frame(container, video, path)
        turn = round(frame.rotation / 90) % 4
        sizes = (frame.width, frame.height) if turn % 2 == 0 else (frame.height, frame.width)
        codec = video.codec_context
        plain = codec.name == "h264" and codec.pix_fmt in _PLAYABLE_PIXELS and turn == 0
        return ForeignFacts(
            path=path,
            picture_index=video.index,
            sound_index=audio.index if audio else None,
            origin_s=_origin(video, audio),
            duration_s=container.duration / av.time_base if container.duration else None,
            recorded_at=_recorded_at(container, path),
            copies_pictures=plain and copiable_start,
            copies_sound=audio is not None and audio.codec_context.name in _COPIED_SOUND,
            turn=turn,
            width=sizes[0] + 1 & ~1,
            height=sizes[1] + 1 & ~1,
            codec=codec.name,
        )


def no_video(path: Path) -> MediaError:
    """The error for a file that is no video, or none that can be read."""
    return MediaError(
        f"{path.name} is not a video that can be read",
        "Choose a recording such as .mp4, .mkv, .webm or .mov; if it is one, it may be damaged:"
        " download it again or ask for another copy",
    )


def _picture_stream(container: InputContainer, path: Path) -> VideoStream:
    moving = [
        stream
        for stream in container.streams.video
        if not stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails)
        and _is_readable(stream)
    ]
    if not moving:
        raise MediaError(
            f"{path.name} holds no moving pictures", "Choose a recording of a screen or a meeting"
        )
    return max(moving, key=lambda stream: stream.codec_context.width * stream.codec_context.height)


def _is_readable(stream: VideoStream | AudioStream) -> bool:
    # Of an unknown codec, or where the header is damaged, there is none; PyAV's types deny it.
    codec: object = stream.codec_context
    return codec is not None


def _first_frame(
    container: InputContainer, video: VideoStream, path: Path
) -> tuple[VideoFrame, bool]:
    """The first picture, and whether the file begins so that its packets can be copied.

    A file cut by an edit list begins with packets that are decoded but not shown.
    """
    copiable: bool | None = None
    for packet in _packets(container, video, path):
        if copiable is None and packet.size:
            copiable = packet.is_keyframe and not packet.is_discard and packet.pts is not None
        try:
            frames = packet.decode()
        except FFmpegError:
            continue  # a broken picture; a later one may do
        if frames:
            return frames[0], bool(copiable)
    raise no_video(path)


def _packets(
    container: InputContainer, video: VideoStream, path: Path
) -> "Iterator[av.Packet[VideoStream]]":
    try:
        yield from container.demux(video)
    except FFmpegError as error:
        raise no_video(path) from error


def _origin(video: VideoStream, audio: AudioStream | None) -> Fraction:
    """Where the session begins: with the picture, or with sound that is well ahead of it."""
    begins = _start(video)
    if audio and begins - _start(audio) > _EARLY_SOUND:
        return _start(audio)
    return begins


def _start(stream: VideoStream | AudioStream) -> Fraction:
    return (stream.start_time or 0) * (stream.time_base or Fraction(0))


def _recorded_at(container: InputContainer, path: Path) -> datetime:
    """When the file says it was recorded; else when it was last written."""
    with suppress(ValueError):
        said = datetime.fromisoformat(container.metadata.get("creation_time", ""))
        if said.year >= _OLDEST_YEAR:
            return said if said.tzinfo else said.replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
