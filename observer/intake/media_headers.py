"""What the headers of a session's media file say, before anybody relies on them."""

from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from observer.intake.foreign import open_foreign


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """One stream of pictures."""

    codec: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SoundHeader:
    """One stream of sound."""

    codec: str
    rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True)
class MediaHeaders:
    """One file. `duration_s` is None where it does not say; `others` counts any other stream."""

    duration_s: float | None
    pictures: tuple[PictureHeader, ...]
    sounds: tuple[SoundHeader, ...]
    others: int


def read_headers(path: Path) -> MediaHeaders:
    """Look into a file. Raises MediaError where it is no Matroska file, as every session's are."""
    with open_foreign(path, formats="matroska,webm") as container:
        pictures, sounds, others = [], [], 0
        for stream in container.streams:
            # Where the header is damaged a stream has no codec, which PyAV tells by None alone.
            codec: object = stream.codec_context
            if codec is None:
                others += 1
            elif isinstance(stream, VideoStream):
                pictures.append(PictureHeader(stream.codec_context.name, *_size(stream)))
            elif isinstance(stream, AudioStream):
                sound = stream.codec_context
                sounds.append(SoundHeader(sound.name, sound.sample_rate or 0, sound.channels))
            else:
                others += 1
        seconds = container.duration / av.time_base if container.duration else None
        return MediaHeaders(seconds, tuple(pictures), tuple(sounds), others)


def _size(stream: VideoStream) -> tuple[int, int]:
    return stream.codec_context.width, stream.codec_context.height
