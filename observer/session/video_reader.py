"""What everything that reads the pictures of one video file begins and ends with."""

from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Discard
from av.video.stream import VideoStream

from observer.model.errors import MediaError


def pass_over_others(media: InputContainer, wanted: VideoStream) -> None:
    """Have the packets of all other streams left unread; a third of the time goes for the sound."""
    for stream in media.streams:
        if stream is not wanted:
            stream.discard = Discard.all


class VideoReader:
    """Holds a video file open, and its first stream of pictures; a context manager.

    Raises MediaError where the file cannot be opened or holds no picture.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._media = av.open(str(path))
        except (FFmpegError, OSError) as error:
            raise self._unreadable(error) from error
        if not self._media.streams.video:
            self._media.close()
            raise MediaError(f"{path.name} holds no picture", "Choose a file with video in it")
        self._stream: VideoStream = self._media.streams.video[0]
        pass_over_others(self._media, self._stream)

    def close(self) -> None:
        """Let go of the file."""
        self._media.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _unreadable(self, error: Exception) -> MediaError:
        return MediaError(
            f"{self._path.name} cannot be read as a video ({error})",
            "Run repair on the session, or choose another file",
        )

    def _undecodable(self) -> MediaError:
        return MediaError(
            f"{self._path.name} holds no picture that can be decoded",
            "Run repair on the session, then open it",
        )
