"""Exact pictures of a recording: which one was on screen at a given time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import av
from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError
from observer.session.reader import SessionReader
from observer.session.video_reader import VideoReader

# Decoding on is cheaper than a seek as long as few pictures lie between: a keyframe comes every
# few seconds, and a seek decodes half that stretch on average.
_READ_ON_NS = 2 * NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: `rgb` holds three bytes a pixel, rows from the top without padding.

    `time_ns` is when it came on screen.
    """

    width: int
    height: int
    rgb: bytes
    time_ns: int


class PictureReader(VideoReader):
    """Reads pictures of one video file, a session's or a clip's. Not thread-safe.

    Raises MediaError where the file holds no picture that can be decoded.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._shown: VideoFrame | None = None  # the last picture at or before the asked time
        self._ahead: VideoFrame | None = None  # the one after it, already decoded
        self._times_ns: list[int] | None = None
        self._frames: Iterator[VideoFrame] = self._media.decode(self._stream)

    @property
    def duration_ns(self) -> int:
        """How long the file is; for one still recorded, when its last picture came."""
        if self._media.duration is not None:
            return self._media.duration * 1000  # libav counts microseconds
        times = self.frame_times_ns()
        return times[-1] if times else 0

    def frame_times_ns(self) -> list[int]:
        """When each picture came on screen, rising; read once, without decoding."""
        if self._times_ns is None:
            with av.open(str(self._path)) as media:
                stream = media.streams.video[0]
                tick_ns = (stream.time_base or 0) * NS_PER_SECOND
                packets = (packet.pts for packet in media.demux(stream))
                self._times_ns = sorted(int(pts * tick_ns) for pts in packets if pts is not None)
        return self._times_ns

    def picture_at(self, time_ns: int, width: int | None = None) -> Picture:
        """The picture on screen at `time_ns`, scaled to `width` pixels if asked.

        Before the first picture that is the first, after the last the last.
        """
        try:
            frame = self._frame_at(max(0, time_ns))
            scaled_width = width or frame.width
            height = max(1, round(frame.height * scaled_width / frame.width))
            pixels = frame.to_ndarray(format="rgb24", width=scaled_width, height=height)
        except FFmpegError as error:
            raise self._unreadable(error) from error
        return Picture(scaled_width, height, pixels.tobytes(), _time_ns(frame))

    def close(self) -> None:
        """Let go of the file."""
        self._shown = self._ahead = None
        self._media.close()

    def _frame_at(self, time_ns: int) -> VideoFrame:
        shown = self._shown
        if shown is None or not 0 <= time_ns - _time_ns(shown) <= _READ_ON_NS:
            self._seek(time_ns)
            if self._ahead is None or _time_ns(self._ahead) > time_ns:
                self._seek(0)  # no keyframe lies before, or the index led astray
        while self._ahead is not None and (self._shown is None or _time_ns(self._ahead) <= time_ns):
            self._shown, self._ahead = self._ahead, next(self._frames, None)
        if self._shown is None:
            raise self._undecodable()
        return self._shown

    def _seek(self, time_ns: int) -> None:
        tick_ns = (self._stream.time_base or 1) * NS_PER_SECOND
        self._media.seek(int(time_ns / tick_ns), stream=self._stream, backward=True)
        self._frames = self._media.decode(self._stream)
        self._shown, self._ahead = None, next(self._frames, None)


class RecordingPictures:
    """Reads pictures of a whole session, whichever of its files they lie in. Not thread-safe.

    Raises MediaError where the session holds no picture that can be decoded.
    """

    def __init__(self, session: SessionReader | Path) -> None:
        reader = session if isinstance(session, SessionReader) else SessionReader(session)
        self._folder = reader.folder
        self._segments = reader.segments
        self._told_ns = reader.manifest.duration_ns
        self._open: dict[str, PictureReader] = {}
        if not self._segments:
            raise MediaError(f"{self._folder.name} holds no recording", "Choose another session")
        self._file(0)

    @property
    def duration_ns(self) -> int:
        """How long the session is; for one still recorded, when its last picture came."""
        return self._told_ns or self._file(len(self._segments) - 1).duration_ns

    def frame_times_ns(self) -> list[int]:
        """When each picture came on screen, rising; read once, without decoding."""
        files = (self._file(index) for index in range(len(self._segments)))
        return [time_ns for file in files for time_ns in file.frame_times_ns()]

    def picture_at(self, time_ns: int, width: int | None = None) -> Picture:
        """The picture on screen at `time_ns`, scaled to `width` pixels if asked.

        Before the first picture that is the first, after the last the last. Pictures have the
        size that the screen had then.
        """
        starts_ns = [segment.start_ns for segment in self._segments]
        index = max(0, bisect_right(starts_ns, time_ns) - 1)
        return self._file(index).picture_at(time_ns, width)

    def close(self) -> None:
        """Let go of the files."""
        for reader in self._open.values():
            reader.close()
        self._open.clear()

    def __enter__(self) -> "RecordingPictures":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _file(self, index: int) -> PictureReader:
        name = self._segments[index].file
        if name not in self._open:
            self._open[name] = PictureReader(self._folder / name)
        return self._open[name]


def _time_ns(frame: VideoFrame) -> int:
    return int((frame.pts or 0) * (frame.time_base or 0) * NS_PER_SECOND)
