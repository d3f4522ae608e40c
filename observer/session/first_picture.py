"""When a recording's first picture came: what a player's own clock is set by."""

from pathlib import Path

import av

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError


def first_picture_ns(path: Path) -> int | None:
    """Session time of the first picture in nanoseconds, None for a file without any.

    Players count from the earliest packet of any track, and do not agree where that is when the
    sound's encoder needs a run-up; the picture is the one mark they share. Raises MediaError.
    """
    try:
        with av.open(str(path)) as media:
            if not media.streams.video:
                return None
            for packet in media.demux(media.streams.video[0]):
                if packet.pts is not None:
                    return int(packet.pts * packet.time_base * NS_PER_SECOND)
            return None
    except (av.FFmpegError, OSError) as error:
        raise MediaError(
            f"{path.name} cannot be read as a video ({error})",
            "Run repair on the session, then open it",
        ) from error
