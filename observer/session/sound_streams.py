"""Which sound of a media file is whose: the participant's voice, or what the computer played."""

from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from observer.model.consent import TrackKind
from observer.model.errors import MediaError


def sound_of(media: InputContainer, kind: TrackKind) -> AudioStream | None:
    """The file's stream of this kind, None where it has none.

    A stream is told by its title, which is its track's kind. One without such a title, as in
    files that were not recorded here, is a voice.
    """
    return next((stream for stream in media.streams.audio if _kind_of(stream) == kind), None)


def sound_kinds(path: Path) -> tuple[TrackKind, ...]:
    """What each sound stream of the file is, in the file's order. Raises MediaError."""
    try:
        with av.open(str(path)) as media:
            return tuple(_kind_of(stream) for stream in media.streams.audio)
    except (av.FFmpegError, OSError) as error:
        raise MediaError(
            f"{path.name} cannot be read ({error})", "Run repair on the session, then open it"
        ) from error


def _kind_of(stream: AudioStream) -> TrackKind:
    computer = stream.metadata.get("title") == TrackKind.SYSTEM_SOUND
    return TrackKind.SYSTEM_SOUND if computer else TrackKind.MICROPHONE
