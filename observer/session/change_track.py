"""When a recording's picture changed, told by its packets; and where, by comparing two pictures.

The screen is taken when it changes, so packets and their sizes say for nothing when it stood still.
Where something changed has to be decoded, and is for the few moments that are asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import MediaError
from observer.model.picture_change import Look, Stir
from observer.session.focus_frames import without_frames
from observer.session.frame_walk import walk_frames
from observer.session.reader import SessionReader

DIFFERENCE = 24
"""Of 255, in brightness or colour. Two encodings of a still screen at quantiser 23 differ less."""

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
    keyframes_ns: Sequence[int] = (),
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 1,
) -> dict[Look, bool]:
    """Answers the looks by decoding; those that come after `cancelled` says so stay open.

    The pointer is in the picture and is left out of the comparison; where it went elsewhere, so is
    what may light up under it. `keyframes_ns` are the moments to leap to. With several `threads`
    each goes through a stretch of its own. Raises MediaError.
    """
    asked = sorted(looks, key=lambda look: look.before_ns)
    each = max(1, -(-len(asked) // threads))
    stretches = [asked[first : first + each] for first in range(0, len(asked), each)]
    answers: dict[Look, bool] = {}
    with ThreadPoolExecutor(threads, "compared-pictures") as workers:
        compare = partial(_compare, reader, pointer, keyframes_ns, cancelled)
        for answered in workers.map(compare, stretches):
            answers |= answered
    return answers


def _compare(
    reader: SessionReader,
    pointer: PointerPlaces,
    keyframes_ns: Sequence[int],
    cancelled: Callable[[], bool],
    looks: Sequence[Look],
) -> dict[Look, bool]:
    moments: dict[int, list[Look]] = {}
    for look in looks:
        for at_ns in {look.before_ns, *look.after_ns}:
            moments.setdefault(at_ns, []).append(look)
    before: dict[Look, Patch] = {}
    answers: dict[Look, bool] = {}
    for at_ns, frame in walk_frames(reader, sorted(moments), keyframes_ns):
        if cancelled():
            break
        for look in moments[at_ns]:
            if at_ns == look.before_ns:
                before[look] = _patch(frame, look)
            elif not answers.get(look) and _differs(look, before[look], frame, at_ns, pointer):
                answers[look] = True
            if at_ns == look.end_ns:
                answers.setdefault(look, False)
                before.pop(look, None)
    return answers


Plane = np.ndarray[Any, np.dtype[np.uint8]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a picture: its brightness, and both colours at half of the size."""

    left: int
    top: int
    size: tuple[int, int]
    luma: Plane
    colours: tuple[Plane, Plane]


def _patch(frame: VideoFrame, look: Look) -> Patch:
    left, top = max(0, look.x) & ~1, max(0, look.y) & ~1
    right, bottom = max(left, look.x + look.width), max(top, look.y + look.height)
    luma, u, v = (_plane(frame, index) for index in range(3))
    half = (slice(top // 2, (bottom + 1) // 2), slice(left // 2, (right + 1) // 2))
    bright = luma[top:bottom, left:right].copy()
    return Patch(left, top, (frame.width, frame.height), bright, (u[half].copy(), v[half].copy()))


def _plane(frame: VideoFrame, index: int) -> Plane:
    plane = frame.planes[index]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:, : plane.width]


def _differs(
    look: Look, before: Patch, frame: VideoFrame, at_ns: int, pointer: PointerPlaces
) -> bool:
    after = _patch(frame, look)
    if after.size != before.size:
        return True
    changed = _far_apart(before.luma, after.luma)
    rows, columns = changed.shape
    for old, new in zip(before.colours, after.colours, strict=True):
        coloured = _far_apart(old, new).repeat(2, axis=0).repeat(2, axis=1)
        changed |= coloured[:rows, :columns]
    _leave_pointer_out(changed, before, look.before_ns, at_ns, pointer)
    if not look.frames:
        changed = without_frames(changed)
    return int(np.count_nonzero(changed)) > look.least_px


def _far_apart(before: Plane, after: Plane) -> Mask:
    apart: Mask = np.maximum(before, after) - np.minimum(before, after) > DIFFERENCE
    return apart


def _leave_pointer_out(
    changed: Mask, patch: Patch, before_ns: int, after_ns: int, pointer: PointerPlaces
) -> None:
    first = pointer(before_ns - _LAG_NS, before_ns)
    last = pointer(after_ns - _LAG_NS, after_ns)
    for x, y in (*first, *last):
        _blank(changed, x - patch.left, y - patch.top, (_POINTER_LEFT, _POINTER_RIGHT), None)
    if not first or not last:
        return
    (x0, y0), (x1, y1) = first[-1], last[-1]
    if max(abs(x0 - x1), abs(y0 - y1)) > _RESTS_PX:
        for x, y in ((x0, y0), (x1, y1)):
            across, upright = (_HOVER_ACROSS, _HOVER_ACROSS), (_HOVER_UP, _HOVER_UP)
            _blank(changed, x - patch.left, y - patch.top, across, upright)


def _blank(
    changed: Mask, x: int, y: int, across: tuple[int, int], upright: tuple[int, int] | None
) -> None:
    up, down = upright or across
    top, left = max(0, y - up), max(0, x - across[0])
    changed[top : max(0, y + down), left : max(0, x + across[1])] = False
