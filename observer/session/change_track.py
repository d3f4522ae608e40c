"""When a recording's picture changed, told by its packets; and where, by comparing two pictures.

The screen is taken when it changes, so packets and their sizes say for nothing when it stood still.
Where something changed has to be decoded, and is for the few moments that are asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import av
import numpy as np
from av.error import FFmpegError

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import MediaError
from observer.model.picture_change import Look, Stir
from observer.session.pictures import RecordingPictures
from observer.session.reader import SessionReader

DIFFERENCE = 24
"""Of 255, in any colour. Two encodings of one still screen at x264's quantiser 23 differ less."""

CHANGED_PIXELS = 60
"""More than a caret of 2 by 24 pixels; a short word in small type has some 150."""

_POINTER_LEFT, _POINTER_RIGHT = 20, 36  # an arrow hangs down right, a text pointer is centred
_HOVER_ACROSS, _HOVER_UP = 150, 26  # what lights up under a pointer: a button, a row's near part
_RESTS_PX = 6
_LAG_NS = 150 * NS_PER_MS  # a picture may be so much older than the event of its moment

PointerPlaces = Callable[[int, int], Sequence[tuple[int, int]]]
"""Where the pointer was from one moment until another, both ends held."""


def read_stirs(reader: SessionReader) -> tuple[Stir, ...]:
    """Every recorded picture's moment and size, rising. Raises MediaError."""
    found: list[Stir] = []
    for path in reader.media_paths:
        try:
            with av.open(str(path)) as media:
                if not media.streams.video:
                    continue
                stream = media.streams.video[0]
                tick_ns = int((stream.time_base or 0) * NS_PER_SECOND)
                found += [
                    Stir(packet.pts * tick_ns, packet.size, packet.is_keyframe)
                    for packet in media.demux(stream)
                    if packet.pts is not None and packet.size
                ]
        except (FFmpegError, OSError) as error:
            raise MediaError(
                f"{path.name} cannot be read ({error})", "Run repair on the session, then try again"
            ) from error
    return tuple(sorted(found, key=lambda stir: stir.time_ns))


def compare_pictures(
    reader: SessionReader,
    looks: Iterable[Look],
    pointer: PointerPlaces,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[Look, bool]:
    """Answers the looks by decoding; those that come after `cancelled` says so stay open.

    The pointer is in the picture and is left out of the comparison; where it went elsewhere, so is
    what may light up under it. Raises MediaError.
    """
    answers: dict[Look, bool] = {}
    with RecordingPictures(reader) as pictures:
        for look in sorted(looks, key=lambda look: look.before_ns):
            if cancelled():
                break
            answers[look] = _differs(pictures, look, pointer)
    return answers


def _differs(pictures: RecordingPictures, look: Look, pointer: PointerPlaces) -> bool:
    before = _pixels(pictures, look.before_ns)
    for after_ns in sorted(look.after_ns):
        after = _pixels(pictures, after_ns)
        if after.shape != before.shape:
            return True
        counts = _changes(before, after)
        _leave_pointer_out(counts, look.before_ns, after_ns, pointer)
        left, top = max(0, look.x), max(0, look.y)
        box = counts[top : max(0, look.y + look.height), left : max(0, look.x + look.width)]
        if int(np.count_nonzero(box)) > CHANGED_PIXELS:
            return True
    return False


Pixels = np.ndarray[Any, np.dtype[np.uint8]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def _pixels(pictures: RecordingPictures, time_ns: int) -> Pixels:
    picture = pictures.picture_at(time_ns)
    flat = np.frombuffer(picture.rgb, np.uint8)
    return flat.reshape(picture.height, picture.width, 3)


def _changes(before: Pixels, after: Pixels) -> Mask:
    greater, less = np.maximum(before, after), np.minimum(before, after)
    changed: Mask = np.any(greater - less > DIFFERENCE, axis=2)
    return changed


def _leave_pointer_out(
    changed: Mask, before_ns: int, after_ns: int, pointer: PointerPlaces
) -> None:
    first = pointer(before_ns - _LAG_NS, before_ns)
    last = pointer(after_ns - _LAG_NS, after_ns)
    for x, y in (*first, *last):
        _blank(changed, x, y, (_POINTER_LEFT, _POINTER_RIGHT), (_POINTER_LEFT, _POINTER_RIGHT))
    if not first or not last:
        return
    (x0, y0), (x1, y1) = first[-1], last[-1]
    if max(abs(x0 - x1), abs(y0 - y1)) > _RESTS_PX:
        for x, y in ((x0, y0), (x1, y1)):
            _blank(changed, x, y, (_HOVER_ACROSS, _HOVER_ACROSS), (_HOVER_UP, _HOVER_UP))


def _blank(
    changed: Mask, x: int, y: int, across: tuple[int, int], upright: tuple[int, int]
) -> None:
    top, left = max(0, y - upright[0]), max(0, x - across[0])
    changed[top : max(0, y + upright[1]), left : max(0, x + across[1])] = False
