"""A session's media files, kept open from one clip to the next."""

from pathlib import Path

import av
from av.audio.codeccontext import AudioCodecContext
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from observer.model.consent import TrackKind
from observer.session.media_facts import open_media
from observer.session.sound_streams import sound_of

# Our files say everything in their heads: looking for more takes 40 ms an hour's file, and reading
# its index 15 ms, which is a third of what a clip of ten seconds costs.
_QUICKLY = {"probesize": "32"}


class Sources:
    """Opens files once for each use of them. Not thread-safe; close it, or use it in a `with`.

    Who is given a file seeks in it; two may not read for the same use at a time. Every method
    raises SessionDamaged where a file cannot be read.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[Path, str], InputContainer] = {}

    def pictures(self, path: Path, *, threads: bool) -> tuple[InputContainer, VideoStream] | None:
        """A file for its pictures; None where it has none.

        With `threads` decoding is quicker, and pictures come out later than their packets go in.
        """
        media = self._media(path, "decoded" if threads else "one by one")
        if not media.streams.video:
            return None
        video = media.streams.video[0]
        if threads and not video.codec_context.is_open:
            video.thread_type = "AUTO"
        return media, video

    def sound(self, path: Path, kind: TrackKind) -> InputContainer | None:
        """A file for one of its sounds; None where it has no such sound."""
        media = self._media(path, kind)
        return media if sound_of(media, kind) is not None else None

    def close(self) -> None:
        """Let go of all files."""
        for media in self._open.values():
            media.close()
        self._open.clear()

    def __enter__(self) -> "Sources":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _media(self, path: Path, use: str) -> InputContainer:
        key = (path, use)
        if key not in self._open:
            self._open[key] = _opened(path)
        return self._open[key]


def _opened(path: Path) -> InputContainer:
    """Open quickly; a file whose head does not tell all is looked through as usual."""
    try:
        media = av.open(str(path), options=_QUICKLY)
    except (FFmpegError, OSError):
        return open_media(path)  # which says what is wrong in words
    if all(map(_is_known, (*media.streams.video, *media.streams.audio))):
        return media
    media.close()
    return open_media(path)


def _is_known(stream: Stream) -> bool:
    codec: object = stream.codec_context
    if isinstance(codec, VideoCodecContext):
        return bool(codec.width and codec.pix_fmt)
    return isinstance(codec, AudioCodecContext) and codec.sample_rate > 0
