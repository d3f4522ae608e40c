"""A recording's pictures at given moments, in one way from its beginning to its end."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import av
from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError
from observer.session.reader import SessionReader


def walk_frames(
    reader: SessionReader, moments_ns: Sequence[int], keyframes_ns: Sequence[int]
) -> Iterator[tuple[int, VideoFrame]]:
    """Each of the rising moments with the picture on screen then.

    Before the first picture of a file that is the first. It leaps only where a keyframe lies on
    the way, for which their times are asked; every picture in between is decoded once at most.
    Raises MediaError for a file that cannot be decoded.
    """
    starts = [segment.start_ns for segment in reader.segments]
    paths = reader.media_paths
    for index, path in enumerate(paths):
        from_ns = starts[index] if index else 0
        until_ns = starts[index + 1] if index + 1 < len(starts) else None
        here = [at for at in moments_ns if at >= from_ns and (until_ns is None or at < until_ns)]
        if here:
            yield from _walk_file(path, here, keyframes_ns)


def _walk_file(
    path: Path, moments_ns: Sequence[int], keyframes_ns: Sequence[int]
) -> Iterator[tuple[int, VideoFrame]]:
    try:
        with av.open(str(path)) as media:
            stream = media.streams.video[0]
            tick_ns = int((stream.time_base or 0) * NS_PER_SECOND)
            frames = media.decode(stream)
            shown = next(frames, None)
            ahead = next(frames, None)
            for at_ns in moments_ns:
                key = bisect_right(keyframes_ns, at_ns) - 1
                if shown is None or (key >= 0 and keyframes_ns[key] > _time_ns(ahead or shown)):
                    media.seek(at_ns // tick_ns, stream=stream, backward=True)
                    frames = media.decode(stream)
                    shown, ahead = next(frames, None), next(frames, None)
                while ahead is not None and _time_ns(ahead) <= at_ns:
                    shown, ahead = ahead, next(frames, None)
                if shown is None:
                    raise _unreadable(path, "it holds no picture")
                yield at_ns, shown
    except (FFmpegError, OSError, IndexError) as error:
        raise _unreadable(path, str(error)) from error


def _time_ns(frame: VideoFrame) -> int:
    return int((frame.pts or 0) * (frame.time_base or 0) * NS_PER_SECOND)


def _unreadable(path: Path, why: str) -> MediaError:
    return MediaError(
        f"{path.name} cannot be decoded ({why})", "Run repair on the session, then try again"
    )
